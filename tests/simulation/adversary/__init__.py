"""The adversary: a search for value without money."""
