"""Wallet money: the second currency, kept in lots that know their origin, and spent in a fixed order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo

from loyalty.domain.calendar import business_date, first_instant_after
from loyalty.domain.fields import LATER
from loyalty.domain.program.accrual import Tender
from loyalty.domain.program.rules import TenderKind
from loyalty.errors.ledger import DebtOpen, InsufficientWallet

Origin = Literal["banked", "granted", "paid_in"]
BANKED: Final = "banked"
GRANTED: Final = "granted"
PAID_IN: Final = "paid_in"
# The money that cost the patient least goes first: banked points, then gifts, then their own money.
SPENDING_ORDER = (BANKED, GRANTED, PAID_IN)
# One account document holds so many wallet lots, and the names of so many lots that their money was banked from.
MOST_WALLET_LOTS = 200
MOST_BANKED_FROM = 500


@dataclass(frozen=True, slots=True)
class WalletLot:
    """Wallet money that came together, in minor units. `expires_on` is its last usable date; None if it has none.

    `banked_from` are the points that banked money was made of, by their lots; empty for other money, and for money that
    was banked before this was kept. `locations` are its minor units by location: where it was received, or where the
    points that were banked had been earned; empty if it was received before this was kept. `paid_with` is the tender
    that paid it in; None for other money, for what another system brought, and for what came before this was kept.
    """

    wallet_lot_id: str
    origin: Origin
    received_minor: int
    remaining_minor: int
    received_at: datetime
    expires_on: date | None
    expires_at: datetime | None
    banked_from: Mapping[str, int] = field(default_factory=dict)
    locations: Mapping[str, int] = field(default_factory=dict, metadata=LATER)
    paid_with: TenderKind | None = field(default=None, metadata=LATER)

    def is_live(self, now: datetime) -> bool:
        """True if it can be spent at an instant."""
        return self.expires_at is None or now < self.expires_at


@dataclass(frozen=True, slots=True)
class WalletDraw:
    """The part of an entry that one wallet lot bears, in minor units; negative when money leaves it.

    `lot` is the lot after the entry; None where the entry itself opens it.
    """

    wallet_lot_id: str
    amount_minor: int
    lot: WalletLot | None = None


def open_wallet_lot(
    lot_id: str, origin: Origin, amount_minor: int, life_days: int | None, now: datetime, zone: ZoneInfo
) -> WalletLot:
    """Open a lot of wallet money; a life in days is counted from the clinic's date, as for points."""
    expires_on = None if life_days is None else business_date(now, zone) + timedelta(days=life_days)
    expires_at = None if expires_on is None else first_instant_after(expires_on, zone)
    return WalletLot(lot_id, origin, amount_minor, amount_minor, now, expires_on, expires_at)


def available_minor(lots: Iterable[WalletLot], debt_points: int, now: datetime) -> int:
    """The wallet money to spend at an instant; while points are owed, banked money is not."""
    return sum(lot.remaining_minor for lot in lots if lot.is_live(now) and not (debt_points and lot.origin == BANKED))


def spend(lots: Iterable[WalletLot], amount_minor: int, now: datetime, debt_points: int = 0) -> tuple[WalletDraw, ...]:
    """Pay an amount by draws: by origin, then soonest to expire, then oldest.

    Raises InsufficientWallet, and DebtOpen where only banked money would be enough and points are owed.
    """
    live = in_spending_order(lots, now)
    usable_minor = available_minor(live, debt_points, now)
    if usable_minor < amount_minor <= available_minor(live, 0, now):
        raise DebtOpen(debt_points=debt_points, asked_minor=amount_minor, available_minor=usable_minor)
    left, draws = amount_minor, []
    for lot in live:
        if debt_points and lot.origin == BANKED:
            continue
        taken = min(left, lot.remaining_minor)
        if taken:
            after = replace(lot, remaining_minor=lot.remaining_minor - taken)
            draws.append(WalletDraw(lot.wallet_lot_id, -taken, after))
            left -= taken
    if left:
        raise InsufficientWallet(asked_minor=amount_minor, available_minor=amount_minor - left)
    return tuple(draws)


def paid_in_of(draws: Iterable[WalletDraw], amounts: Iterable[int]) -> tuple[Tender, ...]:
    """The paid-in part of amounts, one for each draw, by the tender that paid it in: it earns as that tender does."""
    sums = Counter[TenderKind]()
    for draw, amount_minor in zip(draws, amounts, strict=True):
        if draw.lot is not None and draw.lot.paid_with is not None and amount_minor:
            sums[draw.lot.paid_with] += amount_minor
    return tuple(Tender(kind, sums[kind]) for kind in sorted(sums))


def paid_in_left(lots: Iterable[WalletLot], now: datetime) -> tuple[Tender, ...]:
    """The money to spend at an instant that earns at its use, by the tender that paid it in, in spending order."""
    live = in_spending_order(lots, now)
    return tuple(Tender(lot.paid_with, lot.remaining_minor) for lot in live if lot.paid_with is not None)


def lots_banked_from(lots: Iterable[WalletLot]) -> int:
    """The number of lots that wallet money was banked from, counted by each wallet lot."""
    return sum(len(lot.banked_from) for lot in lots)


def in_spending_order(lots: Iterable[WalletLot], now: datetime) -> list[WalletLot]:
    """The lots that can be spent at an instant, the first to be spent first."""
    return sorted((lot for lot in lots if lot.is_live(now)), key=_spending_place)


def _spending_place(lot: WalletLot) -> tuple[object, ...]:
    place = SPENDING_ORDER.index(lot.origin)
    return place, lot.expires_at is None, lot.expires_at or lot.received_at, lot.received_at, lot.wallet_lot_id
