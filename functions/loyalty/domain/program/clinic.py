"""The clinic: its calendar and money, its locations, and the people who work there."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

MANAGING_ROLES = frozenset({"manager", "owner"})


@dataclass(frozen=True, slots=True)
class Quota:
    """The weekly quota of a member of staff, at each location they work at; None where nothing is expected."""

    check_ins: int | None = None
    enrolments: int | None = None
    redemptions: int | None = None


NO_QUOTA = Quota()


@dataclass(frozen=True, slots=True)
class Clinic:
    """The practice: its calendar and its money."""

    name: str
    time_zone: ZoneInfo
    currency: str


@dataclass(frozen=True, slots=True)
class Location:
    """One site of a clinic."""

    name: str
    active: bool


@dataclass(frozen=True, slots=True)
class Staff:
    """A person who works at a clinic; this live document decides what they may do."""

    role: str
    location_ids: tuple[str, ...]
    active: bool
    weekly_quota: Quota = NO_QUOTA
