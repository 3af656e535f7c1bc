"""An accepted appointment holds the points that would end before it, by one entry, where the clinic's rule says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from loyalty.errors.access import StaffNotAtLocation
from loyalty.errors.base import Refusal
from loyalty.services.checkout.get_receipt import GetReceipt, get_receipt
from loyalty.services.preconditions import Caller
from loyalty.services.proof.audit_ledger import audit_clinic
from loyalty.store.documents import Interrupted
from tests.ledger.at_the_desk import account, change_rule
from tests.support.appointments import APPOINTMENT, PATH, accept, answer, asked
from tests.support.clinic import CALABASAS, DESK, ELSEWHERE, NOW, PATIENT
from tests.support.ledger import LedgerDesk, tenders
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.pages import MemoryPages

# Points earned now end on 22 May 2027; those of a month later on 22 June.
SOON, LATER = "earned-in-november", "earned-in-december"
LAST_DAY = date(2027, 5, 22)
IN_APRIL = NOW + timedelta(days=160)
VISIT_AT = NOW + timedelta(days=184)  # 25 May 2027
MARGIN_DAYS = 14
ONE, TWO = "the-first-request", "the-second-request"


@pytest.fixture
def desk(documents: MemoryDocuments) -> LedgerDesk:
    at_work = LedgerDesk(memory_store(documents))
    at_work.join()
    at_work.pay(*tenders(cash=10_000), request_id=SOON)
    at_work.pay(*tenders(cash=20_000), now=NOW + timedelta(days=30), request_id=LATER)
    change_rule(documents, "reminders", appointment_margin_days=MARGIN_DAYS)
    documents.put(PATH, asked())
    return at_work


def entry(documents: MemoryDocuments, request_id: str) -> dict[str, Any]:
    return documents.all()[f"clinics/bella/patients/{PATIENT}/entries/{request_id}"]


def last_days(desk: LedgerDesk) -> dict[str, date]:
    return {lot.lot_id: lot.expires_on for lot in account(desk).lots}


def test_points_that_would_end_before_the_visit_live_until_its_margin_is_over(
    desk: LedgerDesk, documents: MemoryDocuments
) -> None:
    before = account(desk)
    told = answer(desk.store, "accepted", ONE, VISIT_AT - timedelta(days=10), now=IN_APRIL)
    until = date(2027, 5, 29)
    assert last_days(desk) == {SOON: until, LATER: date(2027, 6, 22)}
    assert told.movement is not None
    assert (told.movement.kind, told.movement.points, told.movement.why["held_points"]) == ("extension", 0, 1_000)
    kept = entry(documents, ONE)
    assert (kept["actor"], kept["location_id"]) == ({"uid": DESK, "role": "front_desk"}, CALABASAS)
    assert (kept["why"]["appointment_id"], kept["why"]["expires_on"]) == (APPOINTMENT, until.isoformat())
    assert (account(desk).points, account(desk).revision) == (before.points, before.revision + 1)


def test_points_end_after_the_margin_as_any_others(desk: LedgerDesk) -> None:
    answer(desk.store, "accepted", ONE, VISIT_AT - timedelta(days=10), now=IN_APRIL)
    ends_at = account(desk).lots[0].expires_at
    assert desk.expire(ends_at - timedelta(seconds=1)) == 0
    assert desk.expire(ends_at) == 1


def test_what_lives_longer_anyway_is_left_as_it_is(desk: LedgerDesk, documents: MemoryDocuments) -> None:
    before = last_days(desk)
    told = answer(desk.store, "accepted", ONE, NOW + timedelta(days=161), now=IN_APRIL)
    assert (told.state, told.movement) == ("accepted", None)
    assert last_days(desk) == before
    assert f"clinics/bella/patients/{PATIENT}/entries/{ONE}" not in documents.all()


def test_a_lot_is_held_by_one_appointment_only(desk: LedgerDesk, documents: MemoryDocuments) -> None:
    answer(desk.store, "accepted", ONE, VISIT_AT - timedelta(days=10), now=IN_APRIL)
    held = last_days(desk)
    documents.put(PATH.replace(APPOINTMENT, "appointment-2"), asked())
    later = VISIT_AT - timedelta(days=5)
    told = answer(desk.store, "accepted", TWO, later, now=IN_APRIL, appointment_id="appointment-2")
    assert (told.state, told.movement) == ("accepted", None)
    assert last_days(desk) == held


def test_a_proposal_holds_nothing_until_the_patient_accepts_it(desk: LedgerDesk, documents: MemoryDocuments) -> None:
    before = account(desk)
    answer(desk.store, "proposed", ONE, VISIT_AT - timedelta(days=10), now=IN_APRIL)
    assert account(desk) == before
    told = accept(desk.store, TWO, now=IN_APRIL, visit_at=VISIT_AT - timedelta(days=10))
    assert told.movement is not None
    kept = entry(documents, TWO)
    assert (kept["actor"], kept["location_id"]) == ({"uid": PATIENT, "role": "patient"}, None)


def test_a_rule_that_holds_no_points_changes_no_last_day(desk: LedgerDesk, documents: MemoryDocuments) -> None:
    change_rule(documents, "reminders", appointment_margin_days=None)
    before = account(desk)
    assert answer(desk.store, "accepted", ONE, VISIT_AT, now=IN_APRIL).movement is None
    assert account(desk) == before


def test_points_that_have_ended_already_are_not_brought_back(desk: LedgerDesk) -> None:
    after_all = NOW + timedelta(days=300)
    assert answer(desk.store, "accepted", ONE, after_all + timedelta(days=1), now=after_all).movement is None


def test_an_acceptance_whose_answer_was_lost_holds_once(desk: LedgerDesk, documents: MemoryDocuments) -> None:
    lost = iter([Interrupted("no answer")])

    def lose_the_first() -> None:
        for error in lost:
            raise error

    documents.after_commit = lose_the_first
    told = answer(desk.store, "accepted", ONE, VISIT_AT - timedelta(days=10), now=IN_APRIL)
    assert told.movement is not None
    revision = account(desk).revision
    again = answer(desk.store, "accepted", ONE, VISIT_AT - timedelta(days=10), now=IN_APRIL + timedelta(hours=1))
    assert (again, account(desk).revision) == (told, revision)
    body = GetReceipt("bella", PATIENT, ONE)
    assert get_receipt(desk.store, body, Caller(PATIENT, IN_APRIL)) == told.movement


def test_the_ledger_with_held_points_proves_itself(desk: LedgerDesk, documents: MemoryDocuments) -> None:
    answer(desk.store, "proposed", ONE, VISIT_AT - timedelta(days=10), now=IN_APRIL)
    accept(desk.store, TWO, now=IN_APRIL, visit_at=VISIT_AT - timedelta(days=10))
    assert audit_clinic(MemoryPages(documents), "bella").findings == ()


def test_a_refused_answer_holds_nothing(desk: LedgerDesk, refused: Callable[..., Refusal]) -> None:
    refused(StaffNotAtLocation, lambda: answer(desk.store, "accepted", ONE, VISIT_AT, uid=ELSEWHERE, now=IN_APRIL))
