"""The audit of closed days: each closing is compared with the entries of its date and the closing before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import chain

from loyalty.domain.calendar import ONE_DAY
from loyalty.domain.fields import maps_of
from loyalty.domain.proof.findings import Fields, Finding, instant, map_of, quote, whole
from loyalty.domain.proof.ledger_days import DayBook, DayTally, Holding, LedgerDay

_BEFORE_ALL = datetime(1970, 1, 1, tzinfo=UTC)


class DaysAudit:
    """The audit of days: takes all entries in any order, then all closings in order of date."""

    def __init__(self) -> None:
        self.days = 0
        self._tallies: dict[str, DayTally] = {}
        self._previous: LedgerDay | None = None

    def entry(self, patient_id: str, entry_id: str, fields: Fields) -> None:
        """Add an entry."""
        on = fields.get("business_date")
        tally = self._tallies.setdefault(on if isinstance(on, str) else quote(on), DayTally())
        tally.add(patient_id, entry_id, fields)

    def day(self, business_date: str, fields: Fields) -> Iterator[Finding]:
        """Check the next closing against one computed from the entries since the first day; return its findings."""
        self.days += 1
        try:
            on = date.fromisoformat(business_date)
        except ValueError:
            yield Finding("day-wrong", business_date=business_date, field="business_date", expected="a date")
            return
        previous = self._previous
        if previous is not None:
            yield from chain.from_iterable(map(self._missing, _days_between(previous.business_date, on)))
        yield from _compared(business_date, self._close(on), fields)

    def finish(self) -> Iterator[Finding]:
        """Report the days before the last closing that have entries and no closing."""
        if self._previous is not None:
            last = self._previous.business_date.isoformat()
            yield from (unclosed_day(on, tally) for on, tally in sorted(self._tallies.items()) if on <= last)

    def _close(self, on: date) -> LedgerDay:
        tally = self._tallies.pop(on.isoformat(), None) or DayTally()
        self._previous = tally.close(self._previous, on, _BEFORE_ALL)
        return self._previous

    def _missing(self, on: date) -> Iterator[Finding]:
        tally = self._tallies.get(on.isoformat(), DayTally())
        self._close(on)
        yield unclosed_day(on.isoformat(), tally)


def day_alone(on: date, fields: Fields, before: Fields | None, tally: DayTally) -> Iterator[Finding]:
    """Check one closing on top of the one before it as it stands, which is None for the first; return its findings."""
    previous = None if before is None else _as_it_stands(on - ONE_DAY, before)
    yield from _compared(on.isoformat(), tally.close(previous, on, _BEFORE_ALL), fields)


def _as_it_stands(on: date, fields: Fields) -> LedgerDay:
    """A closing, whatever it holds: the next is made of its digest and its closing balances."""
    places = {str(place): _book(map_of(book)) for place, book in map_of(fields.get("locations")).items()}
    digest = fields.get("digest")
    total = _book(map_of(fields.get("total")))
    return LedgerDay(on, 0, places, total, "", digest if isinstance(digest, str) else quote(digest), _BEFORE_ALL)


def _book(fields: Fields) -> DayBook:
    closing = map_of(fields.get("closing"))
    return DayBook(Holding(), {}, Holding(whole(closing.get("points")) or 0, whole(closing.get("wallet_minor")) or 0))


def _compared(business_date: str, closed: LedgerDay, fields: Fields) -> Iterator[Finding]:
    for name, expected in maps_of(replace(closed, closed_at=_closed_at(fields))).items():
        if fields.get(name) != expected:
            yield from _differences(business_date, name, expected, fields.get(name))


def _days_between(first: date, last: date) -> Iterator[date]:
    day = first + ONE_DAY
    while day < last:
        yield day
        day += ONE_DAY


def _closed_at(fields: Fields) -> datetime:
    return instant(fields.get("closed_at")) or _BEFORE_ALL


def unclosed_day(on: str, tally: DayTally) -> Finding:
    """The finding of a day that is over and was not closed."""
    return Finding("day-not-closed", business_date=on, expected="a closing", found=f"{tally.entries} entries")


def _differences(on: str, name: str, expected: object, found: object) -> Iterator[Finding]:
    """The findings of the innermost fields that differ."""
    held = map_of(found)
    if isinstance(expected, dict) and held:
        for key in sorted({*expected, *map(str, held)}):
            if expected.get(key) != held.get(key):
                yield from _differences(on, f"{name}.{key}", expected.get(key), held.get(key))
        return
    yield Finding("day-wrong", business_date=on, field=name, expected=quote(expected), found=quote(found))
