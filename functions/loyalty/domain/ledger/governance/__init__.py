"""Governance: what one person does alone, and what a day held, for a second pair of eyes."""
