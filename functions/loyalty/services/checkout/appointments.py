"""Answers to appointments: the desk accepts, proposes or declines, and the patient accepts a proposal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, cast

from loyalty.domain.bounds import Id, RequestId
from loyalty.domain.calendar import business_date
from loyalty.domain.checkout.appointments import (
    ACCEPTED,
    DECLINED,
    PROPOSED,
    REQUESTED,
    Answer,
    Appointment,
    add_answer,
    state_after,
)
from loyalty.domain.documents import Decision, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.entry import Actor, Request
from loyalty.domain.ledger.extension import fall_back_spent, hold_for_appointment
from loyalty.domain.ledger.posting import Cause
from loyalty.domain.ledger.receipt import Movement, movement_of
from loyalty.errors.base import RequestIdReused
from loyalty.errors.checkout import (
    AppointmentAtAnotherLocation,
    AppointmentNotFound,
    NothingProposed,
    ProposalChanged,
)
from loyalty.services.preconditions import (
    AtDesk,
    Caller,
    require_account,
    require_active_account,
    require_clinic,
    require_own_account,
    require_same_request,
)
from loyalty.services.requests import PATIENT_ROLE, ledger_writes, request_of

# The least difference that a phone sees: JavaScript's dates count milliseconds.
_LEAST_DIFFERENCE = timedelta(milliseconds=1)


AnswerState = Literal["accepted", "proposed", "declined"]
AnsweredState = Literal["accepted", "proposed", "declined", "cancelled"]


@dataclass(frozen=True, slots=True)
class AnswerAppointment:
    """The desk's answer to an appointment; `visit_at` goes with accepted and proposed, and not with declined."""

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    appointment_id: Id
    answer: AnswerState
    visit_at: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse an accepted or proposed appointment without a time, and a declined one with it."""
        if (self.visit_at is None) != (self.answer == "declined"):
            raise ValueError("visit_at goes with accepted and proposed, and not with declined")


@dataclass(frozen=True, slots=True)
class AcceptProposal:
    """The patient's yes to a proposed time; `visit_at` is that time as the patient saw it."""

    request_id: RequestId
    clinic_id: Id
    appointment_id: Id
    visit_at: datetime


@dataclass(frozen=True, slots=True)
class Answered:
    """An appointment after an answer, and the movement that holds points until the visit, where there is one."""

    appointment_id: str
    state: AnsweredState
    visit_at: datetime | None
    movement: Movement | None


def answer_appointment(store: Store, body: AnswerAppointment, caller: Caller) -> Answered:
    """Accept a time, propose one, or decline. A repeated request gets the same answer.

    Refuses staff who do not work there, OwnAccount, AppointmentNotFound, AppointmentAtAnotherLocation,
    AppointmentSettled, VisitOutOfReach, TooManyProposals, RequestIdReused; and, unless it is declined, a location or an
    account that is not active.
    """
    request = request_of("answer_appointment", body, caller, body.request_id)
    at = AtDesk(body, caller, request)
    keys = at.keys

    def decide(docs: Snapshots) -> Decision[Answered]:
        staff = at.require_staff(docs)
        appointment = require_appointment_here(docs, keys, body.patient_id, body.appointment_id, body.location_id)
        done = find_answer(docs, keys, body.appointment_id, appointment, request)
        if done is not None:
            return Decision(done)
        if body.answer != DECLINED:
            at.require_location(docs)
            at.require_account(docs)
        answer = Answer(body.answer, body.visit_at, caller.uid, caller.now, request)
        return _answer(docs, keys, body.appointment_id, appointment, answer, Actor(caller.uid, staff.role))

    return store.transact((*at.reads, keys.reminders, keys.appointment(body.appointment_id)), decide)


def accept_proposal(store: Store, body: AcceptProposal, caller: Caller) -> Answered:
    """Accept the proposed time that the patient saw. A repeated request gets the same answer.

    Refuses AppointmentNotFound, NothingProposed, ProposalChanged, AppointmentSettled, VisitOutOfReach, RequestIdReused,
    AccountNotFound, AccountInactive, SessionOver.
    """
    keys = ClinicKeys(body.clinic_id)
    request = request_of("accept_proposal", body, caller, body.request_id)

    def decide(docs: Snapshots) -> Decision[Answered]:
        appointment = require_appointment(docs, keys, caller.uid, body.appointment_id)
        done = find_answer(docs, keys, body.appointment_id, appointment, request)
        if done is not None:
            return Decision(done)
        if appointment.state == REQUESTED:
            raise NothingProposed
        _require_same_proposal(appointment, body.visit_at)
        require_own_account(docs, keys, caller)
        answer = Answer(ACCEPTED, appointment.visit_at, caller.uid, caller.now, request)
        return _answer(docs, keys, body.appointment_id, appointment, answer, Actor(caller.uid, PATIENT_ROLE))

    own = (keys.account(caller.uid), keys.appointment(body.appointment_id), keys.entry(caller.uid, body.request_id))
    return store.transact((keys.clinic, keys.reminders, *own), decide)


