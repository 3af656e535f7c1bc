"""The tier of an account: the rules that decide it, the account with its tier of now, the records of its changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from loyalty.domain.documents import Put, Snapshots
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import Entry
from loyalty.domain.ledger.posting import Cause
from loyalty.domain.ledger.tier_changes import TierChange, changes_to, with_tier, without_tiers
from loyalty.domain.program.clinic import Clinic
from loyalty.domain.program.placings import placing_id
from loyalty.domain.program.standing import Program
from loyalty.services.requests import ledger_writes

# The cause of a change of tier that published rules make.
BY_RULES = "rules"


def program_of(docs: Snapshots, keys: ClinicKeys) -> Program | None:
    """The clinic's rules of tiers; None where it has no tiers."""
    tiers = docs.get(keys.tiers)
    if tiers is None:
        return None
    redemption = docs.get(keys.redemption)
    worth = redemption.minor_per_100_points if redemption else None
    return Program(tiers, docs.get(keys.memberships), worth)


class TierRules(NamedTuple):
    """The clinic, its keys, and the rules of its tiers; `program` is None where it has no tiers."""

    keys: ClinicKeys
    clinic: Clinic
    program: Program | None


class Booked(NamedTuple):
    """An account after an act but before its tier is decided, the act's entries in order, when to look at it again."""

    account: Account
    entries: tuple[Entry, ...] = ()
    due_at: datetime | None = None


class Settled(NamedTuple):
    """The account with its tier after an act, the writes of it, and how many changes of tier are among them."""

    account: Account
    writes: tuple[Put[Any], ...]
    changes: int


def with_current_tier(account: Account, program: Program | None, clinic: Clinic, now: datetime) -> Account:
    """The account after an act, with the tier it has now; one commit writes both."""
    if program is None:
        return without_tiers(account, now, clinic.time_zone)
    return with_tier(account, program, now, clinic.time_zone)


def settle(rules: TierRules, before: Account, booked: Booked, cause: Cause, act: str) -> Settled:
    """The account after an act, with the tier it has now, and the writes of both.

    Each change of tier is recorded by itself: first those since the account was last looked at, by time or by other
    rules, then the act's.
    """
    after = with_current_tier(booked.account, rules.program, rules.clinic, cause.now)
    if booked.due_at is not None:
        after = replace(after, tier_due_at=booked.due_at)
    changes = list(changes_since(rules.program, rules.clinic, before, cause))
    held = changes[-1].to_tier_id if changes else before.tier_id
    records = [_record(rules.keys, after, _id_of(change, rules.program), change) for change in changes]
    if after.tier_id is not None and held != after.tier_id:
        change = TierChange(held, after.tier_id, cause.business_date, act, cause.now)
        records.append(_record(rules.keys, after, change_id_of(act, cause.entry_id), change))
    return Settled(after, (*ledger_writes(rules.keys, after, booked.entries), *records), len(records))


def is_placed_by(account: Account, program: Program | None) -> bool:
    """True if the tier that an account keeps was decided by these rules."""
    versions = program.versions() if program else None
    return versions == (account.tier.rule_versions if account.tier else None)


def changes_since(program: Program | None, clinic: Clinic, account: Account, cause: Cause) -> Iterator[TierChange]:
    """The changes since the account was last looked at: by time, each on its own date; by other rules, one of today."""
    if program is None or account.tier is None:
        return
    if not is_placed_by(account, program):
        now = account.tier_in_force(program.tiers, cause.business_date)
        if now is not None and now.tier_id != account.tier_id:
            yield TierChange(account.tier_id, now.tier_id, cause.business_date, BY_RULES, cause.now)
        return
    for change in changes_to(account, program, account.tier.on, cause.business_date, clinic.time_zone):
        yield replace(change, recorded_at=cause.now)


def change_by_rules_id(rule_versions: Mapping[str, int]) -> str:
    """The id of the change that these rules make to an account: one, whoever looks at it first."""
    return change_id_of(BY_RULES, placing_id(rule_versions))


def change_id_of(because: str, name: str) -> str:
    """The id of a change of tier: its cause and the name of that, so that no cause writes over another's record.

    No request id holds a period. Records of before have the name alone, or a hyphen between the two.
    """
    return f"{because}.{name}"


def _id_of(change: TierChange, program: Program | None) -> str:
    if change.because == BY_RULES and program is not None:
        return change_by_rules_id(program.versions())
    return change_id_of(change.because, change.on.isoformat())


def _record(keys: ClinicKeys, account: Account, change_id: str, change: TierChange) -> Put[TierChange]:
    return Put(keys.tier_change(account.patient_id, change_id), change)
