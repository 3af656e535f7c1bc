"""Pushes to phones: the only package that knows Firebase Cloud Messaging and the words of dates; it loads both late."""
