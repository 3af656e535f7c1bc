"""A purchase whose redemption was cancelled moves without it, and can be refunded where it is now."""

from __future__ import annotations

from loyalty.services.ledger.record_purchase import record_purchase
from loyalty.services.preconditions import Caller
from tests.support.clinic import DESK, MANAGER, NOW, PATIENT, cash, clinic_documents
from tests.support.ledger import LedgerDesk, lines, tenders
from tests.support.memory import MemoryDocuments, memory_store

BUYER = "patient-ben"


def test_a_moved_purchase_takes_no_cancelled_redemption_along_and_can_be_refunded() -> None:
    kept = MemoryDocuments(clinic_documents())
    desk = LedgerDesk(memory_store(kept))
    for patient_id in (PATIENT, BUYER):
        desk.join(patient_id)
    desk.pay(*tenders(cash=50_000))
    visit = desk.scan()
    used = desk.redeem(1_000, visit=visit)
    sale = record_purchase(desk.store, desk.purchase(visit, cash(8_000)), Caller(DESK, NOW))
    desk.cancel(used.entry_id, visit)
    moved = desk.reassign(sale.entry_id, BUYER, uid=MANAGER)
    entry = kept.all()[f"clinics/bella/patients/{BUYER}/entries/{moved.receipt.entry_id}"]
    assert entry["purchase"]["redemption_ids"] == []
    refunded = desk.refund(moved.receipt.entry_id, lines(cash=8_000), BUYER, uid=MANAGER)
    assert refunded.points == -800
