"""Lots: points earned together that expire together, and the next step that is due for each.

A lot is *live* while `now < expires_at`; a lot that is not live cannot be spent, even before a sweep. Its *milestone*
is its next due step: `nudge` (a first reminder), `urge` (a last one), `expiry`. A lot too short for a milestone skips
it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from loyalty.domain.calendar import business_date, first_instant_after, instant_at
from loyalty.domain.fields import LATER
from loyalty.domain.program.rules import ExpiryRule, RemindersRule

NUDGE, URGE, EXPIRY = "nudge", "urge", "expiry"
NOWHERE = "none"  # acts of patients in the app and of the schedule have no location
# One account document of at most a megabyte holds every open lot, about 500 bytes each. Undoing may go beyond this.
MOST_OPEN_LOTS = 500


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules under which a lot was earned, kept on it: a later change of a rule never moves an existing lot."""

    expiry_version: int
    reminders_version: int
    nudge_days: int
    urge_days: int
    send_hour: int
    grace_days: int = 0


@dataclass(frozen=True, slots=True)
class Lot:
    """Points with one life. `expires_on` is the last usable business date that patients are told.

    `expires_at` is the first instant after it and the days of grace. `noticed_on` is the date of the last notice about
    the lot, `appointment_id` the appointment that holds it. `location_id` is where its points were earned, `none` if
    that was at no location, and None if it was earned before this was kept. While an appointment holds the lot,
    `own_expires_on` and `own_expires_at` are its own life, to which it falls back when the visit is withdrawn.
    """

    lot_id: str
    points_earned: int
    points_remaining: int
    earned_at: datetime
    expires_on: date
    expires_at: datetime
    milestone: str
    milestone_at: datetime
    policy: Policy
    noticed_on: date | None = None
    appointment_id: str | None = None
    location_id: str | None = field(default=None, metadata=LATER)
    own_expires_on: date | None = field(default=None, metadata=LATER)
    own_expires_at: datetime | None = field(default=None, metadata=LATER)

    def is_live(self, now: datetime) -> bool:
        """True if its points can be used at an instant."""
        return now < self.expires_at


@dataclass(frozen=True, slots=True)
class Draw:
    """The part of an entry that one lot bears, in points; negative when points leave the lot.

    `lot` is the lot after the entry, so that points given back later have their own expiry; None where the entry itself
    opens the lot.
    """

    lot_id: str
    points: int
    lot: Lot | None = None


@dataclass(frozen=True, slots=True)
class Lives:
    """The rules in force and the clinic's time zone, which give new points their life."""

    expiry: ExpiryRule
    reminders: RemindersRule
    zone: ZoneInfo

    def versions(self) -> dict[str, int]:
        """The version of each rule."""
        return {"expiry": self.expiry.version, "reminders": self.reminders.version}


def open_lot(lot_id: str, points: int, earned_at: datetime, lives: Lives, expires_on: date | None = None) -> Lot:
    """Open a lot; its last day and its milestones are decided once, in the clinic's time zone.

    `expires_on` is given if the points had a last day before they came here.
    """
    zone, reminders = lives.zone, lives.reminders
    earned_on = business_date(earned_at, zone)
    policy = Policy(
        lives.expiry.version,
        reminders.version,
        reminders.nudge_days,
        reminders.urge_days,
        reminders.send_hour,
        lives.expiry.grace_days,
    )
    life = life_until(expires_on or lives.expiry.last_day(earned_on), policy, zone, after=earned_on)
    return Lot(lot_id, points, points, earned_at, *life, policy)


def life_until(expires_on: date, policy: Policy, zone: ZoneInfo, after: date) -> tuple[date, datetime, str, datetime]:
    """A last day, the instant at which the life ends, and the first milestone on a later date than `after`."""
    expires_at = first_instant_after(expires_on + timedelta(days=policy.grace_days), zone)
    return expires_on, expires_at, *next_milestone(policy, expires_on, expires_at, zone, after)


def next_milestone(
    policy: Policy, expires_on: date, expires_at: datetime, zone: ZoneInfo, after: date
) -> tuple[str, datetime]:
    """The first milestone on a later business date than `after`, and its instant."""
    for milestone, days in ((NUDGE, policy.nudge_days), (URGE, policy.urge_days)):
        day = expires_on - timedelta(days=days)
        if after < day:
            return milestone, instant_at(day, policy.send_hour, zone)
    return EXPIRY, expires_at


def available_points(lots: Iterable[Lot], debt_points: int, now: datetime) -> int:
    """The points to spend at an instant: live points less debt, never below zero; from lots, never from a balance."""
    return max(0, sum(lot.points_remaining for lot in lots if lot.is_live(now)) - debt_points)


def move(lot: Lot, points: int) -> Draw:
    """Add points to a lot, or take them from it, by a draw."""
    return Draw(lot.lot_id, points, replace(lot, points_remaining=lot.points_remaining + points))


def draw_soonest(lots: Iterable[Lot], points: int, now: datetime) -> tuple[Draw, ...]:
    """Take points from live lots, soonest to expire first. The lots must hold as many."""
    left, draws = points, []
    for lot in sorted((lot for lot in lots if lot.is_live(now)), key=_expiring_place):
        taken = min(left, lot.points_remaining)
        if taken:
            draws.append(move(lot, -taken))
            left -= taken
    if left:
        raise ValueError(f"{points} points asked of lots that hold {points - left}")
    return tuple(draws)


def _expiring_place(lot: Lot) -> tuple[datetime, datetime, str]:
    return lot.expires_at, lot.earned_at, lot.lot_id
