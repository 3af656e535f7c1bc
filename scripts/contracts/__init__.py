"""The contract between the functions and the pages, written in TypeScript from Python's dataclasses."""
