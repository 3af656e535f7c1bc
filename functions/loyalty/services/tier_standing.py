"""What every use case that counts towards a tier shares: the rules it reads, the account as it stands afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from loyalty.domain.documents import Key, Put, Snapshots
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.posting import Cause
from loyalty.domain.ledger.tier_changes import TierChange, changes_to, stood, without_tiers
from loyalty.domain.program.clinic import Clinic
from loyalty.domain.program.standing import Program
from loyalty.domain.program.tiers import TiersRule
from loyalty.services.preconditions import require_clinic


def tier_keys(keys: ClinicKeys) -> tuple[Key[Any], ...]:
    """What is read to know where a patient stands."""
    return keys.tiers, keys.memberships, keys.redemption


def tiers_of(docs: Snapshots, keys: ClinicKeys) -> TiersRule | None:
    """The clinic's tiers; None where it has none."""
    return docs.get(keys.tiers)


def program_of(docs: Snapshots, keys: ClinicKeys) -> Program | None:
    """All that a standing is made from; None where the clinic has no tiers."""
    rule = tiers_of(docs, keys)
    if rule is None:
        return None
    redemption = docs.get(keys.redemption)
    worth = redemption.minor_per_100_points if redemption else None
    return Program(rule, docs.get(keys.memberships), worth)


def standing(docs: Snapshots, account: Account, clinic: Clinic, now: datetime) -> Account:
    """The account after an act, where it stands now: the same commit says both."""
    keys = ClinicKeys(account.clinic_id)
    program = program_of(docs, keys)
    if program is None:
        return without_tiers(account, now, clinic.time_zone)
    return stood(account, program, now, clinic.time_zone)


def changed(docs: Snapshots, before: Account, after: Account, cause: Cause, because: str) -> tuple[Put[Any], ...]:
    """The records of changed tiers: by time, since the account was last looked at, and then by the act."""
    changes = list(changed_by_time(docs, before, cause))
    held = changes[-1].to_tier_id if changes else before.tier_id
    writes = [_record(after, f"time-{change.on.isoformat()}", change) for change in changes]
    if after.tier_id is not None and held != after.tier_id:
        change = TierChange(held, after.tier_id, cause.business_date, because, cause.now)
        writes.append(_record(after, cause.entry_id, change))
    return tuple(writes)


def changed_by_time(docs: Snapshots, account: Account, cause: Cause) -> Iterator[TierChange]:
    """What time alone changed since the account was last looked at, each on its own date."""
    keys = ClinicKeys(account.clinic_id)
    program = program_of(docs, keys)
    if program is None or account.tier is None:
        return
    zone = require_clinic(docs, keys).time_zone
    for change in changes_to(account, program, account.tier.on, cause.business_date, zone):
        yield replace(change, recorded_at=cause.now)


def _record(account: Account, name: str, change: TierChange) -> Put[TierChange]:
    keys = ClinicKeys(account.clinic_id)
    return Put(keys.tier_change(account.patient_id, name), change)
