"""One contract for the adjustments that wait for a second person, held by the dictionary and by Firestore itself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from loyalty.domain.ports import WaitingAdjustments
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import shared_client
from loyalty.store.firestore.ledger import FirestoreWaitingAdjustments
from tests.support.clinic import DESK, MANAGER, NOW, OWNER, PATIENT, Fields, clinic_documents
from tests.support.due import put_all
from tests.support.ledger import LedgerDesk
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.adjustments import MemoryWaitingAdjustments

FIRST, SECOND, OF_THE_DESK = "adjustment-00000001", "adjustment-00000002", "adjustment-00000003"


def adjustments() -> dict[str, Fields]:
    """Three that wait, of two people; one that was posted at once, one that was declined, and one of another clinic."""
    documents = MemoryDocuments(clinic_documents())
    documents.put("clinics/bella/staff/" + DESK, {**documents.all()["clinics/bella/staff/" + DESK], "name": "Maya"})
    desk = LedgerDesk(memory_store(documents))
    desk.join()
    desk.adjust(1_500, request_id=SECOND, now=NOW + timedelta(minutes=2))
    desk.adjust(1_500, request_id=FIRST, now=NOW + timedelta(minutes=1))
    desk.adjust(150, now=NOW)
    desk.adjust(1_500, request_id="adjustment-declined", now=NOW)
    desk.decide("adjustment-declined", OWNER, approve=False)
    waiting = documents.all()[f"clinics/bella/adjustments/{FIRST}"]
    asked = {**waiting, "requested_by": DESK, "requested_at": NOW + timedelta(minutes=3)}
    documents.put(f"clinics/bella/adjustments/{OF_THE_DESK}", asked)
    documents.put("clinics/other/adjustments/elsewhere", waiting)
    return documents.all()


@pytest.fixture(params=["dictionary", "firestore"])
def waiting(request: pytest.FixtureRequest) -> WaitingAdjustments:
    if request.param == "dictionary":
        return MemoryWaitingAdjustments(MemoryDocuments(adjustments()))
    client = shared_client(request.getfixturevalue("project_id"))
    put_all(client, adjustments())
    return FirestoreWaitingAdjustments(client, Usage())


def test_those_that_wait_are_found_the_longest_waiting_first_with_names(waiting: WaitingAdjustments) -> None:
    found = waiting.of("bella", None, 9)
    assert [one.adjustment_id for one in found] == [FIRST, SECOND, OF_THE_DESK]
    assert {one.patient_name for one in found} == {"Ana Ruiz"}
    assert (found[2].requested_by_name, found[0].points, found[0].patient_id) == ("Maya", 1_500, PATIENT)
    assert list(waiting.of("bella", None, 1)) == list(found[:1])


def test_those_that_one_person_asked_for_are_found_alone(waiting: WaitingAdjustments) -> None:
    assert [one.adjustment_id for one in waiting.of("bella", DESK, 9)] == [OF_THE_DESK]
    assert [one.adjustment_id for one in waiting.of("bella", MANAGER, 9)] == [FIRST, SECOND]
    assert list(waiting.of("bella", "nobody", 9)) == []
