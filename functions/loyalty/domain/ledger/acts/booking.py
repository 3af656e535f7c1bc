"""Booking: a purchase with all that pays it: points first, then the wallet; then what the rest earns comes in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from loyalty.domain.ledger.account import Account, confirmation_of
from loyalty.domain.ledger.entry import Entry, Purchase
from loyalty.domain.ledger.posting import Cause, Posting, with_room
from loyalty.domain.ledger.purchases import POINTS_PART, EarningRules, accrue, pay_from_wallet, tender_minor
from loyalty.domain.ledger.redemption import Bought, points_for, redeem, worth_minor
from loyalty.domain.ledger.uses import AtBill, require_yes, room_for
from loyalty.domain.ledger.wallet.lots import paid_in_of, spend
from loyalty.domain.program.rules import RedemptionRule, TenderKind
from loyalty.errors.ledger import PointsNotExact


@dataclass(frozen=True, slots=True)
class BookingRules:
    """The rules that a purchase is booked by; without a redemption rule no points pay."""

    earning: EarningRules
    redemption: RedemptionRule | None


@dataclass(frozen=True, slots=True)
class BookedPurchase:
    """The account after a purchase, and its entries in order: the last is the purchase itself."""

    account: Account
    entries: Sequence[Entry]


def book(before: Account, purchase: Purchase, at: AtBill, rules: BookingRules, cause: Cause) -> BookedPurchase:
    """Use the points and wallet money of a purchase's tenders, then credit what the patient's own money earns.

    Raises InsufficientWallet, PointsNotExact and whatever redemption refuses, TooManyOpenLots.
    """
    account, entries, rule = before, list[Entry](), rules.redemption
    wallet_minor, yes = tender_minor(purchase, TenderKind.WALLET), None
    if wallet_minor:  # nobody is asked about money that is not there
        spend(account.wallet_lots, wallet_minor, cause.now, account.debt_points)
    if rule is not None and tender_minor(purchase, TenderKind.POINTS):
        posting = _redeem(account, purchase, at, rule, cause)
        yes, account = account.confirmation if confirmation_of(posting.entry) else None, posting.account
        entries.append(posting.entry)
        purchase = replace(purchase, redeemed_points=-posting.entry.points)
    elif wallet_minor:
        room = room_for(account.used_on(cause.business_date), rule, at)
        yes = require_yes(account.confirmation, room, rule, (at.visit_id, 0, wallet_minor), cause.now)
    if wallet_minor:
        posting = pay_from_wallet(account, purchase, yes, cause)
        account = posting.account
        entries.append(posting.entry)
        draws = posting.entry.wallet_draws
        purchase = replace(purchase, paid_in=paid_in_of(draws, (-draw.amount_minor for draw in draws)))
    posting = accrue(account, purchase, rules.earning, cause)
    with_room(before, posting)
    return BookedPurchase(posting.account, (*entries, posting.entry))


def _redeem(account: Account, purchase: Purchase, at: AtBill, rule: RedemptionRule, cause: Cause) -> Posting:
    amount_minor = tender_minor(purchase, TenderKind.POINTS)
    points = points_for(amount_minor, rule)
    if worth_minor(points, rule) != amount_minor:
        raise PointsNotExact(amount_minor=amount_minor, points=points, worth_minor=worth_minor(points, rule))
    bought = Bought(
        at=at,
        currency=purchase.currency,
        points=points,
        bill_minor=purchase.amount_minor,
        reason="tender",
        wallet_minor=tender_minor(purchase, TenderKind.WALLET),
    )
    return redeem(account, rule, bought, cause, POINTS_PART)
