"""Use cases of the checkout, besides purchases: codes, visits, lookups, receipts, appointments."""
