"""Use cases that move points and wallet money, and undo what was moved."""
