"""Bonuses: the points of a membership's months, one entry a month, named after the membership and the first day.

Points that came with an act that is undone are taken back; if the month is paid again, its points are too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from loyalty.domain.calendar import ONE_DAY, first_instant_after
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import BONUS, REVERSAL, Entry
from loyalty.domain.ledger.lots import Lives
from loyalty.domain.ledger.posting import Cause, Change, Posting, post, receive
from loyalty.domain.ledger.reversals import claw
from loyalty.domain.ledger.sharing import forgive_shared, shared_lot
from loyalty.domain.ledger.why import BonusWhy, ReversalWhy
from loyalty.domain.program.bonus_months import BonusMonth, GivenMonth, bonus_months, is_given, month_name

# The account remembers this many months; their entries stay forever, and none is created twice.
MOST_REMEMBERED = 120
# The ending of the name of a month whose points were taken back.
TAKEN_BACK = ".taken-back"


def months_due(account: Account, on: date) -> list[BonusMonth]:
    """The months that have begun by a date and were not given yet, oldest first."""
    months = bonus_months(account.memberships, account.membership_log, on)
    return [month for month in months if not is_given(month, account.bonus_months, account.membership_log)]


def give_bonuses(account: Account, lives: Lives, cause: Cause) -> tuple[Account, tuple[Entry, ...]]:
    """Give the points of each month that has begun and was not given yet; return the account and the entries.

    The points repay debt first, like all that come in. Their life begins with their month, however late they are given.
    What was promised needs no room: it never stops the purchase or the membership that it comes with.
    """
    entries: list[Entry] = []
    for month in months_due(account, cause.business_date):
        posting = give_month(account, month, lives, cause)
        account = posting.account
        entries.append(posting.entry)
    return account, tuple(entries)


def give_month(account: Account, month: BonusMonth, lives: Lives, cause: Cause) -> Posting:
    """Give the points of one month, and remember that they were given."""
    named = replace(cause, entry_id=_entry_id(account, month), occurred_at=min(_began_at(month.on, lives), cause.now))
    # A month that is undone is taken back by its name, so it has a lot of its own.
    received = receive(account, month.points, lives, named, lives.expiry.last_day(month.on), may_join=False)
    why = BonusWhy("membership", month.membership_id, month.plan_name, month.on, lives.versions())
    change = Change(BONUS, why, received.draws, debt_points=-received.repaid_points, lot=received.lot)
    posting = post(account, change, named)
    return replace(posting, account=_remember(posting.account, month.name))


def _entry_id(account: Account, month: BonusMonth) -> str:
    """The id of the month's entry: its name, with a number if its points were taken back before."""
    before = account.bonus_months.count(month.name + TAKEN_BACK)
    return f"{month.name}-{before + 1}" if before else month.name


def given_months(entries: Iterable[Entry]) -> tuple[GivenMonth, ...]:
    """The months that entries gave points for."""
    return tuple(
        GivenMonth(month_name(entry.why.membership_id, entry.why.month_on), entry.entry_id, entry.points)
        for entry in entries
        if isinstance(entry.why, BonusWhy)
    )


def take_back_bonuses(
    account: Account, given: Iterable[GivenMonth], currency: str, lives: Lives, cause: Cause
) -> tuple[Account, tuple[Entry, ...]]:
    """Take back the points of months that began by an act that is undone: from points, banked money, then as debt.

    Points whose last day is over are not taken twice.
    """
    entries: list[Entry] = []
    for month in given:
        forgiven = _ended_points(account, month, cause.now)
        account = forgive_shared(account, month.entry_id, forgiven)
        clawed = claw(account, month.points - forgiven, month.entry_id, cause.now)
        why = ReversalWhy(
            "void",
            "",
            currency,
            lives.versions(),
            clawed_points=month.points - forgiven,
            forgiven_points=forgiven,
            unbanked_points=clawed.unbanked_points,
            unbanked_minor=-sum(draw.amount_minor for draw in clawed.wallet_draws),
        )
        change = Change(
            REVERSAL,
            why,
            draws=clawed.draws,
            debt_points=clawed.debt_points,
            wallet_draws=clawed.wallet_draws,
            reverses=month.entry_id,
        )
        posting = post(account, change, cause.part(f"month-{len(entries) + 1}"))
        account = _remember_taken_back(replace(posting.account, unbanked=clawed.unbanked), month.name)
        entries.append(posting.entry)
    return account, tuple(entries)


def _ended_points(account: Account, month: GivenMonth, now: datetime) -> int:
    """The points of a month that ended with its lot and have not left the account yet; no more than it gave."""
    shared = shared_lot(account, month.entry_id)
    ended = (lot for lot in account.lots if lot.lot_id == month.entry_id and not lot.is_live(now))
    left = sum(lot.points_remaining for lot in ended) - (shared.forgiven_points if shared else 0)
    return min(month.points, left)


def _began_at(on: date, lives: Lives) -> datetime:
    return first_instant_after(on - ONE_DAY, lives.zone)


def _remember(account: Account, entry_id: str) -> Account:
    return replace(account, bonus_months=(*account.bonus_months, entry_id)[-MOST_REMEMBERED:])


def _remember_taken_back(account: Account, name: str) -> Account:
    names = (name + TAKEN_BACK if known == name else known for known in account.bonus_months)
    return replace(account, bonus_months=tuple(names))
