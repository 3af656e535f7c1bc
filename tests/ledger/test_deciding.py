"""Points that people decide on, and wallet money: reasons, caps, two people, time to change one's mind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from loyalty.domain.program.rules import TenderKind
from loyalty.errors.access import NotStaff, OwnAccount, RoleNotAllowed, SecondPersonRequired
from loyalty.errors.base import Refusal, RequestIdReused
from loyalty.errors.ledger import (
    AdjustmentDecided,
    BankingAlreadySpent,
    BankingUndoOver,
    DailyCapReached,
    InsufficientPoints,
    InsufficientWallet,
    NotExpired,
    PurchaseClosed,
    ReasonNotListed,
    ReissueCapReached,
)
from loyalty.services.ledger.adjust_points import AdjustPoints, ListAdjustments, adjust_points, list_adjustments
from loyalty.services.preconditions import Caller
from tests.ledger.at_the_desk import BO, account
from tests.support.clinic import CALABASAS, DESK, MANAGER, NOW, OWNER, PATIENT
from tests.support.ledger import LedgerDesk, tenders
from tests.support.memory import MemoryDocuments
from tests.support.ports.adjustments import MemoryWaitingAdjustments

Refused = Callable[..., Refusal]


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


def test_managers_see_what_waits_and_others_what_they_asked_for_themselves(
    desk: LedgerDesk, documents: MemoryDocuments, refused: Refused
) -> None:
    desk.adjust(2_000, request_id="a-large-adjustment")
    port = MemoryWaitingAdjustments(documents)

    def listed(uid: str, *, own: bool) -> list[str]:
        body = ListAdjustments("bella", own=own)
        return [one.patient_name for one in list_adjustments(desk.store, port, body, Caller(uid, NOW)).adjustments]

    assert (listed(OWNER, own=False), listed(MANAGER, own=True), listed(DESK, own=True)) == (["Ana Ruiz"],) * 2 + ([],)
    refused(RoleNotAllowed, lambda: listed(DESK, own=False))
    refused(NotStaff, lambda: listed(PATIENT, own=True))
    desk.decide("a-large-adjustment", OWNER)
    assert listed(OWNER, own=False) == []


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
    assert desk.credit(50_000, TenderKind.CASH, uid=DESK).explanation == "$500.00 paid in: for your next visit"


def test_granted_money_expires_and_paid_in_money_does_not(desk: LedgerDesk) -> None:
    desk.credit(4_000)
    desk.credit(500, TenderKind.CASH)
    later = NOW + timedelta(days=91)
    assert desk.expire(later) == 1
    assert (account(desk).wallet_minor, account(desk).available_minor(later)) == (500, 500)
