"""Delivering: the decisions about a notice before it is sent, and when the outcome is known.

A sender claims a notice, sends it, and settles it. A claim sets `due_at` to its own end, so no other sender finds the
notice before that. A patient gets one notice a day: if several have gathered, over holidays or an outage, the others
wait a day each.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from loyalty.domain.calendar import ONE_DAY, business_date, instant_at
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.lots import NUDGE, URGE
from loyalty.domain.program.rules import RemindersRule
from loyalty.domain.reminders.notices import (
    EXHAUSTED,
    FAILED,
    INACTIVE,
    NO_CONSENT,
    NO_DEVICE,
    OFFER,
    OFFER_OVER,
    OPTED_OUT,
    PENDING,
    REFUSED,
    SENT,
    SPENT,
    SUPPRESSED,
    TOO_LATE,
    UNCONFIRMED,
    FoundDevice,
    Notice,
    NoticedLot,
    Preferences,
)
from loyalty.domain.reminders.offers import OwnOffer
from loyalty.domain.reminders.pushing import Outcome, Push, Verdict, notice_name
from loyalty.domain.reminders.quiet_hours import sendable_at

# Longer than a batch of pushes may take, so that no notice is claimed while it is being sent.
LEASE = timedelta(seconds=60)
MOST_CLAIMS, MOST_TRIES = 2, 8
_URGENCY = {OFFER: 0, NUDGE: 1, URGE: 2}
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Standing:
    """The facts about a patient at the moment of sending; they may have changed since the notice was made.

    `others` are their other notices that are not finished, or were sent lately; `offer` is what the patient sees of
    the offer that the notice tells of, None if they do not see it.
    """

    account: Account | None
    preferences: Preferences | None
    rule: RemindersRule
    zone: ZoneInfo
    devices: Sequence[FoundDevice]
    others: Sequence[Notice] = ()
    offer: OwnOffer | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """The claim of a notice by a sender, with the devices to send it to; there are none if it is not to be sent.

    `postponed` are the patient's other notices that wait for it.
    """

    notice: Notice
    devices: tuple[FoundDevice, ...] = ()
    postponed: tuple[Notice, ...] = ()
    locale: str = ""
    voice: str = ""
    today: date = date.min

    def pushes(self) -> list[Push]:
        """The pushes, one for each device."""
        notice, ends_on = self.notice, min((lot.expires_on for lot in self.notice.lots), default=date.max)
        said = (notice_name(notice), notice.kind, self.voice, self.locale, ends_on, self.today, notice.ends_at)
        return [Push(found.device.token, *said) for found in self.devices]


def claim_notice(notice: Notice, standing: Standing, now: datetime) -> Claim | None:
    """Claim a notice that is due, or decide that it is never sent, or not yet. None if there is nothing to do.

    All that could have changed since the notice was made is checked again. Lots that were spent, ended or got another
    last day are dropped from it.
    """
    if notice.due_at is None or notice.due_at > now:
        return None
    today = business_date(now, standing.zone)
    made, notice = notice, _drop_ended_lots(notice, standing.account, now, today)
    devices = unreached_devices(standing.devices, notice.sent_to)
    never = _reason_unsent(notice, standing, devices, now, today)
    if never is not None:
        return Claim(_end(made, *never))
    tomorrow_at = sendable_at(instant_at(today + ONE_DAY, 0, standing.zone), standing.rule, standing.zone)
    must_wait = any(_is_first(other, notice, now, standing.zone) for other in standing.others)
    opens_at = tomorrow_at if must_wait else sendable_at(now, standing.rule, standing.zone)
    if opens_at > now:
        return Claim(replace(notice, due_at=opens_at))
    claimed = replace(notice, due_at=now + LEASE, claims=notice.claims + 1)
    # Saved with the claim, so that of two senders with a notice each only one gets its claim.
    postponed = tuple(
        replace(other, due_at=tomorrow_at) for other in standing.others if _is_free_before(other, tomorrow_at)
    )
    locale = standing.preferences.locale if standing.preferences else ""
    return Claim(claimed, devices, postponed, locale, standing.rule.voice, today)


def matters_beside(notice_id: str, other: Notice, now: datetime) -> bool:
    """True if another notice of the patient may change the time at which the one of that name is sent."""
    recent = other.sent_at is not None and other.sent_at > now - 2 * ONE_DAY
    return other.notice_id != notice_id and (recent or other.due_at is not None)


def _is_first(other: Notice, notice: Notice, now: datetime, zone: ZoneInfo) -> bool:
    """True if another notice is today's: it was sent today, is being sent, or is also due and more urgent."""
    if other.sent_at is not None and business_date(other.sent_at, zone) == business_date(now, zone):
        return True
    if other.due_at is None:
        return False
    return other.claims > 0 or (other.due_at <= now and _URGENCY[other.kind] > _URGENCY[notice.kind])


