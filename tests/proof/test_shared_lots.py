"""Shared lots before the audit: a lot grows only by points that come in, and by exactly as many."""

from __future__ import annotations

import pytest

from loyalty.domain.proof.findings import Fields
from loyalty.domain.proof.lots_audit import POINTS, Lots

LOT = {"lot_id": "first", "points_earned": 100, "points_remaining": 100, "policy": {}}


def found_after(kind: str, points: int, earned: int, remaining: int) -> list[str]:
    """The codes of what the audit finds of an entry that draws on the lot and leaves it so."""
    found: list[str] = []
    lots, note = Lots(POINTS), lambda code, *_: found.append(code)
    lots.draw("first", {"kind": "accrual", "lot": LOT, "draws": [{"lot_id": "first", "points": 100}]}, note)
    after = {**LOT, "points_earned": earned, "points_remaining": remaining}
    entry: Fields = {"kind": kind, "lot": None, "draws": [{"lot_id": "first", "points": points, "lot": after}]}
    lots.draw("second", entry, note)
    return found


@pytest.mark.parametrize("kind", ["accrual", "adjustment", "reissue", "opening", "bonus"])
def test_points_that_come_in_make_the_lot_larger_by_as_many(kind: str) -> None:
    assert found_after(kind, 40, 140, 140) == []


@pytest.mark.parametrize(
    ("kind", "points", "earned", "remaining"),
    [
        ("accrual", 40, 100, 140),
        ("accrual", 40, 141, 140),
        ("reversal", 40, 140, 140),
        ("redemption", -40, 60, 60),
        ("adjustment", -40, 60, 60),
    ],
)
def test_a_lot_that_grows_or_shrinks_otherwise_is_found(kind: str, points: int, earned: int, remaining: int) -> None:
    assert "lot-moved" in found_after(kind, points, earned, remaining)
