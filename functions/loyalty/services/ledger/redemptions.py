"""Redemptions: points are used at a visit for money off a bill or for a reward; quoted before, cancelled after."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from loyalty.domain.bounds import AmountMinor, EntryId, Id, Points, RequestId, Text
from loyalty.domain.calendar import business_date
from loyalty.domain.checkout.visits import Visit
from loyalty.domain.documents import Decision, Put, Snapshots, Store
from loyalty.domain.fields import LATER
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.entry import REDEMPTION, Entry, Request
from loyalty.domain.ledger.posting import Posting
from loyalty.domain.ledger.receipt import Movement, movement_of
from loyalty.domain.ledger.redemption import (
    Bought,
    Quote,
    RewardStock,
    most_redeemable,
    redeem,
    require_stock,
    undo_redemption,
    worth_minor,
)
from loyalty.domain.ledger.reversals import CANCELLED, Reversals
from loyalty.domain.ledger.uses import room_for
from loyalty.domain.ledger.why import RedemptionWhy
from loyalty.domain.program.clinic import MANAGING_ROLES
from loyalty.domain.program.rules import RedemptionRule
from loyalty.domain.program.shown import Replaced, ShownUse, first_replaced
from loyalty.errors.base import Refusal
from loyalty.errors.checkout import TermsChanged
from loyalty.errors.ledger import EntryNotFound, PriceChanged, PurchaseClosed, RewardNotFound
from loyalty.services.preconditions import AtVisit, Caller, PresentAtVisit
from loyalty.services.requests import cause_of, ledger_writes, request_of, require_entry


@dataclass(frozen=True, slots=True)
class RedeemPoints:
    """Points to use off a bill at an open visit."""

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    visit_id: Id
    points: Points
    bill_minor: AmountMinor
    shown: ShownUse | None = field(default=None, metadata=LATER)


@dataclass(frozen=True, slots=True)
class RedeemReward:
    """A reward to take for points at an open visit; of `shown` the worth is 0."""

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    visit_id: Id
    reward_id: Id
    shown: ShownUse | None = field(default=None, metadata=LATER)


@dataclass(frozen=True, slots=True)
class QuoteRedemption:
    """A question at an open visit: the points that could be used, for a bill if one is given."""

    clinic_id: Id
    location_id: Id
    patient_id: Id
    visit_id: Id
    bill_minor: AmountMinor | None = None


@dataclass(frozen=True, slots=True)
class CancelRedemption:
    """A redemption of a visit to undo; `text` is the reason for the patient."""

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    visit_id: Id
    redemption_id: EntryId
    text: Text


def redeem_points(store: Store, body: RedeemPoints, caller: Caller) -> Movement:
    """Use points for money off a bill that is settled elsewhere. A repeated request gets the same answer.

    Refuses what every use of points refuses (`loyalty.domain.ledger.redemption.redeem`), staff who may not, visits
    that are not open here, and TermsChanged where the points are worth something else than was shown.
    """
    request = request_of("redeem_points", body, caller, body.request_id)
    at = AtVisit(body, caller, request)
    reads = (*at.reads, at.keys.redemption)
    return store.transact(reads, lambda docs: _redeem(docs, body, at, request))


def redeem_reward(store: Store, body: RedeemReward, caller: Caller) -> Movement:
    """Use points for a reward. A repeated request gets the same answer.

    Refuses RewardNotFound, RewardNotOffered, TierRequired, RewardOutOfStock, and PriceChanged where it costs something
    else than was shown, besides what `redeem_points` refuses.
    """
    request = request_of("redeem_reward", body, caller, body.request_id)
    at = AtVisit(body, caller, request)
    reward = at.keys.reward(body.reward_id), at.keys.reward_stock(body.reward_id)
    reads = (*at.reads, at.keys.redemption, at.keys.tiers, *reward)
    return store.transact(reads, lambda docs: _redeem(docs, body, at, request))


def _redeem(docs: Snapshots, body: RedeemPoints | RedeemReward, at: AtVisit, request: Request) -> Decision[Movement]:
    done = at.find_repeat(docs)
    if done is not None:
        return Decision(movement_of(body.patient_id, done))
    here = at.require_present_at_visit(docs)
    cause = cause_of(request, at.caller, here.staff.role, body.location_id, here.clinic)
    rule = docs.require(at.keys.redemption)
    replaced = _first_replaced(docs, body, rule, at.keys)
    try:
        bought, stock = _bought_and_stock(docs, body, at.keys, here, cause.business_date)
        posting = redeem(here.account, rule, bought, cause)
    except Refusal as refusal:
        if replaced is None or isinstance(refusal, PriceChanged):
            raise
        raise TermsChanged(**replaced._asdict()) from refusal
    worth = 0 if bought.reward else worth_minor(bought.points, rule)
    if body.shown and replaced and worth != body.shown.worth_minor:
        raise TermsChanged(**replaced._asdict(), points=bought.points, worth_minor=worth)
    if bought.bill_minor is None:
        return _decision(at, posting, stock)
    bill = here.visit.bill.lowered(bought.bill_minor, worth)
    used = replace(here.visit, unclaimed=(*here.visit.unclaimed, posting.entry.entry_id), bill=bill)
    return _decision(at, posting, (Put(at.visit_at, used),))


def _first_replaced(
    docs: Snapshots, body: RedeemPoints | RedeemReward, rule: RedemptionRule, keys: ClinicKeys
) -> Replaced | None:
    """The rule that was published since the desk showed what the points bring; tiers have a say about rewards."""
    if body.shown is None:
        return None
    live = replace(body.shown.rule_versions, redemption=rule.version)
    if isinstance(body, RedeemPoints):
        return first_replaced(body.shown.rule_versions, live, ("redemption",))
    tiers = docs.get(keys.tiers)
    live = replace(live, tiers=tiers.version if tiers else None)
    return first_replaced(body.shown.rule_versions, live, ("redemption", "tiers"))


def _bought_and_stock(
    docs: Snapshots, body: RedeemPoints | RedeemReward, keys: ClinicKeys, here: PresentAtVisit, on: date
) -> tuple[Bought, tuple[Put[RewardStock], ...]]:
    """The use of points for a discount or a reward, and the write of the reward's stock."""
    bought = Bought(here.visit.at_bill(body.visit_id), here.clinic.currency, points=0)
    if isinstance(body, RedeemPoints):
        return replace(bought, points=body.points, bill_minor=body.bill_minor), ()
    reward = docs.get(keys.reward(body.reward_id))
    if reward is None:
        raise RewardNotFound(reward_id=body.reward_id)
    if body.shown and body.shown.points != reward.cost_points:
        raise PriceChanged(shown_points=body.shown.points, points=reward.cost_points)
    tier = here.account.tier_in_force(docs.get(keys.tiers), on)
    bought = replace(
        bought,
        points=reward.cost_points,
        reward_id=body.reward_id,
        reward=reward,
        tier_id=tier.tier_id if tier else None,
    )
    if reward.stock is None:
        return bought, ()
    stock_at = keys.reward_stock(body.reward_id)
    stock = docs.get(stock_at) or RewardStock()
    require_stock(reward, stock.taken)
    return bought, (Put(stock_at, RewardStock(stock.taken + 1)),)


