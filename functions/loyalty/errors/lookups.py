"""What looking for a patient by name refuses."""

from __future__ import annotations

from loyalty.errors.base import FailedPrecondition, NotFound, ResourceExhausted


class LookupNotFound(NotFound):
    """The caller made no such lookup at this location, or it did not find this patient."""

    code, sentence = "lookup-not-found", "There is no lookup that found this patient. Look for them again."


class LookupOver(FailedPrecondition):
    """The lookup opened a visit already, or is older than `minutes`."""

    code, sentence = "lookup-over", "A lookup opens one visit, within {minutes} minutes. Look for the patient again."


class TooManyLookups(ResourceExhausted):
    """The caller made as many lookups within an hour as anybody may: `used`, `most`, and from when on again."""

    code, sentence = (
        "too-many-lookups",
        "{used} lookups within an hour, of at most {most}. Again at {again_at}.",
    )
