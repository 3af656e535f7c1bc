"""The tier in force on a date: reached within the window, kept with grace, lost by a step or at once, granted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty.domain.program.tiers import (
    Grant,
    Ladder,
    Measure,
    Qualifying,
    QualifyingDay,
    Tier,
    TiersRule,
    count_in,
)

START = date(2026, 3, 1)
RULE = TiersRule(
    version=1,
    tiers=(
        Tier("base", "Base", Fraction(1)),
        Tier("silver", "Silver", Fraction(2), measure=Measure.SPEND, at_least=1_000),
        Tier("gold", "Gold", Fraction(3), measure=Measure.SPEND, at_least=3_000),
        Tier("regular", "Regular", Fraction(4), measure=Measure.PURCHASES, at_least=5),
    ),
    window_days=365,
    grace_days=30,
)


def spent(*days: tuple[int, int]) -> Qualifying:
    """So much own money so many days after the start."""
    kept: tuple[QualifyingDay, ...] = ()
    for after, amount in days:
        kept = count_in(kept, QualifyingDay(START + timedelta(days=after), spend_minor=amount, purchases=1))
    return Qualifying(kept)


def held(qualifying: Qualifying, rule: TiersRule, *after: int) -> list[str]:
    """The tiers so many days after the start."""
    ladder = Ladder(qualifying, rule)
    return [ladder.tier_on(START + timedelta(days=days)).tier_id for days in after]


def test_a_tier_is_reached_on_the_day_and_kept_for_the_window_and_the_grace() -> None:
    assert held(spent((0, 3_000)), RULE, -1, 0, 364, 394, 395) == ["base", "gold", "gold", "gold", "base"]


def test_one_step_at_a_time_where_the_rule_says_so() -> None:
    gently = replace(RULE, one_step=True)
    assert held(spent((0, 3_000)), gently, 394, 395, 424, 425) == ["gold", "silver", "silver", "base"]


def test_without_grace_a_tier_ends_with_its_window() -> None:
    strict = replace(RULE, grace_days=0, one_step=True)
    assert held(spent((0, 3_000)), strict, 364, 365) == ["gold", "base"]


def test_what_is_reached_by_another_measure_counts_too() -> None:
    assert held(spent(*((turn, 1) for turn in range(5))), RULE, 3, 4) == ["base", "regular"]


@pytest.mark.parametrize("until", [None, START + timedelta(days=9)])
def test_a_grant_holds_until_its_last_day_and_never_takes_a_higher_tier_away(until: date | None) -> None:
    granted = replace(spent((0, 3_000)), granted=(Grant("silver", until),))
    alone = Qualifying((), (Grant("silver", until),))
    assert held(granted, RULE, 0) == ["gold"]
    assert held(alone, RULE, 9, 10) == ["silver", "silver" if until is None else "base"]


def test_the_way_to_the_next_tier_is_told_in_its_own_measure() -> None:
    ahead = Ladder(spent((0, 1_200)), RULE).next_tier(START)
    assert ahead is not None
    assert (ahead.tier_id, ahead.measure, ahead.have, ahead.need) == ("gold", Measure.SPEND, 1_200, 3_000)
    top = Ladder(spent(*((turn, 1_000) for turn in range(5))), RULE)
    assert top.next_tier(START + timedelta(days=4)) is None


def test_the_last_day_is_known_beforehand() -> None:
    assert Ladder(spent((0, 3_000)), RULE).last_day(START) == START + timedelta(days=394)
    assert Ladder(spent(), RULE).last_day(START) is None


DAYS = st.lists(st.tuples(st.integers(0, 500), st.integers(1, 2_000)), max_size=8)


RULES = st.builds(
    replace,
    st.just(RULE),
    one_step=st.booleans(),
    grace_days=st.integers(0, 60),
    window_days=st.integers(1, 366),
)


@given(DAYS, RULES)
def test_time_changes_a_tier_on_no_other_date_than_is_foretold(days: list[tuple[int, int]], rule: TiersRule) -> None:
    ladder = Ladder(spent(*days), rule)
    last = START + timedelta(days=max((after for after, _ in days), default=0))
    foretold, seen = ladder.next_change_on(last), ladder.tier_on(last)
    for days_on in range(1, 800):
        on = last + timedelta(days=days_on)
        now = ladder.tier_on(on)
        assert now == seen or on == foretold
        foretold = ladder.next_change_on(on) if on == foretold else foretold
        seen = now
    assert seen.tier_id == "base"


@given(DAYS, st.integers(0, 7))
def test_what_is_taken_off_its_own_day_leaves_no_trace(days: list[tuple[int, int]], place: int) -> None:
    if days:
        after, amount = days[place % len(days)]
        off = QualifyingDay(START + timedelta(days=after), spend_minor=-amount, purchases=-1)
        without = [day for turn, day in enumerate(days) if turn != place % len(days)]
        assert count_in(spent(*days).days, off) == spent(*without).days