def quote_redemption(store: Store, body: QuoteRedemption, caller: Caller) -> Quote:
    """Quote the points that could be redeemed now, within the limits of `redeem_points`. It writes nothing."""
    at = AtVisit(body, caller)

    def decide(docs: Snapshots) -> Decision[Quote]:
        here = at.require_present_at_visit(docs)
        rule = docs.require(at.keys.redemption)
        used = here.account.used_on(business_date(caller.now, here.clinic.time_zone))
        room = room_for(used, rule, here.visit.at_bill(body.visit_id))
        return Decision(most_redeemable(here.account, rule, body.bill_minor, room, caller.now))

    return store.transact((*at.reads, at.keys.redemption), decide)


def cancel_redemption(store: Store, body: CancelRedemption, caller: Caller) -> Movement:
    """Undo a redemption: the points go back to their lots, their last day unchanged.

    While the visit is open here anyone at the desk may; a manager may always and anywhere, and the entry belongs to the
    visit's location. Refuses EntryNotFound for anything but a redemption of this visit, for a part of a purchase
    (void or refund that), and once the visit has closed for one that lowered a purchase's bill; PurchaseClosed for one
    that was cancelled, or went back with its purchase, before.
    """
    request = request_of("cancel_redemption", body, caller, body.request_id)
    at = AtVisit(body, caller, request)
    redemption_at = at.keys.entry(body.patient_id, body.redemption_id)
    # An entry never changes, so it may be read ahead: it names the reward whose stock is to be read.
    reward_id = _reward_of(store.transact((redemption_at,), lambda docs: Decision(docs.get(redemption_at))))
    reads = (
        *(*at.reads, at.keys.redemption, redemption_at),
        at.keys.reversals(body.patient_id, body.redemption_id),
        *((at.keys.reward_stock(reward_id),) if reward_id else ()),
    )
    return store.transact(reads, lambda docs: _cancel(docs, body, at, request, reward_id))


