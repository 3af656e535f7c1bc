"""Use cases of the ledger: move points and wallet money, and undo it."""
