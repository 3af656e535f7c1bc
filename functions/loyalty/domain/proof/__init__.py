"""The proof: audits of accounts and days, closed days, and accounts rebuilt from entries."""