def _is_free_before(other: Notice, moment: datetime) -> bool:
    """True if a notice that no sender has claimed becomes due before a moment."""
    return other.due_at is not None and other.due_at < moment and not other.claims


def _reason_unsent(
    notice: Notice, standing: Standing, devices: Sequence[FoundDevice], now: datetime, today: date
) -> tuple[str, str | None] | None:
    """The state and the reason of a notice that must not be sent; None if it may be sent."""
    preferences, is_offer = standing.preferences, notice.kind == OFFER
    reasons = (
        (notice.claims >= MOST_CLAIMS, FAILED, UNCONFIRMED),
        (standing.account is None or not standing.account.active, SUPPRESSED, INACTIVE),
        (preferences is None or not preferences.push, SUPPRESSED, NO_CONSENT),
        (not is_offer and not notice.lots, SUPPRESSED, SPENT),
        (is_offer and not (standing.offer and standing.offer.is_on(today)), SUPPRESSED, OFFER_OVER),
        (preferences is not None and not preferences.wants(notice.kind), SUPPRESSED, OPTED_OUT),
        (now >= notice.ends_at, SUPPRESSED, TOO_LATE),
        (not devices, SUPPRESSED, NO_DEVICE),
    )
    return next(((state, reason) for holds, state, reason in reasons if holds), None)


def _drop_ended_lots(notice: Notice, account: Account | None, now: datetime, today: date) -> Notice:
    """Drop the lots from a notice that no longer end on the day it tells, or whose day is over."""
    if notice.kind == OFFER:
        return notice
    live = {lot.lot_id: lot.expires_on for lot in (account.lots if account else ()) if lot.is_live(now)}
    lots = tuple(lot for lot in notice.lots if today <= lot.expires_on == live.get(lot.lot_id))
    return replace(notice, lots=lots, kind=_kind_of(lots)) if lots else replace(notice, lots=())


def _kind_of(lots: Iterable[NoticedLot]) -> str:
    return URGE if any(lot.milestone == URGE for lot in lots) else NUDGE


def unreached_devices(devices: Sequence[FoundDevice], sent_to: Iterable[str]) -> tuple[FoundDevice, ...]:
    """The devices that have not accepted yet; of several with one token, which is one phone, the newest."""
    reached = {found.device.token for found in devices if found.device_id in set(sent_to)}
    newest = {found.device.token: found for found in reversed(devices)}
    return tuple(found for token, found in reversed(newest.items()) if token not in reached)


def settle_notice(notice: Notice, claimed: Notice, outcomes: Mapping[str, Outcome], now: datetime) -> Notice:
    """Settle a notice that was sent under a claim; `outcomes` are by device id.

    A sender whose claim lapsed still records which devices accepted, and leaves the rest to the sender that claimed
    the notice since.
    """
    accepted = [device_id for device_id, outcome in outcomes.items() if outcome.verdict is Verdict.ACCEPTED]
    if accepted:
        sent_to = tuple(dict.fromkeys((*notice.sent_to, *accepted)))
        notice = replace(notice, state=SENT, reason=None, sent_at=now, sent_to=sent_to)
    if (notice.due_at, notice.claims) != (claimed.due_at, claimed.claims):
        return notice
    notice = replace(notice, claims=0, tries=notice.tries + 1)
    later = [outcome for outcome in outcomes.values() if outcome.verdict is Verdict.LATER]
    if later and notice.tries < MOST_TRIES:
        return replace(notice, due_at=_again_at(notice, later, now))
    return _end(notice, FAILED, EXHAUSTED if later else REFUSED)


def _end(notice: Notice, state: str, reason: str | None) -> Notice:
    """End a notice: nothing is left to do. If a device accepted it, it stays sent."""
    if notice.state == PENDING:
        notice = replace(notice, state=state, reason=reason)
    return replace(notice, due_at=None)


def _again_at(notice: Notice, later: Iterable[Outcome], now: datetime) -> datetime:
    """The time of the next try: as late as any answer asked, later with each try, and apart from other notices."""
    asked = max((outcome.retry_after for outcome in later if outcome.retry_after), default=timedelta(0))
    return now + max(asked, _backoff(notice))


def _backoff(notice: Notice) -> timedelta:
    """The wait before a try: it doubles up to a limit, less up to half; always the same for one notice and try."""
    longest: timedelta = min(LONGEST_WAIT, FIRST_WAIT * 2**notice.tries)
    dice = hashlib.sha256(f"{notice_name(notice)}/{notice.tries}".encode()).digest()[0]
    return longest * (256 + dice) / 512
