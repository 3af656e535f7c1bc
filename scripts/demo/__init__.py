"""The demo: one checkout played by three real clients, and what time does then. `python -m scripts.demo` plays it."""
