"""What a refusal is, and the nine statuses that refusals have."""

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
