"""What callers may send to look for a patient without a phone: shapes and bounds, strict, and nothing unnamed."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from loyalty.domain.checkout.names import typed_name
from loyalty.entrypoints.bodies import Body, Id, RequestId


def _three_letters(text: str) -> str:
    """The text, where enough letters are left of it when it is folded."""
    typed_name(text)
    return text


Letters = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=3, max_length=40), AfterValidator(_three_letters)
]


class FindPatientsBody(Body):
    """`find_patients`."""

    clinic_id: Id
    location_id: Id
    letters: Letters


class OpenVisitBody(Body):
    """`open_visit`."""

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    lookup_id: Id
