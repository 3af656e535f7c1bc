"""A tier, its last day, its changes and a year are those that trying every date gives, for any days, rule and date."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import Request
from loyalty.domain.ledger.tier_changes import TierChange, changes_to
from loyalty.domain.program.memberships import Membership, MembershipsRule, Moment, Plan, enrol
from loyalty.domain.program.opportunity import LastYear, next_year_change_on
from loyalty.domain.program.standing import Program
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
from tests.program import slow_tiers
from tests.support.counts import count

TODAY = date(2026, 11, 22)
NOBODY = Request("", "")
AMOUNTS = st.integers(0, 900)


@st.composite
def some_days(draw: st.DrawFn) -> tuple[QualifyingDay, ...]:
    """Days of the last two years and a bit, all with one life of points, or some with two."""
    days: tuple[QualifyingDay, ...] = ()
    lives = draw(st.sampled_from(((None, 30, 180), (30,), (180,), (0, None))))
    for ago in draw(st.lists(st.integers(0, 760), max_size=25)):
        on = TODAY - timedelta(days=ago)
        life = draw(st.sampled_from(lives))
        exact = Fraction(draw(AMOUNTS), draw(st.sampled_from((1, 2, 3, 7))))
        spend, purchases, points, treatments, spent = (draw(st.integers(0, most)) for most in (900, 3, 900, 3, 900))
        ends_on = None if life is None else on + timedelta(days=life)
        days = count_in(days, QualifyingDay(on, ends_on, spend, purchases, points, treatments, exact, spent))
    return days


@st.composite
def some_rules(draw: st.DrawFn) -> TiersRule:
    """A ladder of one to six tiers; a measure never asks for less than it did below."""
    least = dict.fromkeys(Measure, 1)
    tiers = [Tier("tier-0", "Tier 0", Fraction(1))]
    for place in range(1, draw(st.integers(1, 6))):
        measure = draw(st.sampled_from((None, Measure.SPEND, *Measure)))
        if measure is not None:
            few = measure in (Measure.PURCHASES, Measure.TREATMENTS)
            least[measure] += draw(st.integers(0, 3 if few else 1_500))
        at_least = least[measure] if measure else 0
        tiers.append(Tier(f"tier-{place}", f"Tier {place}", Fraction(place + 1, 2), (), measure, at_least))
    window, grace = draw(st.integers(1, 366)), draw(st.sampled_from((0, 0, 1, 7, 30, 60)))
    return TiersRule(1, tuple(tiers), window, grace, draw(st.booleans()), draw(st.booleans()))


@st.composite
def some_grants(draw: st.DrawFn) -> tuple[Grant, ...]:
    """Up to two grants, one of them perhaps of a tier that the rule does not know."""
    until = st.none() | st.integers(-30, 400).map(lambda days: TODAY + timedelta(days=days))
    return tuple(draw(st.lists(st.builds(Grant, st.integers(0, 6).map(lambda at: f"tier-{at}"), until), max_size=2)))


@given(some_days(), some_rules(), some_grants(), st.integers(-800, 800))
@settings(max_examples=count(400, 20_000), deadline=None)
def test_the_tier_on_any_date_is_the_one_that_trying_every_date_finds(
    days: tuple[QualifyingDay, ...], rule: TiersRule, granted: tuple[Grant, ...], later: int
) -> None:
    qualifying, on = Qualifying(days, granted), TODAY + timedelta(days=later)
    ladder = Ladder(qualifying, rule)
    assert ladder.tier_on(on) == slow_tiers.tier_on(qualifying, rule, on)
    assert ladder.next_tier(on) == slow_tiers.next_tier(qualifying, rule, on)
    assert ladder.progress_on(on) == slow_tiers.progress_on(qualifying, rule, on)


def changes(qualifying: Qualifying, rule: TiersRule, after: date, until: date) -> list[TierChange]:
    """The changes that the engine records for an account that was last looked at on a date."""
    account = Account(
        "bella", "ana", "Ana", active=True, joined_at=datetime(2024, 1, 1, tzinfo=UTC), joined_with=NOBODY
    )
    memberships = [held(grant) for grant in qualifying.granted]
    account = replace(account, days=qualifying.days, other_memberships=tuple(memberships))
    return list(changes_to(account, Program(rule), after, until, ZoneInfo("America/Los_Angeles")))


def held(grant: Grant) -> Membership:
    """A membership that gives a tier until a date; one that cannot end lasts for long."""
    until = grant.until_on or date.max - timedelta(days=1)
    terms = Plan("plan", "Plan", 1, "month", grant.tier_id)
    moment = Moment(TODAY, datetime(2026, 1, 1, tzinfo=UTC), "event")
    return replace(enrol(terms, MembershipsRule(1, (terms,), 0), "north", moment), paid_until_on=until)


def slow_changes(qualifying: Qualifying, rule: TiersRule, after: date, until: date) -> list[tuple[date, str, str]]:
    """The changes that trying every date finds."""
    found, tier = [], slow_tiers.tier_on(qualifying, rule, after)
    for on in sorted({on for on in slow_tiers.tier_change_dates(qualifying, rule, after) if on <= until}):
        now = slow_tiers.tier_on(qualifying, rule, on)
        if now != tier:
            found.append((on, tier.tier_id, now.tier_id))
            tier = now
    return found


@given(some_days(), some_rules(), some_grants(), st.integers(0, 800))
@settings(max_examples=count(150, 20_000), deadline=None)
def test_what_time_alone_changes_is_foretold_as_trying_every_date_foretells_it(
    days: tuple[QualifyingDay, ...], rule: TiersRule, granted: tuple[Grant, ...], later: int
) -> None:
    qualifying, on = Qualifying(days, granted), TODAY + timedelta(days=later)
    ladder = Ladder(qualifying, rule)
    assert ladder.last_day(on) == slow_tiers.tier_last_day(qualifying, rule, on)
    assert ladder.next_change_on(on) == min(slow_tiers.tier_change_dates(qualifying, rule, on), default=None)
    until = on + timedelta(days=400)
    walked = [(change.on, change.from_tier_id, change.to_tier_id) for change in changes(qualifying, rule, on, until)]
    assert walked == slow_changes(qualifying, rule, on, until)
    assert next_year_change_on(days, on) == min(slow_tiers.year_change_dates(days, on), default=None)


@given(
    some_days(), st.lists(st.fractions(Fraction(1, 10), 100, max_denominator=12), max_size=4), st.integers(-400, 400)
)
@settings(max_examples=count(150, 20_000), deadline=None)
def test_a_year_at_any_multiplier_is_the_one_that_keeping_every_lot_gives(
    days: tuple[QualifyingDay, ...], multipliers: list[Fraction], later: int
) -> None:
    on = TODAY + timedelta(days=later)
    year = LastYear(days, on)
    assert year.as_it_was() == slow_tiers.year_as_it_was(days, on)
    assert [year.at(one) for one in multipliers] == [slow_tiers.year_at(days, one, on) for one in multipliers]


@given(some_days(), some_days())
@settings(max_examples=count(100, 5_000), deadline=None)
def test_days_are_counted_in_and_taken_off_in_any_order(
    days: tuple[QualifyingDay, ...], more: tuple[QualifyingDay, ...]
) -> None:
    slowly = days
    for day in more:
        days, slowly = count_in(days, day), slow_tiers.count_in(slowly, day)
    assert days == slowly
