"""Dates and instants in a clinic's own time zone.

A *business date* is the calendar date in the clinic. An *instant* is an aware datetime in UTC. Arithmetic is done on
dates and resolved to an instant once: adding hours to a local datetime ignores clock changes.
"""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)
# Nobody plans further ahead than this; and near the end of the calendar, dates cannot be computed with.
FURTHEST = timedelta(days=36_525)
# What is written from outside has such a year: every calculation from it stays in the calendar.
EARLIEST_YEAR, LATEST_YEAR = 1900, 2999
_INSTANT = timedelta(microseconds=1)


def business_date(now: datetime, zone: ZoneInfo) -> date:
    """The clinic's calendar date at an instant."""
    return now.astimezone(zone).date()


def is_within_reach(day: date, today: date) -> bool:
    """True for a date that is at most a hundred years from today."""
    return abs(day - today) <= FURTHEST


def add_months(day: date, months: int, day_of_month: int | None = None) -> date:
    """The same day of a later month, or that month's last day: 31 January + 1 month is 28 February.

    With `day_of_month` it is that day of the later month.
    """
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month0 + 1)[1]
    return date(year, month0 + 1, min(day_of_month or day.day, last))


def first_instant_after(day: date, zone: ZoneInfo) -> datetime:
    """The first instant (UTC) whose local date is later than `day`, and stays later.

    Where clocks jump over midnight (Santiago, Cairo, Havana in spring) it is the instant of the jump; where they fall
    back across midnight it is the second midnight, since `day` returns for a while after the first.
    """
    midnight = datetime.combine(day + ONE_DAY, time.min)
    first, second = (midnight.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first.astimezone(zone).replace(tzinfo=None) != midnight:
        return _end_of_gap(day, zone, around=first)
    if business_date(second - _INSTANT, zone) <= day:
        return second
    return first


def _end_of_gap(day: date, zone: ZoneInfo, around: datetime) -> datetime:
    """The whole second at which the local date passes `day`, for a day whose midnight does not exist."""
    before, after = around - 2 * ONE_DAY, around + 2 * ONE_DAY
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=int((after - before).total_seconds()) // 2)
        if business_date(middle, zone) > day:
            after = middle
        else:
            before = middle
    return after


def instant_of(day: date, clock: str | None, zone: ZoneInfo) -> datetime:
    """A time of a date, "HH:MM" on the clinic's clock, as an instant; without a time, the beginning of the date.

    A time that the clocks skip is counted on from the last real one, and midnight that they skip is the instant of the
    jump. Of a time that comes twice it is the first; of a midnight the second, as the date before returns.
    """
    at = time.fromisoformat(clock) if clock else time.min
    if at == time.min:
        return first_instant_after(day - ONE_DAY, zone)
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


def instant_at(day: date, hour: int, zone: ZoneInfo) -> datetime:
    """A full hour of a date as an instant. An hour that the clocks skip is counted on from the last real one."""
    return datetime.combine(day, time(hour), tzinfo=zone).astimezone(UTC)
