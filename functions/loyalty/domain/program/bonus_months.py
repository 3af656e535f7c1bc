"""Bonus months: the paid months of memberships that give points, each once, on the day it begins.

At the desk acts come in order, so the membership itself says which of its months begin when. A payment provider's
events may come late, so what they said is kept in a log, and the months are found in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from loyalty.domain.calendar import add_months
from loyalty.domain.program.memberships import DESK, Membership, Status
from loyalty.domain.program.paid_periods import months_within

# The account keeps this many events of providers: five years of monthly payments.
MOST_EVENTS = 60
# A provider's month is given at most so late.
MOST_MONTHS_LATE = 36
RESTING = (Status.PAUSED, Status.ENDED)
# An event in one of these states says that its period is paid.
PAID = (Status.ACTIVE, Status.CANCELLED)
# A provider counts in UTC: an evening of February 28 in California is its March 1, and a month later its April 1 is an
# evening of March 31. So a month may begin so many days from the anchor day of the clinic's calendar.
_OTHER_CALENDAR = timedelta(days=3)
_DAYS_OF_A_MONTH = Fraction(146_097, 4_800)
_BEFORE_ALL = datetime(1, 1, 2, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a membership that an event said is paid, or paused: the facts that its monthly points depend on.

    `as_of` and `rank` order the events of a date; older versions kept none.
    """

    membership_id: str
    event_id: str
    on: date
    status: Status
    months_from_on: date
    paid_from_on: date
    paid_until_on: date
    bonus_points: int
    plan_name: str
    as_of: datetime | None = None
    rank: int = 0

    @property
    def place(self) -> tuple[date, datetime, int, str]:
        """The place in the log."""
        return self.on, self.as_of or _BEFORE_ALL, self.rank, self.event_id

    @property
    def goes_on(self) -> bool:
        """True if months can begin in it."""
        return self.status not in RESTING


def month_name(membership_id: str, on: date) -> str:
    """The name of the points of a month. No request id holds a dot, so no other entry has this name."""
    return f"{membership_id}.month-{on.isoformat()}"


@dataclass(frozen=True, slots=True)
class BonusMonth:
    """A month of a membership that gives points, by the day it begins."""

    membership_id: str
    on: date
    points: int
    plan_name: str

    @property
    def name(self) -> str:
        """The name of its points."""
        return month_name(self.membership_id, self.on)


@dataclass(frozen=True, slots=True)
class GivenMonth:
    """The points of a month that began by an act: the name of the month, its entry, and their number."""

    name: str
    entry_id: str
    points: int


def log_event(log: Iterable[Stretch], membership: Membership, on: date) -> tuple[Stretch, ...]:
    """Add a provider's event to the log, in whatever order events come; the oldest are dropped."""
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
        membership.as_of,
        membership.rank,
    )
    others = (known for known in log if known.event_id != said.event_id)
    return tuple(sorted((*others, said), key=lambda stretch: stretch.place))[-MOST_EVENTS:]


def with_what_is_paid(membership: Membership, log: Iterable[Stretch]) -> Membership:
    """A provider's membership whose payment is missing, paid until the end of what its events said was paid."""
    if membership.source == DESK or membership.status != Status.PAST_DUE:
        return membership
    own = [stretch for stretch in log if stretch.membership_id == membership.membership_id]
    said = [stretch.paid_until_on for stretch in own if stretch.event_id == membership.event_id]
    paid = [stretch.paid_until_on for stretch in own if stretch.status in PAID]
    return replace(membership, paid_until_on=min(*said, max(paid))) if said and paid else membership


def bonus_months(memberships: Iterable[Membership], log: Iterable[Stretch], until: date) -> list[BonusMonth]:
    """The months that began by a date, were paid and not paused, oldest first; at the desk since its last act."""
    at_desk = {membership.membership_id: membership for membership in memberships if membership.source == DESK}
    months = [month for membership in at_desk.values() for month in _of_desk(membership, until)]
    logged: dict[str, list[Stretch]] = {}
    for stretch in log:
        if stretch.membership_id not in at_desk:
            logged.setdefault(stretch.membership_id, []).append(stretch)
    months += [month for said in logged.values() for month in _of_provider(said, until)]
    return sorted(months, key=lambda month: (month.on, month.membership_id))


def _of_desk(membership: Membership, until: date) -> Iterator[BonusMonth]:
    if membership.bonus_points and membership.status not in RESTING:
        for on in membership.months_to_begin:
            if on <= until:
                yield BonusMonth(membership.membership_id, on, membership.bonus_points, membership.plan_name)


def _of_provider(said: list[Stretch], until: date) -> Iterator[BonusMonth]:
    """The months of one membership; where its anchor moved, the next month begins a month after the last."""
    begins = sorted({on for stretch in said for on in _paid_months(stretch, until)})
    last: date | None = None
    for on in begins:
        terms = _terms_on(said, on)
        if terms is None or (last is not None and on + _OTHER_CALENDAR < add_months(last, 1)):
            continue
        last = on
        if terms.bonus_points:
            yield BonusMonth(terms.membership_id, on, terms.bonus_points, terms.plan_name)


def is_given(month: BonusMonth, given: Iterable[str], log: Iterable[Stretch]) -> bool:
    """True if a name of given months is this one's, or of a provider's month that of another calendar."""
    if all(stretch.membership_id != month.membership_id for stretch in log):
        return month.name in given
    prefix = month_name(month.membership_id, month.on).removesuffix(month.on.isoformat())
    names = [name.removeprefix(prefix) for name in given if name.startswith(prefix)]
    days = [date.fromisoformat(name) for name in names if len(name) == len(month.on.isoformat())]
    return any(abs(on - month.on) <= _OTHER_CALENDAR for on in days)


def _paid_months(stretch: Stretch, until: date) -> Iterator[date]:
    """The months of a paid period that have begun: as many as it is long, and the first with the period itself."""
    if stretch.status not in PAID:
        return
    first_on, last_on = stretch.paid_from_on, stretch.paid_until_on
    months = [max(on, first_on) for on in months_within(stretch.months_from_on, first_on - _OTHER_CALENDAR, last_on)]
    if months and months[0] - first_on <= _OTHER_CALENDAR:
        months[0] = first_on
    paid = max(1, round(((last_on - first_on).days + 1) / _DAYS_OF_A_MONTH))
    for on in months[:paid]:
        if on <= until and (until == date.max or add_months(on, MOST_MONTHS_LATE) > until):
            yield on


def _terms_on(said: list[Stretch], on: date) -> Stretch | None:
    """The stretch by whose terms a month begins on a date; None if it rests all of that day, or months begin otherwise.

    A month belongs to what held when its day began, though the day brings a change. The first stretch stands for the
    time before it too, because a month is often paid some days late.
    """
    before = next((stretch for stretch in reversed(said) if stretch.on < on), None)
    that_day = [stretch for stretch in said if stretch.on == on]
    holding = [stretch for stretch in (before, *that_day) if stretch is not None] or [said[0]]
    going_on = [stretch for stretch in holding if stretch.goes_on]
    return next((stretch for stretch in going_on if _begins(stretch, on)), None)


def _begins(stretch: Stretch, on: date) -> bool:
    """True if a month begins on a date by this anchor, or would by the provider's calendar."""
    near = months_within(stretch.months_from_on, on - _OTHER_CALENDAR, on + _OTHER_CALENDAR)
    return any(True for _ in near)
