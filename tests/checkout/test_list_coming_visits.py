"""The accepted visits to come at a location, as the desk sees them before it moves or cancels one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from loyalty.errors.access import NotStaff, StaffDisabled, StaffNotAtLocation
from loyalty.errors.base import Refusal
from loyalty.errors.program import ClinicNotFound, LocationNotFound
from loyalty.services.checkout import list_coming_visits as service
from loyalty.services.checkout.change_appointment import ChangeAppointment, change_appointment
from loyalty.services.checkout.list_coming_visits import ListComingVisits, VisitsToCome, list_coming_visits
from loyalty.services.preconditions import Caller
from tests.ledger.at_the_desk import change_rule
from tests.support.appointments import APPOINTMENT, PATH, VISIT_AT, answer, asked
from tests.support.clinic import CALABASAS, DESK, DISABLED, ELSEWHERE, ENCINO, MANAGER, NOW, PATIENT, Desk
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.coming_visits import MemoryComingVisits

OTHER = f"{PATH}-other"
LATER = VISIT_AT + timedelta(days=3)


def coming(
    documents: MemoryDocuments,
    uid: str = DESK,
    location_id: str = CALABASAS,
    clinic_id: str = "bella",
    patient_id: str | None = None,
    now: datetime = NOW,
) -> VisitsToCome:
    body = ListComingVisits(clinic_id, location_id, patient_id)
    return list_coming_visits(memory_store(documents), MemoryComingVisits(documents), body, Caller(uid, now))


@pytest.mark.usefixtures("desk")
def test_an_accepted_visit_is_listed_where_it_moved_to_until_it_is_cancelled_or_over(
    documents: MemoryDocuments,
) -> None:
    store = memory_store(documents)
    documents.put(PATH, asked())
    assert coming(documents).visits == ()
    answer(store, "accepted", "the-acceptance-01")
    (visit,) = coming(documents).visits
    assert (visit.appointment_id, visit.patient_name, visit.visit_at) == (APPOINTMENT, "Ana Ruiz", VISIT_AT)
    assert coming(documents, now=VISIT_AT).visits == ()
    _change(documents, LATER, "the-move-00000001")
    assert [one.visit_at for one in coming(documents).visits] == [LATER]
    _change(documents, None, "the-cancelling-01")
    assert coming(documents).visits == ()


def _change(documents: MemoryDocuments, visit_at: datetime | None, request_id: str) -> None:
    body = ChangeAppointment(request_id, "bella", CALABASAS, PATIENT, APPOINTMENT, visit_at)
    change_appointment(memory_store(documents), body, Caller(DESK, NOW))


def test_the_soonest_is_first_and_one_patients_are_listed_by_themselves(desk: Desk, documents: MemoryDocuments) -> None:
    documents.put(PATH, {**asked(), "state": "accepted", "visit_at": LATER})
    documents.put(OTHER, {**asked("nobody-who-joined"), "state": "accepted", "visit_at": VISIT_AT})
    assert [one.visit_at for one in coming(documents).visits] == [VISIT_AT, LATER]
    assert [one.appointment_id for one in coming(documents, patient_id=PATIENT).visits] == [APPOINTMENT]
    assert desk.steps == 1


@pytest.mark.parametrize("margin_days", [None, 0, 7])
def test_it_is_told_until_when_a_visit_holds_points(documents: MemoryDocuments, margin_days: int | None) -> None:
    change_rule(documents, "reminders", appointment_margin_days=margin_days)
    assert coming(documents).margin_days == margin_days


def test_each_location_has_its_own(documents: MemoryDocuments) -> None:
    documents.put(PATH, {**asked(location_id=ENCINO), "state": "accepted", "visit_at": VISIT_AT})
    assert coming(documents).visits == ()
    assert len(coming(documents, MANAGER, ENCINO).visits) == 1


def test_of_very_many_it_is_told_that_there_are_more(
    documents: MemoryDocuments, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MOST_VISITS", 1)
    documents.put(PATH, {**asked(), "state": "accepted", "visit_at": VISIT_AT})
    assert not coming(documents).more
    documents.put(OTHER, {**asked(), "state": "accepted", "visit_at": LATER})
    assert ([one.visit_at for one in coming(documents).visits], coming(documents).more) == ([VISIT_AT], True)


@pytest.mark.parametrize(
    ("uid", "expected"),
    [("nobody", NotStaff), (PATIENT, NotStaff), (DISABLED, StaffDisabled), (ELSEWHERE, StaffNotAtLocation)],
)
def test_only_staff_of_the_location_and_managers_are_told(
    documents: MemoryDocuments, refused: Callable[..., Refusal], uid: str, expected: type[Refusal]
) -> None:
    refused(expected, lambda: coming(documents, uid))


def test_there_is_nothing_to_list_where_there_is_nothing(
    documents: MemoryDocuments, refused: Callable[..., Refusal]
) -> None:
    refused(ClinicNotFound, lambda: coming(documents, clinic_id="none"))
    refused(LocationNotFound, lambda: coming(documents, MANAGER, "nowhere"))
