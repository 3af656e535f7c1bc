"""A clinic's loyalty program as pure data and pure functions: no clock, no input or output, no randomness."""
