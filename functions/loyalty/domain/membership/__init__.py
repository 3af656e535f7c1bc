"""Memberships in time: their events, the revenue they bring, and treatments."""
