"""Closing days: each business date that is over gets its book, once, from the entries of that date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from loyalty.domain.calendar import ONE_DAY, business_date
from loyalty.domain.documents import Decision, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ports import LedgerPages
from loyalty.domain.proof.ledger_days import DayTally, LedgerDay
from loyalty.services.preconditions import require_clinic

# Writes decided in a day's last second have ended by then: a call gives up long before.
SETTLING = timedelta(minutes=15)


def close_days(
    store: Store, pages: LedgerPages, clinic_id: str, now: datetime, go_on: Callable[[], bool] = lambda: True
) -> int:
    """Close every day up to yesterday that is still open, in order, as long as `go_on` is true; return their number.

    A day is closed by one create on top of the closing before it, so two runs at once close it once. Before the first
    entry there is nothing to close.
    """
    keys = ClinicKeys(clinic_id)
    clinic = store.transact((keys.clinic,), lambda docs: Decision(require_clinic(docs, keys)))
    day, closed = _next_open(pages, clinic_id), 0
    while day is not None and day < business_date(now - SETTLING, clinic.time_zone) and go_on():
        _close(store, pages, keys, day, now)
        day, closed = day + ONE_DAY, closed + 1
    return closed


def _next_open(pages: LedgerPages, clinic_id: str) -> date | None:
    last = pages.last_ledger_day(clinic_id)
    if last is not None:
        return date.fromisoformat(last["business_date"]) + ONE_DAY
    first = pages.first_business_date(clinic_id)
    return date.fromisoformat(first) if first else None


def _close(store: Store, pages: LedgerPages, keys: ClinicKeys, day: date, now: datetime) -> LedgerDay:
    tally = DayTally()
    for patient_id, entry_id, fields in pages.entries_of_day(keys.clinic_id, day.isoformat()):
        tally.add(patient_id, entry_id, fields)
    before_at, day_at = keys.ledger_day(day - ONE_DAY), keys.ledger_day(day)

    def decide(docs: Snapshots) -> Decision[LedgerDay]:
        closed = docs.get(day_at)
        if closed is not None:
            return Decision(closed)
        closed = tally.close(docs.get(before_at), day, now)
        return Decision(closed, (Put(day_at, closed),))

    return store.transact((before_at, day_at), decide)
