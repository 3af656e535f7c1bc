"""Audiences: the patients an offer is for, by what was done for them, their tier, their points and their visits.

Everything is counted in the clinic's own dates. A patient belongs to an audience where all that it asks for holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, Literal

from annotated_types import Ge, Le, MaxLen

from loyalty.domain.bounds import Id, Points
from loyalty.domain.calendar import business_date
from loyalty.domain.ledger.account import Account
from loyalty.domain.program.clinic import Clinic

MOST_DAYS = 3650
DaysAgo = Annotated[int, Ge(0), Le(MOST_DAYS)]
NotSeenDays = Annotated[int, Ge(1), Le(MOST_DAYS)]
Members = Literal["yes", "no"]


@dataclass(frozen=True, slots=True)
class Audience:
    """The patients an offer is for; what is null, false or empty asks for nothing.

    They had `service_id` from `from_days` to `to_days` days ago, and with `not_since` not again since. Their tier is
    one of `tier_ids`, they have at least `from_points` to use, they were not here for `not_seen_days`, and they are
    `members`, or not.
    """

    service_id: Id | None
    from_days: DaysAgo | None
    to_days: DaysAgo | None
    not_since: bool
    tier_ids: Annotated[tuple[Id, ...], MaxLen(20)]
    from_points: Points | None
    not_seen_days: NotSeenDays | None
    members: Members | None

    @property
    def problem(self) -> str | None:
        """The reason why its fields do not go together; None where they do."""
        days = self.from_days, self.to_days
        if self.service_id is None:
            return "days and not_since need a service" if days != (None, None) or self.not_since else None
        if self.from_days is None or self.to_days is None:
            return "a service needs from_days and to_days"
        return "from_days must not be more than to_days" if self.from_days > self.to_days else None

    def treated_from(self, today: date) -> date:
        """The first day of its service that counts."""
        return today - timedelta(days=self.to_days or 0)


def belongs(audience: Audience, account: Account, treated_on: Iterable[date], clinic: Clinic, now: datetime) -> bool:
    """True if a patient belongs to an audience at an instant.

    `treated_on` are the days of the audience's service, at least those from `treated_from` on, without withdrawn ones.
    A closed account belongs to none. A patient who never came was seen last when they joined.
    """
    today = clinic.today(now)
    return (
        account.active
        and had_service(audience, treated_on, today)
        and (not audience.tier_ids or account.tier_id in audience.tier_ids)
        and (audience.from_points is None or account.available_points(now) >= audience.from_points)
        and (audience.not_seen_days is None or _days_unseen(account, clinic, today) >= audience.not_seen_days)
        and (audience.members is None or _is_member(account, today) == (audience.members == "yes"))
    )


def had_service(audience: Audience, treated_on: Iterable[date], today: date) -> bool:
    """True if a patient with these days of the service had it as an audience asks; it may ask for none."""
    if audience.service_id is None:
        return True
    ago = [(today - on).days for on in treated_on]
    first, last = audience.from_days or 0, audience.to_days or 0
    had = any(first <= days <= last for days in ago)
    return had and not (audience.not_since and any(days < first for days in ago))


def _days_unseen(account: Account, clinic: Clinic, today: date) -> int:
    seen_on = account.seen_on or business_date(account.joined_at, clinic.time_zone)
    return (today - seen_on).days


def _is_member(account: Account, today: date) -> bool:
    return any(membership.is_in_force(today) for membership in account.memberships)
