"""The open requests of patients to a location, as the desk sees them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty.errors.access import NotStaff, StaffDisabled, StaffNotAtLocation
from loyalty.errors.base import Refusal
from loyalty.errors.program import ClinicNotFound, LocationNotFound
from loyalty.services.checkout import list_requests as service
from loyalty.services.checkout.list_requests import ListRequests, RequestsWaiting, list_requests
from loyalty.services.preconditions import Caller
from tests.support.appointments import APPOINTMENT, PATH, VISIT_AT, answer, asked
from tests.support.clinic import (
    CALABASAS,
    DESK,
    DISABLED,
    ELSEWHERE,
    ENCINO,
    MANAGER,
    NOW,
    PATIENT,
    Desk,
    clinic_documents,
)
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.requests import MemoryOpenRequests

EARLIER = f"{PATH}-earlier"


def waiting(
    documents: MemoryDocuments,
    uid: str = DESK,
    location_id: str = CALABASAS,
    clinic_id: str = "bella",
    after: tuple[datetime, str] | None = None,
) -> RequestsWaiting:
    body = ListRequests(clinic_id, location_id, *(after or (None, None)))
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


@given(
    asked_ago=st.lists(st.integers(0, 5), max_size=30),
    page_size=st.integers(1, 7),
)
def test_the_pages_together_hold_each_open_request_once_the_longest_waiting_first(
    asked_ago: list[int], page_size: int
) -> None:
    documents = MemoryDocuments(clinic_documents())
    for number, days in enumerate(asked_ago):
        documents.put(f"{PATH}-{number:02}", {**asked(), "asked_at": NOW - timedelta(days=days)})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(service, "MOST_REQUESTS", page_size)
        page = waiting(documents)
        found = list(page.requests)
        while page.more:
            page = waiting(documents, after=(found[-1].asked_at, found[-1].appointment_id))
            found += page.requests
    expected = sorted((NOW - timedelta(days=days), f"{APPOINTMENT}-{n:02}") for n, days in enumerate(asked_ago))
    assert [(one.asked_at, one.appointment_id) for one in found] == expected


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
