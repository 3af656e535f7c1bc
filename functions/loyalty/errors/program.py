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


class OfferNotFound(NotFound):
    """The clinic has no such offer to an audience."""

    code, sentence = "offer-not-found", "There is no offer {offer_id}."


class DayOutOfReach(FailedPrecondition):
    """The date is more than a hundred years away."""

    code, sentence = "day-out-of-reach", "{on} is more than a hundred years away."


class RuleChanged(FailedPrecondition):
    """The live version of the rule is not the one this was made from; `live_version` is 0 if there is none."""

    code, sentence = "rule-changed", "Version {live_version} of {rule} is live. Look at it, and publish the next one."


class RuleInvalid(FailedPrecondition):
    """The content may not be live: `fields` are where its problems are, `codes` which they are, `problem` the first."""

    code, sentence = "rule-invalid", "{rule} may not be so: {problem}"


class RuleQuestioned(FailedPrecondition):
    """The draft looks like a mistake: its publisher must accept the questions named in `codes`."""

    code, sentence = "rule-questioned", "{rule} looks like a mistake. Look at it again."


class PreviewRequired(FailedPrecondition):
    """The rule needs a finished preview of exactly this draft, at most `hours` old."""

    code, sentence = (
        "preview-required",
        "Look first at what {rule} would have been: a preview counts for {hours} hours.",
    )


class ReleaseNotFound(NotFound):
    """The clinic has no such release."""

    code, sentence = "release-not-found", "There is no release {release_id}."


class ReleaseDecided(FailedPrecondition):
    """The release is not on its way any more: `state` says what became of it."""

    code, sentence = "release-decided", "The release is {state}."


class EffectiveOutOfReach(FailedPrecondition):
    """The instant is over, or more than a year away: `earliest_at` and `latest_at` bound it."""

    code, sentence = "effective-out-of-reach", "A release is from {earliest_at} to {latest_at}."


class VersionNotFound(NotFound):
    """The rule has no such version in its history."""

    code, sentence = "version-not-found", "{rule} has no version {version}."
