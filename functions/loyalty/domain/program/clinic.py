"""The clinic: its calendar and money, its locations, the people who work there, and the record of its changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from loyalty.domain.calendar import ONE_DAY, business_date

PROOF_DAYS = 28
FRONT_DESK = "front_desk"
MANAGING_ROLES = frozenset({"manager", "owner"})
OWNERS = frozenset({"owner"})


@dataclass(frozen=True, slots=True)
class Quota:
    """The weekly quota of a member of staff, at each location they work at; None where nothing is expected."""

    check_ins: int | None = None
    enrolments: int | None = None
    redemptions: int | None = None


NO_QUOTA = Quota()


@dataclass(frozen=True, slots=True)
class Clinic:
    """The practice: its calendar and its money.

    Days up to `closed_until_on` are closed: nothing is booked on them. Everything is proved again within `proof_days`.
    """

    name: str
    time_zone: ZoneInfo
    currency: str
    closed_until_on: date | None = None
    proof_days: int = PROOF_DAYS

    def today(self, now: datetime) -> date:
        """The business date at an instant: that of the calendar, but never a day that is closed already."""
        today = business_date(now, self.time_zone)
        return today if self.closed_until_on is None else max(today, self.closed_until_on + ONE_DAY)


@dataclass(frozen=True, slots=True)
class WholeClinic:
    """The clinic's document with all its fields, also those that only pages read."""

    fields: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class WholeLocation:
    """A location's document with all its fields, also those that only pages read."""

    fields: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Location:
    """One site of a clinic."""

    name: str
    active: bool


@dataclass(frozen=True, slots=True)
class Staff:
    """A person who works at a clinic; this live document decides what they may do.

    `appointed_by` is who gave them their role and locations last; None where it was not kept.
    """

    role: str
    location_ids: tuple[str, ...]
    active: bool
    weekly_quota: Quota = NO_QUOTA
    appointed_by: str | None = None

    def may_appoint(self, role: str) -> bool:
        """True if this person, while they are on the staff, may give somebody that role."""
        return self.active and (self.role in OWNERS or (self.role in MANAGING_ROLES and role == FRONT_DESK))


@dataclass(frozen=True, slots=True)
class WholeStaff:
    """A staff document with all its fields, also those that only pages read."""

    fields: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Change:
    """The record of one write of a document that people keep.

    `path` is below the clinic, `before` null where there was nothing, `by` the uid of who acted.
    """

    path: str
    before: Mapping[str, object] | None
    after: Mapping[str, object]
    by: str
    at: datetime
    note: str = ""
