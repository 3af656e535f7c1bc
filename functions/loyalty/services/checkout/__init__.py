"""Use cases at the desk before and beside a purchase: codes, visits, lookups, receipts, appointments."""
