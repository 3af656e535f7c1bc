"""Wallet money: its lots, banking, and the points that banked money stands for when those are taken back."""
