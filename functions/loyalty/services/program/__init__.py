"""Use cases of the program: publish a rule, grant a tier."""
