"""Refusals of the program: a clinic, location, tier, plan or rule that is missing, closed or changed meanwhile."""

from __future__ import annotations

from loyalty.errors.base import FailedPrecondition, NotFound


class ClinicNotFound(NotFound):
    """No such clinic."""

    code, sentence = "clinic-not-found", "There is no clinic {clinic_id}."


class LocationNotFound(NotFound):
    """No such location at the clinic."""

    code, sentence = "location-not-found", "There is no location {location_id}."


class LocationInactive(FailedPrecondition):
    """The location is closed to checkouts."""

    code, sentence = "location-inactive", "{location_name} is not active."


class TierNotFound(NotFound):
    """The clinic has no such tier."""

    code, sentence = "tier-not-found", "There is no tier {tier_id}."


class PlanNotFound(NotFound):
    """The clinic has no such plan, or sells it no longer."""

    code, sentence = "plan-not-found", "There is no plan {plan_id}."


class RuleChanged(FailedPrecondition):
    """Another version of the rule is live than the one this was made from; `live_version` is 0 where there is none."""

    code, sentence = "rule-changed", "Version {live_version} of {rule} is live. Look at it, and publish the next one."
