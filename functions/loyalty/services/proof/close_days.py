"""Closing days: each business date that is over gets its book, once, from the entries of that date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from loyalty.domain.calendar import ONE_DAY, business_date
from loyalty.domain.documents import Decision, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ports import LedgerPages
from loyalty.domain.program.clinic import WholeClinic
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
    day, closed = _next_open(store, pages, keys), 0
    while day is not None and day < business_date(now - SETTLING, clinic.time_zone) and go_on():
        _close(store, pages, keys, day, now)
        day, closed = day + ONE_DAY, closed + 1
    return closed


def _next_open(store: Store, pages: LedgerPages, keys: ClinicKeys) -> date | None:
    last = pages.last_ledger_day(keys.clinic_id)
    if last is not None:
        last_on = date.fromisoformat(last["business_date"])
        # Closings of an older version are not on the clinic yet.
        store.transact((keys.whole_clinic,), lambda docs: Decision(None, closed_until(docs, keys, last_on)))
        return last_on + ONE_DAY
    first = pages.first_business_date(keys.clinic_id)
    return date.fromisoformat(first) if first else None


def _close(store: Store, pages: LedgerPages, keys: ClinicKeys, day: date, now: datetime) -> LedgerDay:
    tally = DayTally()
    for patient_id, entry_id, fields in pages.entries_of_day(keys.clinic_id, day.isoformat()):
        tally.add(patient_id, entry_id, fields)
    before_at, day_at = keys.ledger_day(day - ONE_DAY), keys.ledger_day(day)

    def decide(docs: Snapshots) -> Decision[LedgerDay]:
        closed = docs.get(day_at)
        if closed is not None:
            return Decision(closed, closed_until(docs, keys, day))
        closed = tally.close(docs.get(before_at), day, now)
        return Decision(closed, (Put(day_at, closed), *closed_until(docs, keys, day)))

    return store.transact((before_at, day_at, keys.whole_clinic), decide)


def closed_until(docs: Snapshots, keys: ClinicKeys, day: date) -> tuple[Put[WholeClinic], ...]:
    """The write that says on the clinic up to which day it is closed; none where it says so already.

    Every act reads the clinic, so none is booked on a day that is closed, and the time zone stays from then on.
    """
    fields = docs.require(keys.whole_clinic).fields
    said = max(day.isoformat(), str(fields.get("closed_until_on") or ""))
    if said == fields.get("closed_until_on"):
        return ()
    return (Put(keys.whole_clinic, WholeClinic({**fields, "closed_until_on": said})),)
