"""The ledger: what happened to a patient's points and wallet money."""
