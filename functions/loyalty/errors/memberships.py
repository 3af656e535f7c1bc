"""Why a membership, a treatment, a tier or a rule of them is not changed."""

from __future__ import annotations

from loyalty.errors.base import FailedPrecondition, InvalidArgument, NotFound, Unauthenticated


class PlanNotFound(NotFound):
    """The clinic has no such plan, or sells it no longer."""

    code, sentence = "plan-not-found", "There is no plan {plan_id}."


class TierNotFound(NotFound):
    """The clinic has no such tier."""

    code, sentence = "tier-not-found", "There is no tier {tier_id}."


class MembershipExists(FailedPrecondition):
    """The patient has a membership; `plan_name` says which, `until_on` until when it is paid."""

    code, sentence = "membership-exists", "The patient has the {plan_name} membership, paid until {until_on}."


class NoMembership(FailedPrecondition):
    """There is no membership that this could be done to; `status` is its status, or none."""

    code, sentence = "no-membership", "This cannot be done to a membership that is {status}."


class TreatmentOutOfReach(FailedPrecondition):
    """A treatment is completed on a day that has come, and is told within `days` days."""

    code, sentence = "treatment-out-of-reach", "A treatment of the last {days} days can be told, today's at the latest."


class RuleChanged(FailedPrecondition):
    """Another version of the rule is live than the one this was made from; `live_version` is 0 where there is none."""

    code, sentence = "rule-changed", "Version {live_version} of {rule} is live. Look at it, and publish the next one."


class SignatureInvalid(Unauthenticated):
    """The message is not signed by whom it says, or too long ago."""

    code, sentence = "signature-invalid", "The signature does not fit the message."


class EventMalformed(InvalidArgument):
    """The message is signed, and does not say what it must; `field` is the first that is wrong."""

    code, sentence = "event-malformed", "{field}: {problem}"
