"""The costs of calls in docs/architecture.md are the real ones."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from loyalty.services.checkout.check_in import CheckIn, check_in
from loyalty.services.checkout.find_patients import FindPatients, find_patients
from loyalty.services.checkout.get_receipt import GetReceipt, get_receipt
from loyalty.services.checkout.issue_code import IssueCode, issue_code
from loyalty.services.checkout.open_visit import OpenVisit, open_visit
from loyalty.services.ledger.record_purchase import record_purchase
from loyalty.services.ledger.redemptions import QuoteRedemption, quote_redemption
from loyalty.services.membership.refresh_standing import RefreshStanding, refresh_standing
from loyalty.services.preconditions import Caller
from loyalty.store.documents import Usage
from tests.ledger.uses.at_a_lookup import found_by_lookup
from tests.support.appointments import PATH, accept, answer, asked
from tests.support.clinic import (
    CALABASAS,
    DESK,
    ENCINO,
    MANAGER,
    NOW,
    OWNER,
    PATIENT,
    REMINDERS,
    Desk,
    cash,
    clinic_documents,
    rule,
)
from tests.support.ledger import LedgerDesk, lines, tenders
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.names import MemoryPatientNames

ARCHITECTURE = (Path(__file__).parents[2] / "docs" / "architecture.md").read_text()
COST = re.compile(r"^\| `(\w+)` \| (\d+) \| (\d+)(?: \((\d+) at another location\))? \| (\d+) \|$", re.MULTILINE)
SAID = {name: (int(trips), int(read), int(written)) for name, trips, read, _, written in COST.findall(ARCHITECTURE)}


@pytest.fixture
def documents() -> MemoryDocuments:
    kept = MemoryDocuments(clinic_documents())
    kept.put("clinics/bella/rules/check_in", rule(code_lifetime_seconds=60, any_location=True, visit_hours=12))
    return kept


@pytest.fixture
def cost(documents: MemoryDocuments) -> Callable[[Callable[[], object]], tuple[int, ...]]:
    def of(act: Callable[[], object]) -> tuple[int, ...]:
        documents.usage = Usage()
        act()
        used = documents.usage
        return used.round_trips, used.documents_read, used.documents_written

    return of


def test_every_call_costs_what_is_said(
    documents: MemoryDocuments, cost: Callable[[Callable[[], object]], tuple[int, ...]]
) -> None:
    desk = Desk(memory_store(documents))
    patient, staff = Caller(PATIENT, NOW), Caller(DESK, NOW)
    measured = {"join_clinic": cost(desk.join), "check_in": cost(desk.scan)}
    measured["issue_code"] = cost(
        lambda: issue_code(desk.store, desk.codes, IssueCode("bella", CALABASAS), patient, "a-nonce")
    )
    body = desk.purchase(desk.scan(), cash(45_000))
    measured["record_purchase"] = cost(lambda: record_purchase(desk.store, body, staff))
    measured["get_receipt"] = cost(
        lambda: get_receipt(desk.store, GetReceipt("bella", PATIENT, body.request_id), staff)
    )
    assert (
        measured | ledger_costs(documents, cost) | appointment_costs(documents, cost) | lookup_costs(documents, cost)
        == SAID
    )


def lookup_costs(
    documents: MemoryDocuments, cost: Callable[[Callable[[], object]], tuple[int, ...]]
) -> dict[str, tuple[int, ...]]:
    """The cost of a lookup, less a read for each account found, and of opening a visit by it."""
    store, names = memory_store(documents), MemoryPatientNames(documents)
    staff = Caller(DESK, NOW + timedelta(days=1))
    asked, nobody = FindPatients("bella", CALABASAS, "ana"), FindPatients("bella", CALABASAS, "nobody")
    find_patients(store, names, asked, staff, "lookup-1")
    opening = OpenVisit("the-opening-000001", "bella", CALABASAS, PATIENT, "lookup-1")
    return {
        "find_patients": cost(lambda: find_patients(store, names, nobody, staff, "lookup-2")),
        "open_visit": cost(lambda: open_visit(store, opening, staff)),
    }


def appointment_costs(
    documents: MemoryDocuments, cost: Callable[[Callable[[], object]], tuple[int, ...]]
) -> dict[str, tuple[int, ...]]:
    """The cost of an appointment that holds no points."""
    store = memory_store(documents)
    documents.put(PATH, asked())
    return {
        "answer_appointment": cost(lambda: answer(store, "proposed", "the-proposal-0001")),
        "accept_proposal": cost(lambda: accept(store, "the-acceptance-01")),
    }


def ledger_costs(
    documents: MemoryDocuments, cost: Callable[[Callable[[], object]], tuple[int, ...]]
) -> dict[str, tuple[int, ...]]:
    """The cost of each act of the ledger, the plainest of its kind."""
    desk = LedgerDesk(memory_store(documents))
    desk.steps = 1_000
    desk.join("patient-ben")
    first, wrong = desk.pay(*tenders(cash=500_000)), desk.pay(*tenders(cash=70_000))
    visit = desk.scan()
    quote = QuoteRedemption("bella", CALABASAS, PATIENT, visit.visit_id, 50_000)
    redemption = desk.redeem(100, visit=visit)
    banked = desk.bank(500)
    adjustment, credit = desk.adjust(1_500), desk.credit(200)
    measured = {
        "quote_redemption": cost(lambda: quote_redemption(desk.store, quote, Caller(DESK, NOW))),
        "redeem_points": cost(lambda: desk.redeem(100, visit=visit)),
        "redeem_reward": cost(lambda: desk.reward("lip-mask", visit=visit)),
        "cancel_redemption": cost(lambda: desk.cancel(redemption.entry_id, visit)),
        "request_confirmation": cost(lambda: desk.ask(20_000, visit, request_id="the-confirmation")),
        "confirm_redemption": cost(lambda: desk.confirm("the-confirmation")),
        "decide_confirmation": second_person_cost(desk, documents, cost),
        "refund_purchase": cost(lambda: desk.refund(first.entry_id, lines(cash=10_000))),
        "reassign_purchase": cost(lambda: desk.reassign(wrong.entry_id, "patient-ben")),
        "void_purchase": cost(lambda: desk.void(first.entry_id)),
        "adjust_points": cost(lambda: desk.adjust(50)),
        "decide_adjustment": cost(lambda: desk.decide(adjustment.adjustment_id, OWNER)),
        "add_to_wallet": cost(lambda: desk.credit(500)),
        "reverse_credit": cost(lambda: desk.reverse_credit(credit.entry_id, 100)),
        "bank_points": cost(lambda: desk.bank(500)),
        "undo_banking": cost(lambda: desk.undo_bank(banked.entry_id)),
    }
    standing = RefreshStanding("bella")
    measured["refresh_standing"] = cost(lambda: refresh_standing(desk.store, standing, Caller(PATIENT, NOW)))
    later = NOW + timedelta(days=400)
    desk.expire(later, "patient-ben")
    expiry = next(path for path in documents.all() if "/patient-ben/" in path and path.endswith(".expiry"))
    measured["reissue_points"] = cost(
        lambda: desk.reissue(expiry.rpartition("/")[2], 100, patient_id="patient-ben", now=later)
    )
    return measured


def second_person_cost(
    desk: LedgerDesk, documents: MemoryDocuments, cost: Callable[[Callable[[], object]], tuple[int, ...]]
) -> tuple[int, ...]:
    """The cost of a yes in the patient's place."""
    asked = desk.ask(100, found_by_lookup(desk, documents))
    return cost(lambda: desk.say_yes(asked.confirmation_id))


