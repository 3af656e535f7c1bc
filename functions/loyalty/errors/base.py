"""Refusals: the root, the nine statuses, and refusals that any call can meet."""

from __future__ import annotations

from typing import ClassVar

Detail = str | int | bool | list[str]


class Refusal(Exception):
    """The product says no. `details` are the numbers and names of the case, sent to the caller with `code`."""

    status: ClassVar[str]
    code: ClassVar[str]
    sentence: ClassVar[str]

    def __init__(self, **details: Detail) -> None:
        self.details = details
        super().__init__(self.sentence.format(**details))


class Unauthenticated(Refusal):
    """The call comes from nobody signed in, or not from one of our apps."""

    status = "unauthenticated"


class PermissionDenied(Refusal):
    """The caller may not do this."""

    status = "permission-denied"


class InvalidArgument(Refusal):
    """The call itself is wrong, whatever the state of the clinic."""

    status = "invalid-argument"


class NotFound(Refusal):
    """A thing that the call names does not exist."""

    status = "not-found"


class FailedPrecondition(Refusal):
    """A rule, or the state of the clinic, says no."""

    status = "failed-precondition"


class AlreadyExists(Refusal):
    """The same thing was done before, differently."""

    status = "already-exists"


class Aborted(Refusal):
    """Only the moment was wrong: repeat with the same request id."""

    status = "aborted"


class ResourceExhausted(Refusal):
    """A limit that protects the account was reached."""

    status = "resource-exhausted"


class Unavailable(Refusal):
    """The database did not answer, so the outcome may be unknown: repeat with the same request id."""

    status = "unavailable"


class CallNotFound(NotFound):
    """The service serves no call of this name."""

    code, sentence = "call-not-found", "There is no call {call}."


class MalformedRequest(InvalidArgument):
    """A field is missing, unknown, of the wrong type or out of bounds; `field` names it, `problem` explains."""

    code, sentence = "malformed-request", "{field}: {problem}"


class RequestIdReused(AlreadyExists):
    """The request id was used before with another body."""

    code, sentence = "request-id-reused", "The request id {request_id} was used for something else."


class DocumentMissing(FailedPrecondition):
    """A document that the decision needs has not been written yet."""

    code, sentence = "document-missing", "The document {document} is missing."


class DocumentInvalid(FailedPrecondition):
    """A document that people edit has a wrong shape or is out of bounds, so nothing is decided by it."""

    code, sentence = "document-invalid", "The document {document} is invalid at {field}: {problem}"


class Contention(Aborted):
    """Other calls kept changing the same account for all of the allowed time."""

    code, sentence = "contention", "The account is busy. Repeat with the same request id."


class StoreUnavailable(Unavailable):
    """The database could not be reached in the allowed time."""

    code, sentence = "store-unavailable", "The database did not answer. Repeat with the same request id."
