"""Engagement: the work of staff with patients in a week, to compare with their weekly quota.

It is counted when somebody asks; no checkout writes a number for it. A week is Monday to Sunday of the clinic's own
calendar.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from loyalty.domain.calendar import ONE_DAY, business_date, first_instant_after


@dataclass(frozen=True, slots=True)
class Done:
    """The work done: visits opened, memberships enrolled, and redemptions that still stand."""

    check_ins: int = 0
    enrolments: int = 0
    redemptions: int = 0


@dataclass(frozen=True, slots=True)
class Week:
    """A running week at one location of a clinic: its first and last date, and the instant it begins."""

    clinic_id: str
    location_id: str
    from_on: date
    until_on: date
    begins_at: datetime


def week_of(clinic_id: str, location_id: str, now: datetime, zone: ZoneInfo) -> Week:
    """The week that an instant is in."""
    today = business_date(now, zone)
    monday = today - timedelta(days=today.weekday())
    begins_at = first_instant_after(monday - ONE_DAY, zone)
    return Week(clinic_id, location_id, monday, monday + timedelta(days=6), begins_at)
