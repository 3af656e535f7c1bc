"""Opportunity cost: the points that other tiers would have earned, less those that would have expired.

A year at another tier replays the last twelve months from an empty account, by the same formula: the same purchases
less refunds, and the same points used, as far as there would have been any, soonest to expire first. On each date
points are earned before they are used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby
from math import floor

from loyalty.domain.program.accrual import Tender, earn
from loyalty.domain.program.rules import EarningRule
from loyalty.domain.program.tiers import QualifyingDay, TiersRule

YEAR = timedelta(days=365)


def points_elsewhere(
    tenders: tuple[Tender, ...], rule: EarningRule, remainder: Fraction, tiers: TiersRule, tier_id: str
) -> Mapping[str, int]:
    """The points that one purchase would have earned at every other tier."""
    others = (tier for tier in tiers.tiers if tier.tier_id != tier_id)
    return {tier.tier_id: earn(tenders, rule, tier.multiplier, remainder).points for tier in others}


@dataclass(frozen=True, slots=True)
class Year:
    """The points of twelve months: those earned, and those of them that passed their last day unused."""

    earned_points: int
    expired_points: int

    @property
    def kept_points(self) -> int:
        """The points that did not expire."""
        return self.earned_points - self.expired_points


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
