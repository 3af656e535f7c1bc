"""The program: the clinic's promises, as rules, tiers and plans."""
