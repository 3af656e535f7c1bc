"""Open appointments of a location, with their patients' names: requested or proposed, and not settled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from loyalty.domain.bounds import Id
from loyalty.domain.checkout.open_requests import OpenRequest
from loyalty.domain.documents import Decision, Key, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ports import OpenRequests
from loyalty.services.preconditions import Caller, require_clinic, require_location, require_reader

MOST_REQUESTS = 100


@dataclass(frozen=True, slots=True)
class ListRequests:
    """A location whose open appointments are asked for."""

    clinic_id: Id
    location_id: Id


@dataclass(frozen=True, slots=True)
class RequestsWaiting:
    """The open appointments of the location, oldest first; `more` says that there are others."""

    clinic_id: str
    location_id: str
    requests: tuple[OpenRequest, ...]
    more: bool


def list_requests(store: Store, open_requests: OpenRequests, body: ListRequests, caller: Caller) -> RequestsWaiting:
    """The open appointments of the location, for staff who work there and for managers.

    Refuses ClinicNotFound, NotStaff, StaffDisabled, StaffNotAtLocation, LocationNotFound.
    """
    keys = ClinicKeys(body.clinic_id)

    def decide(docs: Snapshots) -> Decision[None]:
        require_clinic(docs, keys)
        require_reader(docs, keys, caller.uid, body.location_id)
        require_location(docs, keys, body.location_id)
        return Decision(None)

    reads: tuple[Key[Any], ...] = (
        keys.clinic,
        keys.staff(caller.uid),
        keys.location(body.location_id),
    )
    store.transact(reads, decide)
    found = open_requests.at(body.clinic_id, body.location_id, MOST_REQUESTS + 1)
    first = sorted(found, key=lambda one: (one.asked_at, one.appointment_id))[:MOST_REQUESTS]
    return RequestsWaiting(body.clinic_id, body.location_id, tuple(first), more=len(found) > MOST_REQUESTS)
