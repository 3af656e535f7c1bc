"""Two shares compared: by published examples, and by drawing groups whose true difference is known."""

from __future__ import annotations

import random

import pytest

from loyalty.domain.reminders.proportions import FEWER, MORE, NOT_SHOWN, TOO_FEW, Group, compare, interval


# Newcombe's own tables; in the last of each, where nobody or hardly anybody did, the textbook's interval is absurd.
@pytest.mark.parametrize(
    ("group", "low", "high"),
    [
        (Group(263, 81), 0.2553, 0.3662),
        (Group(148, 15), 0.0624, 0.1605),
        (Group(20, 0), 0.0, 0.1611),
        (Group(29, 1), 0.0061, 0.1718),
    ],
)
def test_a_shares_interval_is_the_published_one(group: Group, low: float, high: float) -> None:
    assert interval(group) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("group", "against", "low", "high"),
    [
        (Group(70, 56), Group(80, 48), 0.0524, 0.3339),
        (Group(10, 9), Group(10, 3), 0.1705, 0.8090),
        (Group(56, 5), Group(29, 0), -0.0381, 0.1926),
        (Group(10, 10), Group(10, 0), 0.6075, 1.0),
    ],
)
def test_a_differences_interval_is_the_published_one(group: Group, against: Group, low: float, high: float) -> None:
    compared = compare(group, against)
    assert (compared.lowest, compared.highest) == pytest.approx((low, high), abs=5e-5)


def test_the_interval_holds_a_known_difference_95_times_of_100() -> None:
    dice = random.Random(20261122)  # noqa: S311 - the same groups in every run

    def draw(patients: int, share: float) -> Group:
        return Group(patients, sum(dice.random() < share for _ in range(patients)))

    trials = [compare(draw(400, 0.30), draw(60, 0.20)) for _ in range(1_000)]
    assert 930 <= sum(trial.lowest <= 0.10 <= trial.highest for trial in trials) <= 970


@pytest.mark.parametrize(
    ("group", "against", "conclusion"),
    [
        (Group(1_000, 300), Group(100, 15), MORE),
        (Group(1_000, 150), Group(100, 30), FEWER),
        (Group(1_000, 250), Group(100, 20), NOT_SHOWN),
        (Group(1_000, 900), Group(29, 0), TOO_FEW),
        (Group(29, 29), Group(1_000, 0), TOO_FEW),
        (Group(0, 0), Group(0, 0), TOO_FEW),
    ],
)
def test_no_more_is_concluded_than_the_numbers_bear(group: Group, against: Group, conclusion: str) -> None:
    assert compare(group, against).conclusion == conclusion
