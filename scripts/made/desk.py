"""A made visit: every act that makes entries, or decides a tier, weighted as a clinic's year has them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from loyalty.domain.ledger.refunds import RefundLine
from loyalty.domain.program.accrual import Tender
from loyalty.domain.program.rules import TenderKind
from loyalty.services.checkout.appointments import AnswerAppointment
from loyalty.services.checkout.change_appointment import ChangeAppointment
from loyalty.services.ledger.add_to_wallet import AddToWallet
from loyalty.services.ledger.adjust_points import AdjustPoints, DecideAdjustment
from loyalty.services.ledger.bank_points import BankPoints, UndoBanking
from loyalty.services.ledger.cash_out import CashOut, UndoCashOut
from loyalty.services.ledger.reassign_purchase import ReassignPurchase
from loyalty.services.ledger.record_purchase import RecordPurchase
from loyalty.services.ledger.redemptions import CancelRedemption, RedeemPoints, RedeemReward
from loyalty.services.ledger.refund_purchase import RefundPurchase
from loyalty.services.ledger.reissue_points import ReissuePoints
from loyalty.services.ledger.reverse_credit import ReverseCredit
from loyalty.services.ledger.void_purchase import VoidPurchase
from loyalty.services.membership.memberships import ChangeMembership
from loyalty.services.membership.treatments import CompleteTreatment
from loyalty.services.membership.withdraw_treatment import WithdrawTreatment
from loyalty.services.program.grant_tier import GrantTier
from scripts.made.acts import Edited
from scripts.made.clinic import DESK_OF, ROOT
from scripts.seed.clinic import CLINIC_ID, MANAGER, OWNER, PRICES_MINOR

if TYPE_CHECKING:
    from scripts.made.history import History


@dataclass(slots=True)
class Known:
    """What of a patient may be come back to, newest last."""

    purchases: list[tuple[str, str, tuple[Tender, ...]]] = field(default_factory=list)
    redemptions: list[tuple[str, str, str]] = field(default_factory=list)
    credits: list[tuple[str, str, int]] = field(default_factory=list)
    treatments: list[tuple[str, str]] = field(default_factory=list)
    appointments: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Desk:
    """A desk at a patient's visit."""

    history: History
    patient_id: str
    place: str
    visit_id: str
    known: Known

    def act(self, name: str, kind: type[Any], *fields: object, uid: str | None = None) -> Any:  # noqa: ANN401
        """A call about the patient at this place; None where it was refused."""
        body = kind(self.history.next_id(), CLINIC_ID, self.place, self.patient_id, *fields)
        return self.history.call(name, body, uid or DESK_OF[self.place])

    def own(self, name: str, kind: type[Any], *fields: object) -> Any:  # noqa: ANN401 - any answer
        """A call of the patient's own."""
        return self.history.call(name, kind(self.history.next_id(), CLINIC_ID, *fields), self.patient_id)

    def roll(self, least: int, most: int) -> int:
        """A number between two."""
        return self.history.dice.randint(least, most)

    @property
    def points(self) -> int:
        """The points that the account shows."""
        return int(self.history.account(self.patient_id)["points"])

    @property
    def wallet_minor(self) -> int:
        """The wallet money that the account shows."""
        return int(self.history.account(self.patient_id)["wallet_minor"])


def _buy(desk: Desk, *tenders: Tender) -> None:
    service = desk.history.dice.choice(list(PRICES_MINOR))
    done = desk.act("record_purchase", RecordPurchase, desk.visit_id, tenders, (service,), None, True)  # noqa: FBT003
    if done is not None:
        desk.known.purchases.append((done.entry_id, desk.place, tenders))


def _own_money(desk: Desk) -> Tender:
    kind = desk.history.dice.choices((TenderKind.CASH, TenderKind.CARD, TenderKind.FINANCING), (6, 4, 1))[0]
    return Tender(kind, desk.roll(2_000, 90_000))


def _buys(desk: Desk) -> None:
    """A purchase, now and then by two tenders."""
    more = (Tender(TenderKind.INSURANCE, desk.roll(500, 9_000)),) if desk.roll(0, 9) == 0 else ()
    _buy(desk, _own_money(desk), *more)