def _cancel(
    docs: Snapshots, body: CancelRedemption, at: AtVisit, request: Request, reward_id: str | None
) -> Decision[Movement]:
    done = at.find_repeat(docs)
    if done is not None:
        return Decision(movement_of(body.patient_id, done))
    here = _require_cancelling(docs, at)
    redemption = require_entry(docs, at.keys.entry(body.patient_id, body.redemption_id), REDEMPTION)
    reversals_at = at.keys.reversals(body.patient_id, body.redemption_id)
    before = docs.get(reversals_at) or Reversals(redemption.location_id)
    require_cancellable(redemption, body.visit_id, here.visit, before, at.caller.now)
    location_id = redemption.location_id or body.location_id
    cause = cause_of(request, at.caller, here.staff.role, location_id, here.clinic)
    acted_at = None if location_id == body.location_id else body.location_id
    posting = undo_redemption(here.account, redemption, body.text, here.clinic.time_zone, cause, acted_at)
    closing = Put(reversals_at, replace(before, closed=CANCELLED))
    visit = _without(here.visit, redemption)
    used = (Put(at.visit_at, visit),) if visit != here.visit else ()
    return _decision(at, posting, (*used, closing, *_restocking_write(docs, at.keys, reward_id)))


def _require_cancelling(docs: Snapshots, at: AtVisit) -> PresentAtVisit:
    """Staff at the open visit; a manager anywhere and at any time."""
    present = at.require_present_to_undo(docs)
    visit = docs.get(at.visit_at)
    if present.staff.role in MANAGING_ROLES and visit is not None:
        return PresentAtVisit(*present, visit)
    return PresentAtVisit(*present, at.require_visit(docs))


def require_cancellable(
    redemption: Entry, visit_id: str, visit: Visit, reversals: Reversals, now: datetime
) -> RedemptionWhy:
    """Require a redemption of this visit that no purchase has, once the visit has closed, and that still stands.

    EntryNotFound, PurchaseClosed.
    """
    why = redemption.why
    if not isinstance(why, RedemptionWhy) or why.visit_id != visit_id or redemption.linked_entry_id:
        raise EntryNotFound
    if redemption.entry_id in visit.claimed and now >= visit.closes_at:
        raise EntryNotFound
    if reversals.closed:
        raise PurchaseClosed(closed=reversals.closed)
    return why


def _without(visit: Visit, redemption: Entry) -> Visit:
    """The visit without a redemption that lowered its open bill."""
    why = redemption.why
    if not isinstance(why, RedemptionWhy) or redemption.entry_id not in visit.unclaimed:
        return visit
    left = tuple(entry_id for entry_id in visit.unclaimed if entry_id != redemption.entry_id)
    return replace(visit, unclaimed=left, bill=visit.bill.raised(why.worth_minor))


def _reward_of(redemption: Entry | None) -> str | None:
    why = redemption.why if redemption else None
    return why.reward_id if isinstance(why, RedemptionWhy) else None


def _restocking_write(docs: Snapshots, keys: ClinicKeys, reward_id: str | None) -> tuple[Put[RewardStock], ...]:
    """The write that puts one of the reward back, where its stock is counted."""
    if reward_id is None:
        return ()
    at = keys.reward_stock(reward_id)
    stock = docs.get(at)
    return (Put(at, RewardStock(stock.taken - 1)),) if stock and stock.taken else ()


def _decision(at: AtVisit, posting: Posting, besides: tuple[Put[Any], ...]) -> Decision[Movement]:
    writes = (*ledger_writes(at.keys, posting.account, (posting.entry,)), *besides)
    return Decision(movement_of(posting.account.patient_id, posting.entry), writes)
