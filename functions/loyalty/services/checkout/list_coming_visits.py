"""Accepted visits to come at a location, with their patients' names: the desk moves or cancels them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from loyalty.domain.bounds import Id
from loyalty.domain.checkout.coming_visits import ComingVisit
from loyalty.domain.documents import Decision, Key, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ports import ComingVisits
from loyalty.services.preconditions import Caller, require_clinic, require_location, require_reader

MOST_VISITS = 100


@dataclass(frozen=True, slots=True)
class ListComingVisits:
    """A location whose accepted visits to come are asked for: all, or those of one patient."""

    clinic_id: Id
    location_id: Id
    patient_id: Id | None = None


@dataclass(frozen=True, slots=True)
class VisitsToCome:
    """The accepted visits of the location, the soonest first; `more` says that there are later ones.

    A visit holds points until `margin_days` after it; None where the clinic's rule holds none.
    """

    clinic_id: str
    location_id: str
    visits: tuple[ComingVisit, ...]
    margin_days: int | None
    more: bool


def list_coming_visits(
    store: Store, coming_visits: ComingVisits, body: ListComingVisits, caller: Caller
) -> VisitsToCome:
    """The accepted visits to come at the location, for staff who work there and for managers.

    Refuses ClinicNotFound, NotStaff, StaffDisabled, StaffNotAtLocation, LocationNotFound.
    """
    keys = ClinicKeys(body.clinic_id)

    def decide(docs: Snapshots) -> Decision[int | None]:
        require_clinic(docs, keys)
        require_reader(docs, keys, caller.uid, body.location_id)
        require_location(docs, keys, body.location_id)
        return Decision(docs.require(keys.reminders).appointment_margin_days)

    reads: tuple[Key[Any], ...] = (
        keys.clinic,
        keys.staff(caller.uid),
        keys.location(body.location_id),
        keys.reminders,
    )
    margin_days = store.transact(reads, decide)
    found = coming_visits.after(body.clinic_id, body.location_id, body.patient_id, caller.now, MOST_VISITS + 1)
    first = tuple(found[:MOST_VISITS])
    return VisitsToCome(body.clinic_id, body.location_id, first, margin_days, more=len(found) > MOST_VISITS)
