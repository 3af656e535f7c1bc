"""The seed: one invented clinic with its staff, its patients and their year. `python -m scripts.seed` plants it."""
