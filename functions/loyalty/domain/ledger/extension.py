"""Extensions: the only way to give an existing lot another last day, by an entry that says why.

It is a later one; only what an appointment gave can be taken back, to the lot's own last day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from loyalty.domain.calendar import business_date
from loyalty.domain.ledger.account import Account, Extended, lives_to_keep
from loyalty.domain.ledger.entry import EXTENSION
from loyalty.domain.ledger.lots import Draw, Lot, life_until, move, next_milestone
from loyalty.domain.ledger.posting import Cause, Change, Posting, post
from loyalty.domain.ledger.why import ExtensionReason, ExtensionWhy
from loyalty.domain.program.rules import RemindersRule

APPOINTMENT: Final = "appointment"
NO_NOTICE: Final = "no-notice"
NO_APPOINTMENT: Final = "no-appointment"


def hold_for_appointment(
    account: Account, visit_on: date | None, appointment_id: str, rule: RemindersRule, zone: ZoneInfo, cause: Cause
) -> Posting | None:
    """Hold points that would end before an accepted appointment: they live until the rule's margin after it.

    The hold follows a visit that is moved. Where it is withdrawn, None, or moved so that a lot's own last day is later,
    the lot falls back to that. None is returned where no last day changes. A lot that one appointment holds is not held
    again by another.
    """
    until = _until(visit_on, rule)
    changed = list(_held_anew(account, until, appointment_id, zone, cause))
    if not changed:
        return None
    held = [lot for lot in changed if lot.appointment_id]
    last = min(lot.expires_on for lot in held or changed)
    why = _why(APPOINTMENT if held else NO_APPOINTMENT, last, held or changed, rule, appointment_id)
    return _post_lives(account, changed, why, cause)


def _until(visit_on: date | None, rule: RemindersRule) -> date | None:
    if visit_on is None or rule.appointment_margin_days is None:
        return None
    return visit_on + timedelta(days=rule.appointment_margin_days)


def _held_anew(
    account: Account, until: date | None, appointment_id: str, zone: ZoneInfo, cause: Cause
) -> Iterator[Lot]:
    """The lots whose last day changes with the appointment, as they are after it."""
    for lot in account.lots:
        if not lot.is_live(cause.now) or lot.appointment_id not in {None, appointment_id}:
            continue
        own_on = lot.own_expires_on or lot.expires_on
        if until is not None and own_on < until:
            own_at = lot.own_expires_at or lot.expires_at
            held = replace(lot, appointment_id=appointment_id, own_expires_on=own_on, own_expires_at=own_at)
            if lot.expires_on != until:
                yield _lengthen(held, until, zone, cause)
        elif lot.own_expires_on is not None and lot.own_expires_at is not None:
            yield _fall_back(lot, lot.own_expires_on, lot.own_expires_at, zone, cause)


def _fall_back(lot: Lot, own_on: date, own_at: datetime, zone: ZoneInfo, cause: Cause) -> Lot:
    today = business_date(cause.now, zone)
    milestone, milestone_at = next_milestone(lot.policy, own_on, own_at, zone, after=today)
    own = replace(lot, expires_on=own_on, expires_at=own_at, milestone=milestone, milestone_at=milestone_at)
    return replace(own, appointment_id=None, own_expires_on=None, own_expires_at=None)


def fall_back_spent(account: Account, appointment_id: str, now: datetime) -> Account:
    """Give empty lots that the appointment held their own life again: points may come back to them."""
    open_lots = {lot.lot_id for lot in account.lots}
    after = []
    for life in account.extended:
        own_on, own_at = life.own_expires_on, life.own_expires_at
        if life.appointment_id != appointment_id or life.lot_id in open_lots or own_on is None or own_at is None:
            after.append(life)
        elif now < life.expires_at:
            after.append(Extended(life.lot_id, own_on, own_at, None, kept_until_at=life.expires_at))
    return replace(account, extended=tuple(after))


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
    longer = [replace(_lengthen(lot, until, zone, cause), own_expires_on=None, own_expires_at=None) for lot in lots]
    return _post_lives(account, longer, why, cause)


def _post_lives(account: Account, lots: Sequence[Lot], why: ExtensionWhy, cause: Cause) -> Posting:
    """Post the new last days of lots, and remember each as long as points may come back to it."""
    draws = _repayments(lots, account.debt_points)
    repaid = -sum(draw.points for draw in draws)
    before = {lot.lot_id: lot for lot in account.lots}
    posting = post(account, Change(EXTENSION, why, draws=draws, debt_points=-repaid), cause)
    known = {life.lot_id: life for life in account.extended if cause.now < life.ends_at}
    known |= {lot.lot_id: _remember(lot, before[lot.lot_id]) for lot in lots}
    extended = lives_to_keep(tuple(known.values()), posting.account.lots)
    return replace(posting, account=replace(posting.account, extended=extended))


def _remember(lot: Lot, before: Lot) -> Extended:
    fell_back = lot.expires_at < before.expires_at and lot.appointment_id is None
    return Extended(
        lot.lot_id,
        lot.expires_on,
        lot.expires_at,
        lot.appointment_id,
        lot.own_expires_on,
        lot.own_expires_at,
        before.expires_at if fell_back else None,
    )


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
