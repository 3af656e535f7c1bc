"""The patients of a clinic on the managers' page."""
