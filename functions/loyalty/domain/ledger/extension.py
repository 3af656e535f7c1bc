"""Extensions: the only way a lot that exists gets another last day, a later one, by an entry that says why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from loyalty.domain.calendar import business_date
from loyalty.domain.ledger.account import Account, Extended
from loyalty.domain.ledger.entry import EXTENSION
from loyalty.domain.ledger.lots import Draw, Lot, life_until, moved
from loyalty.domain.ledger.posting import Cause, Change, Posting, post
from loyalty.domain.ledger.why import ExtensionReason, ExtensionWhy
from loyalty.domain.program.rules import RemindersRule

APPOINTMENT: Final = "appointment"
NO_NOTICE: Final = "no-notice"


def hold_for_appointment(
    account: Account, visit_on: date, appointment_id: str, rule: RemindersRule, zone: ZoneInfo, cause: Cause
) -> Posting | None:
    """What an accepted appointment does for points that would end before it: they live until the rule's margin after.

    None where the rule does not hold points, or there are none to hold. One appointment holds a lot, another does not
    hold it again.
    """
    if rule.appointment_margin_days is None:
        return None
    until = visit_on + timedelta(days=rule.appointment_margin_days)
    held = [lot for lot in account.lots if lot.live(cause.now) and lot.expires_on < until and not lot.appointment_id]
    if not held:
        return None
    lots = [replace(lot, appointment_id=appointment_id) for lot in held]
    return extend(account, lots, until, _why(APPOINTMENT, until, lots, rule, appointment_id), zone, cause)


def extend_unnoticed(
    account: Account, lots: Sequence[Lot], rule: RemindersRule, zone: ZoneInfo, cause: Cause
) -> Posting:
    """What happens instead of expiry to lots of whose end no notice was accepted, where the rule wants one.

    They live on for `rule.extension_days` from the day it is noticed, so that there is time to remind.
    """
    if rule.extension_days is None:
        raise ValueError("the rule lets points expire without a notice")
    until = business_date(cause.now, zone) + timedelta(days=rule.extension_days)
    return extend(account, lots, until, _why(NO_NOTICE, until, lots, rule, None), zone, cause)


def extend(
    account: Account, lots: Iterable[Lot], until: date, why: ExtensionWhy, zone: ZoneInfo, cause: Cause
) -> Posting:
    """The account with a later last day for some of its lots, and the entry that says so.

    No point moves, but where the lots had ended and points came to be owed since: those are repaid.
    """
    longer = [_longer(lot, until, zone, cause) for lot in lots]
    draws = _repaying(longer, account.debt_points)
    repaid = -sum(draw.points for draw in draws)
    posting = post(account, Change(EXTENSION, why, draws=draws, debt_points=-repaid), cause)
    known = {life.lot_id: life for life in account.extended if cause.now < life.expires_at}
    known |= {lot.lot_id: Extended(lot.lot_id, lot.expires_on, lot.expires_at, lot.appointment_id) for lot in longer}
    return replace(posting, account=replace(posting.account, extended=tuple(known.values())))


def _repaying(lots: Iterable[Lot], debt_points: int) -> tuple[Draw, ...]:
    """The draws that give lots their longer life; whoever owes points holds none, so they repay debt first."""
    draws = []
    for lot in lots:
        repaid = min(debt_points, lot.points_remaining)
        debt_points -= repaid
        draws.append(moved(lot, -repaid))
    return tuple(draws)


def _longer(lot: Lot, until: date, zone: ZoneInfo, cause: Cause) -> Lot:
    expires_on, expires_at, milestone, milestone_at = life_until(
        until, lot.policy, zone, after=business_date(cause.now, zone)
    )
    return replace(lot, expires_on=expires_on, expires_at=expires_at, milestone=milestone, milestone_at=milestone_at)


def _why(
    reason: ExtensionReason, until: date, lots: Iterable[Lot], rule: RemindersRule, appointment_id: str | None
) -> ExtensionWhy:
    held = sum(lot.points_remaining for lot in lots)
    return ExtensionWhy(reason, until, held, appointment_id, {"reminders": rule.version})
