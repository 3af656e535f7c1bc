"""The number of cases that counting tests run: few in `make test`, many in `make soak`."""

import os


def soaking() -> bool:
    """True in `make soak`."""
    return os.environ.get("SOAK", "") not in {"", "0"}


def count(usual: int, soak: int) -> int:
    """The number of cases for this run."""
    return soak if soaking() else usual
