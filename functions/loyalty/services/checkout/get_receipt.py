"""Receipts by request id: a client that lost an answer asks for it again."""

from __future__ import annotations

from dataclasses import dataclass

from loyalty.domain.bounds import Id, RequestId
from loyalty.domain.documents import Decision, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.entry import Entry
from loyalty.domain.ledger.receipt import Movement, Receipt, movement_of, receipt_of
from loyalty.errors.access import NotStaff, NotYourAccount
from loyalty.errors.checkout import ReceiptNotFound
from loyalty.services.preconditions import Caller, require_active_staff, require_reader


@dataclass(frozen=True, slots=True)
class GetReceipt:
    """A request id whose answer was lost."""

    clinic_id: Id
    patient_id: Id
    request_id: RequestId


def get_receipt(store: Store, body: GetReceipt, caller: Caller) -> Receipt | Movement:
    """The receipt or the movement that a request id recorded.

    Its patient, the staff of its location and the clinic's managers may ask for it.

    Refuses NotYourAccount, StaffDisabled, StaffNotAtLocation, and ReceiptNotFound where nothing was recorded.
    """
    keys = ClinicKeys(body.clinic_id)
    entry_at = keys.entry(body.patient_id, body.request_id)

    def decide(docs: Snapshots) -> Decision[Receipt | Movement]:
        entry = docs.get(entry_at)
        if caller.uid != body.patient_id:
            _require_staff(docs, body, caller, entry.location_id if entry else None)
        if entry is None:
            raise ReceiptNotFound
        return Decision(_answer_of(body.patient_id, entry))

    return store.transact((entry_at, keys.staff(caller.uid)), decide)


def _answer_of(patient_id: str, entry: Entry) -> Receipt | Movement:
    """An entry as its answer: a receipt for a purchase, else a movement."""
    return receipt_of(patient_id, entry) if entry.purchase is not None else movement_of(patient_id, entry)


def _require_staff(docs: Snapshots, body: GetReceipt, caller: Caller, location_id: str | None) -> None:
    keys = ClinicKeys(body.clinic_id)
    try:
        require_active_staff(docs, keys, caller.uid)
    except NotStaff as not_staff:
        raise NotYourAccount from not_staff
    if location_id is not None:
        require_reader(docs, keys, caller.uid, location_id)
