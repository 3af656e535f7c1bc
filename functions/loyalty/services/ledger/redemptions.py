"""Points are used at a visit, for money off a bill or for a reward; quoted before, and cancelled after."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from loyalty.domain.checkout.visits import Visit
from loyalty.domain.documents import Decision, Key, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import REDEMPTION, Entry, Request
from loyalty.domain.ledger.posting import Posting
from loyalty.domain.ledger.receipt import Movement, movement_of
from loyalty.domain.ledger.redemption import Bought, Quote, RewardStock, cancel, most_redeemable, redeem, require_stock
from loyalty.domain.ledger.reversals import CANCELLED, Reversals
from loyalty.domain.ledger.why import RedemptionWhy
from loyalty.domain.program.clinic import Clinic, Staff
from loyalty.errors.ledger import EntryNotFound, PurchaseClosed, RewardNotFound
from loyalty.services.preconditions import (
    Caller,
    require_active_account,
    require_active_location,
    require_clinic,
    require_not_own_account,
    require_open_visit,
    require_staff,
)
from loyalty.services.requests import cause_of, posted, recorded, request_of, require_entry


@dataclass(frozen=True, slots=True)
class RedeemPoints:
    """The call's body: so many points off a bill of so much, at an open visit."""

    request_id: str
    clinic_id: str
    location_id: str
    patient_id: str
    visit_id: str
    points: int
    bill_minor: int


@dataclass(frozen=True, slots=True)
class RedeemReward:
    """The call's body: one reward, at an open visit."""

    request_id: str
    clinic_id: str
    location_id: str
    patient_id: str
    visit_id: str
    reward_id: str


@dataclass(frozen=True, slots=True)
class QuoteRedemption:
    """The call's body: what could be used for a bill, at an open visit."""

    clinic_id: str
    location_id: str
    patient_id: str
    visit_id: str
    bill_minor: int | None = None


@dataclass(frozen=True, slots=True)
class CancelRedemption:
    """The call's body: undo a redemption of an open visit; `text` is for the patient."""

    request_id: str
    clinic_id: str
    location_id: str
    patient_id: str
    visit_id: str
    redemption_id: str
    text: str


@dataclass(frozen=True, slots=True)
class _AtVisit:
    """What everything here stands on: the desk, the patient's account and their open visit."""

    staff: Staff
    clinic: Clinic
    account: Account
    visit: Visit


def redeem_points(store: Store, body: RedeemPoints, caller: Caller) -> Movement:
    """Use points for money off a bill that is settled elsewhere. The same request again is answered alike.

    Refuses what every use of points refuses (`loyalty.domain.ledger.redemption.redeem`), staff who may not, and
    visits that are not open here.
    """
    keys = ClinicKeys(body.clinic_id)
    request = request_of("redeem_points", body, caller, body.request_id)
    return store.transact(
        (*_at_visit_keys(body, caller), keys.entry(body.patient_id, body.request_id)),
        lambda docs: _redeem(docs, body, caller, request),
    )


def redeem_reward(store: Store, body: RedeemReward, caller: Caller) -> Movement:
    """Use points for a reward. The same request again is answered alike.

    Refuses RewardNotFound, RewardNotOffered, TierRequired and RewardOutOfStock besides what `redeem_points` refuses.
    """
    keys = ClinicKeys(body.clinic_id)
    request = request_of("redeem_reward", body, caller, body.request_id)
    reads = (
        *_at_visit_keys(body, caller),
        keys.entry(body.patient_id, body.request_id),
        keys.reward(body.reward_id),
        keys.reward_stock(body.reward_id),
    )
    return store.transact(reads, lambda docs: _redeem(docs, body, caller, request))


def _redeem(docs: Snapshots, body: RedeemPoints | RedeemReward, caller: Caller, request: Request) -> Decision[Movement]:
    keys = ClinicKeys(body.clinic_id)
    staff = require_staff(docs, keys, caller.uid, body.location_id)
    require_not_own_account(caller.uid, body.patient_id)
    done = recorded(docs, keys.entry(body.patient_id, body.request_id), request)
    if done is not None:
        return Decision(movement_of(body.patient_id, done))
    at = _at_visit(docs, body, caller, staff)
    bought, stock = _bought(docs, body, at)
    cause = cause_of(request, caller, staff.role, body.location_id, at.clinic.time_zone)
    posting = redeem(at.account, docs.require(keys.redemption), bought, cause)
    used = replace(
        at.visit,
        redeemed_points=at.visit.redeemed_points + bought.points,
        redemptions=at.visit.redemptions + 1,
    )
    return _decided(body, posting, (Put(_visit_at(body), used), *stock))


def _bought(
    docs: Snapshots, body: RedeemPoints | RedeemReward, at: _AtVisit
) -> tuple[Bought, tuple[Put[RewardStock], ...]]:
    """What is bought, and the reward's stock after it."""
    keys = ClinicKeys(body.clinic_id)
    bought = Bought(
        visit_id=body.visit_id,
        currency=at.clinic.currency,
        points=0,
        used_points=at.visit.redeemed_points,
        redemptions=at.visit.redemptions,
    )
    if isinstance(body, RedeemPoints):
        return replace(bought, points=body.points, bill_minor=body.bill_minor), ()
    reward = docs.get(keys.reward(body.reward_id))
    if reward is None:
        raise RewardNotFound(reward_id=body.reward_id)
    bought = replace(bought, points=reward.cost_points, reward_id=body.reward_id, reward=reward)
    if reward.stock is None:
        return bought, ()
    stock_at = keys.reward_stock(body.reward_id)
    stock = docs.get(stock_at) or RewardStock()
    require_stock(reward, stock.taken)
    return bought, (Put(stock_at, RewardStock(stock.taken + 1)),)


