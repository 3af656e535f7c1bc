"""A clinic as files: out by a command or from the page, and in again."""
