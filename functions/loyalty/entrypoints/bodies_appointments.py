"""What callers may send about appointments: shapes and bounds, strict, and nothing unnamed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import BeforeValidator, model_validator

from loyalty.entrypoints.bodies import Body, Id, RequestId
from loyalty.entrypoints.bodies_ledger import DeskBody


def _instant(text: object) -> datetime:
    """An instant in UTC from ISO 8601 with its offset."""
    if not isinstance(text, str):
        raise ValueError("an instant is text, YYYY-MM-DDThh:mm:ssZ")  # noqa: TRY004 - pydantic reports ValueError
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError("an instant names its offset from UTC, or Z")
    try:
        return instant.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("no calendar reaches so far") from error


Instant = Annotated[datetime, BeforeValidator(_instant)]


class AnswerAppointmentBody(DeskBody):
    """`answer_appointment`."""

    appointment_id: Id
    answer: Literal["accepted", "proposed", "declined"]
    visit_at: Instant | None = None

    @model_validator(mode="after")
    def _names_a_time_unless_declined(self) -> AnswerAppointmentBody:
        if (self.visit_at is None) != (self.answer == "declined"):
            raise ValueError("visit_at goes with accepted and proposed, and not with declined")
        return self


class ListRequestsBody(Body):
    """`list_requests`."""

    clinic_id: Id
    location_id: Id


class AcceptProposalBody(Body):
    """`accept_proposal`."""

    request_id: RequestId
    clinic_id: Id
    appointment_id: Id
    visit_at: Instant
