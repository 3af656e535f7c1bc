"""Postings: the only way to change an account. A posting is the account after a change, and the entry of the change.

It is pure. The account and its entry are saved in one commit or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction

from loyalty.domain.ledger.account import Account, lives_to_keep, lots_after, wallet_after
from loyalty.domain.ledger.entry import Actor, Entry, Purchase, Request, seal
from loyalty.domain.ledger.lots import MOST_OPEN_LOTS, NOWHERE, Draw, Lives, Lot, open_lot
from loyalty.domain.ledger.sharing import join, lot_to_join, remember_joined
from loyalty.domain.ledger.wallet.lots import (
    MOST_BANKED_FROM,
    MOST_WALLET_LOTS,
    WalletDraw,
    WalletLot,
    lots_banked_from,
)
from loyalty.domain.ledger.why import Why
from loyalty.domain.program.tiers import QualifyingDay, count_in
from loyalty.errors.ledger import TooManyOpenLots


@dataclass(frozen=True, slots=True)
class Cause:
    """The cause of a posting: actor, location, time and request; `occurred_at` is given if it was before `now`.

    The entry of a trial is not kept by anybody, and has no hash.
    """

    entry_id: str
    request: Request
    actor: Actor
    location_id: str | None
    business_date: date
    now: datetime
    occurred_at: datetime | None = None
    is_trial: bool = False

    def part(self, name: str) -> Cause:
        """The cause of another entry of the same act; no request id holds a dot."""
        return replace(self, entry_id=f"{self.entry_id}.{name}")


@dataclass(frozen=True, slots=True)
class Change:
    """The change that an entry makes, with signs: points by draws and debt, wallet money by its draws."""

    kind: str
    why: Why
    draws: tuple[Draw, ...] = ()
    debt_points: int = 0
    lot: Lot | None = None
    wallet_draws: tuple[WalletDraw, ...] = ()
    wallet_lot: WalletLot | None = None
    remainder: Fraction | None = None
    purchase: Purchase | None = None
    reverses: str | None = None
    linked_entry_id: str | None = None
    counted: QualifyingDay | None = None


@dataclass(frozen=True, slots=True)
class Posting:
    """An account after an entry, and that entry."""

    account: Account
    entry: Entry


def post(account: Account, change: Change, cause: Cause) -> Posting:
    """Post a change: the account after it, and its entry."""
    points = sum(draw.points for draw in change.draws) - change.debt_points
    wallet_minor = sum(draw.amount_minor for draw in change.wallet_draws)
    entry = Entry(
        entry_id=cause.entry_id,
        clinic_id=account.clinic_id,
        revision=account.revision + 1,
        kind=change.kind,
        points=points,
        wallet_minor=wallet_minor,
        debt_points=change.debt_points,
        points_after=account.points + points,
        wallet_minor_after=account.wallet_minor + wallet_minor,
        debt_points_after=account.debt_points + change.debt_points,
        draws=change.draws,
        lot=change.lot,
        wallet_draws=change.wallet_draws,
        wallet_lot=change.wallet_lot,
        purchase=change.purchase,
        why=change.why,
        actor=cause.actor,
        location_id=cause.location_id,
        business_date=cause.business_date,
        occurred_at=cause.occurred_at or cause.now,
        recorded_at=cause.now,
        reverses=change.reverses,
        linked_entry_id=change.linked_entry_id,
        request=cause.request,
        previous_hash=account.head_hash,
        counted=change.counted,
    )
    sealed = entry if cause.is_trial else seal(entry)
    return Posting(account_after(account, sealed, change.remainder), sealed)


def account_after(account: Account, entry: Entry, remainder: Fraction | None) -> Account:
    """The account after an entry; `remainder` is the part of a point that is left, None where the entry moves none."""
    lots = lots_after(account.lots, entry.draws, entry.lot)
    after = replace(
        remember_joined(account, entry.draws),
        points=entry.points_after,
        wallet_minor=entry.wallet_minor_after,
        debt_points=entry.debt_points_after,
        remainder=account.remainder if remainder is None else remainder,
        revision=entry.revision,
        head_hash=entry.hash,
        lots=lots,
        extended=lives_to_keep(account.extended, lots),
        wallet_lots=wallet_after(account.wallet_lots, entry.wallet_draws, entry.wallet_lot),
    )
    if entry.counted is not None:
        # The tier is decided again: in the same commit by a service that has the rules, else by the schedule.
        after = replace(after, days=count_in(after.days, entry.counted), tier_due_at=entry.recorded_at)
    return after


def with_room(before: Account, posting: Posting) -> Posting:
    """The posting of an act that brings in points or money; what undoes another act, or was promised, needs no room.

    Raises TooManyOpenLots if the account would hold more lots than one document should.
    """
    after = posting.account
    for held, holds, most in (
        (len(before.lots), len(after.lots), MOST_OPEN_LOTS),
        (len(before.wallet_lots), len(after.wallet_lots), MOST_WALLET_LOTS),
        (lots_banked_from(before.wallet_lots), lots_banked_from(after.wallet_lots), MOST_BANKED_FROM),
    ):
        if most < holds > held:
            raise TooManyOpenLots(limit=most)
    return posting


@dataclass(frozen=True, slots=True)
class Received:
    """New points: those that repaid debt, the draw of the rest if any is left, and the lot if it opened one."""

    repaid_points: int
    draws: tuple[Draw, ...] = ()
    lot: Lot | None = None


def receive(
    account: Account,
    points: int,
    lives: Lives,
    cause: Cause,
    expires_on: date | None = None,
    *,
    may_join: bool = True,
) -> Received:
    """Take points in: they repay debt first; the rest opens a lot of its entry and location, or joins one."""
    repaid = min(account.debt_points, points)
    if points == repaid:
        return Received(repaid)
    fresh = open_lot(cause.entry_id, points - repaid, cause.occurred_at or cause.now, lives, expires_on)
    fresh = replace(fresh, location_id=cause.location_id or NOWHERE)
    joined = lot_to_join(account, fresh, cause.now) if may_join else None
    if joined is not None:
        return Received(repaid, (join(joined, points - repaid),))
    return Received(repaid, (Draw(fresh.lot_id, fresh.points_earned),), fresh)
