"""Patients as managers see them: in lists, and one whole."""
