"""A purchase is voided on the business date it was recorded on, as if it had not been rung."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from loyalty.domain.bounds import Id, RequestId, Text
from loyalty.domain.documents import Decision, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.entry import Entry, Request
from loyalty.domain.ledger.receipt import Movement, movement_of
from loyalty.domain.ledger.refunds import Undoing, undo
from loyalty.domain.ledger.reversals import VOIDED
from loyalty.errors.ledger import VoidTooLate
from loyalty.services.ledger.sales import (
    freed_visit,
    named_keys,
    read_ahead,
    require_desk,
    require_sale,
    sale_keys,
    undone_puts,
)
from loyalty.services.preconditions import Caller, find_repeat, require_active_account, require_clinic
from loyalty.services.requests import cause_of, request_of


@dataclass(frozen=True, slots=True)
class VoidPurchase:
    """The call's body: undo all of a purchase; `text` is the reason as the patient will read it."""

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    purchase_id: RequestId
    text: Text


def void_purchase(store: Store, body: VoidPurchase, caller: Caller) -> Movement:
    """Undo all that is left of a purchase; its receipt number, and what it used of its visit, are free again.

    The same request again is answered alike. Refuses VoidTooLate after the purchase's business date, EntryNotFound,
    PurchaseAtAnotherLocation (a manager may anywhere), PurchaseClosed, and staff who may not.
    """
    request = request_of("void_purchase", body, caller, body.request_id)
    reads = (*sale_keys(body, caller), *named_keys(body, read_ahead(store, body)))
    return store.transact(reads, lambda docs: _void(docs, body, caller, request))


def _void(docs: Snapshots, body: VoidPurchase, caller: Caller, request: Request) -> Decision[Movement]:
    keys = ClinicKeys(body.clinic_id)
    staff = require_desk(docs, body, caller)
    done = find_repeat(docs, keys.entry(body.patient_id, body.request_id), request)
    if done is not None:
        return Decision(movement_of(body.patient_id, done))
    clinic = require_clinic(docs, keys)
    account = require_active_account(docs, keys, body.patient_id)
    sale = require_sale(docs, body, staff)
    cause = cause_of(request, caller, staff.role, body.location_id, clinic.time_zone)
    if sale.accrual.business_date != cause.business_date:
        raise VoidTooLate(business_date=sale.accrual.business_date.isoformat())
    undoing = Undoing("void", body.text, sale.left_minor(), {}, clinic.time_zone)
    undone = undo(account, sale, undoing, cause, VOIDED)
    freed = (*freed_visit(docs, body, sale.accrual), *_freed_number(docs, body, sale.accrual))
    return Decision(
        movement_of(body.patient_id, undone.entries[-1]), (*undone_puts(docs, body, account, undone, cause), *freed)
    )


def _freed_number(docs: Snapshots, body: VoidPurchase, accrual: Entry) -> tuple[Put[Any], ...]:
    """The receipt number, to be used again."""
    keys = ClinicKeys(body.clinic_id)
    if accrual.purchase is None or accrual.purchase.receipt_number is None or accrual.location_id is None:
        return ()
    at = keys.receipt_number(accrual.location_id, accrual.purchase.receipt_number)
    taken = docs.get(at)
    if taken is None or taken.entry_id != accrual.entry_id:
        return ()
    return (Put(at, replace(taken, voided=True)),)
