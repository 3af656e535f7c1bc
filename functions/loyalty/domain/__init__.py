"""What a clinic's loyalty program is, as pure data and pure functions: no clock, no input or output, no randomness."""
