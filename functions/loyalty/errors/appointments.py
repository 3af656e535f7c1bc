"""Why an appointment is not answered or accepted."""

from __future__ import annotations

from loyalty.errors.base import FailedPrecondition, NotFound, ResourceExhausted


class AppointmentNotFound(NotFound):
    """The patient has asked for no such appointment at the clinic."""

    code, sentence = "appointment-not-found", "There is no such appointment."


class AppointmentAtAnotherLocation(FailedPrecondition):
    """The appointment was asked for at another location than answers; `location_id` is where."""

    code, sentence = "appointment-at-another-location", "This appointment was asked for at location {location_id}."


class AppointmentSettled(FailedPrecondition):
    """Nothing is open any more: it was accepted, declined or withdrawn; `state` says which."""

    code, sentence = "appointment-settled", "This appointment is {state} already."


class NothingProposed(FailedPrecondition):
    """The clinic has not proposed a time that the patient could accept."""

    code, sentence = "nothing-proposed", "The clinic has not proposed a time yet."


class ProposalChanged(FailedPrecondition):
    """The clinic proposed another time meanwhile, `visit_at`, which the patient has not seen."""

    code, sentence = "proposal-changed", "The clinic proposes another time meanwhile: {visit_at}."


class VisitOutOfReach(FailedPrecondition):
    """The visit would be over already, or later than `latest_at`."""

    code, sentence = "visit-out-of-reach", "A visit is still to come, and at the latest at {latest_at}."


class TooManyProposals(ResourceExhausted):
    """As many times were proposed as the appointment's document holds: accept one, or decline."""

    code, sentence = "too-many-proposals", "{limit} times were proposed already. Accept one, or decline."
