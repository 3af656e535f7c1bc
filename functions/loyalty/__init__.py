"""The loyalty engine of a clinic: accounts, codes, purchases and the ledger they are written in."""
