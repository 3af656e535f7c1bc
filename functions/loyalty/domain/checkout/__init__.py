"""The checkout: codes, visits, lookups, receipts of today and appointments."""
