"""Sessions of patients: who signed in before an account was opened or its sessions were ended is a stranger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty.errors.access import SessionOver
from loyalty.errors.base import Refusal
from loyalty.services.checkout.appointments import AcceptProposal, accept_proposal
from loyalty.services.checkout.change_appointment import CancelAppointment, cancel_appointment
from loyalty.services.checkout.codes import Codes
from loyalty.services.checkout.end_sessions import EndSessions, end_sessions
from loyalty.services.checkout.issue_code import IssueCode, issue_code
from loyalty.services.checkout.join_clinic import JoinClinic, join_clinic
from loyalty.services.ledger.bank_points import BankPoints, UndoBanking, bank_points, undo_banking
from loyalty.services.ledger.confirmations import ConfirmRedemption, confirm_redemption
from loyalty.services.membership.refresh_standing import RefreshStanding, refresh_standing
from loyalty.services.preconditions import Caller
from loyalty.store.transaction import TransactionalStore
from tests.support.appointments import APPOINTMENT, PATH, VISIT_AT, answer, asked
from tests.support.clinic import CALABASAS, KEYS, NOW, PATIENT, clinic_documents
from tests.support.memory import MemoryDocuments, memory_store

JOINED_AT = NOW - timedelta(days=2)


class Ended:
    """The port `Sessions`: the people whose sign-ins are not renewed."""

    def __init__(self) -> None:
        self.uids: list[str] = []

    def end(self, uid: str) -> None:
        """See `Sessions`."""
        self.uids.append(uid)


def caller(signed_in_at: datetime, now: datetime = NOW) -> Caller:
    return Caller(PATIENT, now, signed_in_at=signed_in_at)


def join(store: TransactionalStore, signed_in_at: datetime) -> None:
    body = JoinClinic("the-joining-000001", "bella", "Ana Ruiz")
    join_clinic(store, body, caller(signed_in_at))


Act = Callable[[TransactionalStore, Caller], object]
ACTS: dict[str, Act] = {
    "join_clinic": lambda store, who: join_clinic(store, JoinClinic("another-joining-01", "bella", "Ana Ruiz"), who),
    "end_sessions": lambda store, who: end_sessions(store, Ended(), EndSessions("bella"), who),
    "issue_code": lambda store, who: issue_code(store, Codes(KEYS), IssueCode("bella", CALABASAS), who, "nonce"),
    "bank_points": lambda store, who: bank_points(store, BankPoints("the-banking-000001", "bella", 500), who),
    "undo_banking": lambda store, who: undo_banking(store, UndoBanking("the-undoing-000001", "bella", "banked"), who),
    "confirm_redemption": lambda store, who: confirm_redemption(
        store, ConfirmRedemption("bella", "the-question-00001", approve=True), who
    ),
    "accept_proposal": lambda store, who: accept_proposal(
        store, AcceptProposal("the-yes-0000000001", "bella", f"{APPOINTMENT}-proposed", VISIT_AT), who
    ),
    "cancel_appointment": lambda store, who: cancel_appointment(
        store, CancelAppointment("the-cancelling-001", "bella", APPOINTMENT), who
    ),
    "refresh_standing": lambda store, who: refresh_standing(store, RefreshStanding("bella"), who),
}


@pytest.fixture
def documents() -> MemoryDocuments:
    documents = MemoryDocuments(clinic_documents())
    join(memory_store(documents), JOINED_AT)
    documents.put(PATH, asked())
    documents.put(f"{PATH}-proposed", asked())
    answer(memory_store(documents), "accepted", "the-acceptance-001")
    answer(memory_store(documents), "proposed", "the-proposal-00001", appointment_id=f"{APPOINTMENT}-proposed")
    return documents


@pytest.mark.parametrize("act", ACTS)
def test_who_signed_in_before_the_patient_joined_is_refused_every_act_of_the_patients(
    documents: MemoryDocuments, act: str
) -> None:
    """Somebody made a sign-in for the patient's address, and waits in a session of their own."""
    before = documents.all()
    with pytest.raises(SessionOver):
        ACTS[act](memory_store(documents), caller(JOINED_AT - timedelta(seconds=1)))
    assert documents.all() == before


@pytest.mark.parametrize("act", ACTS)
def test_the_session_that_joined_goes_on(documents: MemoryDocuments, act: str) -> None:
    codes = []
    try:
        ACTS[act](memory_store(documents), caller(JOINED_AT))
    except Refusal as refusal:
        codes.append(refusal.code)
    assert "session-over" not in codes


@given(st.lists(st.tuples(st.sampled_from(["sign in", "end"]), st.integers(0, 5)), max_size=12))
def test_after_any_signing_in_and_out_everywhere_only_sessions_begun_since_are_let_in(
    steps: list[tuple[str, int]],
) -> None:
    documents, ended = MemoryDocuments(clinic_documents()), Ended()
    store = memory_store(documents)
    join(store, JOINED_AT)
    sessions, over_before, now = [JOINED_AT], JOINED_AT, JOINED_AT
    for step, index in steps:
        now += timedelta(seconds=3)
        if step == "sign in":
            sessions.append(now)
        else:
            chosen = sessions[index % len(sessions)]
            if chosen >= over_before:
                end_sessions(store, ended, EndSessions("bella"), caller(chosen, now))
                over_before = now
        for began in sessions:
            if began >= over_before:
                refresh_standing(store, RefreshStanding("bella"), caller(began, now))
            else:
                with pytest.raises(SessionOver):
                    refresh_standing(store, RefreshStanding("bella"), caller(began, now))


def test_signing_out_everywhere_also_ends_the_renewal_of_sign_ins(documents: MemoryDocuments) -> None:
    ended = Ended()
    done = end_sessions(memory_store(documents), ended, EndSessions("bella"), caller(JOINED_AT))
    assert (ended.uids, done.sessions_from) == ([PATIENT], NOW.replace(microsecond=0))


def test_an_account_of_before_knows_no_ended_session(documents: MemoryDocuments) -> None:
    path = f"clinics/bella/patients/{PATIENT}"
    account = {name: value for name, value in documents.all()[path].items() if name != "sessions_from"}
    documents.put(path, account)
    refresh_standing(memory_store(documents), RefreshStanding("bella"), caller(JOINED_AT - timedelta(days=9)))
