"""The open requests of patients to a location, as the desk sees them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from loyalty.errors.access import NotStaff, StaffDisabled, StaffNotAtLocation
from loyalty.errors.base import Refusal
from loyalty.errors.program import ClinicNotFound, LocationNotFound
from loyalty.services.checkout import list_requests as service
from loyalty.services.checkout.list_requests import ListRequests, RequestsWaiting, list_requests
from loyalty.services.preconditions import Caller
from tests.support.appointments import PATH, VISIT_AT, answer, asked
from tests.support.clinic import CALABASAS, DESK, DISABLED, ELSEWHERE, ENCINO, MANAGER, NOW, PATIENT, Desk
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.requests import MemoryOpenRequests

EARLIER = f"{PATH}-earlier"


def waiting(
    documents: MemoryDocuments, uid: str = DESK, location_id: str = CALABASAS, clinic_id: str = "bella"
) -> RequestsWaiting:
    body = ListRequests(clinic_id, location_id)
    return list_requests(memory_store(documents), MemoryOpenRequests(documents), body, Caller(uid, NOW))


def test_what_waits_is_listed_with_names_who_asked_first_first(desk: Desk, documents: MemoryDocuments) -> None:
    documents.put("clinics/bella/services/facial", {"name": "Facial", "minutes": 50, "price_minor": 1, "active": True})
    documents.put(PATH, asked())
    documents.put(EARLIER, {**asked("nobody-who-joined"), "service_id": "gone", "asked_at": NOW - timedelta(days=1)})
    earlier, later = waiting(documents).requests
    assert (earlier.patient_name, earlier.service_name) == ("", "")
    assert (later.patient_id, later.patient_name, later.service_name) == (PATIENT, "Ana Ruiz", "Facial")
    assert (later.wished_on, later.state, later.visit_at) == (("2026-12-01", "2026-12-02"), "requested", None)
    assert desk.steps == 1


@pytest.mark.usefixtures("desk")
def test_a_proposed_time_waits_and_what_is_settled_does_not(documents: MemoryDocuments) -> None:
    documents.put(PATH, asked())
    answer(memory_store(documents), "proposed", "the-proposal-0001")
    (proposed,) = waiting(documents).requests
    assert (proposed.state, proposed.visit_at) == ("proposed", VISIT_AT)
    answer(memory_store(documents), "declined", "the-declining-001")
    assert waiting(documents).requests == ()


def test_each_location_has_its_own(documents: MemoryDocuments) -> None:
    documents.put(PATH, asked(location_id=ENCINO))
    assert waiting(documents).requests == ()
    assert len(waiting(documents, MANAGER, ENCINO).requests) == 1


def test_of_very_many_it_is_told_that_there_are_more(
    documents: MemoryDocuments, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MOST_REQUESTS", 1)
    documents.put(PATH, asked())
    assert not waiting(documents).more
    documents.put(EARLIER, asked())
    assert (len(waiting(documents).requests), waiting(documents).more) == (1, True)


@pytest.mark.parametrize(
    ("uid", "expected"),
    [("nobody", NotStaff), (PATIENT, NotStaff), (DISABLED, StaffDisabled), (ELSEWHERE, StaffNotAtLocation)],
)
def test_only_staff_of_the_location_and_managers_are_told(
    documents: MemoryDocuments, refused: Callable[..., Refusal], uid: str, expected: type[Refusal]
) -> None:
    refused(expected, lambda: waiting(documents, uid))


def test_there_is_nothing_to_list_where_there_is_nothing(
    documents: MemoryDocuments, refused: Callable[..., Refusal]
) -> None:
    refused(ClinicNotFound, lambda: waiting(documents, clinic_id="none"))
    refused(LocationNotFound, lambda: waiting(documents, MANAGER, "nowhere"))
