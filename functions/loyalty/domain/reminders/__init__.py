"""Reminders: notices of points that end, and their delivery to phones."""
