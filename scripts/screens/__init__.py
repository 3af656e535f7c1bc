"""Screens of both pages, photographed for docs/screens. `python -m scripts.screens` takes them."""
