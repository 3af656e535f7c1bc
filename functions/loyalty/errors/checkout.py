"""Refusals at the desk: codes, visits, lookups, receipts and appointments."""

from __future__ import annotations

from loyalty.errors.base import AlreadyExists, FailedPrecondition, InvalidArgument, NotFound, ResourceExhausted


class CodeNotGenuine(InvalidArgument):
    """The scanned text is not a code that this clinic's platform signed."""

    code, sentence = "code-not-genuine", "This is not a code from the app."


class CodeExpired(FailedPrecondition):
    """The code's lifetime is over."""

    code, sentence = "code-expired", "This code ended at {expired_at}. The app shows a new one."


class CodeOfAnotherClinic(FailedPrecondition):
    """The code was made for another clinic."""

    code, sentence = "code-of-another-clinic", "This code was made for another clinic."


class CodeOfAnotherLocation(FailedPrecondition):
    """The code was made for another location, and the rule `check_in.any_location` is off."""

    code, sentence = "code-of-another-location", "This code was made for {made_for}. Choose this location in the app."


class CodeAlreadyUsed(AlreadyExists):
    """The code has opened its one visit: see `checked_in_by`, `checked_in_at` and `location_id`."""

    code, sentence = "code-already-used", "This code was scanned at {checked_in_at} at location {location_id}."


class VisitNotFound(NotFound):
    """The patient has no such visit."""

    code, sentence = "visit-not-found", "There is no such visit. Scan the patient's code again."


class VisitAtAnotherLocation(FailedPrecondition):
    """The visit was opened at another location than the purchase names."""

    code, sentence = "visit-at-another-location", "This visit was opened at location {location_id}."


class VisitClosed(FailedPrecondition):
    """The visit's hours are over."""

    code, sentence = "visit-closed", "This visit ended at {closed_at}. Scan the patient's code again."


class ReceiptNotFound(NotFound):
    """No purchase was recorded under this request id: it did not happen, and may be repeated."""

    code, sentence = "receipt-not-found", "Nothing was recorded under this request id."


class ReceiptNumberUsed(AlreadyExists):
    """The location recorded this receipt number before: see `entry_id`, `business_date` and `same_patient`."""

    code, sentence = "receipt-number-used", "Receipt {receipt_number} was recorded on {business_date}."


class PossibleDuplicate(AlreadyExists):
    """The same amount was recorded for the same patient minutes ago; confirm it with `confirmed_duplicate`."""

    code, sentence = "possible-duplicate", "The same amount was recorded {seconds_ago} seconds ago."


class TermsChanged(FailedPrecondition):
    """A rule was published after the desk showed what a purchase, or a use of points, would bring.

    `points` is what it brings by the live rules, with `worth_minor` where points are used. Left out where they refuse
    it.
    """

    code, sentence = "terms-changed", "Version {live_version} of {rule} is live, and {shown_version} was shown."


class AmountUnusual(FailedPrecondition):
    """The bill is above the clinic's `unusual_above_minor`; confirm it with `confirmed_unusual`."""

    code, sentence = "amount-unusual", "{amount_minor} is above {unusual_above_minor} minor units, which is unusual."


class LookupNotFound(NotFound):
    """The caller made no such lookup at this location, or it did not find this patient."""

    code, sentence = "lookup-not-found", "There is no lookup that found this patient. Look for them again."


class LookupOver(FailedPrecondition):
    """The lookup opened a visit already, or is older than `minutes`."""

    code, sentence = "lookup-over", "A lookup opens one visit, within {minutes} minutes. Look for the patient again."


class TooManyLookups(ResourceExhausted):
    """The caller opened as many patients by lookups within an hour as allowed: see `used`, `most` and `again_at`."""

    code, sentence = (
        "too-many-lookups",
        "{used} patients opened by lookups within an hour, of at most {most}. Again at {again_at}.",
    )


class AppointmentNotFound(NotFound):
    """The patient has asked for no such appointment at the clinic."""

    code, sentence = "appointment-not-found", "There is no such appointment."


class AppointmentAtAnotherLocation(FailedPrecondition):
    """The appointment was asked for at another location (`location_id`) than the one that answers."""

    code, sentence = "appointment-at-another-location", "This appointment was asked for at location {location_id}."


class AppointmentSettled(FailedPrecondition):
    """The appointment is no longer open: `state` is accepted, declined or withdrawn."""

    code, sentence = "appointment-settled", "This appointment is {state} already."


class NothingProposed(FailedPrecondition):
    """The clinic has not proposed a time for the patient to accept."""

    code, sentence = "nothing-proposed", "The clinic has not proposed a time yet."


class ProposalChanged(FailedPrecondition):
    """The clinic has since proposed another time, `visit_at`, which the patient has not seen."""

    code, sentence = "proposal-changed", "The clinic proposes another time meanwhile: {visit_at}."


class VisitOutOfReach(FailedPrecondition):
    """The visit would be in the past, or later than `latest_at`."""

    code, sentence = "visit-out-of-reach", "A visit is still to come, and at the latest at {latest_at}."


class VisitIsOver(FailedPrecondition):
    """The accepted visit was at `visit_at`, which is over: it is neither moved nor cancelled."""

    code, sentence = "visit-over", "This visit was at {visit_at}. Ask for another."


class TooManyProposals(ResourceExhausted):
    """The appointment's document holds no more proposals: accept one, or decline."""

    code, sentence = "too-many-proposals", "{limit} times were proposed already. Accept one, or decline."
