"""Sharing: where an account holds many lots, new points join a lot with the very same life instead of opening one.

A shared lot is to refunds what one larger purchase would be: its points are used, expire and are forgiven together.
What a refund needs to know of it beside the lot itself is kept on the account, also when the lot is empty or gone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from loyalty.domain.ledger.account import Account, Shared
from loyalty.domain.ledger.lots import Draw, Lot

# An account with so many open lots lets new points join one. One that has more keeps each purchase apart no longer.
SHARED_FROM = 100
# The account remembers those that are open, and this many others.
MOST_REMEMBERED = 100


def lot_to_join(account: Account, fresh: Lot, now: datetime) -> Lot | None:
    """The lot that new points join: the latest with the life that their own would have; None where they open one.

    A lot that a reminder was made for, that an appointment holds, or of which all purchases were taken back, is not
    joined.
    """
    if len(account.lots) < SHARED_FROM:
        return None
    return next(
        (lot for lot in reversed(account.lots) if _has_life_of(lot, fresh) and _is_open(account, lot, now)), None
    )


def join(lot: Lot, points: int) -> Draw:
    """Let points join a lot: it earned and holds so many more."""
    return Draw(
        lot.lot_id,
        points,
        replace(lot, points_earned=lot.points_earned + points, points_remaining=lot.points_remaining + points),
    )


def _has_life_of(lot: Lot, fresh: Lot) -> bool:
    if lot.expires_at != fresh.expires_at:  # most differ in this, and it is asked of hundreds
        return False
    alike = replace(
        fresh,
        lot_id=lot.lot_id,
        earned_at=lot.earned_at,
        points_earned=lot.points_earned,
        points_remaining=lot.points_remaining,
    )
    return alike == lot


def _is_open(account: Account, lot: Lot, now: datetime) -> bool:
    return lot.is_live(now) and lot.lot_id not in account.taken_back


def remember_joined(account: Account, draws: Iterable[Draw]) -> Account:
    """Remember the lots that points have joined by these draws."""
    sizes = {lot.lot_id: lot.points_earned for lot in account.lots}
    for draw in draws:
        if draw.lot is not None and draw.lot.points_earned > sizes.get(draw.lot_id, draw.lot.points_earned):
            known = shared_lot(account, draw.lot_id) or Shared(draw.lot_id, 0)
            account = _keep(account, replace(known, points=draw.lot.points_earned))
    return account


def shared_lot(account: Account, lot_id: str) -> Shared | None:
    """The record of a lot that is shared."""
    return next((shared for shared in account.shared if shared.lot_id == lot_id), None)


def forgive_shared(account: Account, lot_id: str, points: int) -> Account:
    """Note that a refund did not take so many points, as they had expired with a shared lot."""
    known = shared_lot(account, lot_id)
    if known is None or not points:
        return account
    return _keep(account, replace(known, forgiven_points=known.forgiven_points + points))


def take_back_shared(account: Account, lot_id: str, points: int) -> tuple[Account, bool]:
    """Note that a purchase with so many points in a lot was taken back whole; true if that is all of the lot."""
    known = shared_lot(account, lot_id)
    if known is None:
        return account, True
    known = replace(known, taken_back_points=known.taken_back_points + points)
    return _keep(account, known), known.taken_back_points == known.points


def _keep(account: Account, shared: Shared) -> Account:
    others = [other for other in account.shared if other.lot_id != shared.lot_id]
    is_open = {lot.lot_id for lot in account.lots}
    closed = [other.lot_id for other in others if other.lot_id not in is_open]
    forgotten = set(closed[: max(0, len(closed) - MOST_REMEMBERED)])
    return replace(account, shared=(*(other for other in others if other.lot_id not in forgotten), shared))
