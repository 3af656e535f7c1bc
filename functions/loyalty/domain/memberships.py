"""Memberships: paid plans that grant a tier and monthly points. What holds on a date follows from events in any order.

An event says all that is known of a membership from an instant on: the latest of each membership decides, and of two
memberships the one that started later. So an event that comes twice, late or before its elders changes nothing that
the right order would not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from loyalty.domain.calendar import add_months
from loyalty.domain.tiers import Grant

MONTHS = {"month": 1, "year": 12}


class Status(StrEnum):
    """Whether it is paid on, waits for a payment, rests, ends with what is paid, or has ended."""

    ACTIVE = "active"
    PAST_DUE = "past_due"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a membership costs for each `period` (month or year), the tier it grants, and the points of each month."""

    plan_id: str
    name: str
    price_minor: int
    period: str
    tier_id: str
    bonus_points: int = 0
    perks: tuple[str, ...] = ()
    active: bool = True

    @property
    def year_minor(self) -> int:
        """What twelve months cost."""
        return self.price_minor * 12 // MONTHS[self.period]


@dataclass(frozen=True, slots=True)
class MembershipsRule:
    """The plans, and for how many days after an unpaid end the membership still holds."""

    version: int
    plans: tuple[Plan, ...]
    grace_days: int

    def plan(self, plan_id: str) -> Plan | None:
        """The plan of that id."""
        return next((plan for plan in self.plans if plan.plan_id == plan_id), None)


@dataclass(frozen=True, slots=True)
class Membership:
    """A membership as its last event left it. Dates are the clinic's; the last paid day is included.

    `price_minor`, `period`, `bonus_points` and `grace_days` are kept as they were agreed, whatever the rule says later.
    Its months are counted from `months_from_on`, which a pause moves. `as_of` and `event_id` order its events.
    """

    membership_id: str
    plan_id: str
    plan_name: str
    tier_id: str
    price_minor: int
    period: str
    bonus_points: int
    grace_days: int
    location_id: str
    source: str
    started_on: date
    months_from_on: date
    paid_from_on: date
    paid_until_on: date
    status: Status
    as_of: datetime
    event_id: str

    @property
    def last_day_on(self) -> date | None:
        """The last day on which it holds, unless something happens; None where it does not hold at all."""
        if self.status in (Status.ACTIVE, Status.PAST_DUE):
            return self.paid_until_on + timedelta(days=self.grace_days)
        return self.paid_until_on if self.status == Status.CANCELLED else None

    def holds(self, on: date) -> bool:
        """Whether it is in force on a date."""
        last = self.last_day_on
        return last is not None and self.started_on <= on <= last

    @property
    def grant(self) -> Grant | None:
        """The tier it grants."""
        return Grant(self.tier_id, self.last_day_on) if self.last_day_on is not None else None

    @property
    def order(self) -> tuple[date, str, datetime, str]:
        """Of two states of a patient's memberships the greater one holds."""
        return self.started_on, self.membership_id, self.as_of, self.event_id


def latest(known: Membership | None, said: Membership) -> Membership:
    """The membership after an event, whenever it comes."""
    return said if known is None or said.order > known.order else known


def paid_period(starts_on: date, period: str) -> tuple[date, date]:
    """The first and the last day of a period that starts on a date."""
    return starts_on, add_months(starts_on, MONTHS[period]) - timedelta(days=1)


def period_after(membership: Membership) -> tuple[date, date]:
    """The period that a renewal pays: months are counted from the start, so that the 31st does not become the 28th."""
    whole = MONTHS[membership.period]
    count = 0
    while add_months(membership.months_from_on, count * whole) <= membership.paid_until_on:
        count += 1
    first = add_months(membership.months_from_on, count * whole)
    return first, add_months(membership.months_from_on, (count + 1) * whole) - timedelta(days=1)


def bonus_days(membership: Membership, until: date) -> Iterator[date]:
    """The first days of the months within the paid period, up to a date, that give the plan's monthly points."""
    if not membership.bonus_points or membership.status not in (Status.ACTIVE, Status.CANCELLED):
        return
    last = min(until, membership.paid_until_on)
    month = 0
    while (first := add_months(membership.months_from_on, month)) <= last:
        if first >= membership.paid_from_on:
            yield first
        month += 1


def changes_after(membership: Membership, on: date) -> Iterable[date]:
    """Every later date on which time alone changes something: points of a month, the end of what is paid, its end."""
    days = [*bonus_days(membership, membership.paid_until_on), membership.paid_until_on + timedelta(days=1)]
    if membership.last_day_on is not None:
        days.append(membership.last_day_on + timedelta(days=1))
    return (day for day in days if day > on)
