"""Use cases of the schedule: sweep accounts, deliver notices."""
