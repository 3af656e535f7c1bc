"""Receipts of today at a location: the desk looks through them when somebody comes back to the counter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from loyalty.domain.bounds import Id
from loyalty.domain.calendar import ONE_DAY, business_date, first_instant_after
from loyalty.domain.checkout.names import masked
from loyalty.domain.checkout.receipts_today import Sale
from loyalty.domain.documents import Decision, Key, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ports import Sales
from loyalty.domain.program.clinic import Clinic
from loyalty.services.preconditions import Caller, require_clinic, require_location, require_reader

MOST_RECEIPTS = 300


@dataclass(frozen=True, slots=True)
class ListReceipts:
    """A location whose receipts of today are asked for."""

    clinic_id: Id
    location_id: Id


@dataclass(frozen=True, slots=True)
class ReceiptsToday:
    """The purchases of the current business date, newest first, names masked; `more` says that there are others."""

    clinic_id: str
    location_id: str
    business_date: date
    receipts: tuple[Sale, ...]
    more: bool


def list_receipts(store: Store, sales: Sales, body: ListReceipts, caller: Caller) -> ReceiptsToday:
    """The purchases at the location today, for staff who work there and for managers.

    Refuses ClinicNotFound, NotStaff, StaffDisabled, StaffNotAtLocation, LocationNotFound. Closed locations are answered
    too.
    """
    keys = ClinicKeys(body.clinic_id)

    def decide(docs: Snapshots) -> Decision[Clinic]:
        clinic = require_clinic(docs, keys)
        require_reader(docs, keys, caller.uid, body.location_id)
        require_location(docs, keys, body.location_id)
        return Decision(clinic)

    reads: tuple[Key[Any], ...] = (
        keys.clinic,
        keys.staff(caller.uid),
        keys.location(body.location_id),
    )
    zone = store.transact(reads, decide).time_zone
    today = business_date(caller.now, zone)
    begins_at = first_instant_after(today - ONE_DAY, zone)
    found = sales.since(body.clinic_id, body.location_id, begins_at, MOST_RECEIPTS + 1)
    receipts = tuple(replace(sale, name=masked(sale.name)) for sale in found[:MOST_RECEIPTS])
    return ReceiptsToday(body.clinic_id, body.location_id, today, receipts, more=len(found) > MOST_RECEIPTS)
