"""One contract for the search for a patient's redemptions, held by the dictionary and by Firestore itself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from loyalty.domain.checkout.undoable import FoundRedemption
from loyalty.domain.ports import Redemptions
from loyalty.store.documents import Usage
from loyalty.store.firestore.checkout import FirestoreRedemptions
from loyalty.store.firestore.client import shared_client
from tests.support.clinic import NOW, PATIENT, Fields, clinic_documents
from tests.support.due import put_all
from tests.support.ledger import LedgerDesk, tenders
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.redemptions import MemoryRedemptions

BO = "patient-bo"
USED: list[FoundRedemption] = []


def ledgers() -> dict[str, Fields]:
    """Two redemptions of a patient among other entries, and one of another patient; `USED` names the two."""
    documents = MemoryDocuments(clinic_documents())
    desk = LedgerDesk(memory_store(documents))
    USED.clear()
    for patient_id in (PATIENT, BO):
        desk.join(patient_id)
        desk.pay(*tenders(cash=50_000), patient_id=patient_id)
    for minutes in (1, 2):
        visit = desk.scan(now=NOW + timedelta(minutes=minutes))
        used = desk.redeem(1_000, visit=visit, now=NOW + timedelta(minutes=minutes))
        USED.insert(0, FoundRedemption(used.entry_id, visit.visit_id))
    desk.redeem(1_000, patient_id=BO)
    return documents.all()


@pytest.fixture(params=["dictionary", "firestore"])
def redemptions(request: pytest.FixtureRequest) -> Redemptions:
    if request.param == "dictionary":
        return MemoryRedemptions(MemoryDocuments(ledgers()))
    client = shared_client(request.getfixturevalue("project_id"))
    put_all(client, ledgers())
    return FirestoreRedemptions(client, Usage())


def test_the_patients_own_are_found_the_newest_first(redemptions: Redemptions) -> None:
    assert list(redemptions.latest("bella", PATIENT, 5)) == USED
    assert list(redemptions.latest("bella", PATIENT, 1)) == USED[:1]
    assert list(redemptions.latest("bella", "nobody", 5)) == []
