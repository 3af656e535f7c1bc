"""What every use case that counts towards a tier shares: the rules it reads, the account as it stands afterwards."""

from __future__ import annotations

from typing import Any

from loyalty.domain.account import Account
from loyalty.domain.documents import (
    Clinic,
    Key,
    Put,
    Snapshots,
    memberships_key,
    redemption_key,
    tiers_key,
)
from loyalty.domain.posting import Cause
from loyalty.domain.tier_standing import Program
from loyalty.domain.tiering import TierChange, stood, tier_change_key, without_tiers
from loyalty.domain.tiers import TiersRule


def tier_keys(clinic_id: str) -> tuple[Key[Any], ...]:
    """What is read to know where a patient stands."""
    return tiers_key(clinic_id), memberships_key(clinic_id), redemption_key(clinic_id)


def tiers_of(docs: Snapshots, clinic_id: str) -> TiersRule | None:
    """The clinic's tiers; None where it has none."""
    return docs.get(tiers_key(clinic_id))


def program_of(docs: Snapshots, clinic_id: str) -> Program | None:
    """All that a standing is made from; None where the clinic has no tiers."""
    rule = tiers_of(docs, clinic_id)
    if rule is None:
        return None
    redemption = docs.get(redemption_key(clinic_id))
    worth = redemption.minor_per_100_points if redemption else None
    return Program(rule, docs.get(memberships_key(clinic_id)), worth)


def standing(docs: Snapshots, account: Account, clinic: Clinic, cause: Cause) -> Account:
    """The account after an act, where it stands now: the same commit says both."""
    program = program_of(docs, account.clinic_id)
    if program is None:
        return without_tiers(account, cause.now, clinic.time_zone)
    return stood(account, program, cause.now, clinic.time_zone)


def changed(before: Account, after: Account, cause: Cause, because: str) -> tuple[Put[Any], ...]:
    """The record of a change of tier, where the act made one."""
    if after.tier_id is None or before.tier_id == after.tier_id:
        return ()
    at = tier_change_key(after.clinic_id, after.patient_id, cause.entry_id)
    return (Put(at, TierChange(before.tier_id, after.tier_id, cause.business_date, because, cause.now)),)
