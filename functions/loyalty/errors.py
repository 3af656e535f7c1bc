"""The tree of refusals: every way the product says no, each with a stable code and the numbers of the case.

    Refusal                     status               codes
    ├── Unauthenticated         unauthenticated      sign-in-required, app-check-required
    ├── PermissionDenied        permission-denied    not-staff, staff-disabled, staff-not-at-location, own-account,
    │                                                not-your-account
    ├── InvalidArgument         invalid-argument     malformed-request, code-not-genuine
    ├── NotFound                not-found            clinic-not-found, location-not-found, account-not-found,
    │                                                visit-not-found, receipt-not-found
    ├── FailedPrecondition      failed-precondition  document-missing, document-invalid, location-inactive,
    │                                                account-inactive, code-expired, code-of-another-clinic,
    │                                                code-of-another-location, visit-at-another-location, visit-closed,
    │                                                tender-not-accepted
    ├── AlreadyExists           already-exists       request-id-reused, code-already-used
    ├── Aborted                 aborted              contention
    ├── ResourceExhausted       resource-exhausted   too-many-open-lots
    └── Unavailable             unavailable          store-unavailable

A refusal writes nothing. Clients switch on `code`; `details` holds JSON values only, never a name that the caller may
not see. The statuses are those of the callable protocol: https://firebase.google.com/docs/reference/functions.
"""

from __future__ import annotations

from typing import ClassVar

Detail = str | int | bool | list[str]


class Refusal(Exception):
    """The product says no. `details` are the numbers and names of the case, told to the caller beside `code`."""

    status: ClassVar[str]
    code: ClassVar[str]
    sentence: ClassVar[str]

    def __init__(self, **details: Detail) -> None:
        self.details = details
        super().__init__(self.sentence.format(**details))


class Unauthenticated(Refusal):
    """Nobody, or no app of ours, stands behind the call."""

    status = "unauthenticated"


class PermissionDenied(Refusal):
    """Somebody calls who may not do this."""

    status = "permission-denied"


class InvalidArgument(Refusal):
    """The call itself is wrong, whatever the clinic's state."""

    status = "invalid-argument"


class NotFound(Refusal):
    """What the call names does not exist."""

    status = "not-found"


class FailedPrecondition(Refusal):
    """A rule, or the state of the clinic, says no."""

    status = "failed-precondition"


class AlreadyExists(Refusal):
    """It was done before, differently."""

    status = "already-exists"


class Aborted(Refusal):
    """Nothing is wrong but the moment: repeat with the same request id."""

    status = "aborted"


class ResourceExhausted(Refusal):
    """A bound that protects the account was reached."""

    status = "resource-exhausted"


class Unavailable(Refusal):
    """The database did not answer: the outcome may be unknown, so repeat with the same request id."""

    status = "unavailable"


# unauthenticated
class SignInRequired(Unauthenticated):
    """The call carries no valid ID token."""

    code, sentence = "sign-in-required", "Sign in first."


class AppCheckRequired(Unauthenticated):
    """The call carries no valid App Check token, and this project demands one."""

    code, sentence = "app-check-required", "This call did not come from one of our apps."


# permission-denied
class NotStaff(PermissionDenied):
    """There is no staff document for the caller at this clinic."""

    code, sentence = "not-staff", "You are not on the staff of this clinic."


class StaffDisabled(PermissionDenied):
    """The caller's staff document is not active."""

    code, sentence = "staff-disabled", "Your staff access is switched off. Ask a manager."


class StaffNotAtLocation(PermissionDenied):
    """The caller's staff document does not name this location."""

    code, sentence = "staff-not-at-location", "You do not work at location {location_id}."


class OwnAccount(PermissionDenied):
    """Nobody credits or checks in themselves."""

    code, sentence = "own-account", "A colleague must do this for your own account."


class NotYourAccount(PermissionDenied):
    """The caller is neither the patient nor on the staff where it happened."""

    code, sentence = "not-your-account", "This is not your account."


# invalid-argument
class MalformedRequest(InvalidArgument):
    """A field is missing, unknown, of the wrong type or out of bounds; `field` says which, `problem` what is wrong."""

    code, sentence = "malformed-request", "{field}: {problem}"


class CodeNotGenuine(InvalidArgument):
    """The scanned text is not a code that this clinic's platform signed."""

    code, sentence = "code-not-genuine", "This is not a code from the app."


# not-found
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


class ReceiptNotFound(NotFound):
    """Nothing was recorded under this request id: it did not happen, and may be repeated."""

    code, sentence = "receipt-not-found", "Nothing was recorded under this request id."


# failed-precondition
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


class TenderNotAccepted(FailedPrecondition):
    """Points and wallet money are not taken here: recording them without drawing them would be untrue."""

    code, sentence = "tender-not-accepted", "A purchase does not take the tender {tender}."


# already-exists
class RequestIdReused(AlreadyExists):
    """The request id was used before with another body."""

    code, sentence = "request-id-reused", "The request id {request_id} was used for something else."


class CodeAlreadyUsed(AlreadyExists):
    """The code has opened its one visit: `checked_in_by`, `checked_in_at` and `location_id` say who, when and where."""

    code, sentence = "code-already-used", "This code was scanned at {checked_in_at} at location {location_id}."


# aborted, resource-exhausted, unavailable
class Contention(Aborted):
    """Others kept changing the same account for the whole of the time allowed."""

    code, sentence = "contention", "The account is busy. Repeat with the same request id."


class TooManyOpenLots(ResourceExhausted):
    """The account holds as many open lots as its document may."""

    code, sentence = "too-many-open-lots", "This account already holds {limit} open lots."


class StoreUnavailable(Unavailable):
    """The database could not be reached in the time allowed."""

    code, sentence = "store-unavailable", "The database did not answer. Repeat with the same request id."
