"""Requests: their identity, the cause of the entries they make, and the writes of postings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from loyalty.domain.documents import Key, Put, Snapshots
from loyalty.domain.fields import fingerprint
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import Actor, Entry, Request
from loyalty.domain.ledger.lots import Lives
from loyalty.domain.ledger.posting import Cause
from loyalty.domain.program.clinic import Clinic
from loyalty.errors.ledger import EntryNotFound
from loyalty.services.preconditions import Caller

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

PATIENT_ROLE = "patient"


def request_of(name: str, body: DataclassInstance, caller: Caller, request_id: str) -> Request:
    """The request of a body and its caller; the same id with another name, body or caller is another request."""
    return Request(request_id, fingerprint(name, body, uid=caller.uid))


def require_entry(docs: Snapshots, at: Key[Entry], kind: str) -> Entry:
    """An entry of a kind, or EntryNotFound."""
    entry = docs.get(at)
    if entry is None or entry.kind != kind:
        raise EntryNotFound
    return entry


def cause_of(request: Request, caller: Caller, role: str, location_id: str | None, clinic: Clinic) -> Cause:
    """The cause of an entry named after its request."""
    return Cause(
        entry_id=request.request_id,
        request=request,
        actor=Actor(caller.uid, role),
        location_id=location_id,
        business_date=clinic.today(caller.now),
        now=caller.now,
    )


def lives_of(docs: Snapshots, keys: ClinicKeys, zone: ZoneInfo) -> Lives:
    """The life of points that come in now, by the clinic's rules."""
    return Lives(docs.require(keys.expiry), docs.require(keys.reminders), zone)


def ledger_writes(keys: ClinicKeys, account: Account, entries: Sequence[Entry]) -> tuple[Put[Any], ...]:
    """The writes of postings: the account after them, and their entries."""
    account_at, entries_at = keys.ledger(account.patient_id, [entry.entry_id for entry in entries])
    return (Put(account_at, account), *map(Put, entries_at, entries))
