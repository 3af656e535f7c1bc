"""Lapses: points that came back to a lot after its last day, remembered so that nobody owes for them.

A refund of the purchase that earned them forgives them, and a reissue gives them a new life. Once that purchase is
taken back whole, other points have paid for them: then they repay debt. Each point has one of these ends alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from loyalty.domain.ledger.account import Account, Lapsed

# The account remembers this many; what is older can no longer be forgiven.
MOST_REMEMBERED = 200


def remember_lapses(account: Account, entry_id: str, by_lot: Mapping[str, int]) -> Account:
    """Remember the points of each lot that an entry lost."""
    new = (Lapsed(lot_id, entry_id, points) for lot_id, points in by_lot.items() if points)
    return replace(account, lapsed=(*account.lapsed, *new)[-MOST_REMEMBERED:])


def lapsed_of_lot(account: Account, lot_id: str) -> int:
    """The points of a lot that lapsed and are still lost."""
    return sum(lapse.left for lapse in account.lapsed if lapse.lot_id == lot_id)


def forgiven_of_lot(account: Account, lot_id: str) -> int:
    """The points of a lot that lapsed and were forgiven."""
    return sum(lapse.forgiven_points for lapse in account.lapsed if lapse.lot_id == lot_id)


def forgiven_of_entry(account: Account, entry_id: str) -> int:
    """The points that an entry lost and that were forgiven."""
    return sum(lapse.forgiven_points for lapse in account.lapsed if lapse.entry_id == entry_id)


def repaid_of_entry(account: Account, entry_id: str) -> int:
    """The points that an entry lost and that repaid debt."""
    return sum(lapse.repaid_points for lapse in account.lapsed if lapse.entry_id == entry_id)


def repaying_lapses(account: Account) -> int:
    """The lapsed points of purchases that were taken back whole: they can repay debt."""
    return sum(lapse.left for lapse in account.lapsed if lapse.lot_id in account.taken_back)


def repay_with_lapses(account: Account, points: int) -> Account:
    """Note the debt that lapsed points repaid, oldest lapse first."""

    def repay(lapse: Lapsed, part: int) -> Lapsed:
        return replace(lapse, repaid_points=lapse.repaid_points + part)

    return _use(account, points, lambda lapse: lapse.lot_id in account.taken_back, repay)


def take_purchase_back(account: Account, lot_id: str) -> Account:
    """Remember that nothing is left of the purchases of a lot."""
    return replace(account, taken_back=(*account.taken_back, lot_id)[-MOST_REMEMBERED:])


def forgive_lapses(account: Account, lot_id: str, points: int) -> Account:
    """Forgive points of a lot, oldest lapse first."""

    def forgive(lapse: Lapsed, part: int) -> Lapsed:
        return replace(lapse, forgiven_points=lapse.forgiven_points + part)

    return _use(account, points, lambda lapse: lapse.lot_id == lot_id, forgive)


def reissue_lapses(account: Account, entry_id: str, points: int) -> Account:
    """Note the new life of points that an entry lost, oldest lapse first."""

    def reissue(lapse: Lapsed, part: int) -> Lapsed:
        return replace(lapse, reissued_points=lapse.reissued_points + part)

    return _use(account, points, lambda lapse: lapse.entry_id == entry_id, reissue)


def _use(
    account: Account, points: int, is_meant: Callable[[Lapsed], bool], use: Callable[[Lapsed, int], Lapsed]
) -> Account:
    after = []
    for lapse in account.lapsed:
        part = min(points, lapse.left) if is_meant(lapse) else 0
        points -= part
        after.append(use(lapse, part) if part else lapse)
    return replace(account, lapsed=tuple(after))
