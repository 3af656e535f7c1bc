"""Planted bugs, and the list in which they are entered.

`seen_as` is what the machine of the machine's own test says when it meets the bug.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

Plant = Callable[[pytest.MonkeyPatch], None]


@dataclass(frozen=True)
class Bug:
    """A bug, how it is planted, what notices it; and the acts it takes, where only those few are to be searched."""

    name: str
    plant: Plant
    seen_as: str
    acts: tuple[str, ...]
    members: bool = False


ENTERED: list[Bug] = []


def bug(seen_as: str, *acts: str, members: bool = False) -> Callable[[Plant], Plant]:
    """Enter a bug in the list, under its function's name; `members` where it takes a clinic that has some."""

    def enter(plant: Plant) -> Plant:
        ENTERED.append(Bug(plant.__name__, plant, seen_as, acts, members))
        return plant

    return enter
