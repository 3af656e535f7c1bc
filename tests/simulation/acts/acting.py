"""Acts: things that can happen at a clinic, each a function of whole numbers, entered in one list.

`who` is a patient, `which` counts back from the newest of what is known of them. An act without anything to act on
does nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from tests.simulation.world import PATIENTS, World

OWNER = "staff-owner"

T = TypeVar("T")
Bounds = tuple[int, int]
WHO: Bounds = (0, len(PATIENTS) - 1)
WHICH: Bounds = (0, 5)


@dataclass(frozen=True)
class Act:
    """An act, and the bounds of each number it takes."""

    perform: Callable[..., None]
    numbers: Mapping[str, Bounds]


def entering() -> tuple[dict[str, Act], Callable[..., Callable[[Callable[..., None]], Callable[..., None]]]]:
    """A list of its own, and how to enter a function in it."""
    entered: dict[str, Act] = {}

    def act_of_list(**numbers: Bounds) -> Callable[[Callable[..., None]], Callable[..., None]]:
        def enter(perform: Callable[..., None]) -> Callable[..., None]:
            entered[perform.__name__] = Act(perform, numbers)
            return perform

        return enter

    return entered, act_of_list


ENTERED, act = entering()


def newest(known: Sequence[T], which: int) -> T | None:
    """Counting back from the newest, and around."""
    return known[-1 - which % len(known)] if known else None


def note_lost(world: World, patient_id: str, movement: object) -> None:
    """Remember that lapsed points may be reissued."""
    why = getattr(movement, "why", {})
    if why.get("lapsed_points"):
        world.known[patient_id].lost.append(getattr(movement, "entry_id", ""))


def made_entry(world: World, patient_id: str, request_id: str) -> bool:
    """True if an entry of the patient has the id."""
    return request_id in world.books.ledger(patient_id).entries
