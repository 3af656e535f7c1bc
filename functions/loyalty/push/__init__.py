"""Pushes to phones: the only package that knows Firebase Cloud Messaging and dates in words; it loads both late."""
