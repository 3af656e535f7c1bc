"""Recurring revenue of memberships, month by month and location by location, counted from their history alone.

A membership's *monthly* price is a twelfth of its price for a year, rounded down. A patient's revenue on a date is the
monthly price of the membership that holds on it, as its latest event by then left it; nothing if none is in force.
The *MRR* of a month is the sum of all revenue on its last day, or today if the month is not over. Between two such
days a patient's revenue is

    new          if there was none, and no membership was paused
    expansion    if there is more of it, it came from another location, or a pause is over
    contraction  if there is less of it, it went to another location, or the membership is paused
    churn        if the membership ended or ran out

so MRR = MRR of the month before + new + expansion - contraction - churn, at each location and in all. The order of
events, and events that come twice, make no difference.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from itertools import pairwise
from zoneinfo import ZoneInfo

from loyalty.domain.calendar import ONE_DAY, add_months, business_date
from loyalty.domain.membership.events import MembershipEvent
from loyalty.domain.program.memberships import Membership, Status, that_holds, with_state, year_minor

_MONTH = re.compile(r"2[0-9]{3}-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Revenue:
    """The revenue of a month in minor units. `before_minor` is the MRR of the month before; `members` pay the MRR."""

    before_minor: int = 0
    new_minor: int = 0
    expansion_minor: int = 0
    contraction_minor: int = 0
    churn_minor: int = 0
    mrr_minor: int = 0
    members: int = 0

    def plus(self, other: Revenue) -> Revenue:
        """The sum of both."""
        return Revenue(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Revenue)))


@dataclass(frozen=True, slots=True)
class MonthOfRevenue:
    """The revenue of a month, `YYYY-MM`, on its last day, or today if the month is not over."""

    month: str
    as_of_on: date
    locations: Mapping[str, Revenue]
    total: Revenue


class RevenueTally:
    """The tally of revenue: takes events in any order, and keeps what the ends of its months need of each patient."""

    def __init__(self, first: date, last: date, zone: ZoneInfo, today: date) -> None:
        """Count the months from that of `first` to that of `last`, except those that begin after `today`."""
        self._zone = zone
        self._months = list(_months(first, last, today))
        self._days = [first.replace(day=1) - ONE_DAY, *(min(_last_day(month), today) for month in self._months)]
        self._said: dict[str, dict[int, tuple[Membership, ...]]] = defaultdict(dict)

    def add(self, event: MembershipEvent) -> None:
        """Add an event. An event that was added before makes no difference."""
        place = bisect_left(self._days, business_date(event.occurred_at, self._zone))
        if place < len(self._days):
            of_patient = self._said[event.patient_id]
            of_patient[place] = with_state(of_patient.get(place, ()), event.membership)

    def months(self) -> tuple[MonthOfRevenue, ...]:
        """The months in order."""
        sums: list[dict[str, Revenue]] = [defaultdict(Revenue) for _ in self._months]
        for said in self._said.values():
            standing = list(self._standing(said))
            for of_month, (before, after) in zip(sums, pairwise(standing), strict=True):
                for location_id, revenue in _month_changes(before, after):
                    of_month[location_id] = of_month[location_id].plus(revenue)
        days = self._days[1:]
        return tuple(
            MonthOfRevenue(f"{month:%Y-%m}", on, dict(sorted(of_month.items())), _sum(of_month.values()))
            for month, on, of_month in zip(self._months, days, sums, strict=True)
        )

    def _standing(self, said: Mapping[int, tuple[Membership, ...]]) -> Iterator[_Standing]:
        """The revenue of a patient on each of the days."""
        known: tuple[Membership, ...] = ()
        for place, on in enumerate(self._days):
            for state in said.get(place, ()):
                known = with_state(known, state)
            held = that_holds(known, on)
            yield _Standing(held, monthly_minor(held) if held is not None and held.is_in_force(on) else None)


@dataclass(frozen=True, slots=True)
class _Standing:
    """A patient's membership that holds, and its revenue; None where it is not in force."""

    membership: Membership | None
    minor: int | None

    @property
    def resting(self) -> Membership | None:
        return self.membership if self.membership is not None and self.membership.status == Status.PAUSED else None


def month_of(text: str) -> date:
    """The first day of a month written YYYY-MM, of the years 2000 to 2999. Raises ValueError for any other text."""
    if not _MONTH.fullmatch(text):
        raise ValueError("a month is written YYYY-MM, of the years 2000 to 2999")
    return date.fromisoformat(f"{text}-01")


def monthly_minor(membership: Membership) -> int:
    """A twelfth of a membership's price for a year, rounded down."""
    return year_minor(membership.price_minor, membership.period) // 12


def _month_changes(before: _Standing, after: _Standing) -> Iterator[tuple[str, Revenue]]:
    """The changes of revenue that one patient brings to a month, by location."""
    had, has = before.minor, after.minor
    if had is not None and has is not None and _place(before) == _place(after):
        more, less = max(0, has - had), max(0, had - has)
        yield _place(after), Revenue(had, 0, more, less, 0, has, 1)
        return
    if had is not None:
        rests = has is not None or after.resting is not None
        yield _place(before), Revenue(had, contraction_minor=had) if rests else Revenue(had, churn_minor=had)
    if has is not None:
        known = had is not None or _is_same_membership(before.resting, after.membership)
        change = Revenue(expansion_minor=has) if known else Revenue(new_minor=has)
        yield _place(after), change.plus(Revenue(mrr_minor=has, members=1))


def _is_same_membership(one: Membership | None, other: Membership | None) -> bool:
    return one is not None and other is not None and one.membership_id == other.membership_id


def _place(standing: _Standing) -> str:
    return standing.membership.location_id if standing.membership is not None else ""


def _sum(revenues: Iterable[Revenue]) -> Revenue:
    total = Revenue()
    for revenue in revenues:
        total = total.plus(revenue)
    return total


def _months(first: date, last: date, today: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= min(last, today):
        yield month
        month = add_months(month, 1)


def _last_day(month: date) -> date:
    return add_months(month, 1) - ONE_DAY
