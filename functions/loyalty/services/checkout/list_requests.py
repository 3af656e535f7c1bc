"""Open appointments of a location, with their patients' names: requested or proposed, and not settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
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
    """A location whose open appointments are asked for: the oldest, or those after the last one of a page."""

    clinic_id: Id
    location_id: Id
    after_asked_at: datetime | None = None
    after_id: Id | None = None

    def __post_init__(self) -> None:
        """Refuse half of a last one."""
        if (self.after_asked_at is None) != (self.after_id is None):
            raise ValueError("after_asked_at and after_id go together")

    @property
    def after(self) -> tuple[datetime, str] | None:
        """The last one of the page before; None for the first page."""
        return (self.after_asked_at, self.after_id) if self.after_asked_at and self.after_id else None


@dataclass(frozen=True, slots=True)
class RequestsWaiting:
    """A page of the open appointments of the location, oldest first; `more` says that others come after it."""

    clinic_id: str
    location_id: str
    requests: tuple[OpenRequest, ...]
    more: bool


def list_requests(store: Store, open_requests: OpenRequests, body: ListRequests, caller: Caller) -> RequestsWaiting:
    """A page of the open appointments of the location, for staff who work there and for managers.

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
    found = open_requests.at(body.clinic_id, body.location_id, body.after, MOST_REQUESTS + 1)
    page = tuple(found[:MOST_REQUESTS])
    return RequestsWaiting(body.clinic_id, body.location_id, page, more=len(found) > MOST_REQUESTS)
