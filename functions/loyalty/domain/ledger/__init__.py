"""The ledger: every change of a patient's points and wallet money."""
