"""Memberships: paid plans that grant a tier and monthly points, and the acts of the desk on one.

A membership is paid until a day, and knows on which days its paid months begin. An act counts from now on: it never
touches a month that has begun. A payment provider's events may come in any order; the latest of each membership
decides, and of several memberships the one that holds on the date. So the result is the same if an event comes twice,
late or out of order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from loyalty.domain.calendar import ONE_DAY, add_months
from loyalty.domain.program.paid_periods import MONTHS, months_within, period_from
from loyalty.domain.program.tiers import Grant
from loyalty.errors.membership import PaidTooFarAhead, RenewedJustNow

DESK = "desk"
# A renewal pays at most so far ahead; two within the window are asked about.
MOST_MONTHS_AHEAD = 24
RENEWAL_WINDOW = timedelta(minutes=10)
# An account keeps the states of this many other memberships, so that a late event of one finds its place.
MOST_OTHERS = 5
# A price for a day is a year's by so many.
DAYS_OF_YEAR = 365


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

    The plan's name, `tier_id`, `price_minor`, `period`, `bonus_points` and `grace_days` stay as they were agreed,
    whatever the rule says later. `months_from_on` has its anchor day. At the desk, `months_on` are the days on which
    its paid months begin that had not begun by its last act; None where an older version kept none, and at a payment
    provider. `as_of`, `rank` and `event_id` order its events: `rank` those of one second. `renewed_at` is the
    instant of its last renewal.
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
    months_on: tuple[date, ...] | None = None
    rank: int = 0
    renewed_at: datetime | None = None

    @property
    def months_to_begin(self) -> tuple[date, ...]:
        """The days on which paid months of a membership at the desk begin, from its last act on."""
        if self.months_on is not None:
            return self.months_on
        # The last act gave all months that had begun by its own date, which is this one or a neighbour.
        first_on = max(self.paid_from_on, self.as_of.date() - ONE_DAY)
        return tuple(months_within(self.months_from_on, first_on, self.paid_until_on))

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
    def order(self) -> tuple[date, str, datetime, int, date, str]:
        """The order of a patient's states of membership: of two of the same one, the greater is the later."""
        return self.started_on, self.membership_id, self.as_of, self.rank, self.paid_until_on, self.event_id

    def place(self, on: date) -> tuple[bool, bool, tuple[date, str, datetime, int, date, str]]:
        """The place of a membership among a patient's on a date: one in force is before one that rests."""
        return self.is_in_force(on), self.status == Status.PAUSED, self.order


def latest(known: Membership | None, said: Membership) -> Membership:
    """The state of one membership after an event, in whatever order events come."""
    return said if known is None or said.order > known.order else known


def with_state(known: Iterable[Membership], said: Membership) -> tuple[Membership, ...]:
    """The latest state of each of a patient's memberships after an event."""
    states = {state.membership_id: state for state in known}
    states[said.membership_id] = latest(states.get(said.membership_id), said)
    return tuple(states.values())


def that_holds(states: Iterable[Membership], on: date) -> Membership | None:
    """The membership that decides on a date: one in force, else one that rests, else the one that started last."""
    return max(states, key=lambda state: state.place(on), default=None)


def others_to_keep(states: Iterable[Membership], held: Membership, on: date) -> tuple[Membership, ...]:
    """The other states to keep: those that hold or rest, and those of a provider, whose events may still come."""
    others = (state for state in states if state.membership_id != held.membership_id)
    kept = (state for state in others if state.source != DESK or any(state.place(on)[:2]))
    return tuple(sorted(sorted(kept, key=lambda state: state.place(on))[-MOST_OTHERS:], key=lambda state: state.order))


def change_dates(membership: Membership, on: date) -> Iterable[date]:
    """The later dates on which time alone ends something: what is paid, and the membership."""
    days = [membership.paid_until_on + ONE_DAY]
    if membership.last_day_on is not None:
        days.append(membership.last_day_on + ONE_DAY)
    return (day for day in days if day > on)


@dataclass(frozen=True, slots=True)
class Moment:
    """The date, the instant and the event of something that happens to a membership."""

    on: date
    at: datetime
    event_id: str


