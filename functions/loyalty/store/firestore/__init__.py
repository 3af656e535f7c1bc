"""Firestore behind the ports: the only package that imports Google's client."""
