"""One contract for listing accepted visits to come, held by the dictionary and by Firestore itself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from loyalty.domain.checkout.coming_visits import ComingVisit
from loyalty.domain.ports import ComingVisits
from loyalty.store.documents import Usage
from loyalty.store.firestore.checkout import FirestoreComingVisits
from loyalty.store.firestore.client import shared_client
from tests.support.appointments import APPOINTMENT, PATH, VISIT_AT, asked
from tests.support.clinic import CALABASAS, ENCINO, NOW, PATIENT, Desk, Fields, clinic_documents
from tests.support.due import put_all
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.coming_visits import MemoryComingVisits

SOONER = VISIT_AT - timedelta(days=1)


def appointments() -> dict[str, Fields]:
    """Two visits to come; and one that is over, one not accepted, one elsewhere, and one at another clinic."""
    documents = MemoryDocuments(clinic_documents())
    Desk(memory_store(documents)).join()
    documents.put("clinics/bella/services/facial", {"name": "Facial"})
    accepted = {"state": "accepted", "visit_at": VISIT_AT}
    documents.put(PATH, {**asked(), **accepted})
    documents.put(f"{PATH}-sooner", {**asked("nobody"), **accepted, "visit_at": SOONER})
    documents.put(f"{PATH}-over", {**asked(), **accepted, "visit_at": NOW})
    documents.put(f"{PATH}-proposed", {**asked(), "state": "proposed", "visit_at": VISIT_AT})
    documents.put(f"{PATH}-encino", {**asked(location_id=ENCINO), **accepted})
    documents.put("clinics/other/appointments/one", {**asked(), **accepted})
    return documents.all()


@pytest.fixture(params=["dictionary", "firestore"])
def visits(request: pytest.FixtureRequest) -> ComingVisits:
    if request.param == "dictionary":
        return MemoryComingVisits(MemoryDocuments(appointments()))
    client = shared_client(request.getfixturevalue("project_id"))
    put_all(client, appointments())
    return FirestoreComingVisits(client, Usage())


def test_those_of_the_location_are_found_the_soonest_first_with_names(visits: ComingVisits) -> None:
    mine = ComingVisit(APPOINTMENT, PATIENT, "Ana Ruiz", "facial", "Facial", VISIT_AT)
    theirs = ComingVisit(f"{APPOINTMENT}-sooner", "nobody", "", "facial", "Facial", SOONER)
    assert list(visits.after("bella", CALABASAS, None, NOW, 5)) == [theirs, mine]
    assert list(visits.after("bella", CALABASAS, None, NOW, 1)) == [theirs]
    assert list(visits.after("bella", "nowhere", None, NOW, 5)) == []


def test_those_of_one_patient_are_found_by_themselves(visits: ComingVisits) -> None:
    assert [one.appointment_id for one in visits.after("bella", CALABASAS, PATIENT, NOW, 5)] == [APPOINTMENT]
