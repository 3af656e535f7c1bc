"""Reminding: the work of a sweep on one account at an instant. It is pure, and a sweep that runs it twice does it once.

Lots whose life is over expire. One notice, of the most urgent kind, is made of the lots that reach a milestone by the
end of the date; after an outage only the last of a lot's passed milestones counts. Each of these lots moves on to its
first milestone of a later date, and the account is due again only then.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from loyalty.domain.calendar import business_date
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import Entry
from loyalty.domain.ledger.expiry import expire
from loyalty.domain.ledger.extension import extend_unnoticed
from loyalty.domain.ledger.lots import NUDGE, URGE, Lot, next_milestone
from loyalty.domain.ledger.posting import Cause
from loyalty.domain.money import WHOLE_BP
from loyalty.domain.program.rules import RemindersRule
from loyalty.domain.reminders.notices import HOLDOUT, PENDING, SUPPRESSED, TOO_LATE, Notice, NoticedLot
from loyalty.domain.reminders.quiet_hours import sendable_at

EXTENSION_PART = "extension"


@dataclass(frozen=True, slots=True)
class Reminded:
    """The result of a sweep on an account: the account after it, the entries it posts, and a notice if one is due."""

    account: Account
    entries: tuple[Entry, ...] = ()
    notice: Notice | None = None


def is_due(account: Account, now: datetime) -> bool:
    """True if a sweep has work on the account."""
    return account.due_at is not None and account.due_at <= now


def unnoticed_lots(account: Account, rule: RemindersRule, now: datetime) -> tuple[Lot, ...]:
    """The lots that have ended, if the rule wants an accepted notice before lots expire; else none.

    A lot whose purchase was taken back whole is not among them, nor a shared lot of which a refund forgave points: what
    a refund forgave has no longer life.
    """
    if rule.extension_days is None:
        return ()
    forgiven = {*account.taken_back, *(shared.lot_id for shared in account.shared if shared.forgiven_points)}
    return tuple(lot for lot in account.lots if not lot.is_live(now) and lot.lot_id not in forgiven)


def remind(
    account: Account,
    currency: str,
    rule: RemindersRule,
    zone: ZoneInfo,
    cause: Cause,
    accepted: Callable[[Lot], bool] = lambda _: False,
) -> Reminded:
    """Expire the lots that have ended, and remind of those that end soon; do nothing if the account is not due.

    `accepted` says if a notice of a lot's end was accepted; it is asked only if the rule wants one.
    """
    if not is_due(account, cause.now):
        return Reminded(account)
    unnoticed = [lot for lot in unnoticed_lots(account, rule, cause.now) if not accepted(lot)]
    extended: tuple[Entry, ...] = ()
    if unnoticed:
        part = f"{EXTENSION_PART}-{business_date(cause.now, zone)}"
        named = replace(cause, entry_id=unnoticed[0].lot_id).part(part)
        posting = extend_unnoticed(account, unnoticed, rule, zone, named)
        account, extended = posting.account, (posting.entry,)
    account, expired = expire(account, currency, cause)
    account, notice = _notice(account, rule, zone, cause.now)
    return Reminded(account, (*extended, *expired), notice)


def _notice(account: Account, rule: RemindersRule, zone: ZoneInfo, now: datetime) -> tuple[Account, Notice | None]:
    """Move the lots on, and make the notice about those that reached a milestone."""
    if not any(lot.milestone_at <= now for lot in account.lots):
        return account, None
    today = business_date(now, zone)
    reached = {lot.lot_id: milestone for lot in account.lots if (milestone := _reached_milestone(lot, today, zone))}
    lots = tuple(
        _move_on(lot, reached[lot.lot_id], today, zone) if lot.lot_id in reached else lot for lot in account.lots
    )
    if not account.active or (account.noticed_on is not None and today <= account.noticed_on):
        return replace(account, lots=lots), None
    lots = tuple(replace(lot, noticed_on=today) if lot.lot_id in reached else lot for lot in lots)
    account = replace(account, lots=lots, noticed_on=today)
    return account, _make_notice(account, reached, rule, zone, now)


def _reached_milestone(lot: Lot, today: date, zone: ZoneInfo) -> str | None:
    """The last of a lot's milestones up to today, if it is a reminder that was not given before."""
    if lot.milestone not in (NUDGE, URGE) or business_date(lot.milestone_at, zone) > today:
        return None
    return URGE if lot.milestone == URGE or _day_of(URGE, lot) <= today else NUDGE


def _day_of(milestone: str, lot: Lot) -> date:
    """The date of a reminder of a lot's end."""
    days = lot.policy.urge_days if milestone == URGE else lot.policy.nudge_days
    return lot.expires_on - timedelta(days=days)


def _move_on(lot: Lot, reached: str, today: date, zone: ZoneInfo) -> Lot:
    """Give a lot its next milestone, never the one it reached again, even if the clinic's time zone has changed."""
    after = max(today, _day_of(reached, lot))
    milestone, milestone_at = next_milestone(lot.policy, lot.expires_on, lot.expires_at, zone, after)
    return replace(lot, milestone=milestone, milestone_at=milestone_at)


def _make_notice(
    account: Account, reached: Mapping[str, str], rule: RemindersRule, zone: ZoneInfo, now: datetime
) -> Notice:
    """Make the notice about lots that have reached a milestone."""
    lots = [lot for lot in account.lots if lot.lot_id in reached]
    due_at, ends_at = sendable_at(now, rule, zone), max(lot.expires_at for lot in lots)
    reason = HOLDOUT if is_in_holdout(account, rule) else TOO_LATE if due_at >= ends_at else None
    return Notice(
        clinic_id=account.clinic_id,
        patient_id=account.patient_id,
        business_date=business_date(now, zone),
        kind=URGE if URGE in reached.values() else NUDGE,
        lots=tuple(NoticedLot(lot.lot_id, reached[lot.lot_id], lot.expires_on) for lot in lots),
        created_at=now,
        ends_at=ends_at,
        state=SUPPRESSED if reason else PENDING,
        reason=reason,
        due_at=None if reason else due_at,
        reminders_version=rule.version,
    )


def is_in_holdout(account: Account, rule: RemindersRule) -> bool:
    """True if the patient is in the holdout, the share that is not reminded: always the same patients, by their ids."""
    digest = hashlib.sha256(f"{account.clinic_id}/{account.patient_id}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % WHOLE_BP < rule.holdout_bp
