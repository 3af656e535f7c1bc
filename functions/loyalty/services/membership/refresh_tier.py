"""Refreshing one account whose tier, year or membership has changed by time alone, or by rules that were published."""

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
from loyalty.services.tier_standing import Booked, TierRules, is_placed_by, program_of, settle


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The outcome of refreshing: months given points, changes of tier, the instant it is due again, the tier."""

    months: int
    changes: int
    due_at: datetime | None
    tier_id: str | None


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
    """Bring an account up to date with an instant and the rules, in one commit; one that is up to date is only read.

    Each change of tier is recorded on its own date, however late it is noticed. `at_hand` are documents as read a
    moment ago, good enough for a first try.
    """
    keys = ClinicKeys(clinic_id)
    account_at = keys.account(patient_id)

    def decide(docs: Snapshots) -> Decision[Refreshed]:
        account: Account = docs.require(account_at)
        refreshed = refresh(docs, account, require_clinic(docs, keys), now)
        return refreshed or Decision(Refreshed(0, 0, account.tier_due_at, account.tier_id))

    return store.transact((*refresh_keys(keys), account_at), decide, at_hand)


def refresh(docs: Snapshots, account: Account, clinic: Clinic, now: datetime) -> Decision[Refreshed] | None:
    """The decision that brings an account up to date; None for one that is."""
    keys = ClinicKeys(account.clinic_id)
    program = program_of(docs, keys)
    is_due = account.tier_due_at is not None and now >= account.tier_due_at
    if not is_due and is_placed_by(account, program):
        return None
    today = clinic.today(now)
    cause = Cause("schedule", BY_ITSELF, SCHEDULE, None, today, now)
    after, entries = give_bonuses(account, lives_of(docs, keys, clinic.time_zone), cause)
    cause = replace(cause, entry_id=f"schedule-{today.isoformat()}")
    settled = settle(TierRules(keys, clinic, program), account, Booked(after, entries), cause, "rules")
    held = settled.account
    return Decision(Refreshed(len(entries), settled.changes, held.tier_due_at, held.tier_id), settled.writes)
