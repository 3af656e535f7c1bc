"""Replaying: acts of a ledger done again by the functions that did them, under their own rules or under a draft."""
