"""An accepted visit is moved or cancelled: the hold on points follows it, and falls back when it is cancelled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty.errors.base import Refusal
from loyalty.services.checkout.appointments import Answered
from loyalty.services.checkout.change_appointment import (
    CancelAppointment,
    ChangeAppointment,
    cancel_appointment,
    change_appointment,
)
from loyalty.services.preconditions import Caller
from loyalty.services.proof.audit_ledger import audit_clinic
from tests.ledger.at_the_desk import account, change_rule
from tests.support.appointments import APPOINTMENT, PATH, answer, asked
from tests.support.clinic import CALABASAS, DESK, ENCINO, MANAGER, NOW, PATIENT, clinic_documents, staff
from tests.support.ledger import LedgerDesk, lines, tenders
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.pages import MemoryPages

MARGIN_DAYS = 3
PLACE = ZoneInfo("America/Los_Angeles")
OWN = date(2027, 5, 22)
IN_APRIL = NOW + timedelta(days=160)
MAY_25 = NOW + timedelta(days=184)
JUNE_20 = NOW + timedelta(days=210)


def new_desk() -> tuple[LedgerDesk, MemoryDocuments]:
    """A patient with points to 22 May 2027, and a request for a visit."""
    documents = MemoryDocuments(clinic_documents())
    desk = LedgerDesk(memory_store(documents))
    desk.join()
    desk.pay(*tenders(cash=100_00), request_id="earned-in-november")
    change_rule(documents, "reminders", appointment_margin_days=MARGIN_DAYS)
    documents.put(PATH, asked())
    return desk, documents


@pytest.fixture
def desk(documents: MemoryDocuments) -> LedgerDesk:
    made, mine = new_desk()
    for path, fields in mine.all().items():
        documents.put(path, fields)
    return LedgerDesk(memory_store(documents), steps=made.steps)


def change(
    desk: LedgerDesk,
    visit_at: datetime | None,
    now: datetime = IN_APRIL,
    request_id: str | None = None,
    uid: str = DESK,
    location_id: str = CALABASAS,
) -> Answered:
    request_id = request_id or desk.next_id()
    body = ChangeAppointment(request_id, "bella", location_id, PATIENT, APPOINTMENT, visit_at)
    return change_appointment(desk.store, body, Caller(uid, now))


def cancel(desk: LedgerDesk, now: datetime = IN_APRIL, uid: str = PATIENT, request_id: str | None = None) -> Answered:
    body = CancelAppointment(request_id or desk.next_id(), "bella", APPOINTMENT)
    return cancel_appointment(desk.store, body, Caller(uid, now))


def last_day(desk: LedgerDesk) -> date:
    (lot,) = account(desk).lots
    return lot.expires_on


def test_a_lot_that_is_empty_when_its_visit_is_cancelled_falls_back_without_a_finding(
    desk: LedgerDesk, documents: MemoryDocuments
) -> None:
    change_rule(documents, "redemption", confirm_above_points=None, most_bill_bp=10_000)
    answer(desk.store, "accepted", "the-first-acceptance", MAY_25, now=IN_APRIL)
    desk.redeem(1_000, 10_000, now=IN_APRIL)
    assert account(desk).lots == ()
    cancel(desk)
    (life,) = account(desk).extended
    assert (life.expires_on, life.appointment_id) == (OWN, None)
    assert audit_clinic(MemoryPages(documents), "bella").findings == ()


def test_a_visit_that_moves_takes_the_last_day_along(desk: LedgerDesk) -> None:
    answer(desk.store, "accepted", "the-first-acceptance", MAY_25, now=IN_APRIL)
    assert last_day(desk) == date(2027, 5, 28)
    moved = change(desk, JUNE_20, request_id="the-move-of-the-visit")
    assert (moved.state, moved.visit_at, last_day(desk)) == ("accepted", JUNE_20, date(2027, 6, 23))
    assert moved.movement is not None
    assert moved.movement.explanation == "1,000 points kept until 23 June 2027, for your appointment"
    assert change(desk, JUNE_20, request_id="the-move-of-the-visit") == moved


def test_a_visit_that_is_cancelled_gives_the_points_their_own_last_day_back(desk: LedgerDesk) -> None:
    answer(desk.store, "accepted", "the-first-acceptance", MAY_25, now=IN_APRIL)
    cancelled = cancel(desk, request_id="the-cancellation")
    assert (cancelled.state, cancelled.visit_at) == ("cancelled", None)
    assert cancelled.movement is not None
    assert cancelled.movement.explanation == "1,000 points kept until 22 May 2027, as before your appointment"
    (lot,) = account(desk).lots
    assert (lot.expires_on, lot.appointment_id, lot.own_expires_on) == (OWN, None, None)
    assert cancel(desk, request_id="the-cancellation") == cancelled


def test_the_reason_of_a_cancellation_is_kept_for_the_patient_and_of_a_move_there_is_none(
    desk: LedgerDesk, documents: MemoryDocuments
) -> None:
    answer(desk.store, "accepted", "the-first-acceptance", MAY_25, now=IN_APRIL)
    with pytest.raises(ValueError, match="text goes with a cancellation"):
        ChangeAppointment("the-move-of-the-visit", "bella", CALABASAS, PATIENT, APPOINTMENT, JUNE_20, "no room")
    body = ChangeAppointment("the-cancellation", "bella", CALABASAS, PATIENT, APPOINTMENT, None, "Dr. Lee is ill.")
    cancelled = change_appointment(desk.store, body, Caller(DESK, IN_APRIL))
    first, last = documents.all()[PATH]["answers"]
    assert (last["said"], last["text"]) == ("cancelled", "Dr. Lee is ill.")
    assert "text" not in first
    assert change_appointment(desk.store, body, Caller(DESK, IN_APRIL)) == cancelled


def test_points_that_come_back_after_it_have_their_own_last_day_too(desk: LedgerDesk) -> None:
    answer(desk.store, "accepted", "the-first-acceptance", JUNE_20, now=IN_APRIL)
    used = desk.pay(*tenders(points=10_00, cash=20_00), now=IN_APRIL)
    cancel(desk)
    desk.refund(used.entry_id, lines(points=10_00), now=IN_APRIL + timedelta(days=1))
    assert min(lot.expires_on for lot in account(desk).lots) == OWN


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda desk: change(desk, JUNE_20), "appointment-settled"),
        (cancel, "appointment-settled"),
        (lambda desk: cancel(desk, uid="patient-bo"), "appointment-not-found"),
        (lambda desk: change(desk, None, location_id=ENCINO, uid=MANAGER), "appointment-at-another-location"),
    ],
)
def test_only_an_accepted_visit_of_the_patient_and_the_place_is_changed(
    desk: LedgerDesk, refused: Callable[..., Refusal], act: Callable[[LedgerDesk], object], code: str
) -> None:
    assert refused(Refusal, lambda: act(desk)).code == code


def test_a_visit_that_is_over_is_neither_moved_nor_cancelled(desk: LedgerDesk, refused: Callable[..., Refusal]) -> None:
    answer(desk.store, "accepted", "the-first-acceptance", MAY_25, now=IN_APRIL)
    over = MAY_25 + timedelta(minutes=1)
    assert refused(Refusal, lambda: cancel(desk, over)).code == "visit-over"
    assert refused(Refusal, lambda: change(desk, JUNE_20, over)).code == "visit-over"
    assert refused(Refusal, lambda: change(desk, NOW, IN_APRIL)).code == "visit-out-of-reach"


STEPS = st.lists(
    st.tuples(st.sampled_from(("move", "move", "cancel", "accept", "spend", "time")), st.integers(1, 120)), max_size=9
)


@settings(max_examples=200, deadline=None)
@given(STEPS)
def test_the_last_day_is_the_lots_own_or_that_of_the_visit_in_force_whichever_is_later(
    steps: list[tuple[str, int]],
) -> None:
    """After any visits are accepted, moved and cancelled, and the ledger proves itself."""
    desk, documents = new_desk()
    documents.put(f"clinics/bella/staff/{DESK}", staff("front_desk", CALABASAS))
    now, visit_at, spent = IN_APRIL, None, 0
    for number, (act, days) in enumerate(steps):
        there = now + timedelta(days=days)
        if act == "time":
            now += timedelta(days=days // 20, minutes=1)
        elif act == "spend" and account(desk).available_points(now) >= 100 and spent < 800:
            desk.redeem(100, now=now)
            spent += 100
        elif act == "accept" and visit_at is None:
            documents.put(PATH, asked())
            answer(desk.store, "accepted", f"an-acceptance-{number:04d}", there, now=now)
            visit_at = there
        elif act in {"move", "cancel"} and visit_at is not None and visit_at > now:
            visit_at = there if act == "move" else None
            change(desk, visit_at, now)
        held = account(desk).lots
        if not held or not held[0].is_live(now):
            break
        margin = timedelta(days=MARGIN_DAYS)
        until = visit_at.astimezone(PLACE).date() + margin if visit_at else OWN
        assert held[0].expires_on == max(OWN, until)
    assert audit_clinic(MemoryPages(documents), "bella").findings == ()
