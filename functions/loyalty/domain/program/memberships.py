"""Memberships: paid plans that grant a tier and monthly points. Events may come in any order.

An event says all that is known of a membership from an instant on. The latest event of each membership decides, and of
two memberships the one that started later. So the result is the same if an event comes twice, late or out of order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from loyalty.domain.calendar import add_months
from loyalty.domain.program.tiers import Grant

MONTHS = {"month": 1, "year": 12}
# The account keeps this many events: five years of monthly payments.
MOST_EVENTS = 60


class Status(StrEnum):
    """The state of a membership: paid, waiting for a payment, paused, ending with the paid period, or ended."""

    ACTIVE = "active"
    PAST_DUE = "past_due"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    ENDED = "ended"


def year_minor(price_minor: int, period: str) -> int:
    """The cost of twelve months at a price for each period."""
    return price_minor * 12 // MONTHS[period]


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan: its price for each `period` (month or year), the tier it grants, and the points of each month."""

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
        """The cost of twelve months."""
        return year_minor(self.price_minor, self.period)


@dataclass(frozen=True, slots=True)
class MembershipsRule:
    """The plans, and the days for which a membership stays in force after an unpaid end."""

    version: int
    plans: tuple[Plan, ...]
    grace_days: int

    def plan(self, plan_id: str) -> Plan | None:
        """The plan of that id."""
        return next((plan for plan in self.plans if plan.plan_id == plan_id), None)


@dataclass(frozen=True, slots=True)
class Membership:
    """A membership as its last event left it. Dates are the clinic's; the last paid day is included.

    `price_minor`, `period`, `bonus_points` and `grace_days` stay as they were agreed, whatever the rule says later. Its
    months are counted from `months_from_on`, which a pause moves. `as_of` and `event_id` order its events.
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
        """The last day on which it is in force, unless something happens; None if it is not in force at all."""
        if self.status in (Status.ACTIVE, Status.PAST_DUE):
            return self.paid_until_on + timedelta(days=self.grace_days)
        return self.paid_until_on if self.status == Status.CANCELLED else None

    def is_in_force(self, on: date) -> bool:
        """True if it is in force on a date."""
        last = self.last_day_on
        return last is not None and self.started_on <= on <= last

    @property
    def grant(self) -> Grant | None:
        """The tier it grants."""
        return Grant(self.tier_id, self.last_day_on) if self.last_day_on is not None else None

    @property
    def order(self) -> tuple[date, str, datetime, str]:
        """The order of a patient's states of membership: of two, the greater one decides."""
        return self.started_on, self.membership_id, self.as_of, self.event_id


def latest(known: Membership | None, said: Membership) -> Membership:
    """The membership after an event, in whatever order events come."""
    return said if known is None or said.order > known.order else known


def paid_period(starts_on: date, period: str) -> tuple[date, date]:
    """The first and the last day of a period that starts on a date."""
    return starts_on, add_months(starts_on, MONTHS[period]) - timedelta(days=1)


