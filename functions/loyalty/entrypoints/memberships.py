"""The callables of memberships, treatments and tiers.

A worker serves one function, so each imports its body and its service with its first call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loyalty.entrypoints.endpoint import Call, answers, late

if TYPE_CHECKING:
    from loyalty.entrypoints import bodies_memberships as bodies


@answers(late("bodies_memberships", "ChangeMembershipBody"))
def change_membership(call: Call[bodies.ChangeMembershipBody]) -> object:
    """The desk enrols a patient, or renews, changes, pauses, resumes or cancels their membership."""
    from loyalty.services.membership import memberships as service

    return service.change_membership(call.store, call.body.into(service.ChangeMembership), call.caller)


@answers(late("bodies_memberships", "CompleteTreatmentBody"))
def complete_treatment(call: Call[bodies.CompleteTreatmentBody]) -> object:
    """The desk says that a treatment is completed."""
    from loyalty.services.membership import treatments as service

    return service.complete_treatment(call.store, call.body.into(service.CompleteTreatment), call.caller)


@answers(late("bodies_memberships", "GrantTierBody"))
def grant_tier(call: Call[bodies.GrantTierBody]) -> object:
    """A manager grants a tier, or takes the grant back."""
    from loyalty.services.program import grant_tier as service

    return service.grant_tier(call.store, call.body.into(service.GrantTier), call.caller)


@answers(late("bodies_memberships", "PublishRuleBody"))
def publish_rule(call: Call[bodies.PublishRuleBody]) -> object:
    """A manager publishes the rule of tiers or of memberships; one that breaks its shape is refused, and named."""
    from loyalty.entrypoints.managed.parsers import PARSERS
    from loyalty.services.program import publish_rule as service

    body, caller = call.body, call.caller
    signed = {"version": body.version, "note": body.note, "updated_by": caller.uid, "updated_at": caller.now}
    fields = {**body.content, **signed}
    PARSERS["TiersRule" if body.rule == "tiers" else "MembershipsRule"](f"rules/{body.rule}", fields)
    return service.publish_rule(call.store, service.PublishRule(body.clinic_id, body.rule, fields), caller)
