"""Tiers: the sums that reach one, the tier in force on a business date, and what is missing to the next.

The tier depends on nothing but the kept days, the membership, the grant, the rule and the date. So the result is the
same if it is computed late, twice or in another order.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate

# A tier with its grace looks back this far at most; so does the year at another tier.
KEPT_DAYS = 2 * 366
MOST_TIERS = 6


class Measure(StrEnum):
    """A sum over the window that reaches a tier: own money paid, purchases, points earned, treatments completed."""

    SPEND = "spend_minor"
    PURCHASES = "purchases"
    POINTS = "points"
    TREATMENTS = "treatments"


@dataclass(frozen=True, slots=True)
class Tier:
    """A tier. With a measure, `at_least` so much within the window reaches it; without, a membership or a grant."""

    tier_id: str
    name: str
    multiplier: Fraction
    perks: tuple[str, ...] = ()
    measure: Measure | None = None
    at_least: int = 0


@dataclass(frozen=True, slots=True)
class TiersRule:
    """The tiers, lowest first; the first is everybody's.

    The window is `window_days` long, the day itself included. After a tier is no longer reached, it is kept for
    `grace_days`; then the tier that is reached follows, or, with `one_step`, the next lower one for as long again.
    With `at_once` the purchase that reaches a tier earns at it; otherwise the next purchase does.
    """

    version: int
    tiers: tuple[Tier, ...]
    window_days: int
    grace_days: int = 0
    one_step: bool = False
    at_once: bool = False

    def index(self, tier_id: str | None) -> int:
        """The place of a tier, from 0; also 0 for a tier that the rule does not know."""
        return next((place for place, tier in enumerate(self.tiers) if tier.tier_id == tier_id), 0)


@dataclass(frozen=True, slots=True)
class QualifyingDay:
    """The sums of a business date, or what an entry adds to them; kept as long as any tier can depend on them.

    `spend_minor` is the patient's own money, `points` are those earned; a refund is taken off the purchase's own date.
    `exact` is what the purchases earn at multiplier 1, unrounded; their points end with `expires_on`. `spent_points`
    were used or banked on that date.
    """

    on: date
    expires_on: date | None = None
    spend_minor: int = 0
    purchases: int = 0
    points: int = 0
    treatments: int = 0
    exact: Fraction = Fraction(0)
    spent_points: int = 0


@dataclass(frozen=True, slots=True)
class Grant:
    """A tier that the clinic gave, until a business date, that day included; forever if there is none."""

    tier_id: str
    until_on: date | None


@dataclass(frozen=True, slots=True)
class Qualifying:
    """The facts that decide a tier: the days, and the grants of a membership or the clinic."""

    days: tuple[QualifyingDay, ...]
    granted: tuple[Grant, ...] = ()


class Sums:
    """The sum of each measure on any date: added up once, looked up by the ends of the window."""

    def __init__(self, days: tuple[QualifyingDay, ...], window_days: int) -> None:
        self._dates = [day.on for day in days]
        self._window = timedelta(days=window_days)
        self._up_to = {
            Measure.SPEND: _running_sums(day.spend_minor for day in days),
            Measure.PURCHASES: _running_sums(day.purchases for day in days),
            Measure.POINTS: _running_sums(day.points for day in days),
            Measure.TREATMENTS: _running_sums(day.treatments for day in days),
        }

    def of(self, measure: Measure, on: date) -> int:
        """The sum over the days of the window that ends with a date."""
        up_to = self._up_to[measure]
        return up_to[bisect_right(self._dates, on)] - up_to[bisect_right(self._dates, on - self._window)]

    def dates_between(self, after: date, until: date) -> list[date]:
        """The days later than one date and up to another."""
        return self._dates[bisect_right(self._dates, after) : bisect_right(self._dates, until)]


def _running_sums(amounts: Iterable[int]) -> list[int]:
    return [0, *accumulate(amounts)]


def count_in(days: Iterable[QualifyingDay], change: QualifyingDay) -> tuple[QualifyingDay, ...]:
    """Add what an entry counts to its day, or take it off; the days are sorted, oldest first, without empty ones."""
    after = {(day.on, day.expires_on): day for day in days}
    name = (change.on, change.expires_on)
    known = after.get(name, QualifyingDay(change.on, change.expires_on))
    after[name] = replace(
        known,
        spend_minor=known.spend_minor + change.spend_minor,
        purchases=known.purchases + change.purchases,
        points=known.points + change.points,
        treatments=known.treatments + change.treatments,
        exact=known.exact + change.exact,
        spent_points=known.spent_points + change.spent_points,
    )
    kept = (day for day in after.values() if day != QualifyingDay(day.on, day.expires_on))
    return tuple(sorted(kept, key=lambda day: (day.on, day.expires_on or day.on)))


def count_use(points: int, on: date) -> QualifyingDay:
    """Count points that an entry uses."""
    return QualifyingDay(on, spent_points=points)


def uncount_use(made: QualifyingDay | None, points: int) -> QualifyingDay | None:
    """Take points that an entry gives back off the date they were used on."""
    return QualifyingDay(made.on, spent_points=-points) if made is not None and points else None


def days_to_keep(days: Iterable[QualifyingDay], on: date) -> tuple[QualifyingDay, ...]:
    """The days that a tier can still depend on."""
    return tuple(day for day in days if on - day.on < timedelta(days=KEPT_DAYS))


def tier_on(qualifying: Qualifying, rule: TiersRule, on: date) -> Tier:
    """The tier in force: the highest of those reached, with their grace, and those granted."""
    return _tier_on(qualifying, rule, on, Sums(qualifying.days, rule.window_days))


def _tier_on(qualifying: Qualifying, rule: TiersRule, on: date, sums: Sums) -> Tier:
    granted = (rule.index(grant.tier_id) for grant in qualifying.granted if _is_in_force(grant, on))
    return rule.tiers[max(_kept_index(rule, on, sums), *granted, 0)]


def _is_in_force(grant: Grant, on: date) -> bool:
    return grant.until_on is None or on <= grant.until_on


def _kept_index(rule: TiersRule, on: date, sums: Sums) -> int:
    """The highest tier reached within the grace, or one lower for each further grace that has passed since."""
    steps = len(rule.tiers) if rule.one_step and rule.grace_days else 1
    reached = (
        _highest_between(rule, on - timedelta(days=(step + 1) * rule.grace_days), on, sums) - step
        for step in range(steps)
    )
    return max(reached)


def _highest_between(rule: TiersRule, first: date, last: date, sums: Sums) -> int:
    """The highest tier reached on any date of a range. Sums grow only on the days, so no other date is tried."""
    return max(_highest_on(rule, on, sums) for on in {first, *sums.dates_between(first, last)})


def _highest_on(rule: TiersRule, on: date, sums: Sums) -> int:
    reached = (
        place
        for place, tier in enumerate(rule.tiers)
        if tier.measure is not None and sums.of(tier.measure, on) >= tier.at_least
    )
    return max(reached, default=0)


@dataclass(frozen=True, slots=True)
class NextTier:
    """The nearest higher tier that has a measure: how much of it the patient has today, and how much the tier needs."""

    tier_id: str
    name: str
    measure: Measure
    have: int
    need: int


def next_tier(qualifying: Qualifying, rule: TiersRule, on: date) -> NextTier | None:
    """The next tier and what is missing to it; None at the top, or where only a membership or a grant leads further."""
    sums = Sums(qualifying.days, rule.window_days)
    place = rule.index(_tier_on(qualifying, rule, on, sums).tier_id)
    for tier in rule.tiers[place + 1 :]:
        if tier.measure is not None:
            have = sums.of(tier.measure, on)
            if have < tier.at_least:
                return NextTier(tier.tier_id, tier.name, tier.measure, have, tier.at_least)
    return None


def progress_on(qualifying: Qualifying, rule: TiersRule, on: date) -> Mapping[str, int]:
    """The sums that count on a date, by measure."""
    sums = Sums(qualifying.days, rule.window_days)
    return {str(measure): sums.of(measure, on) for measure in Measure}


def tier_last_day(qualifying: Qualifying, rule: TiersRule, on: date) -> date | None:
    """The last day of the tier in force if nothing more happens; None for a tier that time alone does not end."""
    sums = Sums(qualifying.days, rule.window_days)
    tier = _tier_on(qualifying, rule, on, sums)
    for change_on in sorted(set(tier_change_dates(qualifying, rule, on))):
        if _tier_on(qualifying, rule, change_on, sums) != tier:
            return change_on - timedelta(days=1)
    return None


def tier_change_dates(qualifying: Qualifying, rule: TiersRule, on: date) -> Iterator[date]:
    """The later dates on which time alone can change the tier or the sums."""
    steps = len(rule.tiers) if rule.one_step else 1
    for day in qualifying.days:
        for step in range(steps + 1):
            yield from _if_later(day.on + timedelta(days=rule.window_days + step * rule.grace_days), on)
    for grant in qualifying.granted:
        if grant.until_on is not None:
            yield from _if_later(grant.until_on + timedelta(days=1), on)


def _if_later(change_on: date, on: date) -> Iterator[date]:
    if change_on > on:
        yield change_on
