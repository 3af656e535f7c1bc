"""Operations of a clinic, each a command: `python -m scripts.clinic --help` lists them."""
