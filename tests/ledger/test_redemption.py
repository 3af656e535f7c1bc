"""The worth of points, and the points that an amount of money takes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from loyalty.domain.ledger.redemption import points_for, worth_minor
from loyalty.domain.program.rules import RedemptionRule


def rule(minor_per_100_points: int, increment_points: int) -> RedemptionRule:
    return RedemptionRule(
        version=1,
        minimum_points=1,
        increment_points=increment_points,
        minor_per_100_points=minor_per_100_points,
        most_points_per_visit=None,
        most_bill_bp=10_000,
        combinable=True,
        confirm_above_points=None,
        confirm_lifetime=timedelta(minutes=5),
    )


@pytest.mark.parametrize("minor_per_100_points", [1, 33, 50, 99, 100, 101, 110, 250])
@pytest.mark.parametrize("increment_points", [1, 7, 50, 100])
def test_whatever_steps_of_points_are_worth_can_be_paid_with_a_number_of_steps(
    minor_per_100_points: int, increment_points: int
) -> None:
    terms = rule(minor_per_100_points, increment_points)
    for steps in range(1, 200):
        offered = steps * increment_points
        amount_minor = worth_minor(offered, terms)
        taken = points_for(amount_minor, terms)
        assert taken <= offered
        assert (worth_minor(taken, terms), taken % increment_points) == (amount_minor, 0)


def test_an_amount_between_two_steps_takes_the_least_points_that_are_worth_it() -> None:
    assert points_for(125, rule(100, 50)) == 125
