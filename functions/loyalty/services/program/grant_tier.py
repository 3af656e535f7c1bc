"""Grants: a manager grants a tier or takes the grant back, with a reason; recorded even if the tier stays."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from loyalty.domain.bounds import Id, RequestId, Text
from loyalty.domain.calendar import is_within_reach
from loyalty.domain.documents import Decision, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.tier_changes import TierChange
from loyalty.domain.program.tiers import Grant
from loyalty.errors.program import DayOutOfReach, TierNotFound
from loyalty.services.preconditions import AtDesk, Caller, require_clinic, require_same_request
from loyalty.services.requests import cause_of, request_of
from loyalty.services.tier_standing import Booked, TierRules, change_id_of, program_of, settle

GRANT = "grant"


@dataclass(frozen=True, slots=True)
class GrantTier:
    """A tier for a patient until a business date, included, or for ever; without a tier, the grant is taken back."""

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    text: Text
    tier_id: Id | None = None
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class TierGranted:
    """The tier that the patient had before, and the one that they have now."""

    from_tier_id: str | None
    tier_id: str


def grant_tier(store: Store, body: GrantTier, caller: Caller) -> TierGranted:
    """Grant a tier, in place of what was granted before. A repeated request gets the same answer.

    Refuses staff who do not manage the clinic or do not work there, OwnAccount, TierNotFound, DayOutOfReach,
    RequestIdReused.
    """
    request = request_of("grant_tier", body, caller, body.request_id)
    at = AtDesk(body, caller)
    keys, change_at = at.keys, at.keys.tier_change(body.patient_id, change_id_of(GRANT, body.request_id))
    older_at = keys.tier_change(body.patient_id, body.request_id)  # as grants were named before

    def decide(docs: Snapshots) -> Decision[TierGranted]:
        staff = at.require_manager(docs)
        for known in (docs.get(change_at), docs.get(older_at)):
            if known is not None and known.request is not None:
                require_same_request(known.request, request)
                return Decision(TierGranted(known.from_tier_id, known.to_tier_id))
        at.require_location(docs)
        clinic, before = require_clinic(docs, keys), at.require_account(docs)
        cause = cause_of(request, caller, staff.role, body.location_id, clinic)
        grant = _require_grant(docs, keys, body, cause.business_date)
        rules = TierRules(keys, clinic, program_of(docs, keys))
        settled = settle(rules, before, Booked(replace(before, granted=grant)), cause, GRANT)
        was = before.tier_in_force(docs.get(keys.tiers), cause.business_date)
        change = TierChange(
            was.tier_id if was else None,
            settled.account.tier_id or "",
            cause.business_date,
            GRANT,
            caller.now,
            grant,
            body.text,
            cause.actor,
            request,
        )
        writes = (put for put in settled.writes if put.key != change_at)  # the grant's own record says more
        return Decision(TierGranted(change.from_tier_id, change.to_tier_id), (*writes, Put(change_at, change)))

    return store.transact((*at.reads, change_at, older_at, *keys.tier_rules), decide)


def _require_grant(docs: Snapshots, keys: ClinicKeys, body: GrantTier, today: date) -> Grant | None:
    """The grant of the body's tier; None for no tier. Raises TierNotFound, DayOutOfReach."""
    if body.tier_id is None:
        return None
    rule = docs.get(keys.tiers)
    if rule is None or body.tier_id not in {tier.tier_id for tier in rule.tiers}:
        raise TierNotFound(tier_id=body.tier_id)
    if body.until_on is not None and not is_within_reach(body.until_on, today):
        raise DayOutOfReach(on=body.until_on.isoformat())
    return Grant(body.tier_id, body.until_on)