def test_an_appointment_that_holds_points_writes_two_documents_more(
    documents: MemoryDocuments, cost: Callable[[Callable[[], object]], tuple[int, ...]]
) -> None:
    desk = LedgerDesk(memory_store(documents))
    desk.join()
    desk.pay(*tenders(cash=10_000))
    documents.put(PATH, asked())
    documents.put("clinics/bella/rules/reminders", {**REMINDERS, "appointment_margin_days": 14})
    trips, read, written = SAID["answer_appointment"]
    costs = cost(lambda: answer(desk.store, "accepted", "the-acceptance-01", NOW + timedelta(days=180)))
    assert costs == (trips, read, written + 2)


def test_a_code_of_another_location_costs_one_more_document(
    documents: MemoryDocuments, cost: Callable[[Callable[[], object]], tuple[int, ...]]
) -> None:
    desk = Desk(memory_store(documents))
    desk.join()
    body = CheckIn(desk.next_id(), "bella", CALABASAS, desk.code(location_id=ENCINO))
    (said,) = [int(more) for name, _, _, more, _ in COST.findall(ARCHITECTURE) if more]
    assert cost(lambda: check_in(desk.store, desk.codes, body, Caller(MANAGER, NOW)))[1] == said


def test_a_purchase_costs_the_same_with_a_long_history(
    documents: MemoryDocuments, cost: Callable[[Callable[[], object]], tuple[int, ...]]
) -> None:
    desk = Desk(memory_store(documents))
    desk.join()
    for _ in range(300):
        desk.sell(cash(1))
    body = desk.purchase(desk.scan(), cash(45_000))
    assert cost(lambda: record_purchase(desk.store, body, Caller(DESK, NOW))) == SAID["record_purchase"]
