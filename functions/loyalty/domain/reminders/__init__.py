"""Reminders: notices of points that end, and their way to the phones."""
