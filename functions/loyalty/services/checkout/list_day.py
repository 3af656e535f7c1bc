"""The day at a location: all that moved money or points there, by whom, with the totals by tender to close the till."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from loyalty.domain.bounds import Id
from loyalty.domain.calendar import ONE_DAY, first_instant_after
from loyalty.domain.checkout.names import mask
from loyalty.domain.documents import Decision, Key, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.governance.till import (
    DayAct,
    act_of_entry,
    act_of_membership,
    is_seen,
    place_of,
    totals,
)
from loyalty.domain.ports import DayActs
from loyalty.domain.program.clinic import Clinic
from loyalty.services.preconditions import Caller, require_clinic, require_location, require_reader

# The acts of a clinic's day that are read at most, and those of a location that are told.
MOST_READ, MOST_TOLD = 3_000, 500


@dataclass(frozen=True, slots=True)
class ListDay:
    """A location whose day is asked for."""

    clinic_id: Id
    location_id: Id


@dataclass(frozen=True, slots=True)
class DeskDay:
    """The acts of the current business date at a location, newest first, names masked, and the till by tender.

    The till counts all acts, told or not. `more` says that there are others.
    """

    clinic_id: str
    location_id: str
    business_date: date
    till_minor: Mapping[str, int]
    acts: tuple[DayAct, ...]
    more: bool


def list_day(store: Store, day_acts: DayActs, body: ListDay, caller: Caller) -> DeskDay:
    """All that moved money or points at the location today, for staff who work there and for managers.

    Refuses ClinicNotFound, NotStaff, StaffDisabled, StaffNotAtLocation, LocationNotFound.
    """
    keys = ClinicKeys(body.clinic_id)

    def decide(docs: Snapshots) -> Decision[Clinic]:
        clinic = require_clinic(docs, keys)
        require_reader(docs, keys, caller.uid, body.location_id)
        require_location(docs, keys, body.location_id)
        return Decision(clinic)

    reads: tuple[Key[Any], ...] = (keys.clinic, keys.staff(caller.uid), keys.location(body.location_id))
    clinic = store.transact(reads, decide)
    today = clinic.today(caller.now)
    begins_at = first_instant_after(today - ONE_DAY, clinic.time_zone)
    entries = day_acts.entries(body.clinic_id, today, MOST_READ)
    events = day_acts.memberships(body.clinic_id, begins_at, MOST_READ)
    here = [act_of_entry(each) for each in entries if place_of(each.entry) == body.location_id and is_seen(each.entry)]
    here += [act_of_membership(each) for each in events if each.location_id == body.location_id]
    here.sort(key=lambda act: (act.recorded_at, act.act_id), reverse=True)
    told = here[:MOST_TOLD]
    names = day_acts.names(body.clinic_id, {act.patient_id for act in told}, {act.recorded_by for act in told})
    acts = tuple(_named(act, names) for act in told)
    more = len(here) > MOST_TOLD or MOST_READ in (len(entries), len(events))
    return DeskDay(body.clinic_id, body.location_id, today, totals(here), acts, more)


def _named(act: DayAct, names: Mapping[str, str]) -> DayAct:
    patient, by = names.get(f"patients/{act.patient_id}", ""), names.get(f"staff/{act.recorded_by}", "")
    return replace(act, name=mask(patient) if patient else "", recorded_by=by)
