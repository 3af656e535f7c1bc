"""One contract for listing open appointments, held by the dictionary and by Firestore itself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from loyalty.domain.checkout.open_requests import OpenRequest
from loyalty.domain.ports import OpenRequests
from loyalty.store.documents import Usage
from loyalty.store.firestore.checkout import FirestoreOpenRequests
from loyalty.store.firestore.client import shared_client
from tests.support.appointments import APPOINTMENT, PATH, VISIT_AT, asked
from tests.support.clinic import CALABASAS, ENCINO, NOW, PATIENT, Desk, Fields, clinic_documents
from tests.support.due import put_all
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.requests import MemoryOpenRequests


def appointments() -> dict[str, Fields]:
    """One of yesterday, one that is requested, one proposed, one settled, one elsewhere, and one at another clinic."""
    documents = MemoryDocuments(clinic_documents())
    Desk(memory_store(documents)).join()
    documents.put("clinics/bella/services/facial", {"name": "Facial"})
    documents.put(PATH, asked())
    documents.put(f"{PATH}-proposed", {**asked("nobody"), "state": "proposed", "visit_at": VISIT_AT})
    documents.put(f"{PATH}-zz-of-yesterday", {**asked("nobody"), "asked_at": NOW - timedelta(days=1)})
    documents.put(f"{PATH}-declined", {**asked(), "state": "declined"})
    documents.put(f"{PATH}-encino", asked(location_id=ENCINO))
    documents.put("clinics/other/appointments/one", asked())
    return documents.all()


@pytest.fixture(params=["dictionary", "firestore"])
def requests(request: pytest.FixtureRequest) -> OpenRequests:
    if request.param == "dictionary":
        return MemoryOpenRequests(MemoryDocuments(appointments()))
    client = shared_client(request.getfixturevalue("project_id"))
    put_all(client, appointments())
    return FirestoreOpenRequests(client, Usage())


def test_those_of_the_location_that_are_open_are_found_with_names(requests: OpenRequests) -> None:
    found = {one.appointment_id: one for one in requests.at("bella", CALABASAS, None, 5)}
    assert list(found) == [f"{APPOINTMENT}-zz-of-yesterday", APPOINTMENT, f"{APPOINTMENT}-proposed"]
    wished = ("2026-12-01", "2026-12-02")
    assert found[APPOINTMENT] == OpenRequest(
        APPOINTMENT, PATIENT, "Ana Ruiz", "facial", "Facial", wished, NOW, "requested", None
    )
    proposed = found[f"{APPOINTMENT}-proposed"]
    assert (proposed.patient_name, proposed.state, proposed.visit_at) == ("", "proposed", VISIT_AT)
    assert len(requests.at("bella", CALABASAS, None, 1)) == 1
    assert list(requests.at("bella", "nowhere", None, 5)) == []


def test_page_by_page_each_is_found_once_the_longest_waiting_first(requests: OpenRequests) -> None:
    found: list[OpenRequest] = []
    while page := requests.at("bella", CALABASAS, (found[-1].asked_at, found[-1].appointment_id) if found else None, 1):
        found += page
    ids = [one.appointment_id for one in found]
    assert ids == [f"{APPOINTMENT}-zz-of-yesterday", APPOINTMENT, f"{APPOINTMENT}-proposed"]
