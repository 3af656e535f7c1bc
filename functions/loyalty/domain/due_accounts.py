"""The port to the accounts that are due, found by their cursor alone: a sweep costs what is due, not what exists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from loyalty.domain.documents import Key


@dataclass(frozen=True, slots=True)
class DueAccount:
    """An account that is due, and what was read when it was found: itself, its clinic, and the clinic's rule."""

    clinic_id: str
    patient_id: str
    at_hand: Mapping[Key[Any], Any]


class DueAccounts(Protocol):
    """Where due accounts are found."""

    def due(self, now: datetime) -> Iterator[DueAccount]:
        """Accounts with `due_at <= now`, the longest due first, each once, read in pages."""

    def count_due(self, now: datetime, most: int) -> int:
        """How many there are, counted up to `most`."""
