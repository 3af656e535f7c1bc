"""Opportunity cost: the points that other tiers would have earned, less those that would have expired.

A year at another tier replays the last twelve months from an empty account, by the same formula: the same purchases
less refunds, and the same points used, as far as there would have been any, soonest to expire first. On each date
points are earned before they are used.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from heapq import heappop, heappush
from itertools import accumulate, pairwise
from math import lcm
from operator import attrgetter

from loyalty.domain.calendar import ONE_DAY
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


class LastYear:
    """The twelve months up to a date, made ready once to be replayed at any tier."""

    def __init__(self, days: Sequence[QualifyingDay], on: date) -> None:
        """Take the days of the year out of all, which are sorted, oldest first."""
        first, last = (bisect_right(days, end, key=attrgetter("on")) for end in (on - YEAR, on))
        self._days, self._on = days[first:last], on.toordinal()
        self._dates = [day.on.toordinal() for day in self._days]
        self._ends = [_last_usable(day) for day in self._days]
        self._spent = [day.spent_points for day in self._days]
        self._denominator = lcm(*(day.exact.denominator for day in self._days))
        exact = (day.exact.numerator * (self._denominator // day.exact.denominator) for day in self._days)
        self._exact_up_to = list(accumulate(exact, initial=0))
        self._looks = self._looks_in_order()

    def as_it_was(self) -> Year:
        """The year at the tiers that were in force then."""
        return self._replay([day.points for day in self._days])

    def at(self, multiplier: Fraction) -> Year:
        """The same year at one tier all the time."""
        return self._replay(self._points_at(multiplier))

    def _points_at(self, multiplier: Fraction) -> list[int]:
        """The whole points of each day; the rest of a point is carried to the next day."""
        whole, times = self._denominator * multiplier.denominator, multiplier.numerator
        up_to = [total * times // whole for total in self._exact_up_to]
        earned = [after - before for before, after in pairwise(up_to)]
        return earned if min(earned, default=0) >= 0 else [max(0, points) for points in earned]

    def _replay(self, earned: list[int]) -> Year:
        """Replay the days with these points earned, and sum up what was earned and what expired."""
        if self._looks is None or min(earned, default=0) < 0:
            return self._replay_by_end(earned)
        up_to = list(accumulate(earned, initial=0))
        gone, expired = 0, 0
        for ended, there, used in self._looks:
            if up_to[ended] > gone:
                expired += up_to[ended] - gone
                gone = up_to[ended]
            gone += min(used, up_to[there] - gone)
        return Year(up_to[-1], expired)

    def _looks_in_order(self) -> list[tuple[int, int, int]] | None:
        """The dates on which points were used, and the last: how many days had ended, were there, and the points used.

        None where points do not end in the order they were earned, as after a rule that made their life shorter.
        """
        ends, last_end = list[int](), 0
        for day, on, end in zip(self._days, self._dates, self._ends, strict=True):
            if day.points or day.exact:
                if end < max(last_end, on):
                    return None
                last_end = end
            ends.append(last_end)
        looks = list[tuple[int, int, int]]()
        for at, (on, used) in enumerate(zip(self._dates, self._spent, strict=True)):
            if used < 0:
                return None
            if used:
                before = looks.pop()[2] if looks and self._dates[looks[-1][1] - 1] == on else 0
                looks.append((bisect_left(ends, on), bisect_right(self._dates, on, at), before + used))
        return [*looks, (bisect_left(ends, self._on), len(ends), 0)]

    def _replay_by_end(self, earned: list[int]) -> Year:
        """The same for points that end in any order.

        Points are kept by their last day, in a heap: those that end soonest are used first, and pass first.
        """
        expired, left = 0, dict[int, int]()
        soonest: list[int] = []
        last = len(self._dates) - 1
        spent = 0
        for at, today in enumerate(self._dates):
            expired += _expire(soonest, left, today)
            ends_on, points = self._ends[at], earned[at]
            if ends_on not in left:
                left[ends_on] = 0
                heappush(soonest, ends_on)
            left[ends_on] += points
            spent += self._spent[at]
            if spent and (at == last or self._dates[at + 1] != today):
                _spend(soonest, left, spent)
                spent = 0
        expired += _expire(soonest, left, self._on)
        return Year(sum(earned), expired)


def _last_usable(day: QualifyingDay) -> int:
    return (day.expires_on or date.max).toordinal()


def _expire(soonest: list[int], left: dict[int, int], today: int) -> int:
    """Take out the points whose last day is over, and return how many they are."""
    expired = 0
    while soonest and soonest[0] < today:
        expired += left.pop(heappop(soonest))
    return expired


def _spend(soonest: list[int], left: dict[int, int], points: int) -> None:
    """Use points, soonest to expire first, as far as there are any."""
    while points and soonest:
        taken = min(points, left[soonest[0]])
        points -= taken
        left[soonest[0]] -= taken
        if not left[soonest[0]]:
            del left[heappop(soonest)]


def next_year_change_on(days: Sequence[QualifyingDay], on: date) -> date | None:
    """The next date on which time alone changes a year: a day leaves it, or points pass their last day."""
    ends = [day.expires_on for day in days if day.expires_on is not None and day.expires_on >= on]
    changes = [min(ends) + ONE_DAY] if ends else []
    following = bisect_right(days, on - YEAR, key=attrgetter("on"))
    if following < len(days):
        changes.append(days[following].on + YEAR)
    return min(changes, default=None)
