"""A manager grants a tier, or takes the grant back; with a reason, and recorded whether it changes anything or not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from loyalty.domain.bounds import Id, RequestId, Text
from loyalty.domain.documents import Decision, Key, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.tier_changes import TierChange
from loyalty.domain.program.clinic import MANAGING_ROLES
from loyalty.domain.program.tiers import Grant
from loyalty.errors.program import TierNotFound
from loyalty.services.preconditions import (
    Caller,
    require_active_account,
    require_active_location,
    require_clinic,
    require_not_own_account,
    require_role,
    require_same_request,
    require_staff,
)
from loyalty.services.requests import cause_of, request_of
from loyalty.services.tier_standing import Booked, TierRules, program_of, settle


@dataclass(frozen=True, slots=True)
class GrantTier:
    """The call's body: a tier until a business date, that day included, or for ever; no tier takes the grant back."""

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    text: Text
    tier_id: Id | None = None
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class TierGranted:
    """The tier that held before, and the one that holds now."""

    from_tier_id: str | None
    tier_id: str


def grant_tier(store: Store, body: GrantTier, caller: Caller) -> TierGranted:
    """Grant a tier, in place of what was granted before. The same request again is answered alike.

    Refuses who does not manage the clinic or work there, OwnAccount, TierNotFound, RequestIdReused.
    """
    keys = ClinicKeys(body.clinic_id)
    request = request_of("grant_tier", body, caller, body.request_id)
    at = keys.tier_change(body.patient_id, body.request_id)

    def decide(docs: Snapshots) -> Decision[TierGranted]:
        staff = require_staff(docs, keys, caller.uid, body.location_id)
        require_role(staff, MANAGING_ROLES)
        require_not_own_account(caller.uid, body.patient_id)
        known = docs.get(at)
        if known is not None and known.request is not None:
            require_same_request(known.request, request)
            return Decision(TierGranted(known.from_tier_id, known.to_tier_id))
        require_active_location(docs, keys, body.location_id)
        clinic = require_clinic(docs, keys)
        before = require_active_account(docs, keys, body.patient_id)
        grant = _require_grant(docs, body)
        cause = cause_of(request, caller, staff.role, body.location_id, clinic.time_zone)
        rules = TierRules(keys, clinic, program_of(docs, keys))
        settled = settle(rules, before, Booked(replace(before, granted=grant)), cause, "grant")
        change = TierChange(
            before.tier_id,
            settled.account.tier_id or "",
            cause.business_date,
            "grant",
            caller.now,
            grant,
            body.text,
            cause.actor,
            request,
        )
        writes = (put for put in settled.writes if put.key != at)  # the grant's own record says more
        return Decision(TierGranted(change.from_tier_id, change.to_tier_id), (*writes, Put(at, change)))

    return store.transact(_reads(body, caller, at), decide)


def _reads(body: GrantTier, caller: Caller, at: Key[TierChange]) -> tuple[Key[Any], ...]:
    keys = ClinicKeys(body.clinic_id)
    account: Key[Account] = keys.account(body.patient_id)
    staff, location = (
        keys.staff(caller.uid),
        keys.location(body.location_id),
    )
    return keys.clinic, staff, location, account, at, *keys.tier_rules


def _require_grant(docs: Snapshots, body: GrantTier) -> Grant | None:
    keys = ClinicKeys(body.clinic_id)
    if body.tier_id is None:
        return None
    rule = docs.get(keys.tiers)
    if rule is None or body.tier_id not in {tier.tier_id for tier in rule.tiers}:
        raise TierNotFound(tier_id=body.tier_id)
    return Grant(body.tier_id, body.until_on)
