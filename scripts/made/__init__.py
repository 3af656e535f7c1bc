"""A made clinic: a year of any size by the functions themselves, from one seed, to be measured and played again."""
