"""Appointments as patients write them and functions answer them: their fields, and the bounds of each."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from loyalty.domain.checkout.appointments import Answer, Appointment, AppointmentState, Said
from loyalty.domain.ledger.entry import Request
from loyalty.entrypoints.managed.shapes import Day, DocumentId, Edited


class RequestFields(BaseModel):
    """The request that made an answer."""

    request_id: str
    fingerprint: str


class AnswerFields(BaseModel):
    """An answer, as the functions wrote it."""

    said: Said
    visit_at: datetime | None
    said_by: str
    said_at: datetime
    request: RequestFields
    text: str | None = None

    def value(self) -> Answer:
        """The value that decisions read."""
        request = Request(self.request.request_id, self.request.fingerprint)
        return Answer(self.said, self.visit_at, self.said_by, self.said_at, request, self.text)


class AppointmentDocument(Edited):
    """`clinics/{clinic}/appointments/{appointment}`; without unknown fields, so that no free text comes in."""

    model_config = ConfigDict(extra="forbid")

    patient_id: str
    service_id: DocumentId
    location_id: DocumentId
    wished_on: Annotated[list[Day], Field(min_length=1, max_length=3)]
    asked_at: datetime
    state: AppointmentState
    visit_at: datetime | None = None
    answers: list[AnswerFields] = Field(default_factory=list)
    withdrawn_at: datetime | None = None

    def value(self) -> Appointment:
        """The value that decisions read."""
        return Appointment(
            patient_id=self.patient_id,
            service_id=self.service_id,
            location_id=self.location_id,
            wished_on=tuple(self.wished_on),
            asked_at=self.asked_at,
            state=self.state,
            visit_at=self.visit_at,
            answers=tuple(answer.value() for answer in self.answers),
            withdrawn_at=self.withdrawn_at,
        )
