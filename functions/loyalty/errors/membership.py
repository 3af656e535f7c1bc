"""Refusals of memberships, treatments and the events that other systems send of them."""

from __future__ import annotations

from loyalty.errors.base import FailedPrecondition, InvalidArgument


class MembershipExists(FailedPrecondition):
    """The patient has a membership; `plan_name` says which, `until_on` until when it is paid."""

    code, sentence = "membership-exists", "The patient has the {plan_name} membership, paid until {until_on}."


class NoMembership(FailedPrecondition):
    """There is no membership that this could be done to; `status` is its status, or none."""

    code, sentence = "no-membership", "This cannot be done to a membership that is {status}."


class TreatmentOutOfReach(FailedPrecondition):
    """A treatment is completed on a day that has come, and is told within `days` days."""

    code, sentence = "treatment-out-of-reach", "A treatment of the last {days} days can be told, today's at the latest."


class EventMalformed(InvalidArgument):
    """The message is signed, and does not say what it must; `field` is the first that is wrong."""

    code, sentence = "event-malformed", "{field}: {problem}"
