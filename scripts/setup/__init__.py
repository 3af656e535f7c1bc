"""Set-up: every part that emulators, pages and tests need, brought once. `python -m scripts.setup` runs it."""
