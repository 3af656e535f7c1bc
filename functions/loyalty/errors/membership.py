"""Refusals of memberships, treatments, and events about them from other systems."""

from __future__ import annotations

from loyalty.errors.base import AlreadyExists, FailedPrecondition, InvalidArgument, NotFound


class MembershipExists(FailedPrecondition):
    """The patient has a membership of `plan_name`, paid until `until_on`."""

    code, sentence = "membership-exists", "The patient has the {plan_name} membership, paid until {until_on}."


class NoMembership(FailedPrecondition):
    """The patient has no membership to do this with; `status` is its status, or none."""

    code, sentence = "no-membership", "This cannot be done to a membership that is {status}."


class RenewedJustNow(AlreadyExists):
    """The membership was renewed minutes ago; confirm that it is meant twice with `confirmed_duplicate`."""

    code, sentence = (
        "renewed-just-now",
        "This was renewed {seconds_ago} seconds ago, and is paid until {paid_until_on}.",
    )


class PaidTooFarAhead(FailedPrecondition):
    """The renewal would pay for a day that is more than `most_months` ahead."""

    code = "paid-too-far-ahead"
    sentence = "This is paid until {paid_until_on}. A membership is paid at most {most_months} months ahead."


class MembershipAtProvider(FailedPrecondition):
    """The membership is a subscription at a payment provider, which alone knows what is paid."""

    code, sentence = "membership-at-provider", "The {plan_name} membership is changed at the payment provider."


class MembershipActNotFound(NotFound):
    """The patient's membership has no such act."""

    code, sentence = "membership-act-not-found", "There is no such act on this patient's membership."


class MembershipActElsewhere(FailedPrecondition):
    """The act was done at another location: its own desk undoes it, or a manager."""

    code, sentence = "membership-act-elsewhere", "This was done at {location_id}. A manager can undo it here."


class MembershipUndoOver(FailedPrecondition):
    """The act is of an earlier business date, so it can no longer be undone."""

    code, sentence = "membership-undo-over", "This was done on {business_date}, and could be undone on that day."


class NotTheLatestAct(FailedPrecondition):
    """Another act came after this one, or it is undone already; `event_id` is the latest, empty if none is left."""

    code, sentence = "not-the-latest-act", "This is not the latest act on the membership. Undo the latest one first."


class SubscriptionDiffers(FailedPrecondition):
    """The price or the period of a subscription is not the one that was agreed, nor the plan's."""

    code = "subscription-differs"
    sentence = "{plan_id} costs {price_minor} a {period}, and the subscription {paid_minor} a {paid_period}."


class TreatmentOutOfReach(FailedPrecondition):
    """The treatment is in the future, or more than `days` days ago."""

    code, sentence = "treatment-out-of-reach", "A treatment of the last {days} days can be told, today's at the latest."


class TreatmentNotFound(NotFound):
    """The patient has no treatment of this id."""

    code, sentence = "treatment-not-found", "This patient has no such treatment."


class TreatmentIsWithdrawn(FailedPrecondition):
    """The treatment was withdrawn before, and counts for nothing."""

    code, sentence = "treatment-withdrawn", "This treatment was withdrawn already."


class EventMalformed(InvalidArgument):
    """The message is signed but malformed; `field` is the first that is wrong."""

    code, sentence = "event-malformed", "{field}: {problem}"
