"""Benchmarks: the product beside its alternatives. `python -m scripts.bench` lists them."""
