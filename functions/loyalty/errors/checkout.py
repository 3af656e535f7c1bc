"""What is missing, malformed, out of time or done before; and a database that is busy or silent."""

from __future__ import annotations

from loyalty.errors.base import (
    Aborted,
    AlreadyExists,
    FailedPrecondition,
    InvalidArgument,
    NotFound,
    ResourceExhausted,
    Unavailable,
)


class MalformedRequest(InvalidArgument):
    """A field is missing, unknown, of the wrong type or out of bounds; `field` says which, `problem` what is wrong."""

    code, sentence = "malformed-request", "{field}: {problem}"


class CodeNotGenuine(InvalidArgument):
    """The scanned text is not a code that this clinic's platform signed."""

    code, sentence = "code-not-genuine", "This is not a code from the app."


class ClinicNotFound(NotFound):
    """No such clinic."""

    code, sentence = "clinic-not-found", "There is no clinic {clinic_id}."


class LocationNotFound(NotFound):
    """No such location at the clinic."""

    code, sentence = "location-not-found", "There is no location {location_id}."


class AccountNotFound(NotFound):
    """The patient has not joined the clinic."""

    code, sentence = "account-not-found", "This patient has no account at the clinic yet."


class VisitNotFound(NotFound):
    """The patient has no such visit."""

    code, sentence = "visit-not-found", "There is no such visit. Scan the patient's code again."


class RewardNotFound(NotFound):
    """No such reward at the clinic."""

    code, sentence = "reward-not-found", "There is no reward {reward_id}."


class EntryNotFound(NotFound):
    """The patient's ledger has no such entry, or it is of another kind than what is to be done with it."""

    code, sentence = "entry-not-found", "There is no such entry to do this with."


class AdjustmentNotFound(NotFound):
    """No such adjustment at the clinic."""

    code, sentence = "adjustment-not-found", "There is no such adjustment."


class ReceiptNotFound(NotFound):
    """Nothing was recorded under this request id: it did not happen, and may be repeated."""

    code, sentence = "receipt-not-found", "Nothing was recorded under this request id."


class DocumentMissing(FailedPrecondition):
    """A document the decision needs has not been written yet."""

    code, sentence = "document-missing", "The document {document} is missing."


class DocumentInvalid(FailedPrecondition):
    """A document that people edit breaks its shape or bounds; nothing is decided by it."""

    code, sentence = "document-invalid", "The document {document} is invalid at {field}: {problem}"


class LocationInactive(FailedPrecondition):
    """The location is closed to checkouts."""

    code, sentence = "location-inactive", "{location_name} is not active."


class AccountInactive(FailedPrecondition):
    """The patient's account is closed."""

    code, sentence = "account-inactive", "This patient's account is not active."


class CodeExpired(FailedPrecondition):
    """The code's lifetime is over."""

    code, sentence = "code-expired", "This code ended at {expired_at}. The app shows a new one."


class CodeOfAnotherClinic(FailedPrecondition):
    """The code was made for another clinic."""

    code, sentence = "code-of-another-clinic", "This code was made for another clinic."


class CodeOfAnotherLocation(FailedPrecondition):
    """The code was made for another location, and the rule `check_in.any_location` is off."""

    code, sentence = "code-of-another-location", "This code was made for {made_for}. Choose this location in the app."


class VisitAtAnotherLocation(FailedPrecondition):
    """The visit was opened at another location than the purchase names."""

    code, sentence = "visit-at-another-location", "This visit was opened at location {location_id}."


class VisitClosed(FailedPrecondition):
    """The visit's hours are over."""

    code, sentence = "visit-closed", "This visit ended at {closed_at}. Scan the patient's code again."


class ReceiptNumberUsed(AlreadyExists):
    """The location recorded this receipt number before: `entry_id`, `business_date`, `same_patient` say where."""

    code, sentence = "receipt-number-used", "Receipt {receipt_number} was recorded on {business_date}."


class PossibleDuplicate(AlreadyExists):
    """The same amount was recorded for the same patient minutes ago; confirm it with `confirmed_duplicate`."""

    code, sentence = "possible-duplicate", "The same amount was recorded {seconds_ago} seconds ago."


class RequestIdReused(AlreadyExists):
    """The request id was used before with another body."""

    code, sentence = "request-id-reused", "The request id {request_id} was used for something else."


class CodeAlreadyUsed(AlreadyExists):
    """The code has opened its one visit: `checked_in_by`, `checked_in_at` and `location_id` say who, when and where."""

    code, sentence = "code-already-used", "This code was scanned at {checked_in_at} at location {location_id}."


class Contention(Aborted):
    """Others kept changing the same account for the whole of the time allowed."""

    code, sentence = "contention", "The account is busy. Repeat with the same request id."


class TooManyOpenLots(ResourceExhausted):
    """The account holds as many open lots as its document may."""

    code, sentence = "too-many-open-lots", "This account already holds {limit} open lots."


class StoreUnavailable(Unavailable):
    """The database could not be reached in the time allowed."""

    code, sentence = "store-unavailable", "The database did not answer. Repeat with the same request id."
