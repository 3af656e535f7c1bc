"""Multiplied once and rounded once: what a tier earns, for every amount."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from loyalty.domain.program.accrual import Tender, earn
from loyalty.domain.program.rules import EarningRule, TenderKind

CASH = (TenderKind.CASH,)
MULTIPLIERS = st.builds(Fraction, st.integers(1, 40), st.integers(1, 40))


def points(amount_minor: int, rate_bp: int, multiplier: Fraction, remainder: Fraction = Fraction(0)) -> int:
    """The points that cash earns."""
    rule = EarningRule(1, CASH, rate_bp, 1)
    return earn((Tender(TenderKind.CASH, amount_minor),), rule, multiplier, remainder).points


def test_three_times_five_percent_is_fifteen_percent_of_every_amount() -> None:
    once, thrice = Fraction(1), Fraction(3)
    assert [amount for amount in range(100_001) if points(amount, 500, thrice) != points(amount, 1500, once)] == []


@given(st.integers(0, 10**8), st.integers(0, 10**6), st.integers(0, 10_000), MULTIPLIERS, MULTIPLIERS)
def test_more_spent_or_a_higher_tier_never_earns_less(
    amount: int, more: int, rate_bp: int, one: Fraction, other: Fraction
) -> None:
    lower, higher = sorted((one, other))
    assert points(amount, rate_bp, lower) <= points(amount + more, rate_bp, lower)
    assert points(amount, rate_bp, lower) <= points(amount, rate_bp, higher)
