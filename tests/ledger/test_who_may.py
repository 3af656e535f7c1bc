"""The right to act on a patient's ledger: staff of the location, and nobody for themselves, for every act."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from loyalty.domain.ledger.refunds import RefundLine
from loyalty.domain.program.accrual import Tender
from loyalty.domain.program.rules import TenderKind
from loyalty.errors.access import NotStaff, OwnAccount, StaffDisabled, StaffNotAtLocation
from loyalty.errors.base import Refusal
from loyalty.errors.program import LocationInactive
from loyalty.services.ledger.add_to_wallet import AddToWallet, add_to_wallet
from loyalty.services.ledger.adjust_points import AdjustPoints, DecideAdjustment, adjust_points, decide_adjustment
from loyalty.services.ledger.confirmations import RequestConfirmation, request_confirmation
from loyalty.services.ledger.reassign_purchase import ReassignPurchase, reassign_purchase
from loyalty.services.ledger.record_purchase import RecordPurchase, record_purchase
from loyalty.services.ledger.redemptions import (
    CancelRedemption,
    QuoteRedemption,
    RedeemPoints,
    RedeemReward,
    cancel_redemption,
    quote_redemption,
    redeem_points,
    redeem_reward,
)
from loyalty.services.ledger.refund_purchase import RefundPurchase, refund_purchase
from loyalty.services.ledger.reissue_points import ReissuePoints, reissue_points
from loyalty.services.ledger.reverse_credit import ReverseCredit, reverse_credit
from loyalty.services.ledger.void_purchase import VoidPurchase, void_purchase
from loyalty.services.preconditions import Caller
from tests.ledger.at_the_desk import BO
from tests.support.clinic import CALABASAS, DISABLED, ELSEWHERE, MANAGER, NOW, PATIENT, cash, staff
from tests.support.ledger import LedgerDesk
from tests.support.memory import MemoryDocuments

PAID: tuple[Tender, ...] = cash(500)
ACTS: dict[Callable[..., Any], tuple[Callable[..., Any], dict[str, object]]] = {
    record_purchase: (RecordPurchase, {"visit_id": "visit", "tenders": PAID}),
    quote_redemption: (QuoteRedemption, {"visit_id": "visit"}),
    redeem_points: (RedeemPoints, {"visit_id": "visit", "points": 100, "bill_minor": 5_000}),
    redeem_reward: (RedeemReward, {"visit_id": "visit", "reward_id": "lip-mask"}),
    cancel_redemption: (CancelRedemption, {"visit_id": "visit", "redemption_id": "one-redemption", "text": "no"}),
    request_confirmation: (RequestConfirmation, {"visit_id": "visit", "points": 15_000}),
    refund_purchase: (
        RefundPurchase,
        {"purchase_id": "the-first-purchase", "lines": (RefundLine(TenderKind.CASH, 5),), "text": "back"},
    ),
    void_purchase: (VoidPurchase, {"purchase_id": "the-first-purchase", "text": "no"}),
    reassign_purchase: (
        ReassignPurchase,
        {"purchase_id": "the-first-purchase", "to_patient_id": BO, "text": "not theirs"},
    ),
    adjust_points: (AdjustPoints, {"points": 5, "reason": "goodwill", "text": "thanks", "private_note": ""}),
    decide_adjustment: (DecideAdjustment, {"adjustment_id": "one-adjustment", "approve": True}),
    reissue_points: (ReissuePoints, {"expiry_id": "a.expiry", "points": 5, "text": "as promised"}),
    add_to_wallet: (AddToWallet, {"amount_minor": 5, "tender": None, "text": "a gift"}),
    reverse_credit: (ReverseCredit, {"credit_id": "one-credit", "amount_minor": 5, "text": "by mistake"}),
}
NO_REQUEST = {quote_redemption}


def act(
    desk: LedgerDesk,
    service: Callable[..., Any],
    uid: str,
    patient_id: str = PATIENT,
    location_id: str = CALABASAS,
) -> Callable[[], object]:
    kind, rest = ACTS[service]
    named = {"clinic_id": "bella", "location_id": location_id, "patient_id": patient_id, **rest}
    named |= {} if service in NO_REQUEST else {"request_id": "who-may-do-this-1"}
    return lambda: service(desk.store, kind(**named), Caller(uid, NOW))


every = pytest.mark.parametrize("service", ACTS, ids=lambda service: service.__name__)


@every
def test_nobody_acts_on_their_own_account(
    desk: LedgerDesk, refused: Callable[..., Refusal], service: Callable[..., Any]
) -> None:
    desk.join(MANAGER)
    refused(OwnAccount, act(desk, service, MANAGER, MANAGER))


@every
@pytest.mark.parametrize(
    ("uid", "refusal"), [(ELSEWHERE, StaffNotAtLocation), (DISABLED, StaffDisabled), ("nobody", NotStaff)]
)
def test_only_staff_of_the_location_act_there(
    desk: LedgerDesk,
    refused: Callable[..., Refusal],
    service: Callable[..., Any],
    uid: str,
    refusal: type[Refusal],
) -> None:
    refused(refusal, act(desk, service, uid))


@every
def test_nothing_is_done_at_a_location_that_is_closed(
    desk: LedgerDesk, documents: MemoryDocuments, refused: Callable[..., Refusal], service: Callable[..., Any]
) -> None:
    documents.put(f"clinics/bella/staff/{MANAGER}", staff("manager", "closed"))
    refused(LocationInactive, act(desk, service, MANAGER, location_id="closed"))
