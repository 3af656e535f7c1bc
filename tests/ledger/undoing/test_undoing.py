"""Purchases are refunded, voided and moved: what comes back, what is taken, who may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from loyalty.domain.ledger.refunds import RefundLine
from loyalty.domain.program.rules import TenderKind
from loyalty.errors.access import OwnAccount, RoleNotAllowed
from loyalty.errors.base import Refusal
from loyalty.errors.checkout import ReceiptNumberUsed
from loyalty.errors.ledger import (
    NotRefundableAs,
    PurchaseAtAnotherLocation,
    PurchaseClosed,
    PurchasePartlyRefunded,
    ReassignPaidFromAccount,
    RefundExceedsPaid,
    SamePatient,
    VoidTooLate,
)
from loyalty.services.ledger.refund_purchase import RefundPurchase, refund_purchase
from loyalty.services.preconditions import Caller
from tests.ledger.at_the_desk import BO, account, change_rule
from tests.support.clinic import CALABASAS, DESK, ELSEWHERE, ENCINO, MANAGER, NOW, PATIENT
from tests.support.ledger import LedgerDesk, lines, tenders
from tests.support.memory import MemoryDocuments

Refused = Callable[..., Refusal]


def test_points_and_wallet_money_go_back_in_proportion_to_the_lots_they_came_from(desk: LedgerDesk) -> None:
    desk.pay(*tenders(cash=20_000), now=NOW + timedelta(days=1), request_id="the-second-purchase")
    later = NOW + timedelta(days=2)
    bought = desk.pay(*tenders(cash=13_000, points=9_000), now=later)
    assert bought.redeemed_points == 9_000
    desk.refund(bought.entry_id, lines(points=3_000), now=later)
    assert {lot.lot_id: lot.points_remaining for lot in account(desk).lots if lot.lot_id != bought.entry_id} == {
        "the-first-purchase": 4_000,
        "the-second-purchase": 2_000,
    }


def test_no_more_is_refunded_than_was_paid_with_a_tender(desk: LedgerDesk, refused: Refused) -> None:
    desk.refund("the-first-purchase", lines(cash=60_000))
    refusal = refused(RefundExceedsPaid, lambda: desk.refund("the-first-purchase", lines(cash=40_001)))
    assert refusal.details == {"tender": "cash", "asked_minor": 40_001, "left_minor": 40_000}
    refused(RefundExceedsPaid, lambda: desk.refund("the-first-purchase", lines(card=1)))
    desk.refund("the-first-purchase", lines(cash=40_000))
    assert refused(PurchaseClosed, lambda: desk.refund("the-first-purchase", lines(cash=1))).details == {
        "closed": "refunded"
    }


def test_points_and_wallet_money_are_never_paid_out(desk: LedgerDesk, refused: Refused) -> None:
    bought = desk.pay(*tenders(cash=5_000, points=1_000))

    def refund(kind: TenderKind, returned_as: TenderKind) -> None:
        body = RefundPurchase(
            desk.next_id(), "bella", CALABASAS, PATIENT, bought.entry_id, (RefundLine(kind, 100, returned_as),), "back"
        )
        refund_purchase(desk.store, body, Caller(DESK, NOW))

    refused(NotRefundableAs, lambda: refund(TenderKind.POINTS, TenderKind.CASH))
    refused(NotRefundableAs, lambda: refund(TenderKind.CASH, TenderKind.POINTS))
    refund(TenderKind.CASH, TenderKind.CARD)


def test_points_of_a_lot_that_expired_are_not_taken_twice(desk: LedgerDesk) -> None:
    desk.redeem(4_000)
    later = NOW + timedelta(days=200)
    desk.expire(later)
    desk.pay(*tenders(cash=50_000), now=later)
    refunded = desk.refund("the-first-purchase", lines(cash=100_000), now=later)
    assert (refunded.why["clawed_points"], refunded.why["forgiven_points"]) == (4_000, 6_000)
    assert account(desk).points == 1_000


def test_points_that_were_given_a_new_life_can_be_taken_back(desk: LedgerDesk) -> None:
    later = NOW + timedelta(days=200)
    desk.expire(later)
    desk.reissue("the-first-purchase.expiry", 1_500, now=later)
    refunded = desk.refund("the-first-purchase", lines(cash=100_000), now=later)
    assert (refunded.why["clawed_points"], refunded.why["forgiven_points"]) == (1_500, 8_500)
    assert (account(desk).points, account(desk).debt_points) == (0, 0)


def test_a_lot_that_expired_before_any_sweep_counts_as_expired_in_a_refund(desk: LedgerDesk) -> None:
    desk.redeem(4_000)
    later = NOW + timedelta(days=200)
    refunded = desk.refund("the-first-purchase", lines(cash=100_000), now=later)
    assert (refunded.why["clawed_points"], refunded.debt_points) == (4_000, 4_000)
    desk.expire(later)
    assert (account(desk).points, account(desk).debt_points) == (-4_000, 4_000)


def test_a_purchase_is_voided_on_its_own_day_and_by_its_own_location(desk: LedgerDesk, refused: Refused) -> None:
    refused(VoidTooLate, lambda: desk.void("the-first-purchase", now=NOW + timedelta(days=1)))
    desk.void("the-first-purchase", now=NOW + timedelta(hours=5))
    assert account(desk).points == 0
    assert account(desk).recent_purchases == ()
    refused(PurchaseClosed, lambda: desk.void("the-first-purchase"))


def test_another_locations_desk_cannot_undo_a_purchase_and_a_manager_can(desk: LedgerDesk, refused: Refused) -> None:
    def refund(uid: str) -> None:
        body = RefundPurchase(
            desk.next_id(), "bella", ENCINO, PATIENT, "the-first-purchase", lines(cash=100), "sent back"
        )
        refund_purchase(desk.store, body, Caller(uid, NOW))

    refused(PurchaseAtAnotherLocation, lambda: refund(ELSEWHERE))
    refund(MANAGER)


def test_a_void_frees_the_receipt_number_and_the_visits_allowance(
    desk: LedgerDesk, documents: MemoryDocuments, refused: Refused
) -> None:
    change_rule(documents, "redemption", most_points_per_visit=1_000)
    visit = desk.scan()
    first = desk.pay(*tenders(cash=5_000, points=1_000), visit=visit, receipt_number="R-77")
    refusal = refused(ReceiptNumberUsed, lambda: desk.pay(*tenders(cash=900), visit=visit, receipt_number="r-77"))
    assert (refusal.details["entry_id"], refusal.details["same_patient"]) == (first.entry_id, True)
    desk.void(first.entry_id)
    again = desk.pay(*tenders(cash=5_000, points=1_000), visit=visit, receipt_number="R-77", duplicate=False)
    assert again.redeemed_points == 1_000


def test_a_moved_purchase_keeps_its_rate_its_day_and_its_receipt_number(
    desk: LedgerDesk, documents: MemoryDocuments, refused: Refused
) -> None:
    rung = desk.pay(*tenders(cash=10_000), receipt_number="R-9")
    change_rule(documents, "earning", rate_bp=500)
    moved = desk.reassign(rung.entry_id, BO, now=NOW + timedelta(hours=1))
    assert (moved.receipt.points, moved.receipt.occurred_at) == (1_000, NOW)
    visit = desk.scan()
    refusal = refused(ReceiptNumberUsed, lambda: desk.pay(*tenders(cash=5), receipt_number="R-9", visit=visit))
    assert (refusal.details["entry_id"], refusal.details["same_patient"]) == (moved.receipt.entry_id, False)
    assert desk.refund(moved.receipt.entry_id, lines(cash=10_000), patient_id=BO).points == -1_000


def test_what_cannot_be_moved_is_refused(desk: LedgerDesk, refused: Refused) -> None:
    refused(SamePatient, lambda: desk.reassign("the-first-purchase", PATIENT))
    tomorrow = NOW + timedelta(days=1)
    refused(RoleNotAllowed, lambda: desk.reassign("the-first-purchase", BO, now=tomorrow))
    by_points = desk.pay(*tenders(cash=5_000, points=1_000))
    refused(ReassignPaidFromAccount, lambda: desk.reassign(by_points.entry_id, BO))
    desk.refund("the-first-purchase", lines(cash=1))
    refused(PurchasePartlyRefunded, lambda: desk.reassign("the-first-purchase", BO))


def test_nobody_moves_a_purchase_to_themselves(desk: LedgerDesk, refused: Refused) -> None:
    desk.join(DESK)
    refused(OwnAccount, lambda: desk.reassign("the-first-purchase", DESK))