def require_appointment(docs: Snapshots, keys: ClinicKeys, patient_id: str, appointment_id: str) -> Appointment:
    """The patient's own appointment; AppointmentNotFound for any other."""
    appointment = docs.get(keys.appointment(appointment_id))
    if appointment is None or appointment.patient_id != patient_id:
        raise AppointmentNotFound
    return appointment


def require_appointment_here(
    docs: Snapshots, keys: ClinicKeys, patient_id: str, appointment_id: str, location_id: str
) -> Appointment:
    """The patient's own appointment at this location: AppointmentNotFound, AppointmentAtAnotherLocation."""
    appointment = require_appointment(docs, keys, patient_id, appointment_id)
    if appointment.location_id != location_id:
        raise AppointmentAtAnotherLocation(location_id=appointment.location_id)
    return appointment


def _require_same_proposal(appointment: Appointment, seen_at: datetime) -> None:
    """Require that the proposed time is still the one that the patient saw: ProposalChanged."""
    if appointment.state != PROPOSED or appointment.visit_at is None:
        return
    if abs(appointment.visit_at - seen_at) >= _LEAST_DIFFERENCE:
        raise ProposalChanged(visit_at=appointment.visit_at.isoformat())


def find_answer(
    docs: Snapshots, keys: ClinicKeys, appointment_id: str, appointment: Appointment, request: Request
) -> Answered | None:
    """The answer that the request gave before, or None. Raises RequestIdReused, also where it made another entry."""
    entry = docs.get(keys.entry(appointment.patient_id, request.request_id))
    answer = appointment.answer_of(request.request_id)
    if answer is None:
        if entry is not None:
            raise RequestIdReused(request_id=request.request_id)
        return None
    require_same_request(answer.request, request)
    movement = movement_of(appointment.patient_id, entry) if entry is not None else None
    return Answered(appointment_id, cast("AnsweredState", state_after(answer)), answer.visit_at, movement)


def _answer(
    docs: Snapshots, keys: ClinicKeys, appointment_id: str, appointment: Appointment, answer: Answer, actor: Actor
) -> Decision[Answered]:
    """Answer the appointment, and hold points until the visit where that accepts it, in one commit."""
    after = add_answer(appointment, answer)
    if after.state != ACCEPTED:
        state = cast("AnsweredState", after.state)
        return Decision(
            Answered(appointment_id, state, after.visit_at, None), (Put(keys.appointment(appointment_id), after),)
        )
    return hold_points(docs, keys, appointment_id, after, actor)


def hold_points(
    docs: Snapshots, keys: ClinicKeys, appointment_id: str, after: Appointment, actor: Actor
) -> Decision[Answered]:
    """Answer an appointment after its last answer, and hold points until its visit, where the clinic's rule holds them.

    Without a visit the appointment holds none any more. One commit writes both.
    """
    require = require_active_account if after.answers[-1].visit_at else require_account
    clinic, account = require_clinic(docs, keys), require(docs, keys, after.patient_id)
    answer, zone = after.answers[-1], clinic.time_zone
    cause = Cause(
        entry_id=answer.request.request_id,
        request=answer.request,
        actor=actor,
        location_id=None if actor.role == PATIENT_ROLE else after.location_id,
        business_date=clinic.today(answer.said_at),
        now=answer.said_at,
    )
    visit_on = business_date(answer.visit_at, zone) if answer.visit_at else None
    spent = fall_back_spent(account, appointment_id, cause.now)
    posting = hold_for_appointment(spent, visit_on, appointment_id, docs.require(keys.reminders), zone, cause)
    writes: tuple[Put[Any], ...] = (Put(keys.appointment(appointment_id), after),)
    if posting is not None:
        writes = (*ledger_writes(keys, posting.account, (posting.entry,)), *writes)
    elif spent != account:
        writes = (*ledger_writes(keys, spent, ()), *writes)
    movement = movement_of(after.patient_id, posting.entry) if posting else None
    return Decision(Answered(appointment_id, cast("AnsweredState", after.state), after.visit_at, movement), writes)
