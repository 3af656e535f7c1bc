"""Tiers and years in the slow way, which tries every date: as they were decided before days were looked up."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import accumulate, groupby
from math import floor

from loyalty.domain.program.opportunity import YEAR, Year
from loyalty.domain.program.tiers import Grant, Measure, NextTier, Qualifying, QualifyingDay, Tier, TiersRule


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


def year_as_it_was(days: Iterable[QualifyingDay], on: date) -> Year:
    """The twelve months up to a date, at the tiers that were in force then."""
    last = _last_year(days, on)
    return _replay(last, [day.points for day in last], on)


def year_at(days: Iterable[QualifyingDay], multiplier: Fraction, on: date) -> Year:
    """The same twelve months at one tier all the time."""
    last = _last_year(days, on)
    return _replay(last, list(_points_by_day(last, multiplier)), on)


def year_change_dates(days: Iterable[QualifyingDay], on: date) -> Iterator[date]:
    """The later dates on which time alone changes a year."""
    for day in days:
        changes = [day.on + YEAR]
        if day.expires_on is not None:
            changes.append(day.expires_on + timedelta(days=1))
        yield from (change_on for change_on in changes if change_on > on)


def _last_year(days: Iterable[QualifyingDay], on: date) -> list[QualifyingDay]:
    return [day for day in days if on - YEAR < day.on <= on]


def _points_by_day(days: Iterable[QualifyingDay], multiplier: Fraction) -> Iterator[int]:
    """The whole points of each day; the rest of a point is carried to the next day."""
    exact = Fraction(0)
    for day in days:
        before, exact = floor(exact), exact + day.exact * multiplier
        yield max(0, floor(exact) - before)


@dataclass(slots=True)
class _Lot:
    expires_on: date
    points: int


def _replay(days: list[QualifyingDay], earned: list[int], on: date) -> Year:
    """Replay the days with these points earned, and sum up what was earned and what expired."""
    lots: list[_Lot] = []
    expired = 0
    for date_on, today in groupby(zip(days, earned, strict=True), key=lambda earned_on: earned_on[0].on):
        expired += _expire(lots, date_on)
        spent = 0
        for day, points in today:
            lots.append(_Lot(day.expires_on or date.max, points))
            spent += day.spent_points
        _spend(lots, spent)
    expired += _expire(lots, on)
    return Year(sum(earned), expired)


def _expire(lots: list[_Lot], on: date) -> int:
    """Take out the lots whose last day is over, and return the points left in them."""
    over = [lot for lot in lots if lot.expires_on < on]
    lots[:] = [lot for lot in lots if lot.points and lot.expires_on >= on]
    return sum(lot.points for lot in over)


def _spend(lots: list[_Lot], points: int) -> None:
    for lot in sorted(lots, key=lambda lot: lot.expires_on) if points else ():
        taken = min(points, lot.points)
        lot.points -= taken
        points -= taken
