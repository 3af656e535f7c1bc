"""Wallet money: how it comes in, what it earns, how it leaves."""
