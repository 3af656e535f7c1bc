"""The desk finds patients by name, and managers close and reopen accounts."""
