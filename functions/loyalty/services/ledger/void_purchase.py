"""Voids: a purchase is undone whole, on the business date it was recorded on, as if it had not been rung."""

from __future__ import annotations

from dataclasses import dataclass, replace

from loyalty.domain.bounds import Id, RequestId, Text
from loyalty.domain.documents import Decision, Snapshots, Store
from loyalty.domain.ledger.entry import Request
from loyalty.domain.ledger.receipt import Movement, movement_of
from loyalty.domain.ledger.refunds import undo
from loyalty.domain.ledger.reversals import VOIDED
from loyalty.errors.ledger import VoidTooLate
from loyalty.services.ledger.sales import AtSale, free_visit_write, receipt_number_write
from loyalty.services.preconditions import Caller, require_clinic
from loyalty.services.requests import request_of


@dataclass(frozen=True, slots=True)
class VoidPurchase:
    """A purchase to undo whole; `text` is the reason for the patient."""

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    purchase_id: RequestId
    text: Text


def void_purchase(store: Store, body: VoidPurchase, caller: Caller) -> Movement:
    """Undo all that is left of a purchase; its receipt number, and what it used of its visit, are free again.

    A repeated request gets the same answer. Refuses VoidTooLate after the purchase's business date, EntryNotFound,
    PurchaseAtAnotherLocation (a manager may anywhere), PurchaseClosed, and staff who may not.
    """
    request = request_of("void_purchase", body, caller, body.request_id)
    at = AtSale(body, caller, request)
    named = at.keys_named_by(at.read_accrual(store))
    reads = (*at.reads, *named)
    return store.transact(reads, lambda docs: _void(docs, body, at, request))


def _void(docs: Snapshots, body: VoidPurchase, at: AtSale, request: Request) -> Decision[Movement]:
    done = at.find_repeat(docs)
    if done is not None:
        return Decision(movement_of(body.patient_id, done))
    staff, _, account = at.require_staff(docs), require_clinic(docs, at.keys), at.require_account_to_undo(docs)
    sale = at.require_sale(docs, staff)
    cause = at.cause_at_sale(docs, sale, request, staff)
    if sale.accrual.business_date != cause.business_date:
        raise VoidTooLate(business_date=sale.accrual.business_date.isoformat())
    undoing = at.undoing(docs, sale, "void", body.text, sale.left_minor())
    undone = undo(account, sale, undoing, cause, VOIDED)
    number = receipt_number_write(docs, at, sale.accrual, lambda taken: replace(taken, voided=True))
    writes = (*free_visit_write(docs, at, sale), *number)
    answer = movement_of(body.patient_id, undone.entries[-1])
    return Decision(answer, (*at.undoing_writes(docs, account, undone, cause), *writes))
