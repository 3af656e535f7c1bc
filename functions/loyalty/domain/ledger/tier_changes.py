"""Tier changes: an account's tier is decided anew with every act that counts, and when time changes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from loyalty.domain.calendar import ONE_DAY, business_date, first_instant_after
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.bonus import months_due
from loyalty.domain.ledger.entry import Actor, Request
from loyalty.domain.program.bonus_months import bonus_months
from loyalty.domain.program.memberships import change_dates, year_minor
from loyalty.domain.program.opportunity import next_year_change_on
from loyalty.domain.program.standing import Program, standing_on
from loyalty.domain.program.tiers import KEPT_DAYS, Grant, Ladder, days_to_keep


@dataclass(frozen=True, slots=True)
class TierChange:
    """A change of a patient's tier, its business date, and its cause: the name of an act, or time.

    A grant is recorded even if it does not change the tier in force: `granted` is the tier it gives, None if it is
    taken back; `text` is the reason as the patient may read it.
    """

    from_tier_id: str | None
    to_tier_id: str
    on: date
    because: str
    recorded_at: datetime
    granted: Grant | None = None
    text: str | None = None
    actor: Actor | None = None
    request: Request | None = None


def with_tier(account: Account, program: Program, now: datetime, zone: ZoneInfo) -> Account:
    """The account with its tier, progress and year as of an instant, and the next instant that changes them."""
    on = business_date(now, zone)
    account = replace(account.with_memberships(account.memberships, on), days=days_to_keep(account.days, on))
    ladder = Ladder(account.qualifying, program.tiers)
    standing = standing_on(ladder, program, on, _fee_minor(account, on))
    return replace(
        account,
        tier_id=standing.tier_id,
        tier=standing,
        progress=ladder.progress_on(on),
        tier_due_at=_due_at(account, _changes_after(account, ladder, on), now, zone),
    )


def _due_at(account: Account, changes: Iterable[date], now: datetime, zone: ZoneInfo) -> datetime | None:
    """The instant to look at the account again: at once if a month that has begun was not given."""
    if months_due(account, business_date(now, zone)):
        return now
    next_on = min(changes, default=None)
    return None if next_on is None else first_instant_after(next_on - ONE_DAY, zone)


def _fee_minor(account: Account, on: date) -> int:
    """The agreed price of the patient's own membership for twelve months; 0 without one."""
    membership = account.membership
    if membership is None or not membership.is_in_force(on):
        return 0
    return year_minor(membership.price_minor, membership.period)


def without_tiers(account: Account, now: datetime, zone: ZoneInfo) -> Account:
    """The account at a clinic without tiers: the sums are kept, in case it has tiers one day."""
    on = business_date(now, zone)
    account = replace(account.with_memberships(account.memberships, on), days=days_to_keep(account.days, on))
    due_at = _due_at(account, _membership_changes_after(account, on), now, zone)
    return replace(account, tier_id=None, tier=None, progress=None, tier_due_at=due_at)


def changes_to(account: Account, program: Program, after: date, until: date, zone: ZoneInfo) -> Iterator[TierChange]:
    """The changes of tier that time alone makes after one date and up to another, each on its own date."""
    ladder = Ladder(account.qualifying, program.tiers)
    tier_id, last_on = ladder.tier_on(after).tier_id, ladder.last_day(after)
    while last_on is not None and last_on < until:
        on = last_on + ONE_DAY
        before_id, tier_id, last_on = tier_id, ladder.tier_on(on).tier_id, ladder.last_day(on)
        yield TierChange(before_id, tier_id, on, "time", first_instant_after(on - ONE_DAY, zone))


def _changes_after(account: Account, ladder: Ladder, on: date) -> Iterator[date]:
    """The next of the later dates on which time changes the tier, the sums, the year, or a membership."""
    oldest = (day.on + timedelta(days=KEPT_DAYS) for day in account.days[:1])
    for change_on in (ladder.next_change_on(on), next_year_change_on(account.days, on), *oldest):
        if change_on is not None:
            yield change_on
    yield from _membership_changes_after(account, on)


def _membership_changes_after(account: Account, on: date) -> Iterator[date]:
    """The later dates on which time changes a membership, or a month of one begins."""
    yield from (
        month.on for month in bonus_months(account.memberships, account.membership_log, date.max) if month.on > on
    )
    for membership in account.memberships:
        yield from change_dates(membership, on)
