"""Refusals of memberships, treatments, and events about them from other systems."""

from __future__ import annotations

from loyalty.errors.base import FailedPrecondition, InvalidArgument


class MembershipExists(FailedPrecondition):
    """The patient has a membership of `plan_name`, paid until `until_on`."""

    code, sentence = "membership-exists", "The patient has the {plan_name} membership, paid until {until_on}."


class NoMembership(FailedPrecondition):
    """The patient has no membership to do this with; `status` is its status, or none."""

    code, sentence = "no-membership", "This cannot be done to a membership that is {status}."


class TreatmentOutOfReach(FailedPrecondition):
    """The treatment is in the future, or more than `days` days ago."""

    code, sentence = "treatment-out-of-reach", "A treatment of the last {days} days can be told, today's at the latest."


class EventMalformed(InvalidArgument):
    """The message is signed but malformed; `field` is the first that is wrong."""

    code, sentence = "event-malformed", "{field}: {problem}"
