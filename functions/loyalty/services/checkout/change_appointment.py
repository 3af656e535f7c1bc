"""Changes of accepted visits: the desk moves or cancels one, the patient cancels theirs; the hold on points follows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from loyalty.domain.bounds import Id, RequestId, Text
from loyalty.domain.checkout.appointments import CANCELLED, MOVED, Answer, Said, change_visit
from loyalty.domain.documents import Decision, Snapshots, Store
from loyalty.domain.fields import LATER
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.entry import Actor
from loyalty.services.checkout.appointments import (
    Answered,
    find_answer,
    hold_points,
    require_appointment,
    require_appointment_here,
)
from loyalty.services.preconditions import AtDesk, Caller, require_account, require_session
from loyalty.services.requests import PATIENT_ROLE, request_of


@dataclass(frozen=True, slots=True)
class ChangeAppointment:
    """An accepted visit that moves to `visit_at`, or is cancelled where that is None.

    `text` is the reason for the patient; it goes with a cancellation alone, and may be left out.
    """

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    appointment_id: Id
    visit_at: datetime | None = None
    text: Text | None = field(default=None, metadata=LATER)

    def __post_init__(self) -> None:
        """Refuse a reason for a visit that moves."""
        if self.text is not None and self.visit_at is not None:
            raise ValueError("text goes with a cancellation, and with nothing else")


@dataclass(frozen=True, slots=True)
class CancelAppointment:
    """An accepted visit of the caller to cancel."""

    request_id: RequestId
    clinic_id: Id
    appointment_id: Id


def change_appointment(store: Store, body: ChangeAppointment, caller: Caller) -> Answered:
    """Move or cancel an accepted visit that is still to come; the points that it held follow, or fall back.

    A repeated request gets the same answer. Refuses staff who do not work there, OwnAccount, AppointmentNotFound,
    AppointmentAtAnotherLocation, AppointmentSettled where it is not accepted, VisitIsOver, VisitOutOfReach,
    TooManyProposals, RequestIdReused, and to move it on an account or at a location that is not active.
    """
    request = request_of("change_appointment", body, caller, body.request_id)
    at = AtDesk(body, caller, request)
    keys = at.keys

    def decide(docs: Snapshots) -> Decision[Answered]:
        staff = at.require_staff(docs)
        appointment = require_appointment_here(docs, keys, body.patient_id, body.appointment_id, body.location_id)
        done = find_answer(docs, keys, body.appointment_id, appointment, request)
        if done is not None:
            return Decision(done)
        if body.visit_at is not None:
            at.require_location(docs)
        said: Said = CANCELLED if body.visit_at is None else MOVED
        after = change_visit(appointment, Answer(said, body.visit_at, caller.uid, caller.now, request, body.text))
        return hold_points(docs, keys, body.appointment_id, after, Actor(caller.uid, staff.role))

    return store.transact((*at.reads, keys.reminders, keys.appointment(body.appointment_id)), decide)


def cancel_appointment(store: Store, body: CancelAppointment, caller: Caller) -> Answered:
    """Cancel the caller's accepted visit; points that it held fall back to their own last day.

    A repeated request gets the same answer. Refuses AppointmentNotFound, AppointmentSettled, VisitIsOver,
    RequestIdReused, AccountNotFound, SessionOver.
    """
    keys = ClinicKeys(body.clinic_id)
    request = request_of("cancel_appointment", body, caller, body.request_id)

    def decide(docs: Snapshots) -> Decision[Answered]:
        appointment = require_appointment(docs, keys, caller.uid, body.appointment_id)
        done = find_answer(docs, keys, body.appointment_id, appointment, request)
        if done is not None:
            return Decision(done)
        require_session(require_account(docs, keys, caller.uid), caller)
        after = change_visit(appointment, Answer(CANCELLED, None, caller.uid, caller.now, request))
        return hold_points(docs, keys, body.appointment_id, after, Actor(caller.uid, PATIENT_ROLE))

    own = (keys.account(caller.uid), keys.appointment(body.appointment_id), keys.entry(caller.uid, body.request_id))
    return store.transact((keys.clinic, keys.reminders, *own), decide)
