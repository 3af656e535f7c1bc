"""The clinic's place of the managers' page."""
