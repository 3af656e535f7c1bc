"""The desk records a purchase, and the points are credited once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from loyalty.domain.program.accrual import Tender
from loyalty.domain.program.rules import TenderKind
from loyalty.errors.access import NotStaff, OwnAccount, StaffDisabled, StaffNotAtLocation
from loyalty.errors.base import DocumentInvalid, DocumentMissing, Refusal, RequestIdReused
from loyalty.errors.checkout import VisitAtAnotherLocation, VisitClosed, VisitNotFound
from loyalty.errors.ledger import AccountNotFound, BelowMinimum, InsufficientWallet
from loyalty.errors.program import LocationInactive
from loyalty.services.ledger.record_purchase import RecordPurchase, record_purchase
from loyalty.services.preconditions import Caller
from tests.support.clinic import (
    DESK,
    DISABLED,
    ELSEWHERE,
    ENCINO,
    MANAGER,
    NOW,
    Desk,
    cash,
    rule,
)
from tests.support.memory import MemoryDocuments, memory_store

CALLER = Caller(DESK, NOW)


@pytest.fixture
def desk(documents: MemoryDocuments) -> Desk:
    at_work = Desk(memory_store(documents))
    at_work.join()
    return at_work


def test_a_checkout_credits_ten_percent_of_the_cash_and_says_why(desk: Desk) -> None:
    receipt = desk.sell((*cash(45_000), Tender(TenderKind.CARD, 10_000)))
    assert (receipt.points, receipt.points_after, receipt.amount_minor) == (4_500, 4_500, 55_000)
    assert receipt.explanation == "10 % of $450.00 cash"
    assert receipt.lot is not None
    assert receipt.lot.expires_on.isoformat() == "2027-05-22"


def test_thirty_and_twenty_are_fifty(desk: Desk, documents: MemoryDocuments) -> None:
    documents.put("clinics/bella/rules/earning", rule(eligible_tenders=["cash"], rate_bp=333, minor_per_point=100))
    apart = desk.sell(cash(3_000)).points + desk.sell(cash(2_000)).points
    assert apart == 5_000 * 333 // 10_000 // 100


def test_several_purchases_hang_on_one_visit(desk: Desk) -> None:
    visit = desk.scan()
    for number in (1, 2):
        receipt = record_purchase(desk.store, desk.purchase(visit, cash(1_000)), CALLER)
        assert receipt.points_after == 100 * number


def test_the_same_request_again_is_answered_alike_and_changes_nothing(desk: Desk, documents: MemoryDocuments) -> None:
    body = desk.purchase(desk.scan(), cash(45_000))
    first = record_purchase(desk.store, body, CALLER)
    before = documents.all()
    assert record_purchase(desk.store, body, Caller(DESK, NOW + timedelta(days=3))) == first
    assert documents.all() == before


@pytest.mark.parametrize(
    "change",
    [
        {"tenders": cash(45_001)},
        {"receipt_number": "R-1"},
        {"service_ids": ("botox",)},
    ],
)
def test_the_same_request_id_for_something_else_is_refused(
    desk: Desk, refused: Callable[..., Refusal], change: dict[str, object]
) -> None:
    body = desk.purchase(desk.scan(), cash(45_000))
    record_purchase(desk.store, body, CALLER)
    refused(RequestIdReused, lambda: record_purchase(desk.store, replace(body, **change), CALLER))  # type: ignore[arg-type]


def test_a_colleague_may_not_take_over_a_request_id(desk: Desk, refused: Callable[..., Refusal]) -> None:
    body = desk.purchase(desk.scan(), cash(45_000))
    record_purchase(desk.store, body, CALLER)
    refused(RequestIdReused, lambda: record_purchase(desk.store, body, Caller(MANAGER, NOW)))


def body_with(desk: Desk, **changes: object) -> RecordPurchase:
    return replace(desk.purchase(desk.scan(), cash(45_000)), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "uid", "expected"),
    [
        ({}, "nobody", NotStaff),
        ({}, DISABLED, StaffDisabled),
        ({}, ELSEWHERE, StaffNotAtLocation),
        ({"patient_id": DESK}, DESK, OwnAccount),
        ({"patient_id": "stranger"}, DESK, AccountNotFound),
        ({"visit_id": "never-opened"}, DESK, VisitNotFound),
        ({"location_id": ENCINO}, MANAGER, VisitAtAnotherLocation),
        ({"location_id": "closed"}, DESK, LocationInactive),
        ({"clinic_id": "other"}, DESK, NotStaff),
        ({"tenders": (Tender(TenderKind.WALLET, 5),)}, DESK, InsufficientWallet),
        ({"tenders": (*cash(5), Tender(TenderKind.POINTS, 5))}, DESK, BelowMinimum),
    ],
)
def test_a_purchase_that_a_rule_forbids_is_refused_and_writes_nothing(
    desk: Desk, refused: Callable[..., Refusal], changes: dict[str, object], uid: str, expected: type[Refusal]
) -> None:
    body = body_with(desk, **changes)
    refused(expected, lambda: record_purchase(desk.store, body, Caller(uid, NOW)))


def test_a_visit_closes_after_the_hours_of_the_rule(desk: Desk, refused: Callable[..., Refusal]) -> None:
    body = body_with(desk)
    refused(VisitClosed, lambda: record_purchase(desk.store, body, Caller(DESK, NOW + timedelta(hours=12))))
    late = Caller(DESK, NOW + timedelta(hours=12) - timedelta(microseconds=1))
    assert record_purchase(desk.store, body, late).points == 4_500


@pytest.mark.parametrize("name", ["earning", "expiry", "reminders"])
def test_a_missing_rule_document_credits_nothing_and_is_named(
    desk: Desk, refused: Callable[..., Refusal], documents: MemoryDocuments, name: str
) -> None:
    body = body_with(desk)
    documents._documents.pop(f"clinics/bella/rules/{name}")
    refusal = refused(DocumentMissing, lambda: record_purchase(desk.store, body, CALLER))
    assert refusal.details == {"document": f"clinics/bella/rules/{name}"}


@pytest.mark.parametrize(
    ("path", "change", "field"),
    [
        ("rules/earning", {"rate_bp": 10_001}, "rate_bp"),
        ("rules/earning", {"rate_bp": 10.0}, "rate_bp"),
        ("rules/earning", {"rate_bp": True}, "rate_bp"),
        ("rules/earning", {"eligible_tenders": ["cash", "points"]}, "eligible_tenders"),
        ("rules/earning", {"eligible_tenders": ["cash", "cash"]}, "eligible_tenders"),
        ("rules/earning", {"eligible_tenders": ["shells"]}, "eligible_tenders.0"),
        ("rules/earning", {"rate_pb": 5}, "rate_pb"),
        ("rules/earning", {"version": 0}, "version"),
        ("rules/earning", {"note": ""}, "note"),
        ("rules/expiry", {"life_unit": "weeks"}, "life_unit"),
        ("rules/expiry", {"life_count": 61}, "the document"),
        ("rules/reminders", {"urge_days": 28}, "the document"),
        ("rules/reminders", {"send_hour": 3}, "send_hour"),
        ("", {"time_zone": "Mars/Olympus"}, "time_zone"),
        ("", {"time_zone": 7}, "time_zone"),
        ("", {"currency": "dollars"}, "currency"),
        ("/locations/calabasas", {"active": "yes"}, "active"),
        ("/staff/staff-desk", {"role": "king"}, "role"),
    ],
)
def test_an_invalid_document_credits_nothing_and_is_named_with_its_field(
    desk: Desk,
    refused: Callable[..., Refusal],
    documents: MemoryDocuments,
    path: str,
    change: dict[str, object],
    field: str,
) -> None:
    body = body_with(desk)
    at = f"clinics/bella/{path.removeprefix('/')}".removesuffix("/")
    documents.put(at, {**documents.all()[at], **change})
    refusal = refused(DocumentInvalid, lambda: record_purchase(desk.store, body, CALLER))
    assert (refusal.details["document"], refusal.details["field"]) == (at, field)
