"""Rules checked, weighed and published: at once, at a time, by one person or two."""
