"""Sweeping one account: lots that ended expire, and the patient is reminded of those that end soon; safe to repeat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from loyalty.domain.documents import Decision, Key, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import EXPIRY, EXTENSION
from loyalty.domain.ledger.lots import Lot
from loyalty.domain.ledger.posting import Cause
from loyalty.domain.reminders.notices import SENT, Notice
from loyalty.domain.reminders.reminding import Reminded, is_due, remind, unnoticed_lots
from loyalty.services.preconditions import require_clinic
from loyalty.services.requests import ledger_writes
from loyalty.services.runs import BY_ITSELF, SCHEDULE


@dataclass(frozen=True, slots=True)
class Swept:
    """The outcome of a sweep: lots that expired or live longer, the notice made, when the account is due again."""

    expired: int
    extended: int
    notice: Notice | None
    due_at: datetime | None


NoticeKeys = tuple[Key[Notice], ...]


def sweep_account(
    store: Store, clinic_id: str, patient_id: str, now: datetime, at_hand: Mapping[Key[Any], Any] | None = None
) -> Swept:
    """Expire and remind on one account, in one commit; an account that is not due is only read.

    `at_hand` are documents as read a moment ago, good enough for a first try: the commit is conditioned on the account,
    and a clinic or a rule that changed meanwhile counts as changed afterwards.
    """
    keys = ClinicKeys(clinic_id)
    reads: tuple[Key[Any], ...] = (keys.clinic, keys.reminders, keys.account(patient_id))
    swept = store.transact(reads, partial(_decide, keys, patient_id, reads, now), at_hand)
    while not isinstance(swept, Swept):
        wider = (*reads, *swept)
        swept = store.transact(wider, partial(_decide, keys, patient_id, wider, now))
    return swept


def _decide(
    keys: ClinicKeys, patient_id: str, reads: tuple[Key[Any], ...], now: datetime, docs: Snapshots
) -> Decision[Swept | NoticeKeys]:
    """Sweep the account; or return the notices to read first, where the expiry of points depends on them."""
    account = docs.require(keys.account(patient_id))
    if not is_due(account, now):
        return Decision(Swept(0, 0, None, account.due_at))
    about = (_notice_key(account, lot) for lot in unnoticed_lots(account, docs.require(keys.reminders), now))
    wanted = tuple(key for key in about if key is not None)
    if not set(wanted) <= set(reads):
        return Decision(tuple(dict.fromkeys(wanted)))
    reminded = _remind(docs, account, now)
    writes = ledger_writes(keys, reminded.account, reminded.entries)
    if reminded.notice:
        writes += (Put(keys.notice(patient_id, reminded.notice.business_date), reminded.notice),)
    return Decision(_outcome_of(reminded), writes)


def _remind(docs: Snapshots, account: Account, now: datetime) -> Reminded:
    """Remind on one account as a sweep at an instant does, and write nothing."""
    keys = ClinicKeys(account.clinic_id)
    clinic = require_clinic(docs, keys)
    rule = docs.require(keys.reminders)
    cause = Cause("schedule", BY_ITSELF, SCHEDULE, None, clinic.today(now), now)
    return remind(account, clinic.currency, rule, clinic.time_zone, cause, partial(_was_accepted, docs, account))


def _notice_key(account: Account, lot: Lot) -> Key[Notice] | None:
    """The key of the last notice about a lot."""
    keys = ClinicKeys(account.clinic_id)
    return keys.notice(account.patient_id, lot.noticed_on) if lot.noticed_on else None


def _was_accepted(docs: Snapshots, account: Account, lot: Lot) -> bool:
    key = _notice_key(account, lot)
    notice = docs.get(key) if key else None
    return notice is not None and notice.state == SENT


def _outcome_of(reminded: Reminded) -> Swept:
    kinds = [entry.kind for entry in reminded.entries]
    extended = sum(len(entry.draws) for entry in reminded.entries if entry.kind == EXTENSION)
    return Swept(kinds.count(EXPIRY), extended, reminded.notice, reminded.account.due_at)
