"""Unbanking: banked wallet money counted as the points that it was made of, when those are taken back or lapse.

The rate is that of its own banking. Sums are cumulative for each wallet lot, so many parts come to the same as the
whole; money that was spent stands for its points again once a refund has given it back.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from loyalty.domain.apportion import apportion
from loyalty.domain.ledger.account import Account, Lapsed, Unbanked
from loyalty.domain.ledger.lapses import remember_lapses
from loyalty.domain.ledger.wallet.lots import WalletDraw, WalletLot, in_spending_order

# The entry of what expires of a lot, or of a wallet lot, is named after it.
EXPIRY_PART, WALLET_EXPIRY_PART = "expiry", "wallet-expiry"
# The account remembers this many wallet lots of which points were taken back, or lapsed.
MOST_REMEMBERED = 200


class TakenAsMoney(NamedTuple):
    """Points that were taken as banked money, its draws, and the account with the sums of that."""

    account: Account
    draws: tuple[WalletDraw, ...]
    points: int


class LapsedMoney(NamedTuple):
    """The points, by their lots, that lapsed banked money stood for, and the account with the sums of that."""

    account: Account
    by_lot: dict[str, int]


def points_of_money(account: Account, lot: WalletLot, amount_minor: int) -> int:
    """The points that money of a wallet lot stands for, rounded down once over all of it; 0 if it was not banked."""
    if not lot.banked_from:
        return 0
    gone = _gone(account, lot)
    worth = (amount_minor + gone.amount_minor) * sum(lot.banked_from.values()) // lot.received_minor
    return max(0, worth - gone.points)


def take_points_as_money(account: Account, points: int, now: datetime) -> TakenAsMoney:
    """Take points as live banked money, soonest to expire first, as many as it stands for."""
    left, draws = points, []
    for lot in in_spending_order(account.wallet_lots, now):
        worth = points_of_money(account, lot, lot.remaining_minor)
        taken = min(left, worth)
        if taken:
            minor = lot.remaining_minor if taken == worth else _minor_of(account, lot, taken)
            draws.append(
                WalletDraw(lot.wallet_lot_id, -minor, replace(lot, remaining_minor=lot.remaining_minor - minor))
            )
            account, left = _add(account, lot, taken, minor), left - taken
    return TakenAsMoney(account, tuple(draws), points - left)


def lapse_money(account: Account, lot: WalletLot, amount_minor: int) -> LapsedMoney:
    """Let money of a wallet lot lapse with the points that it stands for."""
    if not lot.banked_from or not amount_minor:
        return LapsedMoney(account, {})
    points = points_of_money(account, lot, amount_minor)
    # A database gives a map back in any order; the ids of the lots order the shares.
    lot_ids, before = sorted(lot.banked_from), _gone(account, lot).points
    shares = [lot.banked_from[lot_id] for lot_id in lot_ids]
    parts = zip(lot_ids, apportion(shares, before + points), apportion(shares, before), strict=True)
    by_lot = {lot_id: after - gone for lot_id, after, gone in parts if after > gone}
    return LapsedMoney(_add(account, lot, points, amount_minor), by_lot)


def lapse_ended(account: Account, now: datetime) -> Account:
    """Let lapse, once, what has ended even if it has not left the account yet.

    It is banked money, and points whose purchase was taken back whole, by other points.
    """
    known = {lapse.entry_id for lapse in account.lapsed}
    for held in account.lots:
        entry_id = f"{held.lot_id}.{EXPIRY_PART}"
        if not held.is_live(now) and held.lot_id in account.taken_back and entry_id not in known:
            account = remember_lapses(account, entry_id, {held.lot_id: held.points_remaining})
    for lot in account.wallet_lots:
        entry_id = f"{lot.wallet_lot_id}.{WALLET_EXPIRY_PART}"
        if lot.banked_from and not lot.is_live(now) and entry_id not in known:
            account, by_lot = lapse_money(account, lot, lot.remaining_minor)
            account = remember_lapses(account, entry_id, by_lot)
            if not by_lot:  # money of less than a point lapses once, too
                nothing = Lapsed(min(lot.banked_from), entry_id, 0)
                account = replace(account, lapsed=(*account.lapsed, nothing)[-MOST_REMEMBERED:])
    return account


def lapse_forgiven(account: Account, lot_id: str, forgiven_points: int, now: datetime) -> Account:
    """Let the rest of a lot lapse that has ended, with what refunds forgave of it counted as used."""
    held = next((lot for lot in account.lots if lot.lot_id == lot_id and not lot.is_live(now)), None)
    if held is None:
        return account
    used = min(held.points_remaining, forgiven_points)
    lapse = Lapsed(lot_id, f"{lot_id}.{EXPIRY_PART}", held.points_remaining, repaid_points=used)
    return replace(account, lapsed=(*account.lapsed, lapse)[-MOST_REMEMBERED:])


def _minor_of(account: Account, lot: WalletLot, points: int) -> int:
    """The money of so many more points, rounded down in all."""
    gone = _gone(account, lot)
    return (gone.points + points) * lot.received_minor // sum(lot.banked_from.values()) - gone.amount_minor


def _gone(account: Account, lot: WalletLot) -> Unbanked:
    """The sums of a wallet lot so far."""
    known = (gone for gone in account.unbanked if gone.wallet_lot_id == lot.wallet_lot_id)
    return next(known, Unbanked(lot.wallet_lot_id))


def _add(account: Account, lot: WalletLot, points: int, amount_minor: int) -> Account:
    gone = _gone(account, lot)
    others = (other for other in account.unbanked if other is not gone)
    added = replace(gone, points=gone.points + points, amount_minor=gone.amount_minor + amount_minor)
    return replace(account, unbanked=(*others, added)[-MOST_REMEMBERED:])
