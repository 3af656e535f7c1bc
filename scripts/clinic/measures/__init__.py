"""Figures that commands compare, with how sure they are."""