def _pays_with_points(desk: Desk) -> None:
    """A purchase of which points pay a part."""
    points = min(desk.points, 8_000) // 100 * 100
    if points >= 500:
        rest = Tender(TenderKind.CASH, points * 2 + desk.roll(100, 20_000))
        _buy(desk, Tender(TenderKind.POINTS, desk.roll(5, points // 100) * 100), rest)


def _pays_from_wallet(desk: Desk) -> None:
    """A purchase of which wallet money pays a part."""
    if desk.wallet_minor > 0:
        part = Tender(TenderKind.WALLET, desk.roll(1, min(desk.wallet_minor, 9_000)))
        _buy(desk, part, Tender(TenderKind.CARD, desk.roll(1_000, 30_000)))


def _redeems(desk: Desk) -> None:
    """Points off a bill, which is then paid, or canceled at once."""
    points = min(desk.points, 14_000) // 100 * 100
    if points < 500:
        return
    used, bill_minor = desk.roll(5, points // 100) * 100, points * 3
    done = desk.act("redeem_points", RedeemPoints, desk.visit_id, used, bill_minor)
    if done is None:
        return
    if desk.roll(0, 5) == 0:
        desk.act("cancel_redemption", CancelRedemption, desk.visit_id, done.entry_id, "changed their mind")
    else:
        _buy(desk, Tender(TenderKind.CASH, bill_minor - used))


def _takes_reward(desk: Desk) -> None:
    """A reward within reach, now and then canceled by a manager."""
    reward = desk.history.dice.choice(("lip-mask", "mineral-sunscreen", "led-light-therapy", "vitamin-c-peel"))
    if desk.points >= 1_500:
        done = desk.act("redeem_reward", RedeemReward, desk.visit_id, reward)
        if done is not None and desk.roll(0, 7) == 0:
            text = "it was out of stock"
            desk.act("cancel_redemption", CancelRedemption, desk.visit_id, done.entry_id, text, uid=MANAGER.uid)


def _refunds(desk: Desk) -> None:
    """A part of an earlier purchase goes back, or all of it; now and then into the wallet."""
    if not desk.known.purchases:
        return
    purchase_id, place, tenders = desk.known.purchases[-desk.roll(1, min(3, len(desk.known.purchases)))]
    part = desk.history.dice.choice((1, 2, 3))
    lines = [RefundLine(tender.kind, max(1, tender.amount_minor // part)) for tender in tenders]
    if desk.roll(0, 4) == 0:
        own = (TenderKind.CASH, TenderKind.CARD)
        lines = [RefundLine(one.kind, one.amount_minor, TenderKind.WALLET) if one.kind in own else one for one in lines]
    body = RefundPurchase(
        desk.history.next_id(), CLINIC_ID, place, desk.patient_id, purchase_id, tuple(lines), "sent back"
    )
    desk.history.call("refund_purchase", body, MANAGER.uid)


def _voids(desk: Desk) -> None:
    """A purchase that is rung wrong, undone, and rung again."""
    money = _own_money(desk)
    _buy(desk, money)
    if desk.known.purchases:
        desk.act("void_purchase", VoidPurchase, desk.known.purchases.pop()[0], "rung by mistake")
        _buy(desk, Tender(money.kind, money.amount_minor + 100))


def _moves(desk: Desk) -> None:
    """A purchase that is rung for the wrong patient, and moved to the right one."""
    _buy(desk, _own_money(desk))
    if desk.known.purchases:
        purchase_id, place, tenders = desk.known.purchases.pop()
        to = desk.history.dice.choice(desk.history.patients)
        done = desk.act("reassign_purchase", ReassignPurchase, purchase_id, to, "the wrong patient", uid=MANAGER.uid)
        if done is not None:
            desk.history.known[to].purchases.append((done.receipt.entry_id, place, tenders))


def _adjusts(desk: Desk) -> None:
    """Points for goodwill, or taken; many at once by two people."""
    points = desk.roll(50, 3_500) if desk.roll(0, 3) else -desk.roll(1, max(1, min(desk.points, 900)))
    done = desk.act(
        "adjust_points", AdjustPoints, points, "goodwill", "with our thanks", "they waited", uid=MANAGER.uid
    )
    if done is not None and done.status == "pending":
        desk.act("decide_adjustment", DecideAdjustment, done.adjustment_id, desk.roll(0, 4) > 0, uid=OWNER.uid)


def _credits(desk: Desk) -> None:
    """Money is granted, or paid in; now and then it is taken back."""
    tender, amount = desk.history.dice.choice((None, TenderKind.CASH, TenderKind.CARD)), desk.roll(500, 20_000)
    text = "for your next visit" if tender else "a gift"
    uid = MANAGER.uid if tender is None else None
    done = desk.act("add_to_wallet", AddToWallet, min(amount, 4_000), text, tender, uid=uid)
    if done is not None and desk.roll(0, 4) == 0:
        back = desk.roll(1, min(amount, 4_000))
        desk.act("reverse_credit", ReverseCredit, done.entry_id, back, "too much", uid=MANAGER.uid)


def _banks(desk: Desk) -> None:
    """The patient banks points; now and then it is undone."""
    points = desk.points // 500 * 500
    if points >= 1_000:
        done = desk.own("bank_points", BankPoints, desk.roll(2, min(points // 500, 12)) * 500)
        if done is not None and desk.roll(0, 3) == 0:
            desk.own("undo_banking", UndoBanking, done.entry_id)


def _pays_out(desk: Desk) -> None:
    """What little is left of paid-in money, in cash; now and then it is taken back."""
    desk.act("add_to_wallet", AddToWallet, desk.roll(100, 1_900), "change", TenderKind.CASH)
    lots = desk.history.account(desk.patient_id)["wallet_lots"].values()
    left = sum(lot["remaining_minor"] for lot in lots if lot["origin"] == "paid_in")
    if left:
        done = desk.act("cash_out", CashOut, left, "asked for")
        if done is not None and desk.roll(0, 2) == 0:
            desk.act("undo_cash_out", UndoCashOut, done.entry_id, "by mistake")


def _reissues(desk: Desk) -> None:
    """Points that expired live again."""
    root = f"{ROOT}/patients/{desk.patient_id}/entries/"
    documents = desk.history.clinic.draft.documents
    for purchase_id, _, _ in reversed(desk.known.purchases):
        expired = documents.get(f"{root}{purchase_id}.expiry")
        if expired is not None:
            points = desk.roll(1, -expired["points"])
            desk.act("reissue_points", ReissuePoints, f"{purchase_id}.expiry", points, "as promised", uid=MANAGER.uid)
            return


def _changes_membership(desk: Desk) -> None:
    """A patient enrolls; a member renews, changes, pauses, resumes or cancels; now and then it is undone."""
    held = desk.history.account(desk.patient_id)["membership"]
    act, plan = "enrol", desk.history.dice.choice(("gold-monthly", "gold-yearly", "platinum-monthly"))
    if held is not None and held["status"] in ("active", "paused"):
        acts = ("renew", "renew", "renew", "change", "pause", "cancel") if held["status"] == "active" else ("resume",)
        act = desk.history.dice.choice(acts)
    named = plan if act in ("enrol", "change") else None
    done = desk.act("change_membership", ChangeMembership, act, named, None, True)  # noqa: FBT003
    if done is not None and desk.roll(0, 6) == 0:
        desk.act("change_membership", ChangeMembership, "undo", None, done.event_id)


def _is_treated(desk: Desk) -> None:
    """A treatment is completed; now and then it is withdrawn."""
    treatment_id = desk.history.next_id()
    on = desk.history.now.date() - timedelta(days=desk.roll(1, 20))
    body = CompleteTreatment(treatment_id, CLINIC_ID, desk.place, desk.patient_id, "consultation", on)
    done = desk.history.call("complete_treatment", body, DESK_OF[desk.place])
    if done is not None and desk.roll(0, 5) == 0:
        desk.act("withdraw_treatment", WithdrawTreatment, treatment_id)


def _is_granted(desk: Desk) -> None:
    """A manager grants a tier for a while."""
    until = desk.history.now.date() + timedelta(days=desk.roll(10, 200))
    desk.act("grant_tier", GrantTier, "for a friend of the house", "silver", until, uid=MANAGER.uid)


def _is_expected(desk: Desk) -> None:
    """An appointment is asked for and accepted; points are held until its visit. Or one is moved, or canceled."""
    history = desk.history
    visit_at = history.now + timedelta(days=desk.roll(5, 180))
    if desk.known.appointments and desk.roll(0, 1):
        appointment_id, place = desk.known.appointments.pop()
        moved = visit_at if desk.roll(0, 1) else None
        body = ChangeAppointment(history.next_id(), CLINIC_ID, place, desk.patient_id, appointment_id, moved)
        history.call("change_appointment", body, DESK_OF[place])
        return
    appointment_id = history.next_id()
    asked = {
        "patient_id": desk.patient_id,
        "service_id": "consultation",
        "location_id": desk.place,
        "wished_on": [visit_at.date().isoformat()],
        "asked_at": history.now,
        "state": "requested",
    }
    history.clinic.play(Edited(history.now, {f"{ROOT}/appointments/{appointment_id}": asked}))
    fields = (appointment_id, cast("Any", "accepted"), visit_at)
    if desk.act("answer_appointment", AnswerAppointment, *fields) is not None:
        desk.known.appointments.append((appointment_id, desk.place))


ACTS: Mapping[str, tuple[int, Callable[[Desk], None]]] = {
    "buys": (46, _buys),
    "pays_with_points": (8, _pays_with_points),
    "pays_from_wallet": (5, _pays_from_wallet),
    "redeems": (9, _redeems),
    "takes_reward": (5, _takes_reward),
    "refunds": (5, _refunds),
    "voids": (2, _voids),
    "moves": (1, _moves),
    "adjusts": (4, _adjusts),
    "credits": (4, _credits),
    "banks": (5, _banks),
    "pays_out": (2, _pays_out),
    "reissues": (4, _reissues),
    "changes_membership": (3, _changes_membership),
    "is_treated": (4, _is_treated),
    "is_granted": (1, _is_granted),
    "is_expected": (5, _is_expected),
}
