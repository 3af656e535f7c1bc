"""What every use case that posts to a ledger needs besides its checks: the cause, the rules, the entry of a request."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from loyalty.domain.calendar import business_date
from loyalty.domain.documents import Key, Put, Snapshots
from loyalty.domain.fields import fingerprint, maps_of
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import Actor, Entry, Request
from loyalty.domain.ledger.lots import Lives
from loyalty.domain.ledger.posting import Cause
from loyalty.errors.ledger import EntryNotFound
from loyalty.services.preconditions import Caller, require_same_request

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

PATIENT_ROLE = "patient"


def request_of(name: str, body: DataclassInstance, caller: Caller, request_id: str) -> Request:
    """What is asked, and by whom: the same request id with anything else is another request."""
    return Request(request_id, fingerprint(name, {**maps_of(body), "uid": caller.uid}))


def recorded(docs: Snapshots, at: Key[Entry], request: Request) -> Entry | None:
    """The entry that the request made before, if it did. Raises RequestIdReused."""
    entry = docs.get(at)
    if entry is not None:
        require_same_request(entry.request, request)
    return entry


def require_entry(docs: Snapshots, at: Key[Entry], kind: str) -> Entry:
    """An entry of a kind, or EntryNotFound."""
    entry = docs.get(at)
    if entry is None or entry.kind != kind:
        raise EntryNotFound
    return entry


def cause_of(request: Request, caller: Caller, role: str, location_id: str | None, zone: ZoneInfo) -> Cause:
    """The cause of an entry named after its request."""
    return Cause(
        entry_id=request.request_id,
        request=request,
        actor=Actor(caller.uid, role),
        location_id=location_id,
        business_date=business_date(caller.now, zone),
        now=caller.now,
    )


def lives_of(docs: Snapshots, keys: ClinicKeys, zone: ZoneInfo) -> Lives:
    """The life of points that come in now."""
    return Lives(docs.require(keys.expiry), docs.require(keys.reminders), zone)


def posted(keys: ClinicKeys, patient_id: str, account: Account, entries: Iterable[Entry]) -> tuple[Put[Any], ...]:
    """What postings write: the account after them, and their entries."""
    return (
        Put(keys.account(patient_id), account),
        *(Put(keys.entry(patient_id, entry.entry_id), entry) for entry in entries),
    )