def period_after(membership: Membership) -> tuple[date, date]:
    """The period that a renewal pays. Months are counted from the start, so that the 31st does not become the 28th."""
    whole = MONTHS[membership.period]
    count = 0
    while add_months(membership.months_from_on, count * whole) <= membership.paid_until_on:
        count += 1
    first = add_months(membership.months_from_on, count * whole)
    return first, add_months(membership.months_from_on, (count + 1) * whole) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a membership that an event said is paid, or paused: the facts that its monthly points depend on."""

    membership_id: str
    event_id: str
    on: date
    status: Status
    months_from_on: date
    paid_from_on: date
    paid_until_on: date
    bonus_points: int
    plan_name: str


@dataclass(frozen=True, slots=True)
class BonusMonth:
    """A month of a membership that gives points, by the day it begins."""

    membership_id: str
    on: date
    points: int
    plan_name: str

    @property
    def entry_id(self) -> str:
        """The id of the entry of its points. No request id holds a dot, so no other entry has this name."""
        return f"{self.membership_id}.month-{self.on.isoformat()}"


def log_event(log: Iterable[Stretch], membership: Membership, on: date) -> tuple[Stretch, ...]:
    """Add an event to the log, in whatever order events come; the oldest are dropped."""
    said = Stretch(
        membership.membership_id,
        membership.event_id,
        on,
        membership.status,
        membership.months_from_on,
        membership.paid_from_on,
        membership.paid_until_on,
        membership.bonus_points,
        membership.plan_name,
    )
    others = (known for known in log if known.event_id != said.event_id)
    return tuple(sorted((*others, said), key=_log_place))[-MOST_EVENTS:]


def _log_place(stretch: Stretch) -> tuple[date, str]:
    return stretch.on, stretch.event_id


def bonus_months(log: tuple[Stretch, ...], until: date) -> list[BonusMonth]:
    """The months that began by a date, were paid and not paused, oldest first."""
    months = {month.entry_id: month for stretch in log for month in _months(log, stretch, until)}
    return sorted(months.values(), key=lambda month: (month.on, month.membership_id))


def _months(log: tuple[Stretch, ...], stretch: Stretch, until: date) -> Iterator[BonusMonth]:
    if not stretch.bonus_points or stretch.status == Status.PAUSED:
        return
    last, count = min(until, stretch.paid_until_on), 0
    while (on := add_months(stretch.months_from_on, count)) <= last:
        said = _stretch_on(log, stretch.membership_id, on)
        goes_on = said.status not in (Status.PAUSED, Status.ENDED) or said.on > on
        if on >= stretch.paid_from_on and goes_on and said.months_from_on == stretch.months_from_on:
            yield BonusMonth(stretch.membership_id, on, stretch.bonus_points, stretch.plan_name)
        count += 1


def _stretch_on(log: tuple[Stretch, ...], membership_id: str, on: date) -> Stretch:
    """The last stretch of a membership by a date; it says if it is paused, and from when its months are counted.

    The first stretch stands for the time before it too, because a month is often paid some days late.
    """
    said = [stretch for stretch in log if stretch.membership_id == membership_id]
    return next((stretch for stretch in reversed(said) if stretch.on <= on), said[0])


def membership_change_dates(membership: Membership, log: tuple[Stretch, ...], on: date) -> Iterable[date]:
    """The later dates on which time alone changes something: points of a month, the end of what is paid, its end."""
    days = [month.on for month in bonus_months(log, date.max)]
    days.append(membership.paid_until_on + timedelta(days=1))
    if membership.last_day_on is not None:
        days.append(membership.last_day_on + timedelta(days=1))
    return (day for day in days if day > on)


@dataclass(frozen=True, slots=True)
class Moment:
    """The date, the instant and the event of something that happens to a membership."""

    on: date
    at: datetime
    event_id: str


def enrol(plan: Plan, rule: MembershipsRule, location_id: str, moment: Moment) -> Membership:
    """Start a membership, with its first period paid."""
    paid_from_on, paid_until_on = paid_period(moment.on, plan.period)
    return Membership(
        membership_id=moment.event_id,
        plan_id=plan.plan_id,
        plan_name=plan.name,
        tier_id=plan.tier_id,
        price_minor=plan.price_minor,
        period=plan.period,
        bonus_points=plan.bonus_points,
        grace_days=rule.grace_days,
        location_id=location_id,
        source="desk",
        started_on=moment.on,
        months_from_on=moment.on,
        paid_from_on=paid_from_on,
        paid_until_on=paid_until_on,
        status=Status.ACTIVE,
        as_of=moment.at,
        event_id=moment.event_id,
    )


def renew(membership: Membership, moment: Moment) -> Membership:
    """Renew a membership: the next period is paid, and it goes on."""
    return _move(membership, moment, Status.ACTIVE, paid_until_on=period_after(membership)[1])


def switch(membership: Membership, plan: Plan, moment: Moment) -> Membership:
    """Switch to another plan from now on. What is paid stays paid; the next period costs what the new plan does."""
    after = replace(
        membership,
        plan_id=plan.plan_id,
        plan_name=plan.name,
        tier_id=plan.tier_id,
        price_minor=plan.price_minor,
        period=plan.period,
        bonus_points=plan.bonus_points,
    )
    return _move(after, moment, membership.status, membership.paid_until_on)


def pause(membership: Membership, moment: Moment) -> Membership:
    """Pause a membership: no tier and no monthly points, and the paid days are kept."""
    return _move(membership, moment, Status.PAUSED, membership.paid_until_on)


def resume(membership: Membership, moment: Moment, since: date) -> Membership:
    """Resume a membership: the paid period ends later by as many days as the pause lasted."""
    rested = moment.on - since
    after = replace(
        membership,
        months_from_on=membership.months_from_on + rested,
        paid_from_on=membership.paid_from_on + rested,
    )
    return _move(after, moment, Status.ACTIVE, membership.paid_until_on + rested)


def cancel(membership: Membership, moment: Moment) -> Membership:
    """Cancel a membership: it ends with the paid period."""
    return _move(membership, moment, Status.CANCELLED, membership.paid_until_on)


def _move(membership: Membership, moment: Moment, status: Status, paid_until_on: date) -> Membership:
    return replace(membership, status=status, paid_until_on=paid_until_on, as_of=moment.at, event_id=moment.event_id)
