"""Use cases of memberships and treatments."""
