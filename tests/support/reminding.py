"""One account's reminders played in memory: a sweep every hour, or with outages, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from loyalty.domain.calendar import business_date
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import Actor, Entry, Request
from loyalty.domain.ledger.lots import Lives, Lot, open_lot
from loyalty.domain.ledger.posting import Cause
from loyalty.domain.program.rules import ExpiryRule, RemindersRule
from loyalty.domain.reminders.notices import Notice
from loyalty.domain.reminders.reminding import Reminded, remind

HOUR = timedelta(hours=1)
RULE = RemindersRule(version=1, nudge_days=28, urge_days=7, send_hour=10)
BY_ITSELF = Request("schedule", "")
Outage = tuple[datetime, datetime]


def lot(
    name: str, earned_at: datetime, expires_on: date, zone: ZoneInfo, points: int = 100, rule: RemindersRule = RULE
) -> Lot:
    """A lot with this last day."""
    return open_lot(name, points, earned_at, Lives(ExpiryRule(1, "days", 1), rule, zone), expires_on)


def account_of(*lots: Lot, active: bool = True) -> Account:
    """An account that holds these lots."""
    points = sum(lot.points_remaining for lot in lots)
    joined = Request("joined", "")
    return Account("bella", "patient-ana", "Ana Ruiz", active, lots[0].earned_at, joined, points, lots=tuple(lots))


def sweep(account: Account, now: datetime, zone: ZoneInfo, rule: RemindersRule = RULE) -> Reminded:
    """One sweep of one account, where no notice was accepted yet."""
    cause = Cause("schedule", BY_ITSELF, Actor("schedule", "schedule"), None, business_date(now, zone), now)
    return remind(account, "USD", rule, zone, cause)


@dataclass
class Played:
    """The result of a time of sweeps."""

    account: Account
    entries: list[Entry] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


def play(
    account: Account,
    until: datetime,
    zone: ZoneInfo,
    outages: Iterable[Outage] = (),
    rule: RemindersRule = RULE,
) -> Played:
    """A sweep at every full hour outside the outages, as long as something is due; most hours find nothing to do."""
    played = Played(account)
    for now in _runs(played, until, tuple(outages)):
        reminded = sweep(played.account, now, zone, rule)
        assert sweep(reminded.account, now, zone, rule) == Reminded(reminded.account), "a second sweep finds nothing"
        played.account = reminded.account
        played.entries += reminded.entries
        played.notices += [reminded.notice] if reminded.notice else []
    return played


def _runs(played: Played, until: datetime, outages: tuple[Outage, ...]) -> Iterator[datetime]:
    """The hours at which there is something to do, as they come up."""
    while played.account.due_at is not None:
        now = _next_hour(played.account.due_at)
        for began, ended in sorted(outages):
            now = _next_hour(ended) if began <= now < ended else now
        if now > until:
            return
        yield now


def _next_hour(instant: datetime) -> datetime:
    full = instant.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    return full if full == instant else full + HOUR
