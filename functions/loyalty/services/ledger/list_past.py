"""The past of a patient, listed at an open visit and on the record: purchases at the location, and expired points."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from loyalty.domain.bounds import EntryId, Id
from loyalty.domain.checkout.past import EXPIRED_POINTS, PURCHASES, ExpiredPoints, PastRead, PastSale
from loyalty.domain.documents import Decision, Put, Snapshots, Store
from loyalty.domain.ledger.entry import Entry
from loyalty.domain.ledger.reversals import Reversals
from loyalty.domain.ledger.why import ExpiryWhy
from loyalty.domain.ports import PastEntries
from loyalty.errors.ledger import EntryNotFound
from loyalty.services.preconditions import AtVisit, Caller

Shown = TypeVar("Shown")

PAGE = 20


@dataclass(frozen=True, slots=True)
class ListPurchases:
    """A patient at an open visit whose purchases here are asked for: the latest, or those before `before_id`."""

    clinic_id: Id
    location_id: Id
    patient_id: Id
    visit_id: Id
    before_id: EntryId | None = None


@dataclass(frozen=True, slots=True)
class PastPurchases:
    """The patient's purchases at the location, newest first; `more` says that there are older ones."""

    clinic_id: str
    patient_id: str
    purchases: tuple[PastSale, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class ListExpiredPoints:
    """A patient at an open visit whose expired points are asked for."""

    clinic_id: Id
    location_id: Id
    patient_id: Id
    visit_id: Id


@dataclass(frozen=True, slots=True)
class PastExpiries:
    """The patient's expired points, newest first, of the latest twenty expiries."""

    clinic_id: str
    patient_id: str
    expired: tuple[ExpiredPoints, ...]


def list_purchases(store: Store, past: PastEntries, body: ListPurchases, caller: Caller, read_id: str) -> PastPurchases:
    """List twenty purchases of a patient at an open visit, those of this location; who read them is kept.

    Refuses staff who may not, visits that are not open here, and EntryNotFound for a `before_id` that is no entry of
    the patient's.
    """
    at = AtVisit(body, caller)
    before_at = (at.keys.entry(body.patient_id, body.before_id),) if body.before_id else ()

    def require(docs: Snapshots) -> Decision[tuple[datetime, str] | None]:
        at.require_present_at_visit(docs)
        if not before_at:
            return Decision(None)
        before = docs.get(before_at[0])
        if before is None:
            raise EntryNotFound
        return Decision((before.recorded_at, before.entry_id))

    before = store.transact((*at.reads, *before_at), require)
    found = past.purchases(body.clinic_id, body.patient_id, body.location_id, before, PAGE + 1)
    purchases = PastReading(at, body.visit_id, PURCHASES, read_id).read(store, found[:PAGE], _purchase_of)
    return PastPurchases(body.clinic_id, body.patient_id, purchases, len(found) > PAGE)


def list_expired_points(
    store: Store, past: PastEntries, body: ListExpiredPoints, caller: Caller, read_id: str
) -> PastExpiries:
    """List the points of a patient at an open visit that expired, and what a new life can still be given to.

    Who read them is kept. Refuses staff who may not, and visits that are not open here.
    """
    at = AtVisit(body, caller)
    store.transact(at.reads, lambda docs: Decision(at.require_present_at_visit(docs)))
    found = past.expiries(body.clinic_id, body.patient_id, PAGE)
    expired = PastReading(at, body.visit_id, EXPIRED_POINTS, read_id).read(store, found, _expired_of)
    return PastExpiries(body.clinic_id, body.patient_id, expired)


class PastReading:
    """A read of a part of the past, which is recorded before it is shown."""

    def __init__(self, at: AtVisit, visit_id: str, what: str, read_id: str) -> None:
        """Make the key of the record; nothing is read yet."""
        self._at, self._visit_id, self._what = at, visit_id, what
        self.read_at = at.keys.past_read(read_id)

    def read(
        self,
        store: Store,
        entry_ids: Sequence[str],
        shown: Callable[[Entry, Reversals | None], Shown | None],
    ) -> tuple[Shown, ...]:
        """The entries as they are shown; one that is not of this kind is left out."""
        keys, patient_id = self._at.keys, self._at.patient_id
        asked = [(keys.entry(patient_id, one), keys.reversals(patient_id, one)) for one in entry_ids]

        def decide(docs: Snapshots) -> Decision[tuple[Shown, ...]]:
            told = (shown(docs.require(entry_at), docs.get(undone_at)) for entry_at, undone_at in asked)
            answer = tuple(one for one in told if one is not None)
            return Decision(answer, self.record(docs, len(answer)))

        return store.transact((self.read_at, *(key for pair in asked for key in pair)), decide)

    def record(self, docs: Snapshots, found: int) -> tuple[Put[PastRead], ...]:
        """The record that so much was shown; none where it is written already."""
        if docs.get(self.read_at) is not None:
            return ()
        caller = self._at.caller
        record = PastRead(
            clinic_id=self._at.keys.clinic_id,
            location_id=self._at.location_id,
            patient_id=self._at.patient_id,
            visit_id=self._visit_id,
            read_by=caller.uid,
            read_at=caller.now,
            what=self._what,
            found=found,
        )
        return (Put(self.read_at, record),)


def _purchase_of(entry: Entry, reversals: Reversals | None) -> PastSale | None:
    if entry.purchase is None:
        return None
    return PastSale(
        entry_id=entry.entry_id,
        recorded_at=entry.recorded_at,
        amount_minor=entry.purchase.amount_minor,
        points=entry.points,
        tenders=entry.purchase.tenders,
        receipt_number=entry.purchase.receipt_number,
        refunded_minor=reversals.refunded_minor if reversals else {},
        closed=reversals.closed if reversals else None,
    )


def _expired_of(entry: Entry, reversals: Reversals | None) -> ExpiredPoints | None:
    if not isinstance(entry.why, ExpiryWhy) or entry.points >= 0:
        return None
    left = -entry.points - (reversals.reissued_points if reversals else 0)
    return ExpiredPoints(entry.entry_id, entry.why.expires_on, -entry.points, left)
