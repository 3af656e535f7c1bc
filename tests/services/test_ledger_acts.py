"""Every act of the ledger: who may, how much, what is written, and that it is written once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from loyalty.domain.account import Account
from loyalty.domain.documents import Decision, account_key
from loyalty.domain.rules import TenderKind
from loyalty.errors import (
    AdjustmentDecided,
    BankingAlreadySpent,
    BankingUndoOver,
    ConfirmationDeclined,
    ConfirmationLapsed,
    ConfirmationRequired,
    DailyCapReached,
    InsufficientPoints,
    InsufficientWallet,
    NotExpired,
    NothingToConfirm,
    NotRefundableAs,
    OverVisitCap,
    OwnAccount,
    PointsNotExact,
    PurchaseAtAnotherLocation,
    PurchaseClosed,
    PurchasePartlyRefunded,
    ReasonNotListed,
    ReassignPaidFromAccount,
    ReceiptNumberUsed,
    RedemptionNotCombinable,
    RefundExceedsPaid,
    Refusal,
    ReissueCapReached,
    RequestIdReused,
    RewardNotFound,
    RewardNotOffered,
    RewardOutOfStock,
    RoleNotAllowed,
    SamePatient,
    SecondPersonRequired,
    TierRequired,
    VoidTooLate,
)
from loyalty.services.adjust_points import AdjustPoints, adjust_points
from loyalty.services.checks import Caller
from loyalty.services.get_receipt import GetReceipt, get_receipt
from loyalty.services.refund_purchase import RefundLine, RefundPurchase, refund_purchase
from tests.support.clinic import CALABASAS, DESK, ELSEWHERE, ENCINO, MANAGER, NOW, OWNER, PATIENT, clinic_documents
from tests.support.ledger import LedgerDesk, lines, tenders
from tests.support.memory import MemoryDocuments, memory_store

BO = "patient-bo"
Refused = Callable[..., Refusal]


@pytest.fixture
def documents() -> MemoryDocuments:
    return MemoryDocuments(clinic_documents())


@pytest.fixture
def desk(documents: MemoryDocuments) -> LedgerDesk:
    """A patient with 10,000 points, and one with none."""
    at_work = LedgerDesk(memory_store(documents))
    at_work.join()
    at_work.join(BO)
    at_work.pay(*tenders(cash=100_000), request_id="the-first-purchase")
    return at_work


def account(desk: LedgerDesk, patient_id: str = PATIENT) -> Account:
    at = account_key(desk.clinic_id, patient_id)
    return desk.store.transact((at,), lambda docs: Decision(docs.require(at)))


def change_rule(documents: MemoryDocuments, name: str, **changes: object) -> None:
    path = f"clinics/bella/rules/{name}"
    documents.put(path, {**documents.all()[path], **changes})


# ------------------------------------------------------------------------------------------------------- redemption


def test_points_are_used_from_what_expires_soonest(desk: LedgerDesk) -> None:
    desk.pay(*tenders(cash=10_000), now=NOW + timedelta(days=10), request_id="the-later-purchase")
    desk.redeem(9_950, now=NOW + timedelta(days=11))
    desk.redeem(100, now=NOW + timedelta(days=11))
    assert {lot.lot_id: lot.points_remaining for lot in account(desk).lots} == {"the-later-purchase": 950}


def test_points_as_tender_must_be_the_exact_worth_of_usable_points(
    desk: LedgerDesk, documents: MemoryDocuments, refused: Refused
) -> None:
    change_rule(documents, "redemption", minor_per_100_points=250)
    visit = desk.scan()
    refusal = refused(PointsNotExact, lambda: desk.pay(*tenders(cash=5_000, points=1_001), visit=visit))
    assert refusal.details == {"amount_minor": 1_001, "points": 401, "worth_minor": 1_002}


def test_a_visit_has_a_cap_that_all_its_redemptions_share(
    desk: LedgerDesk, documents: MemoryDocuments, refused: Refused
) -> None:
    change_rule(documents, "redemption", most_points_per_visit=1_000)
    visit = desk.scan()
    first = desk.redeem(400, visit=visit)
    desk.pay(*tenders(cash=5_000, points=400), visit=visit)
    refusal = refused(OverVisitCap, lambda: desk.redeem(300, visit=visit))
    assert refusal.details == {"asked_points": 300, "used_points": 800, "most_points": 1_000}
    desk.cancel(first.entry_id, visit)
    desk.redeem(300, visit=visit)


def test_where_redemptions_are_not_combined_a_visit_has_one(
    desk: LedgerDesk, documents: MemoryDocuments, refused: Refused
) -> None:
    change_rule(documents, "redemption", combinable=False)
    visit = desk.scan()
    desk.redeem(100, visit=visit)
    refused(RedemptionNotCombinable, lambda: desk.reward("lip-mask", visit=visit))


def test_a_reward_is_given_while_there_are_any_and_to_whom_it_is_for(desk: LedgerDesk, refused: Refused) -> None:
    assert desk.reward("lip-mask").explanation.startswith("300 points for ")
    visit = desk.scan()
    second = desk.reward("lip-mask", visit=visit)
    assert refused(RewardOutOfStock, lambda: desk.reward("lip-mask", visit=visit)).details["stock"] == 2
    desk.cancel(second.entry_id, visit)
    desk.reward("lip-mask")
    refused(TierRequired, lambda: desk.reward("members-peel", visit=visit))
    refused(RewardNotFound, lambda: desk.reward("nothing", visit=visit))


@pytest.mark.parametrize("changes", [{"active": False}, {"starts_on": "2026-11-23"}, {"ends_on": "2026-11-21"}])
def test_a_reward_is_given_on_its_days_alone(
    desk: LedgerDesk, documents: MemoryDocuments, refused: Refused, changes: dict[str, object]
) -> None:
    path = "clinics/bella/rewards/lip-mask"
    documents.put(path, {**documents.all()[path], **changes})
    visit = desk.scan()
    refused(RewardNotOffered, lambda: desk.reward("lip-mask", visit=visit))


def test_many_points_wait_for_the_patients_own_yes(
    desk: LedgerDesk, documents: MemoryDocuments, refused: Refused
) -> None:
    change_rule(documents, "redemption", confirm_above_points=1_000)
    visit = desk.scan()
    refused(NothingToConfirm, lambda: desk.ask(1_000, visit))
    refused(ConfirmationRequired, lambda: desk.redeem(2_000, visit=visit))
    asked = desk.ask(2_000, visit)
    refused(ConfirmationRequired, lambda: desk.redeem(2_000, visit=visit))
    desk.confirm(asked.confirmation_id, approve=False)
    refused(ConfirmationDeclined, lambda: desk.redeem(2_000, visit=visit))
    desk.confirm(asked.confirmation_id)
    refused(ConfirmationRequired, lambda: desk.redeem(2_050, visit=visit))
    assert desk.redeem(2_000, visit=visit).why["confirmation_id"] == asked.confirmation_id
    refused(ConfirmationRequired, lambda: desk.redeem(2_000, visit=visit))


def test_a_confirmation_lapses(desk: LedgerDesk, documents: MemoryDocuments, refused: Refused) -> None:
    change_rule(documents, "redemption", confirm_above_points=1_000)
    visit = desk.scan()
    asked = desk.ask(2_000, visit)
    late = NOW + timedelta(minutes=5)
    refused(ConfirmationLapsed, lambda: desk.confirm(asked.confirmation_id, now=late))
    desk.confirm(asked.confirmation_id)
    refused(ConfirmationLapsed, lambda: desk.redeem(2_000, visit=visit, now=late))


def test_points_as_tender_above_the_threshold_wait_for_the_same_yes(
    desk: LedgerDesk, documents: MemoryDocuments, refused: Refused
) -> None:
    change_rule(documents, "redemption", confirm_above_points=1_000)
    visit = desk.scan()
    refused(ConfirmationRequired, lambda: desk.pay(*tenders(cash=5_000, points=2_000), visit=visit))
    desk.confirm(desk.ask(2_000, visit).confirmation_id)
    assert desk.pay(*tenders(cash=5_000, points=2_000), visit=visit).redeemed_points == 2_000


# --------------------------------------------------------------------------------------------------- refund and void


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
    refused(NotRefundableAs, lambda: refund(TenderKind.CASH, TenderKind.WALLET))
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
    assert refusal.details["entry_id"] == first.entry_id
    desk.void(first.entry_id)
    again = desk.pay(*tenders(cash=5_000, points=1_000), visit=visit, receipt_number="R-77", duplicate=False)
    assert again.redeemed_points == 1_000


# ------------------------------------------------------------------------------------------------------------- moving


def test_a_moved_purchase_keeps_its_rate_its_day_and_its_receipt_number(
    desk: LedgerDesk, documents: MemoryDocuments, refused: Refused
) -> None:
    rung = desk.pay(*tenders(cash=10_000), receipt_number="R-9")
    change_rule(documents, "earning", rate_bp=500)
    moved = desk.reassign(rung.entry_id, BO, now=NOW + timedelta(hours=1))
    assert (moved.receipt.points, moved.receipt.occurred_at) == (1_000, NOW)
    visit = desk.scan()
    refusal = refused(ReceiptNumberUsed, lambda: desk.pay(*tenders(cash=5), receipt_number="R-9", visit=visit))
    assert refusal.details["entry_id"] == moved.receipt.entry_id
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


# --------------------------------------------------------------------------------------------- adjustments, reissues


def test_an_adjustment_names_its_reason_and_keeps_its_note_from_the_patient(
    desk: LedgerDesk, documents: MemoryDocuments, refused: Refused
) -> None:
    adjusted = desk.adjust(150, request_id="an-adjustment-of-150")
    assert adjusted.movement is not None
    assert adjusted.movement.explanation == "with our thanks"
    kept = documents.all()
    assert "they waited" not in str(kept[f"clinics/bella/patients/{PATIENT}/entries/an-adjustment-of-150"])
    assert kept["clinics/bella/adjustments/an-adjustment-of-150"]["private_note"] == "they waited"
    body = AdjustPoints(desk.next_id(), "bella", CALABASAS, PATIENT, 5, "whim", "because", "")
    refused(ReasonNotListed, lambda: adjust_points(desk.store, body, Caller(MANAGER, NOW)))
    assert desk.adjust(150, request_id="an-adjustment-of-150") == adjusted
    refused(RequestIdReused, lambda: desk.adjust(151, request_id="an-adjustment-of-150"))


def test_a_role_has_a_cap_by_the_clinics_day_given_and_taken_together(desk: LedgerDesk, refused: Refused) -> None:
    desk.adjust(150, uid=DESK)
    refusal = refused(DailyCapReached, lambda: desk.adjust(-51, uid=DESK))
    assert refusal.details == {"used": 150, "most": 200, "asked": 51}
    desk.adjust(-50, uid=DESK)
    desk.adjust(200, uid=DESK, now=NOW + timedelta(days=1))


def test_a_large_adjustment_waits_for_a_second_manager(desk: LedgerDesk, refused: Refused) -> None:
    asked = desk.adjust(2_000, request_id="a-large-adjustment")
    assert (asked.status, asked.movement, account(desk).points) == ("pending", None, 10_000)
    refused(SecondPersonRequired, lambda: desk.decide("a-large-adjustment", MANAGER))
    refused(RoleNotAllowed, lambda: desk.decide("a-large-adjustment", DESK))
    decided = desk.decide("a-large-adjustment", OWNER, request_id="the-owner-said-yes")
    assert decided.movement is not None
    assert (decided.status, decided.movement.points, decided.movement.entry_id) == (
        "approved",
        2_000,
        "a-large-adjustment",
    )
    assert desk.decide("a-large-adjustment", OWNER, request_id="the-owner-said-yes") == decided
    refused(AdjustmentDecided, lambda: desk.decide("a-large-adjustment", OWNER, approve=False))


def test_a_declined_adjustment_changes_no_points(desk: LedgerDesk) -> None:
    desk.adjust(2_000, request_id="a-large-adjustment")
    assert desk.decide("a-large-adjustment", OWNER, approve=False).status == "declined"
    assert account(desk).points == 10_000


def test_an_adjustment_never_makes_debt(desk: LedgerDesk, refused: Refused) -> None:
    refused(InsufficientPoints, lambda: desk.adjust(-100, patient_id=BO))


def test_nobody_adjusts_themselves(desk: LedgerDesk, refused: Refused) -> None:
    desk.join(MANAGER)
    refused(OwnAccount, lambda: desk.adjust(100, patient_id=MANAGER))


def test_expired_points_are_reissued_once_and_within_the_years_cap(desk: LedgerDesk, refused: Refused) -> None:
    later = NOW + timedelta(days=200)
    desk.expire(later)
    expiry = "the-first-purchase.expiry"
    refused(NotExpired, lambda: desk.reissue("the-first-purchase", 1, now=later))
    refused(RoleNotAllowed, lambda: desk.reissue(expiry, 100, now=later, uid=DESK))
    desk.reissue(expiry, 1_500, now=later)
    refusal = refused(ReissueCapReached, lambda: desk.reissue(expiry, 501, now=later))
    assert refusal.details == {"asked_points": 501, "reissued_points": 1_500, "most_points": 2_000}
    for year in range(1, 5):
        desk.reissue(expiry, 2_000, now=later + timedelta(days=366 * year))
    sixth = later + timedelta(days=366 * 6)
    assert refused(NotExpired, lambda: desk.reissue(expiry, 501, now=sixth)).details["left_points"] == 500


# ------------------------------------------------------------------------------------------------ wallet and banking


def test_banked_points_pay_a_purchase_and_nothing_goes_below_zero(desk: LedgerDesk, refused: Refused) -> None:
    banked = desk.bank(1_000)
    assert (banked.points, banked.wallet_minor, banked.why["minor_per_100_points"]) == (-1_000, 1_100, 110)
    assert desk.pay(*tenders(cash=100, wallet=1_000)).wallet_minor_after == 100
    visit = desk.scan()
    refusal = refused(InsufficientWallet, lambda: desk.pay(*tenders(wallet=101), visit=visit))
    assert refusal.details == {"asked_minor": 101, "available_minor": 100}


def test_banking_is_undone_for_half_an_hour_and_only_whole(desk: LedgerDesk, refused: Refused) -> None:
    (before,) = account(desk).lots
    banked = desk.bank(1_000)
    in_time, late = NOW + timedelta(minutes=29), NOW + timedelta(minutes=30)
    refused(BankingUndoOver, lambda: desk.undo_bank(banked.entry_id, now=late))
    desk.undo_bank(banked.entry_id, now=in_time)
    assert (account(desk).lots, account(desk).wallet_lots) == ((before,), ())
    refused(PurchaseClosed, lambda: desk.undo_bank(banked.entry_id, now=in_time))
    spent = desk.bank(1_000)
    desk.pay(*tenders(wallet=1))
    refusal = refused(BankingAlreadySpent, lambda: desk.undo_bank(spent.entry_id))
    assert refusal.details == {"banked_minor": 1_100, "left_minor": 1_099}


def test_granted_money_counts_against_the_grantors_day_and_paid_in_money_does_not(
    desk: LedgerDesk, refused: Refused
) -> None:
    refused(DailyCapReached, lambda: desk.credit(1, uid=DESK))
    desk.credit(4_000)
    refused(DailyCapReached, lambda: desk.credit(1_001))
    assert desk.credit(50_000, TenderKind.CASH, uid=DESK).explanation == "$500.00 paid in: a gift"


def test_granted_money_expires_and_paid_in_money_does_not(desk: LedgerDesk) -> None:
    desk.credit(4_000)
    desk.credit(500, TenderKind.CASH)
    later = NOW + timedelta(days=91)
    assert desk.expire(later) == 1
    assert (account(desk).wallet_minor, account(desk).available_minor(later)) == (500, 500)


# -------------------------------------------------------------------------------------------------------------- once


def test_every_act_repeated_is_answered_alike_and_writes_nothing(desk: LedgerDesk, documents: MemoryDocuments) -> None:
    visit = desk.scan()
    rung = desk.pay(*tenders(cash=7_000))
    acts: list[Callable[[], object]] = [
        lambda: desk.redeem(100, visit=visit, request_id="repeat-redeem-points"),
        lambda: desk.reward("lip-mask", visit=visit, request_id="repeat-redeem-reward"),
        lambda: desk.cancel("repeat-redeem-points", visit, request_id="repeat-cancellation"),
        lambda: desk.refund("the-first-purchase", lines(cash=500), request_id="repeat-the-refund"),
        lambda: desk.bank(500, request_id="repeat-the-banking"),
        lambda: desk.undo_bank("repeat-the-banking", request_id="repeat-undo-banking"),
        lambda: desk.credit(100, request_id="repeat-the-credit"),
        lambda: desk.reassign(rung.entry_id, BO, request_id="repeat-the-move"),
        lambda: desk.void("the-first-purchase", request_id="repeat-the-void"),
    ]
    for act in acts:
        first = act()
        before = documents.all()
        assert act() == first
        assert documents.all() == before


def test_what_became_of_any_act_can_be_asked(desk: LedgerDesk) -> None:
    banked = desk.bank(500, request_id="what-became-of-me")
    body = GetReceipt("bella", PATIENT, "what-became-of-me")
    assert get_receipt(desk.store, body, Caller(PATIENT, NOW)) == banked
    assert get_receipt(desk.store, body, Caller(MANAGER, NOW)) == banked
