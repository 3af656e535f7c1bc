"""A patient without a phone uses points only if a second person says yes, and reads that they did."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from loyalty.domain.program.rules import TenderKind
from loyalty.errors.access import RoleNotAllowed, SecondPersonRequired
from loyalty.errors.base import Refusal
from loyalty.errors.ledger import (
    ConfirmationDeclined,
    ConfirmationLapsed,
    ConfirmationRequired,
    NothingToConfirm,
)
from loyalty.services.ledger.confirmations import (
    ListConfirmations,
    RequestConfirmation,
    list_confirmations,
    request_confirmation,
)
from loyalty.services.preconditions import Caller
from tests.ledger.at_the_desk import change_rule
from tests.ledger.uses.at_a_lookup import found_by_lookup
from tests.support.clinic import CALABASAS, DESK, MANAGER, NOW, OWNER, PATIENT
from tests.support.ledger import LedgerDesk, tenders
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.confirmations import MemoryWaitingConfirmations

Refused = Callable[[type[Refusal], Callable[[], object]], Refusal]


def waiting(documents: MemoryDocuments, uid: str = MANAGER, now: datetime = NOW) -> list[tuple[str, str, int, int]]:
    """What a manager is asked at their own screen."""
    body = ListConfirmations("bella", CALABASAS)
    port = MemoryWaitingConfirmations(documents)
    found = list_confirmations(memory_store(documents), port, body, Caller(uid, now)).confirmations
    return [(one.confirmation_id, one.patient_name, one.points, one.wallet_minor) for one in found]


def test_a_manager_says_yes_for_a_patient_without_a_phone_and_the_patient_can_read_it(
    desk: LedgerDesk, documents: MemoryDocuments, refused: Refused
) -> None:
    desk.credit(5_000, TenderKind.CASH)
    visit = found_by_lookup(desk, documents)
    asked = desk.ask(1_000, visit, wallet_minor=900)
    assert (asked.second_person, waiting(documents)) == (True, [(asked.confirmation_id, "Ana Ruiz", 1_000, 900)])
    assert desk.say_yes(asked.confirmation_id).answer == "approved"
    assert waiting(documents) == []
    paid = desk.pay(*tenders(cash=2_000, points=1_000, wallet=900), visit=visit)
    entries = f"clinics/bella/patients/{PATIENT}/entries/{paid.entry_id}"
    for part in ("points", "wallet"):
        why = documents.all()[f"{entries}.{part}"]["why"]
        assert (why["confirmation_id"], why["approved_by"]) == (asked.confirmation_id, MANAGER)
    again = desk.ask(300, visit)
    desk.say_yes(again.confirmation_id)
    said = desk.redeem(300, visit=visit).explanation
    assert said.endswith("; a manager said yes at the desk, without your phone")
    refused(ConfirmationRequired, lambda: desk.redeem(300, visit=visit))


def test_nobody_says_yes_to_their_own_question(desk: LedgerDesk, documents: MemoryDocuments, refused: Refused) -> None:
    visit = found_by_lookup(desk, documents)
    body = RequestConfirmation(desk.next_id(), "bella", CALABASAS, PATIENT, visit.visit_id, 1_000)
    asked = request_confirmation(desk.store, body, Caller(MANAGER, NOW))
    refused(SecondPersonRequired, lambda: desk.say_yes(asked.confirmation_id, MANAGER))
    refused(RoleNotAllowed, lambda: desk.say_yes(asked.confirmation_id, DESK))
    refused(NothingToConfirm, lambda: desk.say_yes("another-question-01"))
    assert desk.say_yes(asked.confirmation_id, OWNER).answer == "approved"


def test_a_visit_with_the_patients_code_is_for_the_patient_alone_to_say_yes_to(
    desk: LedgerDesk, documents: MemoryDocuments, refused: Refused
) -> None:
    change_rule(documents, "redemption", confirm_above_points=500)
    asked = desk.ask(1_000, desk.scan())
    assert (asked.second_person, waiting(documents)) == (False, [])
    refused(NothingToConfirm, lambda: desk.say_yes(asked.confirmation_id))


def test_what_the_patient_says_stands_above_what_a_manager_says(
    desk: LedgerDesk, documents: MemoryDocuments, refused: Refused
) -> None:
    visit = found_by_lookup(desk, documents)
    asked = desk.ask(1_000, visit)
    desk.say_yes(asked.confirmation_id)
    desk.confirm(asked.confirmation_id, approve=False)
    refused(ConfirmationDeclined, lambda: desk.say_yes(asked.confirmation_id))
    refused(ConfirmationDeclined, lambda: desk.redeem(1_000, visit=visit))
    desk.confirm(asked.confirmation_id)
    refused(NothingToConfirm, lambda: desk.say_yes(asked.confirmation_id, approve=False))
    used = desk.redeem(1_000, visit=visit)
    why = documents.all()[f"clinics/bella/patients/{PATIENT}/entries/{used.entry_id}"]["why"]
    assert "approved_by" not in why


def test_a_managers_no_and_a_question_of_yesterday_leave_the_points_where_they_are(
    desk: LedgerDesk, documents: MemoryDocuments, refused: Refused
) -> None:
    visit = found_by_lookup(desk, documents)
    asked = desk.ask(1_000, visit)
    desk.say_yes(asked.confirmation_id, approve=False)
    refusal = refused(ConfirmationDeclined, lambda: desk.redeem(1_000, visit=visit))
    assert refusal.details == {"points": 1_000, "wallet_minor": 0}
    later = NOW + timedelta(hours=1)
    late = desk.ask(1_000, visit)
    assert waiting(documents, now=later) == []
    refused(ConfirmationLapsed, lambda: desk.say_yes(late.confirmation_id, now=later))
    refused(RoleNotAllowed, lambda: waiting(documents, uid=DESK))
