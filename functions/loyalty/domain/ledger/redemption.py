"""Redemption: the limits on the use of points, their worth, and the draws that pay with them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from loyalty.domain.ledger.account import Account, spend_points, with_use, without_use
from loyalty.domain.ledger.entry import REDEMPTION, REVERSAL, Entry
from loyalty.domain.ledger.lapses import remember_lapses
from loyalty.domain.ledger.posting import Cause, Change, Posting, post
from loyalty.domain.ledger.reversals import give_back
from loyalty.domain.ledger.uses import AtBill, Confirmation, Room, left_of_bill, require_yes, room_for
from loyalty.domain.ledger.why import RedemptionWhy, ReversalWhy
from loyalty.domain.program.rules import RedemptionRule, Reward
from loyalty.domain.program.tiers import count_use, uncount_use
from loyalty.errors.ledger import (
    BelowMinimum,
    NotAnIncrement,
    OverBillShare,
    OverVisitCap,
    RedemptionNotCombinable,
    RewardNotOffered,
    RewardOutOfStock,
    TierRequired,
)

LimitedBy = Literal["available", "visit", "bill", "minimum"]


@dataclass(frozen=True, slots=True)
class Bought:
    """The purpose of points at a visit: money off a bill, a part of a purchase, or a reward.

    `wallet_minor` of the wallet pay the same purchase: one yes is asked for both. `tier_id` is the tier in force, which
    a reward may ask for.
    """

    at: AtBill
    currency: str
    points: int
    bill_minor: int | None = None
    reward_id: str | None = None
    reward: Reward | None = None
    reason: str = "points"
    tier_id: str | None = None
    wallet_minor: int = 0


@dataclass(frozen=True, slots=True)
class Quote:
    """The quote of a redemption: the most points that may be used now, their worth, and their limits.

    `limited_by` is available, visit, bill, or minimum where not even the least may be redeemed.
    """

    available_points: int
    most_points: int
    worth_minor: int
    limited_by: LimitedBy
    minimum_points: int
    increment_points: int
    minor_per_100_points: int
    confirm_above_points: int | None


def worth_minor(points: int, rule: RedemptionRule) -> int:
    """The worth of points in whole minor units, rounded down."""
    return points * rule.minor_per_100_points // 100


def points_for(amount_minor: int, rule: RedemptionRule) -> int:
    """The smallest number of points worth an amount, rounded up to the rule's steps if the worth stays the same."""
    least = -(-amount_minor * 100 // rule.minor_per_100_points)
    steps = least + -least % rule.increment_points
    return steps if worth_minor(steps, rule) == amount_minor else least


def most_redeemable(account: Account, rule: RedemptionRule, bill_minor: int | None, room: Room, now: datetime) -> Quote:
    """The most points that may be redeemed at once, by the same limits as in `redeem`."""
    available = account.available_points(now)
    bounds: dict[LimitedBy, int] = {"available": available}
    if rule.most_points_per_visit is not None:
        bounds["visit"] = max(0, rule.most_points_per_visit - room.used_points)
    if bill_minor is not None:
        bounds["bill"] = _most_worth(left_of_bill(room.bill, rule, bill_minor, tender=False), rule)
    limited_by: LimitedBy = min(bounds, key=lambda name: bounds[name])
    most = bounds[limited_by] - bounds[limited_by] % rule.increment_points
    if most < rule.minimum_points:
        most, limited_by = 0, "minimum"
    return Quote(
        available_points=available,
        most_points=most,
        worth_minor=worth_minor(most, rule),
        limited_by=limited_by,
        minimum_points=rule.minimum_points,
        increment_points=rule.increment_points,
        minor_per_100_points=rule.minor_per_100_points,
        confirm_above_points=room.unasked_points,
    )


def _most_worth(amount_minor: int, rule: RedemptionRule) -> int:
    """The most points whose worth is within an amount; worth is rounded down, so one more may still fit."""
    return max(0, ((amount_minor + 1) * 100 - 1) // rule.minor_per_100_points)


def redeem(account: Account, rule: RedemptionRule, bought: Bought, cause: Cause, part: str | None = None) -> Posting:
    """Take the points from live lots only, soonest to expire first.

    Raises the refusal of the first limit that is broken, with its numbers: RedemptionNotCombinable, RewardNotOffered,
    TierRequired, BelowMinimum, NotAnIncrement, DebtOpen, InsufficientPoints, OverVisitCap, OverBillShare,
    ConfirmationRequired, ConfirmationDeclined, ConfirmationLapsed.
    """
    room = room_for(account.used_on(cause.business_date), rule, bought.at)
    if room.redemptions and not rule.combinable:
        raise RedemptionNotCombinable(redemptions=room.redemptions)
    if bought.reward is None:
        _require_usable_amount(bought.points, rule)
    else:
        require_offered(bought.reward, bought.tier_id, cause.business_date)
    draws = spend_points(account, bought.points, cause.now)
    _require_within(rule, bought, room)
    asked = (bought.at.visit_id, bought.points, bought.wallet_minor)
    yes = require_yes(account.confirmation, room, rule, asked, cause.now)
    posted = post(
        account,
        Change(
            REDEMPTION,
            _why(rule, bought, yes),
            draws=draws,
            linked_entry_id=cause.entry_id if part else None,
            counted=count_use(bought.points, cause.business_date),
        ),
        cause.part(part) if part else cause,
    )
    return replace(posted, account=with_use(posted.account, posted.entry))


def require_offered(reward: Reward, tier_id: str | None, on: date) -> None:
    """Raise RewardNotOffered outside the reward's dates, and TierRequired if it is for other tiers."""
    started = reward.starts_on is None or reward.starts_on <= on
    over = reward.ends_on is not None and on > reward.ends_on
    if not reward.active or not started or over:
        raise RewardNotOffered(reward_name=reward.name)
    if reward.tier_ids and tier_id not in reward.tier_ids:
        raise TierRequired(reward_name=reward.name, tier_ids=list(reward.tier_ids))


def require_stock(reward: Reward, taken: int) -> None:
    """Raise RewardOutOfStock if as many were taken as there were."""
    if reward.stock is not None and taken >= reward.stock:
        raise RewardOutOfStock(reward_name=reward.name, stock=reward.stock)


def _require_usable_amount(points: int, rule: RedemptionRule) -> None:
    if points < rule.minimum_points:
        raise BelowMinimum(asked=points, minimum=rule.minimum_points)
    if points % rule.increment_points:
        raise NotAnIncrement(asked=points, increment=rule.increment_points)


def _require_within(rule: RedemptionRule, bought: Bought, room: Room) -> None:
    most = rule.most_points_per_visit
    if most is not None and room.used_points + bought.points > most:
        raise OverVisitCap(asked_points=bought.points, used_points=room.used_points, most_points=most)
    if bought.bill_minor is None:
        return
    left_minor = left_of_bill(room.bill, rule, bought.bill_minor, tender=bought.reason == "tender")
    if bought.points > _most_worth(left_minor, rule):
        raise OverBillShare(
            asked_minor=worth_minor(bought.points, rule),
            bill_minor=bought.bill_minor,
            most_bill_bp=rule.most_bill_bp,
            left_minor=max(0, left_minor),
        )


def _why(rule: RedemptionRule, bought: Bought, yes: Confirmation | None) -> RedemptionWhy:
    reward = bought.reward
    return RedemptionWhy(
        reason="reward" if reward else bought.reason,
        visit_id=bought.at.visit_id,
        worth_minor=0 if reward else worth_minor(bought.points, rule),
        currency=bought.currency,
        bill_minor=bought.bill_minor,
        minor_per_100_points=None if reward else rule.minor_per_100_points,
        reward_id=bought.reward_id,
        reward_name=reward.name if reward else None,
        confirmation_id=yes.confirmation_id if yes else None,
        rule_versions={"redemption": rule.version},
        approved_by=yes.decided_by if yes else None,
    )


def undo_redemption(
    account: Account, redemption: Entry, text: str, zone: ZoneInfo, cause: Cause, acted_at: str | None = None
) -> Posting:
    """Undo a redemption: its points go back to the lots they came from, with their own expiry."""
    why = redemption.why
    if not isinstance(why, RedemptionWhy):
        raise TypeError(f"entry {redemption.entry_id} is no redemption")
    back = give_back(account, redemption.draws, 0, -redemption.points, cause.now, zone)
    change = Change(
        REVERSAL,
        ReversalWhy(
            reason="cancel",
            text=text,
            currency=why.currency,
            rule_versions=why.rule_versions,
            returned_points=back.points,
            lapsed_points=back.lapsed_points,
            acted_at=acted_at,
        ),
        draws=back.draws,
        debt_points=-back.repaid_points,
        reverses=redemption.entry_id,
        counted=uncount_use(redemption.counted, -redemption.points),
    )
    posting = post(account, change, cause)
    after = remember_lapses(posting.account, cause.entry_id, back.lapsed_of)
    return replace(posting, account=without_use(after, redemption, -redemption.points, 0, whole=True))


@dataclass(frozen=True, slots=True)
class RewardStock:
    """The number taken of a reward that has a stock."""

    taken: int = 0
