"""The audit of the sums towards tiers: added up again from entries and compared with the account; no treatments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from fractions import Fraction
from typing import Any

from loyalty.domain.program.day_texts import map_of_day
from loyalty.domain.program.tiers import KEPT_DAYS
from loyalty.domain.proof.findings import Fields, Note, day_of, fraction, list_of, map_of, text, whole

# An account drops a day when its tier is decided, and that is not long after its last entry.
_REMEMBERED = 2 * timedelta(days=KEPT_DAYS)
_WHOLE = ("spend_minor", "purchases", "points", "spent_points")
Day = tuple[str, str | None]


class Counted:
    """The sums of the entries: takes the entries one after another, then the account."""

    def __init__(self) -> None:
        self._days: dict[Day, dict[str, int | Fraction]] = {}
        self._lost = False

    def kept(self) -> list[list[Any]]:
        """What the next audit needs to go on: the sums of the days that an account may still keep."""
        last = max((on for on, _ in self._days if day_of(on)), default="")
        return [
            [*day, *(sums[name] for name in _WHOLE), str(sums["exact"])]
            for day, sums in self._days.items()
            if _is_kept(day, last, _REMEMBERED)
        ]

    def take_up(self, kept: Iterable[Sequence[Any]]) -> None:
        """Go on from what an audit kept."""
        for on, expires_on, *sums, exact in kept:
            self._days[on, expires_on] = {**dict(zip(_WHOLE, sums, strict=True)), "exact": Fraction(exact)}

    def lose(self) -> None:
        """Give up all sums, because an entry is not known."""
        self._lost = True

    def entry(self, entry: Fields) -> None:
        """Add the next entry."""
        said = map_of(entry.get("counted"))
        if said:
            day = self._days.setdefault(_day(said), {**dict.fromkeys(_WHOLE, 0), "exact": Fraction(0)})
            for name, amount in _amounts(said).items():
                day[name] += amount

    def compare(self, account: Fields, note: Note) -> None:
        """Compare each day that the account must still keep, and each day it does keep."""
        if self._lost:
            return
        held = {_day(day): _amounts(day) for day in map(map_of_day, list_of(account.get("days")))}
        looked_on = text(map_of(account.get("tier")).get("on"))
        for day in sorted({*self._days, *held}, key=repr):
            counted, kept = self._days.get(day, {}), held.get(day, {})
            if day not in held and (looked_on is None or not _is_kept(day, looked_on)):
                continue
            if any(counted.get(name, 0) != kept.get(name, 0) for name in (*_WHOLE, "exact")):
                note("account-differs", f"days.{day[0]}", counted, kept)


def _day(said: Fields) -> Day:
    return str(said.get("on")), text(said.get("expires_on"))


def _amounts(said: Fields) -> dict[str, Any]:
    exact = fraction(said.get("exact"))
    return {**{name: whole(said.get(name)) or 0 for name in _WHOLE}, "exact": exact or Fraction(0)}


def _is_kept(day: Day, looked_on: str, most: timedelta = timedelta(days=KEPT_DAYS)) -> bool:
    """True if an account whose tier was decided on a date still keeps a day."""
    looked, on = day_of(looked_on), day_of(day[0])
    return looked is None or on is None or looked - on < most
