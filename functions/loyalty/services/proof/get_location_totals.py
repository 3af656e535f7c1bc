"""Totals of points and wallet money at each location over a period, added up from its closed days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from loyalty.domain.bounds import Id
from loyalty.domain.documents import Decision, Key, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.proof.ledger_days import DayBook, Holding, LedgerDay, Movements
from loyalty.errors.proof import PeriodBackwards, PeriodTooLong
from loyalty.services.preconditions import Caller, require_clinic, require_manager

MOST_DAYS = 92


@dataclass(frozen=True, slots=True)
class GetLocationTotals:
    """A period, by its first and its last business date."""

    clinic_id: Id
    from_on: date
    to_on: date


@dataclass(frozen=True, slots=True)
class LocationTotals:
    """The books of a period: one for each location, `none` for movements at no location, and the total.

    `closed_until_on` is the period's last closed day: later movements are not in yet. It is null if no day is closed.
    """

    clinic_id: str
    from_on: date
    to_on: date
    closed_until_on: date | None
    closed_days: int
    locations: Mapping[str, DayBook]
    total: DayBook


def get_location_totals(store: Store, body: GetLocationTotals, caller: Caller) -> LocationTotals:
    """Add up the closed days: one document is read for each day, however much happened on it.

    Refuses PeriodBackwards, PeriodTooLong, ClinicNotFound, NotStaff, StaffDisabled, RoleNotAllowed.
    """
    keys = ClinicKeys(body.clinic_id)
    days = _days(body)

    def decide(docs: Snapshots) -> Decision[LocationTotals]:
        require_clinic(docs, keys)
        require_manager(docs, keys, caller.uid)
        closed = [day for key in days if (day := docs.get(key)) is not None]
        return Decision(_totals(body, closed))

    return store.transact((keys.clinic, keys.staff(caller.uid), *days), decide)


def _days(body: GetLocationTotals) -> list[Key[LedgerDay]]:
    keys = ClinicKeys(body.clinic_id)
    asked = (body.to_on - body.from_on).days + 1
    if asked < 1:
        raise PeriodBackwards(begins=body.from_on.isoformat(), ends=body.to_on.isoformat())
    if asked > MOST_DAYS:
        raise PeriodTooLong(asked=asked, most=MOST_DAYS, unit="days")
    return [keys.ledger_day(body.from_on + timedelta(days=number)) for number in range(asked)]


def _totals(body: GetLocationTotals, closed: Sequence[LedgerDay]) -> LocationTotals:
    places = sorted({place for day in closed for place in day.locations})
    return LocationTotals(
        clinic_id=body.clinic_id,
        from_on=body.from_on,
        to_on=body.to_on,
        closed_until_on=closed[-1].business_date if closed else None,
        closed_days=len(closed),
        locations={place: _book_of([day.locations.get(place, _NOTHING) for day in closed]) for place in places},
        total=_book_of([day.total for day in closed]),
    )


_NOTHING = DayBook(Holding(), {}, Holding())


def _book_of(books: Sequence[DayBook]) -> DayBook:
    """The books of consecutive days as one: a location is in every book from its first day on."""
    if not books:
        return _NOTHING
    return DayBook(books[0].opening, _sum_by_kind(book.movements for book in books), books[-1].closing)


def _sum_by_kind(days: Iterable[Mapping[str, Movements]]) -> dict[str, Movements]:
    of_kinds: dict[str, Movements] = {}
    for day in days:
        for kind, moved in day.items():
            of_kinds[kind] = of_kinds.get(kind, Movements()).plus(moved.count, moved.points, moved.wallet_minor)
    return dict(sorted(of_kinds.items()))
