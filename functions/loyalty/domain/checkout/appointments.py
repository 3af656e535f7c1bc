"""Appointments: the patient's request, the clinic's answers, and the states between them.

A patient *requests* one; the desk *accepts* a time, *proposes* another, or *declines*; the patient may accept a
proposal. While it is requested or proposed it is *open*, and the patient may withdraw it. An accepted visit that is
still to come can be *moved* by the desk, and *cancelled* by either.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Final, Literal

from loyalty.domain.fields import LATER
from loyalty.domain.ledger.entry import Request
from loyalty.errors.checkout import AppointmentSettled, TooManyProposals, VisitIsOver, VisitOutOfReach

AppointmentState = Literal["requested", "proposed", "accepted", "declined", "withdrawn", "cancelled"]
Said = Literal["accepted", "proposed", "declined", "moved", "cancelled"]
REQUESTED: Final = "requested"
PROPOSED: Final = "proposed"
ACCEPTED: Final = "accepted"
DECLINED: Final = "declined"
WITHDRAWN: Final = "withdrawn"
MOVED: Final = "moved"
CANCELLED: Final = "cancelled"
OPEN = frozenset({REQUESTED, PROPOSED})
# An accepted visit can hold points, so none may be set too far ahead.
FURTHEST = timedelta(days=366)
MOST_PROPOSALS = 20


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to an appointment: accepted, proposed or moved, with a time, or declined, or cancelled.

    The desk or the patient gave it. `text` is the desk's reason of a cancellation, which the patient reads.
    """

    said: Said
    visit_at: datetime | None
    said_by: str
    said_at: datetime
    request: Request
    text: str | None = field(default=None, metadata=LATER)


@dataclass(frozen=True, slots=True)
class Appointment:
    """An appointment that a patient asked for; `visit_at` is the time that is accepted or proposed."""

    patient_id: str
    service_id: str
    location_id: str
    wished_on: tuple[date, ...]
    asked_at: datetime
    state: AppointmentState
    visit_at: datetime | None = None
    answers: tuple[Answer, ...] = ()
    withdrawn_at: datetime | None = None

    def answer_of(self, request_id: str) -> Answer | None:
        """The answer that a request made; None if it made none."""
        return next((answer for answer in self.answers if answer.request.request_id == request_id), None)


def state_after(answer: Answer) -> AppointmentState:
    """The state of an appointment after an answer: a visit that is moved stays accepted."""
    return ACCEPTED if answer.said == MOVED else answer.said


def change_visit(appointment: Appointment, answer: Answer) -> Appointment:
    """Move or cancel an accepted visit that is still to come.

    Raises AppointmentSettled, VisitIsOver, VisitOutOfReach, TooManyProposals.
    """
    if appointment.state != ACCEPTED or appointment.visit_at is None:
        raise AppointmentSettled(state=appointment.state)
    if appointment.visit_at <= answer.said_at:
        raise VisitIsOver(visit_at=appointment.visit_at.isoformat(timespec="seconds"))
    latest_at = answer.said_at + FURTHEST
    if answer.visit_at is not None and not answer.said_at < answer.visit_at <= latest_at:
        raise VisitOutOfReach(latest_at=latest_at.isoformat(timespec="seconds"))
    if answer.said == MOVED and len(appointment.answers) >= MOST_PROPOSALS:
        raise TooManyProposals(limit=MOST_PROPOSALS)
    answers = (*appointment.answers, answer)
    return replace(appointment, state=state_after(answer), visit_at=answer.visit_at, answers=answers)


def add_answer(appointment: Appointment, answer: Answer) -> Appointment:
    """Add an answer to an appointment. Raises AppointmentSettled, VisitOutOfReach, TooManyProposals."""
    if appointment.state not in OPEN:
        raise AppointmentSettled(state=appointment.state)
    latest_at = answer.said_at + FURTHEST
    if answer.visit_at is not None and not answer.said_at < answer.visit_at <= latest_at:
        raise VisitOutOfReach(latest_at=latest_at.isoformat(timespec="seconds"))
    if answer.said == PROPOSED and len(appointment.answers) >= MOST_PROPOSALS:
        raise TooManyProposals(limit=MOST_PROPOSALS)
    answers = (*appointment.answers, answer)
    return replace(appointment, state=state_after(answer), visit_at=answer.visit_at, answers=answers)
