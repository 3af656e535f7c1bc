"""Refreshing one account whose tier, year or membership has changed by time alone; the schedule does it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from loyalty.domain.documents import Decision, Key, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.bonus import give_bonuses
from loyalty.domain.ledger.posting import Cause
from loyalty.domain.program.clinic import Clinic
from loyalty.services.preconditions import require_clinic
from loyalty.services.requests import lives_of
from loyalty.services.runs import BY_ITSELF, SCHEDULE
from loyalty.services.tier_standing import Booked, TierRules, program_of, settle


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The outcome of refreshing: months that points were given for, changes of tier, the instant it is due again."""

    months: int
    changes: int
    due_at: datetime | None


def refresh_keys(keys: ClinicKeys) -> tuple[Key[Any], ...]:
    """The keys of a clinic's documents that refreshing reads."""
    return (
        keys.clinic,
        *keys.tier_rules,
        keys.expiry,
        keys.reminders,
    )


def refresh_tier(
    store: Store, clinic_id: str, patient_id: str, now: datetime, at_hand: Mapping[Key[Any], Any] | None = None
) -> Refreshed:
    """Bring an account up to date with an instant, in one commit; an account that is not due is only read.

    Each change of tier is recorded on its own date, however late it is noticed. `at_hand` are documents as read a
    moment ago, good enough for a first try.
    """
    keys = ClinicKeys(clinic_id)
    account_at = keys.account(patient_id)

    def decide(docs: Snapshots) -> Decision[Refreshed]:
        account: Account = docs.require(account_at)
        if account.tier_due_at is None or now < account.tier_due_at:
            return Decision(Refreshed(0, 0, account.tier_due_at))
        return _refresh(docs, account, require_clinic(docs, keys), now)

    return store.transact((*refresh_keys(keys), account_at), decide, at_hand)


def _refresh(docs: Snapshots, account: Account, clinic: Clinic, now: datetime) -> Decision[Refreshed]:
    keys = ClinicKeys(account.clinic_id)
    today = clinic.today(now)
    cause = Cause("schedule", BY_ITSELF, SCHEDULE, None, today, now)
    after, entries = give_bonuses(account, lives_of(docs, keys, clinic.time_zone), cause)
    rules, entry_id = TierRules(keys, clinic, program_of(docs, keys)), f"schedule-{today.isoformat()}"
    settled = settle(rules, account, Booked(after, entries), replace(cause, entry_id=entry_id), "rules")
    return Decision(Refreshed(len(entries), settled.changes, settled.account.tier_due_at), settled.writes)
