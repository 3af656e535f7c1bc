"""The estimate while a manager types is what the engine credits at the other rate, but for what is rounded."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest

from loyalty.domain.program.accrual import NO_MULTIPLIER, Tender, earn
from loyalty.domain.program.rules import EarningRule, TenderKind
from tests.vectors import make_estimate

VECTORS: list[dict[str, Any]] = json.loads(make_estimate.FILE.read_text(encoding="utf-8"))


def test_the_file_is_what_its_maker_writes() -> None:
    assert make_estimate.FILE.read_text(encoding="utf-8") == make_estimate.written()


def _rule(said: dict[str, int]) -> EarningRule:
    return EarningRule(1, (TenderKind.CASH,), said["rate_bp"], said["minor_per_point"])


@pytest.mark.parametrize("vector", VECTORS[:50], ids=lambda vector: str(vector["points"]))
def test_an_estimate_is_within_a_point_of_each_rate_of_what_the_engine_credits(vector: dict[str, Any]) -> None:
    before, after = _rule(vector["before"]), _rule(vector["after"])
    # The least money that earned so many points.
    minor = -(-vector["points"] * 10_000 * before.minor_per_point // before.rate_bp)
    paid = (Tender(TenderKind.CASH, minor),)
    earned = earn(paid, before, NO_MULTIPLIER, Fraction(0))
    would_be = earn(paid, after, NO_MULTIPLIER, Fraction(0))
    assert earned.points == vector["points"]
    ratio = Fraction(after.rate_bp * before.minor_per_point, before.rate_bp * after.minor_per_point)
    assert abs(would_be.points - vector["points_after"]) <= ratio + 1
