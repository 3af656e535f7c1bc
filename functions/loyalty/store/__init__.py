"""Where documents are kept: the only package that knows Firestore. Paths are spelled once, and coded both ways."""
