"""Recurring revenue of memberships, month by month and location by location, counted from their history alone.

A membership is worth the twelfth part of what its year costs, rounded down, in each month: its *monthly* price. What a
patient is worth on a date is decided by the latest of the events that had occurred by then, if that membership holds
on the date, else nothing. *MRR* of a month is the sum of it on the month's last day; of a month that still runs, on the
day that is asked. Between two such days a patient's revenue is

    new          where there was none, and nothing rested
    expansion    where there is more of it, where it came from another location, or where a pause is over
    contraction  where there is less of it, where it went to another location, or where it rests
    churn        where the membership ended or ran out

so MRR = MRR of the month before + new + expansion - contraction - churn, at each location and in all. Events count by
what they say: which comes first, last or twice is all the same.
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
from loyalty.domain.program.memberships import Membership, Status, latest, year_minor

_MONTH = re.compile(r"2[0-9]{3}-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Revenue:
    """Of a month, in minor units a month: `before_minor` is MRR of the month before; `members` bear `mrr_minor`."""

    before_minor: int = 0
    new_minor: int = 0
    expansion_minor: int = 0
    contraction_minor: int = 0
    churn_minor: int = 0
    mrr_minor: int = 0
    members: int = 0

    def plus(self, other: Revenue) -> Revenue:
        """Both together."""
        return Revenue(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Revenue)))


@dataclass(frozen=True, slots=True)
class MonthOfRevenue:
    """A month, `YYYY-MM`, as it stood on its last day, or on the day that is asked while it runs."""

    month: str
    as_of_on: date
    locations: Mapping[str, Revenue]
    total: Revenue


class RevenueTally:
    """Takes events in any order, and keeps of each patient what the month ends of a stretch of months ask for."""

    def __init__(self, first: date, last: date, zone: ZoneInfo, today: date) -> None:
        """Months from that of `first` to that of `last`, none of which begins after `today`."""
        self._zone = zone
        self._months = list(_months(first, last, today))
        self._days = [first.replace(day=1) - ONE_DAY, *(min(_last_day(month), today) for month in self._months)]
        self._said: dict[str, dict[int, Membership]] = defaultdict(dict)

    def add(self, event: MembershipEvent) -> None:
        """One more event; whether it was added before makes no difference."""
        place = bisect_left(self._days, business_date(event.occurred_at, self._zone))
        if place < len(self._days):
            of_patient = self._said[event.patient_id]
            of_patient[place] = latest(of_patient.get(place), event.membership)

    def months(self) -> tuple[MonthOfRevenue, ...]:
        """Every month, in order."""
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

    def _standing(self, said: Mapping[int, Membership]) -> Iterator[_Standing]:
        """What a patient is worth on each of the days."""
        known: Membership | None = None
        for place, on in enumerate(self._days):
            if place in said:
                known = latest(known, said[place])
            yield _Standing(known, monthly_minor(known) if known is not None and known.is_in_force(on) else None)


@dataclass(frozen=True, slots=True)
class _Standing:
    """The latest that was said of a patient's membership, and what it is worth; None where it does not hold."""

    membership: Membership | None
    minor: int | None

    @property
    def resting(self) -> Membership | None:
        return self.membership if self.membership is not None and self.membership.status == Status.PAUSED else None


def month_of(text: str) -> date:
    """The first day of a month that is written YYYY-MM, of the years 2000 to 2999; ValueError for any other text."""
    if not _MONTH.fullmatch(text):
        raise ValueError("a month is written YYYY-MM, of the years 2000 to 2999")
    return date.fromisoformat(f"{text}-01")


def monthly_minor(membership: Membership) -> int:
    """The twelfth part of what a membership's year costs, rounded down."""
    return year_minor(membership.price_minor, membership.period) // 12


def _month_changes(before: _Standing, after: _Standing) -> Iterator[tuple[str, Revenue]]:
    """What one patient brings to a month, location by location."""
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
