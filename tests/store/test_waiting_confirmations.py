"""One contract for listing the questions that wait for a second person, held by the dictionary and by Firestore."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

import pytest

from loyalty.domain.fields import maps_of
from loyalty.domain.ledger.entry import Request
from loyalty.domain.ledger.governance.alone import Approval, WaitingApproval
from loyalty.domain.ledger.uses import WaitingConfirmation
from loyalty.domain.ports import WaitingConfirmations
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import shared_client
from loyalty.store.firestore.ledger import FirestoreWaitingConfirmations
from tests.ledger.uses.at_a_lookup import found_by_lookup
from tests.support.clinic import CALABASAS, DESK, ENCINO, NOW, PATIENT, Fields, clinic_documents
from tests.support.due import put_all
from tests.support.ledger import LedgerDesk, tenders
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.confirmations import MemoryWaitingConfirmations

QUESTION = "the-question-000001"


def questions() -> dict[str, Fields]:
    """One that waits; and of others one that is answered, one for the patient alone, one elsewhere, and none at all."""
    documents = MemoryDocuments(clinic_documents())
    desk = LedgerDesk(memory_store(documents))
    desk.join()
    desk.pay(*tenders(cash=100_000))
    desk.ask(500, found_by_lookup(desk, documents), request_id=QUESTION)
    account = documents.all()[f"clinics/bella/patients/{PATIENT}"]
    changes: dict[str, Fields] = {
        "answered": {"answer": "approved"},
        "of-the-patient": {"second_person": False},
        "elsewhere": {"location_id": ENCINO},
    }
    for name, change in changes.items():
        asked = {**account["confirmation"], **change}
        documents.put(f"clinics/bella/patients/{name}", {**account, "confirmation": asked})
    documents.put("clinics/bella/patients/nobody-asks", {**account, "confirmation": None})
    documents.put("clinics/other/patients/patient-ana", account)
    act = approval()
    elsewhere, decided = {**act, "location_id": ENCINO}, {**act, "status": "approved"}
    for path, fields in {"the-act": act, "elsewhere": elsewhere, "decided": decided}.items():
        documents.put(f"clinics/bella/approvals/{path}", fields)
    documents.put("clinics/other/approvals/the-act", act)
    return documents.all()


def approval() -> Fields:
    """An act beyond a bound that waits."""
    request = Request("the-act-of-the-desk", "as asked")
    act = Approval("bella", CALABASAS, PATIENT, "record_purchase", 4_500, {}, DESK, NOW, request)
    return cast("Fields", maps_of(act))


@pytest.fixture(params=["dictionary", "firestore"])
def waiting(request: pytest.FixtureRequest) -> WaitingConfirmations:
    if request.param == "dictionary":
        return MemoryWaitingConfirmations(MemoryDocuments(questions()))
    client = shared_client(request.getfixturevalue("project_id"))
    put_all(client, questions())
    return FirestoreWaitingConfirmations(client, Usage())


def test_what_waits_for_a_second_person_here_and_now_is_found(waiting: WaitingConfirmations) -> None:
    lapses_at = NOW + timedelta(minutes=5)
    expected = WaitingConfirmation(QUESTION, PATIENT, "Ana Ruiz", 500, 500, 0, DESK, NOW, lapses_at)
    assert list(waiting.at("bella", CALABASAS, NOW, 5)) == [expected]
    assert list(waiting.at("bella", CALABASAS, lapses_at, 5)) == []
    assert list(waiting.at("bella", "nowhere", NOW, 5)) == []


def test_an_act_that_waits_here_is_found_with_its_patients_name(waiting: WaitingConfirmations) -> None:
    expected = WaitingApproval("the-act", PATIENT, "Ana Ruiz", "record_purchase", 4_500, DESK, NOW)
    assert list(waiting.approvals_at("bella", CALABASAS, NOW, 5)) == [expected]
    assert list(waiting.approvals_at("bella", CALABASAS, NOW + timedelta(seconds=1), 5)) == []
    assert list(waiting.approvals_at("bella", "nowhere", NOW, 5)) == []
