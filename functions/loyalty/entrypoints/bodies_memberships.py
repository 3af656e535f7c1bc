"""What callers may send about memberships, treatments and tiers: shapes and bounds, strict, and nothing unnamed."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator

from loyalty.entrypoints.bodies import Body, Id
from loyalty.entrypoints.bodies_ledger import DeskBody, Text
from loyalty.entrypoints.managed.shapes import Day

MOST_TREATMENTS = 100


class ChangeMembershipBody(DeskBody):
    """`change_membership`."""

    act: Literal["enrol", "renew", "change", "pause", "resume", "cancel"]
    plan_id: Id | None = None

    @model_validator(mode="after")
    def _names_a_plan_where_one_is_chosen(self) -> ChangeMembershipBody:
        if (self.plan_id is not None) != (self.act in ("enrol", "change")):
            raise ValueError("plan_id goes with enrol and change, and with nothing else")
        return self


class TreatmentBody(Body):
    """One completed treatment, by the name that the clinic's records have for it."""

    treatment_id: Id
    location_id: Id
    patient_id: Id
    service_id: Id
    completed_on: Day


class CompleteTreatmentBody(TreatmentBody):
    """`complete_treatment`."""

    clinic_id: Id


class TreatmentsBody(Body):
    """What a records system sends to `ingest_treatments`."""

    clinic_id: Id
    treatments: Annotated[list[TreatmentBody], Field(min_length=1, max_length=MOST_TREATMENTS)]


class PublishRuleBody(Body):
    """`publish_rule`: `content` is every field of the rule but who published it, when, and why."""

    clinic_id: Id
    rule: Literal["tiers", "memberships"]
    version: Annotated[int, Field(ge=1, le=1_000_000)]
    note: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    content: dict[str, Any]


class GrantTierBody(DeskBody):
    """`grant_tier`; without a tier it takes back what was granted."""

    tier_id: Id | None = None
    until_on: Day | None = None
    text: Text
