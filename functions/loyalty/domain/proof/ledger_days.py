"""Closed days: the book of one business date, by location, with opening, movements and closing; never reopened.

The closing of a day is sealed by its digest: over the digest of the day before, the book itself, and the set of the
day's entries. The digest of a set is the product of its members' hashes modulo a prime (MuHash, 3072 bits). The members
may come in any order, so one pass over accounts checks all days at once, in memory that does not grow with entries.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from loyalty.domain.fields import canonical_json, maps_of
from loyalty.domain.ledger.entry import GENESIS_HASH
from loyalty.domain.proof.booking import NOTHING, Moved, booked
from loyalty.domain.proof.findings import Fields, text

UNKNOWN = "unknown"
_PRIME = 2**3072 - 1103717
_BYTES = 3072 // 8


@dataclass(frozen=True, slots=True)
class Holding:
    """The points and the wallet money that patients hold."""

    points: int = 0
    wallet_minor: int = 0


@dataclass(frozen=True, slots=True)
class Movements:
    """The sums of all entries of a kind."""

    count: int = 0
    points: int = 0
    wallet_minor: int = 0

    def plus(self, count: int, points: int, wallet_minor: int) -> Movements:
        """The sums with more added."""
        return Movements(self.count + count, self.points + points, self.wallet_minor + wallet_minor)


@dataclass(frozen=True, slots=True)
class DayBook:
    """The book of a day at one location, or at all: opening + movements = closing."""

    opening: Holding
    movements: Mapping[str, Movements]
    closing: Holding


@dataclass(frozen=True, slots=True)
class LedgerDay:
    """The closing of a business date. In `locations`, `none` is for what no location has.

    An entry counts once in `total`, and once at each location whose points or money it moved.
    """

    business_date: date
    entries: int
    locations: Mapping[str, DayBook]
    total: DayBook
    previous_digest: str
    digest: str
    closed_at: datetime


class DayTally:
    """The tally of one business date, which adds up its entries."""

    def __init__(self) -> None:
        self.entries = 0
        self._moved: dict[str, dict[str, Movements]] = {}
        self._total: dict[str, Movements] = {}
        self._set = 1

    def add(self, patient_id: str, entry_id: str, entry: Fields) -> None:
        """Add an entry, whatever it holds."""
        self.entries += 1
        kind, at = text(entry.get("kind")) or UNKNOWN, booked(entry)
        for place, moved in at.items():
            _count(self._moved.setdefault(place, {}), kind, moved)
        _count(self._total, kind, sum(at.values(), NOTHING))
        member = hashlib.shake_256(f"{patient_id}/{entry_id}/{entry.get('hash')}".encode(errors="replace"))
        self._set = self._set * int.from_bytes(member.digest(_BYTES)) % _PRIME

    def close(self, previous: LedgerDay | None, business_date: date, now: datetime) -> LedgerDay:
        """Close the day on top of the day before, which is None for the first."""
        before = previous.locations if previous else {}
        places = sorted({*before, *self._moved})
        locations = {
            place: _book(before[place].closing if place in before else Holding(), self._moved.get(place, {}))
            for place in places
        }
        total = _book(previous.total.closing if previous else Holding(), self._total)
        previous_digest = previous.digest if previous else GENESIS_HASH
        day = LedgerDay(business_date, self.entries, locations, total, previous_digest, "", now)
        return replace(day, digest=self._seal(day))

    def _seal(self, day: LedgerDay) -> str:
        content = {name: value for name, value in maps_of(day).items() if name not in {"digest", "closed_at"}}
        return hashlib.sha256(canonical_json([content, f"{self._set:x}"])).hexdigest()


def _count(of_kinds: dict[str, Movements], kind: str, moved: Moved) -> None:
    of_kinds[kind] = of_kinds.get(kind, Movements()).plus(1, moved.points, moved.wallet_minor)


def _book(opening: Holding, movements: Mapping[str, Movements]) -> DayBook:
    moved = movements.values()
    points = opening.points + sum(one.points for one in moved)
    wallet_minor = opening.wallet_minor + sum(one.wallet_minor for one in moved)
    return DayBook(opening, dict(sorted(movements.items())), Holding(points, wallet_minor))
