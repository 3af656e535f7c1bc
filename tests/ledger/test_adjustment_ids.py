"""An adjustment's request id names one entry, and never one that another call made."""

from __future__ import annotations

import pytest

from loyalty.errors.base import RequestIdReused
from tests.support.clinic import MANAGER, PATIENT, cash, clinic_documents, staff
from tests.support.ledger import LedgerDesk
from tests.support.memory import MemoryDocuments, memory_store

OWNER = "staff-owner"
ENTRIES = f"clinics/bella/patients/{PATIENT}/entries"


@pytest.fixture
def documents() -> MemoryDocuments:
    return MemoryDocuments({**clinic_documents(), f"clinics/bella/staff/{OWNER}": staff("owner", "calabasas")})


@pytest.fixture
def desk(documents: MemoryDocuments) -> LedgerDesk:
    at_work = LedgerDesk(memory_store(documents))
    at_work.join()
    return at_work


@pytest.mark.parametrize("points", [10, 1_001])
def test_an_adjustment_under_the_request_id_of_a_purchase_is_refused_and_the_purchase_stands(
    documents: MemoryDocuments, desk: LedgerDesk, points: int
) -> None:
    purchase = desk.pay(*cash(10_000))
    before = documents.all()
    with pytest.raises(RequestIdReused):
        desk.adjust(points, request_id=purchase.entry_id)
    assert documents.all() == before


def test_a_pending_adjustment_whose_request_id_made_a_purchase_meanwhile_cannot_be_approved_but_declined(
    documents: MemoryDocuments, desk: LedgerDesk
) -> None:
    pending = desk.adjust(1_001, uid=MANAGER)
    desk.pay(*cash(10_000), request_id=pending.adjustment_id)
    before = documents.all()
    with pytest.raises(RequestIdReused):
        desk.decide(pending.adjustment_id, OWNER)
    assert documents.all() == before
    assert desk.decide(pending.adjustment_id, OWNER, approve=False).status == "declined"
    assert documents.all()[f"{ENTRIES}/{pending.adjustment_id}"]["kind"] == "accrual"


def test_a_declined_adjustment_is_answered_alike_again_whatever_its_request_id_made_besides(desk: LedgerDesk) -> None:
    pending = desk.adjust(1_001, uid=MANAGER)
    desk.pay(*cash(10_000), request_id=pending.adjustment_id)
    declined = desk.decide(pending.adjustment_id, OWNER, approve=False, request_id="the-decision-001")
    assert declined.movement is None
    assert desk.decide(pending.adjustment_id, OWNER, approve=False, request_id="the-decision-001") == declined
