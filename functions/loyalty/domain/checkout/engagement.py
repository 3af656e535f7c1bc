"""What staff do with patients in a week, and how much of it is expected of them; the port through which it is counted.

Nothing is counted as it happens: no checkout writes a number for this. A week is Monday to Sunday of the clinic's own
calendar.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from loyalty.domain.calendar import ONE_DAY, business_date, first_instant_after


@dataclass(frozen=True, slots=True)
class Quota:
    """What is expected of a member of staff in a week, at each location they work at; None where nothing is."""

    check_ins: int | None = None
    enrolments: int | None = None
    redemptions: int | None = None


NO_QUOTA = Quota()


@dataclass(frozen=True, slots=True)
class Done:
    """Visits opened, memberships enrolled, and redemptions that still stand."""

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


class Engagements(Protocol):
    """Where a week's work is counted."""

    def staff_at(self, clinic_id: str, location_id: str, most: int) -> Sequence[str]:
        """The uids of the staff documents that name a location, in order, and no more than so many."""

    def done(self, week: Week, uids: Sequence[str]) -> Sequence[Done]:
        """What each of them did since the week began, in their order; redemptions that were undone are counted too."""

    def done_by_all(self, week: Week) -> Done:
        """The same of everybody together, whoever they are."""

    def undone(self, week: Week) -> Mapping[str, int]:
        """How many redemptions of this week at this location were undone since, by the uid of who had redeemed."""
