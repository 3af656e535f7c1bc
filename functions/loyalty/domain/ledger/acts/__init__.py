"""Whole acts on an account, as one pure function each: a purchase with all that pays it, an act on a membership."""
