"""Use cases of reminders, run by schedules: sweep accounts, deliver notices."""
