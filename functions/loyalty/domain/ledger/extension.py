"""Extensions: the only way to give an existing lot another last day, a later one, by an entry that says why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from loyalty.domain.calendar import business_date
from loyalty.domain.ledger.account import Account, Extended
from loyalty.domain.ledger.entry import EXTENSION
from loyalty.domain.ledger.lots import Draw, Lot, life_until, move
from loyalty.domain.ledger.posting import Cause, Change, Posting, post
from loyalty.domain.ledger.why import ExtensionReason, ExtensionWhy
from loyalty.domain.program.rules import RemindersRule

APPOINTMENT: Final = "appointment"
NO_NOTICE: Final = "no-notice"


def hold_for_appointment(
    account: Account, visit_on: date, appointment_id: str, rule: RemindersRule, zone: ZoneInfo, cause: Cause
) -> Posting | None:
    """Hold points that would end before an accepted appointment: they live until the rule's margin after it.

    None where the rule does not hold points, or there are none to hold. A lot that one appointment holds is not held
    again by another.
    """
    if rule.appointment_margin_days is None:
        return None
    until = visit_on + timedelta(days=rule.appointment_margin_days)
    held = [lot for lot in account.lots if lot.is_live(cause.now) and lot.expires_on < until and not lot.appointment_id]
    if not held:
        return None
    lots = [replace(lot, appointment_id=appointment_id) for lot in held]
    return extend(account, lots, until, _why(APPOINTMENT, until, lots, rule, appointment_id), zone, cause)


def extend_unnoticed(
    account: Account, lots: Sequence[Lot], rule: RemindersRule, zone: ZoneInfo, cause: Cause
) -> Posting:
    """Extend lots instead of expiring them, where the rule wants an accepted notice of their end and there was none.

    They live on for `rule.extension_days` from the day this is noticed, so that there is time to remind.
    """
    if rule.extension_days is None:
        raise ValueError("the rule lets points expire without a notice")
    until = business_date(cause.now, zone) + timedelta(days=rule.extension_days)
    return extend(account, lots, until, _why(NO_NOTICE, until, lots, rule, None), zone, cause)


def extend(
    account: Account, lots: Iterable[Lot], until: date, why: ExtensionWhy, zone: ZoneInfo, cause: Cause
) -> Posting:
    """Give some lots a later last day, by an entry that says so.

    No points move, except that lots that had ended repay points that came to be owed since.
    """
    longer = [_lengthen(lot, until, zone, cause) for lot in lots]
    draws = _repayments(longer, account.debt_points)
    repaid = -sum(draw.points for draw in draws)
    posting = post(account, Change(EXTENSION, why, draws=draws, debt_points=-repaid), cause)
    known = {life.lot_id: life for life in account.extended if cause.now < life.expires_at}
    known |= {lot.lot_id: Extended(lot.lot_id, lot.expires_on, lot.expires_at, lot.appointment_id) for lot in longer}
    return replace(posting, account=replace(posting.account, extended=tuple(known.values())))


def _repayments(lots: Iterable[Lot], debt_points: int) -> tuple[Draw, ...]:
    """The draws that give lots their longer life. They repay debt first: a patient in debt holds no points."""
    draws = []
    for lot in lots:
        repaid = min(debt_points, lot.points_remaining)
        debt_points -= repaid
        draws.append(move(lot, -repaid))
    return tuple(draws)


def _lengthen(lot: Lot, until: date, zone: ZoneInfo, cause: Cause) -> Lot:
    expires_on, expires_at, milestone, milestone_at = life_until(
        until, lot.policy, zone, after=business_date(cause.now, zone)
    )
    return replace(lot, expires_on=expires_on, expires_at=expires_at, milestone=milestone, milestone_at=milestone_at)


def _why(
    reason: ExtensionReason, until: date, lots: Iterable[Lot], rule: RemindersRule, appointment_id: str | None
) -> ExtensionWhy:
    held = sum(lot.points_remaining for lot in lots)
    return ExtensionWhy(reason, until, held, appointment_id, {"reminders": rule.version})
