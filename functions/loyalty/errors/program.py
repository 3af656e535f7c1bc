"""Refusals of the program: a clinic, location, tier, plan or rule that is missing, closed or has changed."""

from __future__ import annotations

from loyalty.errors.base import FailedPrecondition, NotFound


class ClinicNotFound(NotFound):
    """The clinic does not exist."""

    code, sentence = "clinic-not-found", "There is no clinic {clinic_id}."


class LocationNotFound(NotFound):
    """The clinic has no such location."""

    code, sentence = "location-not-found", "There is no location {location_id}."


class LocationInactive(FailedPrecondition):
    """The location is closed to checkouts."""

    code, sentence = "location-inactive", "{location_name} is not active."


class TierNotFound(NotFound):
    """The clinic has no such tier."""

    code, sentence = "tier-not-found", "There is no tier {tier_id}."


class PlanNotFound(NotFound):
    """The clinic has no such plan, or no longer sells it."""

    code, sentence = "plan-not-found", "There is no plan {plan_id}."


class DayOutOfReach(FailedPrecondition):
    """The date is more than a hundred years away."""

    code, sentence = "day-out-of-reach", "{on} is more than a hundred years away."


class RuleChanged(FailedPrecondition):
    """The live version of the rule is not the one this was made from; `live_version` is 0 if there is none."""

    code, sentence = "rule-changed", "Version {live_version} of {rule} is live. Look at it, and publish the next one."
