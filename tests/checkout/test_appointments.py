"""A patient asks for an appointment, the desk answers, the patient accepts a proposal: each once, by who may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from loyalty.domain.checkout.appointments import FURTHEST, MOST_PROPOSALS
from loyalty.domain.documents import Store
from loyalty.errors.access import NotStaff, OwnAccount, StaffDisabled, StaffNotAtLocation
from loyalty.errors.base import DocumentInvalid, Refusal, RequestIdReused
from loyalty.errors.checkout import (
    AppointmentAtAnotherLocation,
    AppointmentNotFound,
    AppointmentSettled,
    NothingProposed,
    ProposalChanged,
    TooManyProposals,
    VisitOutOfReach,
)
from loyalty.errors.ledger import AccountInactive, AccountNotFound
from loyalty.errors.program import LocationInactive
from tests.support.appointments import APPOINTMENT, PATH, VISIT_AT, accept, answer, asked
from tests.support.clinic import CALABASAS, DESK, DISABLED, ELSEWHERE, ENCINO, MANAGER, NOW, PATIENT
from tests.support.ledger import LedgerDesk, tenders
from tests.support.memory import MemoryDocuments, memory_store

Refused = Callable[..., Refusal]
ONE, TWO, THREE = "the-first-request", "the-second-request", "the-third-request"


@pytest.fixture
def desk(documents: MemoryDocuments) -> LedgerDesk:
    at_work = LedgerDesk(memory_store(documents))
    at_work.join()
    documents.put(PATH, asked())
    return at_work


@pytest.fixture
def store(desk: LedgerDesk) -> Store:
    return desk.store


def test_the_desk_accepts_an_appointment_at_a_time(store: Store, documents: MemoryDocuments) -> None:
    told = answer(store, "accepted", ONE)
    assert (told.appointment_id, told.state, told.visit_at, told.movement) == (APPOINTMENT, "accepted", VISIT_AT, None)
    kept = documents.all()[PATH]
    assert (kept["state"], kept["visit_at"], kept["wished_on"]) == ("accepted", VISIT_AT, ["2026-12-01", "2026-12-02"])
    assert [(said["said"], said["said_by"], said["said_at"]) for said in kept["answers"]] == [("accepted", DESK, NOW)]


def test_a_proposal_is_the_patients_to_accept(store: Store, documents: MemoryDocuments) -> None:
    assert answer(store, "proposed", ONE).state == "proposed"
    later = VISIT_AT + timedelta(days=1)
    assert answer(store, "proposed", TWO, later).visit_at == later
    told = accept(store, THREE, visit_at=later)
    assert (told.state, told.visit_at) == ("accepted", later)
    assert [said["said_by"] for said in documents.all()[PATH]["answers"]] == [DESK, DESK, PATIENT]


def test_a_declined_appointment_has_no_time_and_is_settled(store: Store, refused: Refused) -> None:
    told = answer(store, "declined", ONE)
    assert (told.state, told.visit_at) == ("declined", None)
    refusal = refused(AppointmentSettled, lambda: answer(store, "accepted", TWO))
    assert refusal.details == {"state": "declined"}


def test_what_is_settled_or_withdrawn_takes_no_answer(
    store: Store, documents: MemoryDocuments, refused: Refused
) -> None:
    answer(store, "accepted", ONE)
    refused(AppointmentSettled, lambda: answer(store, "proposed", TWO))
    refused(AppointmentSettled, lambda: accept(store, TWO))
    documents.put(PATH, {**asked(), "state": "withdrawn", "withdrawn_at": NOW})
    refused(AppointmentSettled, lambda: answer(store, "accepted", TWO))
    refused(AppointmentSettled, lambda: accept(store, TWO))


def test_nothing_is_accepted_that_was_not_proposed(store: Store, refused: Refused) -> None:
    refused(NothingProposed, lambda: accept(store, ONE))


def test_a_time_that_the_patient_has_not_seen_is_not_accepted_for_them(
    store: Store, documents: MemoryDocuments, refused: Refused
) -> None:
    answer(store, "proposed", ONE)
    later = VISIT_AT + timedelta(microseconds=1_000)
    answer(store, "proposed", TWO, later)
    assert refused(ProposalChanged, lambda: accept(store, THREE)).details == {"visit_at": later.isoformat()}
    assert documents.all()[PATH]["state"] == "proposed"
    assert accept(store, THREE, visit_at=later - timedelta(microseconds=999)).visit_at == later


def test_an_answer_repeated_is_answered_alike_whatever_came_after_it(
    store: Store, documents: MemoryDocuments, refused: Refused
) -> None:
    proposed = answer(store, "proposed", ONE)
    accepted = accept(store, TWO)
    before = documents.all()
    assert answer(store, "proposed", ONE) == proposed
    assert accept(store, TWO, now=NOW + timedelta(days=99)) == accepted
    assert documents.all() == before
    refused(RequestIdReused, lambda: answer(store, "proposed", ONE, VISIT_AT + timedelta(hours=1)))
    refused(RequestIdReused, lambda: accept(store, ONE))


def test_a_request_that_made_an_entry_answers_no_appointment(desk: LedgerDesk, refused: Refused) -> None:
    desk.pay(*tenders(cash=10_000), request_id=ONE)
    refused(RequestIdReused, lambda: answer(desk.store, "accepted", ONE))


@pytest.mark.parametrize(
    ("uid", "location_id", "refusal"),
    [
        (ELSEWHERE, CALABASAS, StaffNotAtLocation),
        (DISABLED, CALABASAS, StaffDisabled),
        (PATIENT, CALABASAS, NotStaff),
        (ELSEWHERE, ENCINO, AppointmentAtAnotherLocation),
        (MANAGER, ENCINO, AppointmentAtAnotherLocation),
    ],
)
def test_only_staff_of_its_location_answer_an_appointment(
    store: Store, refused: Refused, uid: str, location_id: str, refusal: type[Refusal]
) -> None:
    refused(refusal, lambda: answer(store, "accepted", ONE, uid=uid, location_id=location_id))


def test_nobody_answers_their_own_appointment(desk: LedgerDesk, documents: MemoryDocuments, refused: Refused) -> None:
    desk.join(MANAGER)
    documents.put(PATH, asked(MANAGER))
    refused(OwnAccount, lambda: answer(desk.store, "accepted", ONE, uid=MANAGER, patient_id=MANAGER))
    refused(AppointmentNotFound, lambda: answer(desk.store, "accepted", ONE, uid=MANAGER))


def test_an_appointment_of_another_patient_is_not_found(store: Store, refused: Refused) -> None:
    refused(AppointmentNotFound, lambda: answer(store, "accepted", ONE, patient_id="patient-bo"))
    refused(AppointmentNotFound, lambda: accept(store, ONE, uid="patient-bo"))
    refused(AppointmentNotFound, lambda: answer(store, "accepted", ONE, appointment_id="nothing"))


@pytest.mark.parametrize("ahead", [timedelta(0), timedelta(days=-1), FURTHEST + timedelta(seconds=1)])
def test_a_visit_is_still_to_come_and_not_for_ever_away(store: Store, refused: Refused, ahead: timedelta) -> None:
    refused(VisitOutOfReach, lambda: answer(store, "accepted", ONE, NOW + ahead))


def test_a_proposal_whose_time_has_passed_is_accepted_no_more(store: Store, refused: Refused) -> None:
    answer(store, "proposed", ONE)
    refused(VisitOutOfReach, lambda: accept(store, TWO, now=VISIT_AT))


def test_proposals_are_bounded_and_an_appointment_is_settled_nevertheless(store: Store, refused: Refused) -> None:
    for number in range(MOST_PROPOSALS):
        answer(store, "proposed", f"the-proposal-{number:04d}")
    refused(TooManyProposals, lambda: answer(store, "proposed", ONE))
    assert accept(store, TWO).state == "accepted"


def test_where_location_or_account_is_closed_an_appointment_is_declined_at_most(
    desk: LedgerDesk, documents: MemoryDocuments, refused: Refused
) -> None:
    documents.put(PATH, asked(location_id="closed"))
    refused(LocationInactive, lambda: answer(desk.store, "accepted", ONE, location_id="closed"))
    account = f"clinics/bella/patients/{PATIENT}"
    documents.put(PATH, {**asked(), "state": "proposed", "visit_at": VISIT_AT})
    documents.put(account, {**documents.all()[account], "active": False})
    refused(AccountInactive, lambda: accept(desk.store, ONE))
    refused(AccountInactive, lambda: answer(desk.store, "proposed", ONE))
    assert answer(desk.store, "declined", ONE).state == "declined"
    documents.put(PATH, asked("patient-bo"))
    refused(AccountNotFound, lambda: answer(desk.store, "accepted", TWO, patient_id="patient-bo"))


@pytest.mark.parametrize(
    "spoiled", [{"note": "it itches"}, {"wished_on": []}, {"wished_on": ["2026-02-30"]}, {"state": "done"}]
)
def test_a_document_out_of_shape_is_named_and_answered_by_nobody(
    store: Store, documents: MemoryDocuments, refused: Refused, spoiled: dict[str, object]
) -> None:
    documents.put(PATH, {**asked(), **spoiled})
    refusal = refused(DocumentInvalid, lambda: answer(store, "accepted", ONE))
    assert refusal.details["document"] == PATH
