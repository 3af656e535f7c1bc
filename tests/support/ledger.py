"""A front desk that does everything a ledger knows: each act a method, its body filled in, its answer given back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from loyalty.domain.ledger.receipt import Movement, Receipt
from loyalty.domain.ledger.refunds import RefundLine
from loyalty.domain.program.accrual import Tender
from loyalty.domain.program.rules import TenderKind
from loyalty.services.checkout.visits import CheckedIn
from loyalty.services.ledger.add_to_wallet import AddToWallet, add_to_wallet
from loyalty.services.ledger.adjust_points import (
    Adjusted,
    AdjustPoints,
    DecideAdjustment,
    adjust_points,
    decide_adjustment,
)
from loyalty.services.ledger.bank_points import BankPoints, UndoBanking, bank_points, undo_banking
from loyalty.services.ledger.confirmations import (
    Asked,
    ConfirmRedemption,
    DecideConfirmation,
    RequestConfirmation,
    confirm_redemption,
    decide_confirmation,
    request_confirmation,
)
from loyalty.services.ledger.reassign_purchase import Reassigned, ReassignPurchase, reassign_purchase
from loyalty.services.ledger.record_purchase import record_purchase
from loyalty.services.ledger.redemptions import (
    CancelRedemption,
    RedeemPoints,
    RedeemReward,
    cancel_redemption,
    redeem_points,
    redeem_reward,
)
from loyalty.services.ledger.refund_purchase import RefundPurchase, refund_purchase
from loyalty.services.ledger.reissue_points import ReissuePoints, reissue_points
from loyalty.services.ledger.reverse_credit import ReverseCredit, reverse_credit
from loyalty.services.ledger.void_purchase import VoidPurchase, void_purchase
from loyalty.services.preconditions import Caller
from loyalty.services.reminders.sweep_account import sweep_account
from tests.support.clinic import DESK, MANAGER, NOW, PATIENT, Desk


def tenders(**amounts: int) -> tuple[Tender, ...]:
    """A payment: `tenders(cash=10_000, wallet=500)`."""
    return tuple(Tender(TenderKind(kind), amount_minor) for kind, amount_minor in amounts.items())


def into_wallet(**amounts: int) -> tuple[RefundLine, ...]:
    """The refunded parts, which go into the wallet."""
    return tuple(
        RefundLine(TenderKind(kind), amount_minor, TenderKind.WALLET) for kind, amount_minor in amounts.items()
    )


def lines(**amounts: int) -> tuple[RefundLine, ...]:
    """The refunded parts, as `tenders`."""
    return tuple(RefundLine(TenderKind(kind), amount_minor) for kind, amount_minor in amounts.items())


@dataclass
class LedgerDesk(Desk):
    """A desk, a manager and a patient at work on a store. Every act names the patient, the instant and its request."""

    def pay(
        self,
        *paid: Tender,
        patient_id: str = PATIENT,
        now: datetime = NOW,
        visit: CheckedIn | None = None,
        request_id: str | None = None,
        receipt_number: str | None = None,
        duplicate: bool = True,
        uid: str = DESK,
        sure_of_number: bool = False,
        sure_of_amount: bool = False,
    ) -> Receipt:
        """A purchase at a visit, by default of its own; the same amount twice is meant."""
        visit = visit or self.scan(patient_id, now)
        body = self.purchase(visit, tuple(paid), request_id)
        fields = {name: getattr(body, name) for name in type(body).__match_args__}
        fields |= {"receipt_number": receipt_number, "confirmed_duplicate": duplicate}
        fields |= {"confirmed_receipt_number": True} if sure_of_number else {}
        fields |= {"confirmed_unusual": True} if sure_of_amount else {}
        return record_purchase(self.store, type(body)(**fields), Caller(uid, now))

    def refund(
        self,
        purchase_id: str,
        refunded: Iterable[RefundLine],
        patient_id: str = PATIENT,
        now: datetime = NOW,
        request_id: str | None = None,
        uid: str = DESK,
    ) -> Movement:
        """A refund."""
        body = RefundPurchase(
            request_id or self.next_id(),
            self.clinic_id,
            self.location_id,
            patient_id,
            purchase_id,
            tuple(refunded),
            "sent back",
        )
        return refund_purchase(self.store, body, Caller(uid, now))

    def void(
        self,
        purchase_id: str,
        patient_id: str = PATIENT,
        now: datetime = NOW,
        request_id: str | None = None,
        uid: str = DESK,
    ) -> Movement:
        """A void."""
        body = VoidPurchase(
            request_id or self.next_id(), self.clinic_id, self.location_id, patient_id, purchase_id, "rung by mistake"
        )
        return void_purchase(self.store, body, Caller(uid, now))

    def reassign(
        self,
        purchase_id: str,
        to_patient_id: str,
        patient_id: str = PATIENT,
        now: datetime = NOW,
        request_id: str | None = None,
        uid: str = DESK,
    ) -> Reassigned:
        """A move to another patient."""
        body = ReassignPurchase(
            request_id or self.next_id(),
            self.clinic_id,
            self.location_id,
            patient_id,
            purchase_id,
            to_patient_id,
            "the wrong patient",
        )
        return reassign_purchase(self.store, body, Caller(uid, now))

    def redeem(
        self,
        points: int,
        bill_minor: int = 100_000_000,
        patient_id: str = PATIENT,
        now: datetime = NOW,
        visit: CheckedIn | None = None,
        request_id: str | None = None,
    ) -> Movement:
        """Points off a bill."""
        visit = visit or self.scan(patient_id, now)
        body = RedeemPoints(
            request_id or self.next_id(),
            self.clinic_id,
            self.location_id,
            patient_id,
            visit.visit_id,
            points,
            bill_minor,
        )
        return redeem_points(self.store, body, Caller(DESK, now))

    def reward(
        self,
        reward_id: str,
        patient_id: str = PATIENT,
        now: datetime = NOW,
        visit: CheckedIn | None = None,
        request_id: str | None = None,
    ) -> Movement:
        """A reward."""
        visit = visit or self.scan(patient_id, now)
        body = RedeemReward(
            request_id or self.next_id(), self.clinic_id, self.location_id, patient_id, visit.visit_id, reward_id
        )
        return redeem_reward(self.store, body, Caller(DESK, now))

    def cancel(
        self,
        redemption_id: str,
        visit: CheckedIn,
        now: datetime = NOW,
        request_id: str | None = None,
        uid: str = DESK,
    ) -> Movement:
        """A redemption undone."""
        body = CancelRedemption(
            request_id or self.next_id(),
            self.clinic_id,
            self.location_id,
            visit.patient.patient_id,
            visit.visit_id,
            redemption_id,
            "changed their mind",
        )
        return cancel_redemption(self.store, body, Caller(uid, now))

    def ask(
        self, points: int, visit: CheckedIn, now: datetime = NOW, request_id: str | None = None, wallet_minor: int = 0
    ) -> Asked:
        """The desk asks the patient to confirm."""
        body = RequestConfirmation(
            request_id or self.next_id(),
            self.clinic_id,
            self.location_id,
            visit.patient.patient_id,
            visit.visit_id,
            points,
            wallet_minor,
        )
        return request_confirmation(self.store, body, Caller(DESK, now))

    def confirm(
        self, confirmation_id: str, *, approve: bool = True, patient_id: str = PATIENT, now: datetime = NOW
    ) -> Asked:
        """The patient answers."""
        body = ConfirmRedemption(self.clinic_id, confirmation_id, approve)
        return confirm_redemption(self.store, body, Caller(patient_id, now))

    def say_yes(
        self,
        confirmation_id: str,
        uid: str = MANAGER,
        *,
        approve: bool = True,
        patient_id: str = PATIENT,
        now: datetime = NOW,
    ) -> Asked:
        """A second person answers in the patient's place."""
        body = DecideConfirmation(self.clinic_id, self.location_id, patient_id, confirmation_id, approve)
        return decide_confirmation(self.store, body, Caller(uid, now))

    def bank(
        self, points: int, patient_id: str = PATIENT, now: datetime = NOW, request_id: str | None = None
    ) -> Movement:
        """The patient banks points."""
        body = BankPoints(request_id or self.next_id(), self.clinic_id, points)
        return bank_points(self.store, body, Caller(patient_id, now))

    def undo_bank(
        self, banking_id: str, patient_id: str = PATIENT, now: datetime = NOW, request_id: str | None = None
    ) -> Movement:
        """The patient undoes it."""
        body = UndoBanking(request_id or self.next_id(), self.clinic_id, banking_id)
        return undo_banking(self.store, body, Caller(patient_id, now))

    def adjust(
        self,
        points: int,
        patient_id: str = PATIENT,
        now: datetime = NOW,
        request_id: str | None = None,
        uid: str = MANAGER,
    ) -> Adjusted:
        """An adjustment by a manager."""
        body = AdjustPoints(
            request_id or self.next_id(),
            self.clinic_id,
            self.location_id,
            patient_id,
            points,
            "goodwill",
            "with our thanks",
            "they waited",
        )
        return adjust_points(self.store, body, Caller(uid, now))

    def decide(
        self,
        adjustment_id: str,
        uid: str,
        *,
        approve: bool = True,
        patient_id: str = PATIENT,
        now: datetime = NOW,
        request_id: str | None = None,
    ) -> Adjusted:
        """A second person decides."""
        body = DecideAdjustment(
            request_id or self.next_id(), self.clinic_id, self.location_id, patient_id, adjustment_id, approve
        )
        return decide_adjustment(self.store, body, Caller(uid, now))

    def reissue(
        self,
        expiry_id: str,
        points: int,
        patient_id: str = PATIENT,
        now: datetime = NOW,
        request_id: str | None = None,
        uid: str = MANAGER,
    ) -> Movement:
        """Expired points live again."""
        body = ReissuePoints(
            request_id or self.next_id(), self.clinic_id, self.location_id, patient_id, expiry_id, points, "as promised"
        )
        return reissue_points(self.store, body, Caller(uid, now))

    def credit(
        self,
        amount_minor: int,
        tender: TenderKind | None = None,
        patient_id: str = PATIENT,
        now: datetime = NOW,
        request_id: str | None = None,
        uid: str = MANAGER,
    ) -> Movement:
        """Wallet money is granted, or paid in by a tender."""
        text = "for your next visit" if tender else "a gift"
        request_id = request_id or self.next_id()
        body = AddToWallet(request_id, self.clinic_id, self.location_id, patient_id, amount_minor, text, tender)
        return add_to_wallet(self.store, body, Caller(uid, now))

    def reverse_credit(
        self,
        credit_id: str,
        amount_minor: int,
        patient_id: str = PATIENT,
        now: datetime = NOW,
        request_id: str | None = None,
        uid: str = MANAGER,
    ) -> Movement:
        """Wallet money that was granted or paid in is taken back."""
        request_id = request_id or self.next_id()
        body = ReverseCredit(
            request_id, self.clinic_id, self.location_id, patient_id, credit_id, amount_minor, "by mistake"
        )
        return reverse_credit(self.store, body, Caller(uid, now))

    def expire(self, now: datetime, patient_id: str = PATIENT) -> int:
        """The schedule expires what is due."""
        return sweep_account(self.store, self.clinic_id, patient_id, now).expired