def enrol(plan: Plan, rule: MembershipsRule, location_id: str, moment: Moment) -> Membership:
    """Start a membership, with its first period paid."""
    paid = period_from(moment.on, plan.period, moment.on)
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
        source=DESK,
        started_on=moment.on,
        months_from_on=moment.on,
        paid_from_on=moment.on,
        paid_until_on=paid.until_on,
        status=Status.ACTIVE,
        as_of=moment.at,
        event_id=moment.event_id,
        months_on=paid.months_on,
    )


def renew(membership: Membership, moment: Moment) -> Membership:
    """Renew a membership: the period from what is paid on is paid too, and it goes on. Raises PaidTooFarAhead."""
    paid = period_from(membership.paid_until_on + ONE_DAY, membership.period, membership.months_from_on)
    if paid.until_on > add_months(moment.on, MOST_MONTHS_AHEAD):
        raise PaidTooFarAhead(
            paid_until_on=membership.paid_until_on.isoformat(),
            would_be_on=paid.until_on.isoformat(),
            most_months=MOST_MONTHS_AHEAD,
        )
    after = _move(membership, moment, Status.ACTIVE)
    months_on = (*_not_begun(membership, moment.on), *paid.months_on)
    return replace(after, months_on=months_on, paid_until_on=paid.until_on, renewed_at=moment.at)


def require_no_second_renewal(membership: Membership, now: datetime) -> None:
    """Raise RenewedJustNow if the membership was renewed within the last ten minutes."""
    if membership.renewed_at is not None and now - membership.renewed_at < RENEWAL_WINDOW:
        raise RenewedJustNow(
            seconds_ago=max(0, int((now - membership.renewed_at).total_seconds())),
            paid_until_on=membership.paid_until_on.isoformat(),
        )


def switch(membership: Membership, plan: Plan, moment: Moment) -> Membership:
    """Switch to another plan from now on. What is paid stays paid; the next period costs what the new plan does.

    `due_for_change` says what it costs until then.
    """
    return replace(
        _move(membership, moment, membership.status),
        plan_id=plan.plan_id,
        plan_name=plan.name,
        tier_id=plan.tier_id,
        price_minor=plan.price_minor,
        period=plan.period,
        bonus_points=plan.bonus_points,
    )


def due_for_change(membership: Membership, plan: Plan, on: date) -> int:
    """What a dearer plan costs more for the days that are left, this one too: of what is paid, or else of the grace.

    It is the difference of a year's prices by days, in minor units and rounded up; a cheaper plan costs nothing, and
    nothing comes back.
    """
    last_on = membership.paid_until_on if on <= membership.paid_until_on else membership.last_day_on or on
    more_minor = plan.year_minor - year_minor(membership.price_minor, membership.period)
    return max(0, -(-more_minor * ((last_on - on).days + 1) // DAYS_OF_YEAR))


def pause(membership: Membership, moment: Moment) -> Membership:
    """Pause a membership: no tier and no monthly points, and the paid days are kept, this one too."""
    return _move(membership, moment, Status.PAUSED)


def resume(membership: Membership, moment: Moment, since: date) -> Membership:
    """Resume a membership: what is paid ends later by as many days as the pause lasted, and so do months to begin.

    Periods after it begin on the day after what is paid, which is the anchor day from then on.
    """
    rested = moment.on - since
    if not rested:
        return _move(membership, moment, Status.ACTIVE)
    until_on = membership.paid_until_on + rested
    return replace(
        _move(membership, moment, Status.ACTIVE),
        months_from_on=until_on + ONE_DAY,
        months_on=tuple(on + rested for on in _not_begun(membership, since)),
        paid_until_on=until_on,
    )


def cancel(membership: Membership, moment: Moment) -> Membership:
    """Cancel a membership: it ends with the paid period."""
    return _move(membership, moment, Status.CANCELLED)


def _move(membership: Membership, moment: Moment, status: Status) -> Membership:
    months_on = _not_begun(membership, moment.on)
    return replace(membership, status=status, months_on=months_on, as_of=moment.at, event_id=moment.event_id)


def _not_begun(membership: Membership, on: date) -> tuple[date, ...]:
    """The paid months that have not begun on a date; those that have were given by it."""
    return tuple(month_on for month_on in membership.months_to_begin if month_on > on)
