"""Limits before a call: of bodies and of callers."""
