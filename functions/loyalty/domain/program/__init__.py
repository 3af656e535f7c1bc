"""The program: what the clinic promises, as rules, tiers and plans."""
