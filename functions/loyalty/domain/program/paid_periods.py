"""Paid periods: the calendar of what a payment buys, the same for the desk and for a payment provider.

A *period* is so many months, from its first day on. Each month begins on the *anchor day*, the day of the month on
which the first one began, or on the month's last day where that day is missing: so the 31st does not become the 28th.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from loyalty.domain.calendar import ONE_DAY, add_months

MONTHS = {"month": 1, "year": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """A paid period: the days on which its months begin, and its last day."""

    months_on: tuple[date, ...]
    until_on: date


def period_from(first_on: date, period: str, anchor_on: date) -> Period:
    """The period that begins on a day, at the anchor's day of the month; at its own where it begins on another."""
    anchor_day = anchor_on.day if add_months(first_on, 0, anchor_on.day) == first_on else first_on.day
    count = MONTHS[period]
    months_on = (add_months(first_on, number, anchor_day) for number in range(count))
    return Period(tuple(months_on), add_months(first_on, count, anchor_day) - ONE_DAY)


def months_within(anchor_on: date, first_on: date, last_on: date) -> Iterator[date]:
    """The days from one to another on which a month begins that is counted from the anchor."""
    count = max(0, (first_on.year - anchor_on.year) * 12 + first_on.month - anchor_on.month - 1)
    while (on := add_months(anchor_on, count)) <= last_on:
        if on >= first_on:
            yield on
        count += 1