def quote_redemption(store: Store, body: QuoteRedemption, caller: Caller) -> Quote:
    """What could be redeemed now, by the bounds that redeeming holds; writes nothing."""

    keys = ClinicKeys(body.clinic_id)

    def decide(docs: Snapshots) -> Decision[Quote]:
        staff = require_staff(docs, keys, caller.uid, body.location_id)
        require_not_own_account(caller.uid, body.patient_id)
        at = _at_visit(docs, body, caller, staff)
        rule = docs.require(keys.redemption)
        return Decision(most_redeemable(at.account, rule, body.bill_minor, at.visit.redeemed_points, caller.now))

    return store.transact(_at_visit_keys(body, caller), decide)


def cancel_redemption(store: Store, body: CancelRedemption, caller: Caller) -> Movement:
    """Undo a redemption while its visit is open: the points go back to their lots, their last day unchanged.

    Refuses EntryNotFound for anything but a redemption of this visit, or for one that is a part of a purchase (void or
    refund that), and PurchaseClosed for one that was cancelled before.
    """
    keys = ClinicKeys(body.clinic_id)
    request = request_of("cancel_redemption", body, caller, body.request_id)
    redemption_at = keys.entry(body.patient_id, body.redemption_id)
    # An entry never changes, so it may be read ahead: it names the reward whose stock is to be read.
    reward_id = _reward_of(store.transact((redemption_at,), lambda docs: Decision(docs.get(redemption_at))))
    reads = (
        *_at_visit_keys(body, caller),
        keys.entry(body.patient_id, body.request_id),
        redemption_at,
        keys.reversals(body.patient_id, body.redemption_id),
        *((keys.reward_stock(reward_id),) if reward_id else ()),
    )
    return store.transact(reads, lambda docs: _cancel(docs, body, caller, request, reward_id))


def _cancel(
    docs: Snapshots, body: CancelRedemption, caller: Caller, request: Request, reward_id: str | None
) -> Decision[Movement]:
    keys = ClinicKeys(body.clinic_id)
    staff = require_staff(docs, keys, caller.uid, body.location_id)
    require_not_own_account(caller.uid, body.patient_id)
    done = recorded(docs, keys.entry(body.patient_id, body.request_id), request)
    if done is not None:
        return Decision(movement_of(body.patient_id, done))
    at = _at_visit(docs, body, caller, staff)
    redemption = require_entry(docs, keys.entry(body.patient_id, body.redemption_id), REDEMPTION)
    why = redemption.why
    if not isinstance(why, RedemptionWhy) or why.visit_id != body.visit_id or redemption.linked_entry_id:
        raise EntryNotFound
    reversals_at = keys.reversals(body.patient_id, body.redemption_id)
    before = docs.get(reversals_at) or Reversals(redemption.location_id)
    if before.closed:
        raise PurchaseClosed(closed=before.closed)
    cause = cause_of(request, caller, staff.role, body.location_id, at.clinic.time_zone)
    posting = cancel(at.account, redemption, body.text, at.clinic.time_zone, cause)
    freed = replace(
        at.visit,
        redeemed_points=at.visit.redeemed_points + redemption.points,
        redemptions=at.visit.redemptions - 1,
    )
    closed = Put(reversals_at, replace(before, closed=CANCELLED))
    return _decided(body, posting, (Put(_visit_at(body), freed), closed, *_restocked(docs, keys, reward_id)))


def _reward_of(redemption: Entry | None) -> str | None:
    why = redemption.why if redemption else None
    return why.reward_id if isinstance(why, RedemptionWhy) else None


def _restocked(docs: Snapshots, keys: ClinicKeys, reward_id: str | None) -> tuple[Put[RewardStock], ...]:
    """One more of the reward again, where its stock is counted."""
    if reward_id is None:
        return ()
    at = keys.reward_stock(reward_id)
    stock = docs.get(at)
    return (Put(at, RewardStock(stock.taken - 1)),) if stock and stock.taken else ()


_AnyBody = RedeemPoints | RedeemReward | QuoteRedemption | CancelRedemption


def _visit_at(body: _AnyBody) -> Key[Visit]:
    keys = ClinicKeys(body.clinic_id)
    return keys.visit(body.patient_id, body.visit_id)


def _at_visit_keys(body: _AnyBody, caller: Caller) -> tuple[Key[Any], ...]:
    keys = ClinicKeys(body.clinic_id)
    return (
        keys.clinic,
        keys.staff(caller.uid),
        keys.location(body.location_id),
        keys.redemption,
        keys.account(body.patient_id),
        _visit_at(body),
    )


def _at_visit(docs: Snapshots, body: _AnyBody, caller: Caller, staff: Staff) -> _AtVisit:
    keys = ClinicKeys(body.clinic_id)
    clinic = require_clinic(docs, keys)
    require_active_location(docs, keys, body.location_id)
    account = require_active_account(docs, keys, body.patient_id)
    return _AtVisit(staff, clinic, account, require_open_visit(docs, _visit_at(body), body.location_id, caller.now))


def _decided(body: _AnyBody, posting: Posting, besides: tuple[Put[Any], ...]) -> Decision[Movement]:
    keys = ClinicKeys(body.clinic_id)
    writes = (*posted(keys, body.patient_id, posting.account, (posting.entry,)), *besides)
    return Decision(movement_of(body.patient_id, posting.entry), writes)
