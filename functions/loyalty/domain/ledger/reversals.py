"""Reversals: points that an entry gave are taken back; those it took go back to their own lots, with their expiry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from loyalty.domain.apportion import apportion
from loyalty.domain.calendar import business_date
from loyalty.domain.ledger.account import Account, Unbanked
from loyalty.domain.ledger.lots import Draw, Lot, draw_soonest, move, next_milestone
from loyalty.domain.ledger.sharing import shared_lot
from loyalty.domain.ledger.wallet.lots import WalletDraw, WalletLot
from loyalty.domain.ledger.wallet.unbanking import lapse_money, take_points_as_money

REFUNDED, VOIDED, REASSIGNED, CANCELLED, UNDONE = "refunded", "voided", "reassigned", "cancelled", "undone"


@dataclass(frozen=True, slots=True)
class Reversals:
    """The sum of all reversals of one entry.

    `refunded_minor` is by the tender that paid; granted money is `granted`. `clawed_points` were taken back and
    `forgiven_points` had expired before that. `closed` says why nothing is left to undo: refunded, voided, reassigned,
    cancelled or undone; else None. Of an expiry, `reissued_points` were given a new life.
    """

    location_id: str | None
    refunded_minor: Mapping[str, int] = field(default_factory=dict)
    clawed_points: int = 0
    forgiven_points: int = 0
    reissued_points: int = 0
    closed: str | None = None


@dataclass(frozen=True, slots=True)
class Returned:
    """Points given back: `repaid_points` went to debt; `lapsed_points` stay gone, as their last day was over.

    `lapsed_of` are the lapsed points by lot.
    """

    points: int
    draws: tuple[Draw, ...]
    repaid_points: int
    lapsed_points: int
    lapsed_of: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReturnedMoney:
    """Wallet money given back; `lapsed_minor` stays gone, as its last day was over.

    `lapsed_of` are the points, by their lots, that the lapsed part of it was banked from, `account` the one with these
    counted as gone.
    """

    account: Account

    minor: int
    draws: tuple[WalletDraw, ...]
    lapsed_minor: int
    lapsed_of: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Clawed:
    """Points taken back: by draws, then as banked money, and as debt where neither is enough.

    `unbanked_points` are those that banked money paid, older debt included, `lapsed_points` those of them whose money
    had lapsed; `unbanked` are the account's sums of that after it. `debt_points` are below zero where more of that was
    repaid than was newly owed.
    """

    draws: tuple[Draw, ...]
    debt_points: int
    wallet_draws: tuple[WalletDraw, ...] = ()
    unbanked_points: int = 0
    lapsed_points: int = 0
    unbanked: tuple[Unbanked, ...] = ()


def give_back(
    account: Account, taken: Iterable[Draw], before: int, after: int, now: datetime, zone: ZoneInfo
) -> Returned:
    """Give points back to the lots that an entry took them from, in proportion: from `before` in all to `after` in all.

    Debt is repaid first: from points whose last day is over, then from those that would expire soonest. A lot whose
    last day is over stays expired, and what is left of its points lapses.
    """
    taken = tuple(taken)
    shares = [-draw.points for draw in taken]
    now_given, given = apportion(shares, after), apportion(shares, before)
    back = [(draw, new - old) for draw, new, old in zip(taken, now_given, given, strict=True) if new > old]
    live = [(_lot_of(account, draw), points) for draw, points in back if _is_still_live(account, draw, now)]
    live.sort(key=lambda item: (item[0].expires_at, item[0].lot_id))
    ended = {draw.lot_id: points for draw, points in back if not _is_still_live(account, draw, now)}
    lapsed, late = repay_from(ended, account.debt_points)
    debt = min(account.debt_points - late, sum(points for _, points in live))
    total, repaid = late + sum(points for _, points in live), late + debt
    draws = []
    for lot, points in live:
        swallowed = min(debt, points)
        debt -= swallowed
        if points > swallowed:
            draws.append(move(_wake(lot, now, zone), points - swallowed))
    return Returned(total, tuple(draws), repaid, after - before - total, lapsed)


def repay_from(ended: Mapping[str, int], debt_points: int) -> tuple[dict[str, int], int]:
    """Repay debt with points of lots that have ended: the points of each lot that are left, and the sum repaid."""
    left, debt = {}, debt_points
    for lot_id, points in ended.items():
        swallowed = min(debt, points)
        debt -= swallowed
        left[lot_id] = points - swallowed
    return left, debt_points - debt


def _lot_of(account: Account, draw: Draw) -> Lot:
    """The lot as the account holds it; else as the entry left it, but empty, and with its life if it was extended."""
    held = next((lot for lot in account.lots if lot.lot_id == draw.lot_id), None)
    if held is not None:
        return held
    if draw.lot is None:
        raise ValueError(f"a draw from lot {draw.lot_id} does not say what lot that is")
    shared = shared_lot(account, draw.lot_id)
    empty = replace(draw.lot, points_remaining=0, points_earned=shared.points if shared else draw.lot.points_earned)
    longer = next((life for life in account.extended if life.lot_id == draw.lot_id), None)
    if longer is None:
        return empty
    return replace(
        empty,
        expires_on=longer.expires_on,
        expires_at=longer.expires_at,
        appointment_id=longer.appointment_id,
        own_expires_on=longer.own_expires_on,
        own_expires_at=longer.own_expires_at,
    )


def _is_still_live(account: Account, draw: Draw, now: datetime) -> bool:
    return _lot_of(account, draw).is_live(now)


def _wake(lot: Lot, now: datetime, zone: ZoneInfo) -> Lot:
    """Give a lot that was empty its next milestone, as it missed some; a lot with points keeps its own."""
    if lot.points_remaining:
        return lot
    today = business_date(now, zone)
    milestone, milestone_at = next_milestone(lot.policy, lot.expires_on, lot.expires_at, zone, after=today)
    return replace(lot, milestone=milestone, milestone_at=milestone_at)


def give_money_back(
    account: Account, taken: Iterable[WalletDraw], before: int, after: int, now: datetime
) -> ReturnedMoney:
    """Give wallet money back to the lots that an entry took it from, in proportion, with their own last day."""
    taken = tuple(taken)
    shares = [-draw.amount_minor for draw in taken]
    now_given, given = apportion(shares, after), apportion(shares, before)
    draws, total, lapsed = [], 0, Counter[str]()
    for draw, new, old in zip(taken, now_given, given, strict=True):
        lot = _wallet_lot_of(account, draw)
        if not lot.is_live(now):
            account, by_lot = lapse_money(account, lot, new - old)
            lapsed.update(by_lot)
        elif new > old:
            lot = replace(lot, remaining_minor=lot.remaining_minor + new - old)
            draws.append(WalletDraw(lot.wallet_lot_id, new - old, lot))
            total += new - old
    return ReturnedMoney(account, total, tuple(draws), after - before - total, dict(lapsed))


def _wallet_lot_of(account: Account, draw: WalletDraw) -> WalletLot:
    held = next((lot for lot in account.wallet_lots if lot.wallet_lot_id == draw.wallet_lot_id), None)
    if held is not None:
        return held
    if draw.lot is None:
        raise ValueError(f"a draw from wallet lot {draw.wallet_lot_id} does not say what lot that is")
    return replace(draw.lot, remaining_minor=0)


def claw(account: Account, points: int, earning_lot_id: str, now: datetime, lapsed_points: int = 0) -> Clawed:
    """Take points back from live lots: the one that earned them, then the soonest to expire.

    The rest, and what was owed before, is taken from banked money at the rate of its banking, then from the
    `lapsed_points` that banked money stood for which lapsed with this act; what is still left becomes debt.
    """
    live = [lot for lot in account.lots if lot.is_live(now)]
    own = next((lot for lot in live if lot.lot_id == earning_lot_id), None)
    from_own = min(points, own.points_remaining) if own else 0
    draws = [move(own, -from_own)] if own and from_own else []
    others = [lot for lot in live if lot.lot_id != earning_lot_id]
    from_others = min(points - from_own, sum(lot.points_remaining for lot in others))
    draws += draw_soonest(others, from_others, now)
    short = points - from_own - from_others
    owed = short + account.debt_points
    after, wallet_draws, unbanked = take_points_as_money(account, owed, now)
    lapsed = min(lapsed_points, owed - unbanked)
    unbanked += lapsed
    return Clawed(tuple(draws), short - unbanked, wallet_draws, unbanked, lapsed, after.unbanked)
