"""Purchases become points: exact, rounded once, the rest carried."""

from __future__ import annotations

import json
from fractions import Fraction
from math import floor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty.domain.program.accrual import FINEST, NO_MULTIPLIER, Tender, earn, eligible_minor
from loyalty.domain.program.rules import EarningRule, TenderKind

NOTHING = Fraction(0)
VECTORS = Path(__file__).parent.parent / "vectors" / "accrual.json"


def rule(rate_bp: int = 1000, minor_per_point: int = 1, *tenders: TenderKind) -> EarningRule:
    return EarningRule(1, tenders or (TenderKind.CASH,), rate_bp, minor_per_point)


def paid(amount_minor: int, kind: TenderKind = TenderKind.CASH) -> tuple[Tender, ...]:
    return (Tender(kind, amount_minor),)


def test_ten_percent_of_cash_credits_4500_points_for_450_dollars() -> None:
    earned = earn(paid(45_000), rule(), NO_MULTIPLIER, NOTHING)
    assert (earned.points, earned.eligible_minor, earned.reason) == (4_500, 45_000, "earned")


def test_only_the_eligible_part_of_a_split_payment_earns() -> None:
    split = (Tender(TenderKind.CARD, 30_000), Tender(TenderKind.CASH, 10_000), Tender(TenderKind.CASH, 5_000))
    assert earn(split, rule(), NO_MULTIPLIER, NOTHING).points == 1_500


def test_a_purchase_without_eligible_money_earns_nothing_says_why_and_keeps_the_remainder() -> None:
    earned = earn(paid(45_000, TenderKind.CARD), rule(), NO_MULTIPLIER, Fraction(1, 2))
    assert (earned.points, earned.reason, earned.remainder_after) == (0, "nothing-eligible", Fraction(1, 2))


def test_less_than_one_point_is_kept_for_the_next_purchase() -> None:
    first = earn(paid(9), rule(), NO_MULTIPLIER, NOTHING)
    assert (first.points, first.reason) == (0, "below-one-point")
    assert earn(paid(1), rule(), NO_MULTIPLIER, first.remainder_after).points == 1


@pytest.mark.parametrize("kind", [TenderKind.POINTS, TenderKind.WALLET, TenderKind.INSURANCE])
def test_points_wallet_and_insurance_never_earn_even_if_a_rule_names_them(kind: TenderKind) -> None:
    assert eligible_minor(paid(10_000, kind), rule(1000, 1, kind)) == 0


def test_three_times_five_percent_is_fifteen_percent_on_every_amount() -> None:
    five, fifteen = rule(500), rule(1500)
    for amount in range(1, 100_001):
        tripled = earn(paid(amount), five, Fraction(3), NOTHING)
        direct = earn(paid(amount), fifteen, NO_MULTIPLIER, NOTHING)
        assert (tripled.points, tripled.remainder_after) == (direct.points, direct.remainder_after)


def test_rounding_twice_or_in_floating_point_is_wrong_on_thousands_of_amounts_and_the_engine_on_none() -> None:
    amounts, rounded_twice, floating, ours = range(1, 100_001), 0, 0, 0
    for amount in amounts:
        exact = amount * 15 // 100
        rounded_twice += amount * 5 // 100 * 3 != exact
        floating += int(amount / 100 * 0.15 * 100) != exact
        ours += earn(paid(amount), rule(500), Fraction(3), NOTHING).points != exact
    assert (rounded_twice, floating, ours) == (65_000, 1_296, 0)


@given(
    amounts=st.lists(st.integers(1, 10_000_000), min_size=1, max_size=30),
    rate_bp=st.integers(0, 10_000),
    minor_per_point=st.integers(1, 10_000),
    multiplier=st.fractions(1, 5, max_denominator=20),
)
def test_many_purchases_earn_exactly_what_one_of_their_sum_would(
    amounts: list[int], rate_bp: int, minor_per_point: int, multiplier: Fraction
) -> None:
    terms, remainder, points = rule(rate_bp, minor_per_point), NOTHING, 0
    for amount in amounts:
        earned = earn(paid(amount), terms, multiplier, remainder)
        points, remainder = points + earned.points, earned.remainder_after
        assert 0 <= remainder < 1
    assert points == earn(paid(sum(amounts)), terms, multiplier, NOTHING).points


@given(amount=st.integers(1, 10_000_000), more=st.integers(0, 1_000_000), rate_bp=st.integers(0, 10_000))
def test_paying_more_never_earns_less(amount: int, more: int, rate_bp: int) -> None:
    less = earn(paid(amount), rule(rate_bp), NO_MULTIPLIER, NOTHING)
    assert earn(paid(amount + more), rule(rate_bp), NO_MULTIPLIER, NOTHING).points >= less.points


def test_a_remainder_too_fine_to_store_is_let_go_downwards_only() -> None:
    odd = Fraction(1, FINEST + 39)
    kept = earn(paid(9), rule(), NO_MULTIPLIER, odd).remainder_after
    assert kept.denominator <= FINEST
    assert 0 <= Fraction(9, 10) + odd - kept < Fraction(1, FINEST)


def test_the_engine_agrees_with_the_vectors_that_the_pages_are_tested_with() -> None:
    vectors = json.loads(VECTORS.read_text())
    assert len(vectors) >= 100
    for vector in vectors:
        earned = earn(
            paid(vector["eligible_minor"]) if vector["eligible_minor"] else paid(1, TenderKind.CARD),
            rule(vector["rate_bp"], vector["minor_per_point"]),
            Fraction(vector["multiplier"]),
            Fraction(**vector["remainder"]),
        )
        assert earned.points == vector["points"]
        assert earned.remainder_after == Fraction(**vector["remainder_after"])


def test_rounding_happens_once_and_down() -> None:
    exact = Fraction(99_999 * 1_000, 10_000)
    assert earn(paid(99_999), rule(), NO_MULTIPLIER, NOTHING).points == floor(exact) == 9_999
