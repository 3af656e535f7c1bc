"""Bonuses: the points of a membership's months, one entry a month, named after the membership and the first day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from loyalty.domain.calendar import ONE_DAY, first_instant_after
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import BONUS, Entry
from loyalty.domain.ledger.lots import Lives
from loyalty.domain.ledger.posting import Cause, Change, Posting, post, receive
from loyalty.domain.ledger.why import BonusWhy
from loyalty.domain.program.memberships import BonusMonth, bonus_months

# The account remembers this many months; their entries stay forever, and none is created twice.
MOST_REMEMBERED = 120


def give_bonuses(account: Account, lives: Lives, cause: Cause) -> tuple[Account, tuple[Entry, ...]]:
    """Give the points of each month that has begun and was not given yet; return the account and the entries.

    The points repay debt first, like all that come in. Their life begins with their month, however late they are given.
    Raises TooManyOpenLots.
    """
    entries: list[Entry] = []
    for month in bonus_months(account.membership_log, cause.business_date):
        if month.entry_id not in account.bonus_months:
            posting = _give(account, month, lives, cause)
            account = _remember(posting.account, month.entry_id)
            entries.append(posting.entry)
    return account, tuple(entries)


def _give(account: Account, month: BonusMonth, lives: Lives, cause: Cause) -> Posting:
    named = replace(cause, entry_id=month.entry_id, occurred_at=min(_began_at(month.on, lives), cause.now))
    received = receive(account, month.points, lives, named, lives.expiry.last_day(month.on))
    why = BonusWhy("membership", month.membership_id, month.plan_name, month.on, lives.versions())
    change = Change(BONUS, why, received.draws, debt_points=-received.repaid_points, lot=received.lot)
    return post(account, change, named)


def _began_at(on: date, lives: Lives) -> datetime:
    return first_instant_after(on - ONE_DAY, lives.zone)


def _remember(account: Account, entry_id: str) -> Account:
    return replace(account, bonus_months=(*account.bonus_months, entry_id)[-MOST_REMEMBERED:])
