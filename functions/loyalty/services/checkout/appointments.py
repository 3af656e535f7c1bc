"""The desk answers an appointment, and the patient accepts a proposed one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

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
)
from loyalty.domain.documents import Decision, Key, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.entry import Actor, Request
from loyalty.domain.ledger.extension import hold_for_appointment
from loyalty.domain.ledger.posting import Cause, Posting
from loyalty.domain.ledger.receipt import Movement, movement_of
from loyalty.errors.base import RequestIdReused
from loyalty.errors.checkout import (
    AppointmentAtAnotherLocation,
    AppointmentNotFound,
    NothingProposed,
    ProposalChanged,
)
from loyalty.services.preconditions import (
    Caller,
    require_active_account,
    require_active_location,
    require_clinic,
    require_not_own_account,
    require_same_request,
    require_staff,
)
from loyalty.services.requests import PATIENT_ROLE, ledger_writes, request_of

# What a phone can tell apart: JavaScript's dates count milliseconds.
_PHONES_TELL = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class AnswerAppointment:
    """The desk's body: `answer` is accepted or proposed, with `visit_at`, or declined, without."""

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    appointment_id: Id
    answer: Literal["accepted", "proposed", "declined"]
    visit_at: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse an accepted or proposed appointment without a time, and a declined one with it."""
        if (self.visit_at is None) != (self.answer == "declined"):
            raise ValueError("visit_at goes with accepted and proposed, and not with declined")


@dataclass(frozen=True, slots=True)
class AcceptProposal:
    """The patient's body: yes to the time that the clinic proposed, which is `visit_at` as the patient saw it."""

    request_id: RequestId
    clinic_id: Id
    appointment_id: Id
    visit_at: datetime


@dataclass(frozen=True, slots=True)
class Answered:
    """An appointment as an answer left it, and the movement that holds points until the visit, where there is one."""

    appointment_id: str
    state: str
    visit_at: datetime | None
    movement: Movement | None


def answer_appointment(store: Store, body: AnswerAppointment, caller: Caller) -> Answered:
    """Accept a time, propose one, or decline. The same request again is answered alike.

    Refuses staff who do not work there, OwnAccount, AppointmentNotFound, AppointmentAtAnotherLocation,
    AppointmentSettled, VisitOutOfReach, TooManyProposals, RequestIdReused; and, unless it is declined, a location or an
    account that is not active.
    """
    keys = ClinicKeys(body.clinic_id)
    request = request_of("answer_appointment", body, caller, body.request_id)

    def decide(docs: Snapshots) -> Decision[Answered]:
        staff = require_staff(docs, keys, caller.uid, body.location_id)
        require_not_own_account(caller.uid, body.patient_id)
        asked = _require_appointment(docs, keys, body.patient_id, body.appointment_id)
        if asked.location_id != body.location_id:
            raise AppointmentAtAnotherLocation(location_id=asked.location_id)
        done = _recorded(docs, keys, body.appointment_id, asked, request)
        if done is not None:
            return Decision(done)
        if body.answer != DECLINED:
            require_active_location(docs, keys, body.location_id)
            require_active_account(docs, keys, body.patient_id)
        answer = Answer(body.answer, body.visit_at, caller.uid, caller.now, request)
        return _said(docs, keys, body.appointment_id, asked, answer, Actor(caller.uid, staff.role))

    reads = (
        *_reads(keys, body.patient_id, body.appointment_id, body.request_id),
        keys.staff(caller.uid),
        keys.location(body.location_id),
    )
    return store.transact(reads, decide)


def accept_proposal(store: Store, body: AcceptProposal, caller: Caller) -> Answered:
    """The patient accepts the proposed time that they saw. The same request again is answered alike.

    Refuses AppointmentNotFound, NothingProposed, ProposalChanged, AppointmentSettled, VisitOutOfReach, RequestIdReused,
    AccountNotFound, AccountInactive.
    """
    keys = ClinicKeys(body.clinic_id)
    request = request_of("accept_proposal", body, caller, body.request_id)

    def decide(docs: Snapshots) -> Decision[Answered]:
        asked = _require_appointment(docs, keys, caller.uid, body.appointment_id)
        done = _recorded(docs, keys, body.appointment_id, asked, request)
        if done is not None:
            return Decision(done)
        if asked.state == REQUESTED:
            raise NothingProposed
        if asked.state == PROPOSED and asked.visit_at and abs(asked.visit_at - body.visit_at) >= _PHONES_TELL:
            raise ProposalChanged(visit_at=asked.visit_at.isoformat())
        require_active_account(docs, keys, caller.uid)
        answer = Answer(ACCEPTED, asked.visit_at, caller.uid, caller.now, request)
        return _said(docs, keys, body.appointment_id, asked, answer, Actor(caller.uid, PATIENT_ROLE))

    return store.transact(_reads(keys, caller.uid, body.appointment_id, body.request_id), decide)


def _reads(keys: ClinicKeys, patient_id: str, appointment_id: str, request_id: str) -> tuple[Key[Any], ...]:
    return (
        keys.clinic,
        keys.reminders,
        keys.account(patient_id),
        keys.appointment(appointment_id),
        keys.entry(patient_id, request_id),
    )


def _require_appointment(docs: Snapshots, keys: ClinicKeys, patient_id: str, appointment_id: str) -> Appointment:
    """The patient's own appointment; somebody else's is not found."""
    asked = docs.get(keys.appointment(appointment_id))
    if asked is None or asked.patient_id != patient_id:
        raise AppointmentNotFound
    return asked


def _recorded(
    docs: Snapshots, keys: ClinicKeys, appointment_id: str, asked: Appointment, request: Request
) -> Answered | None:
    """What the request was answered before, if it was. Raises RequestIdReused, also where it made another entry."""
    entry = docs.get(keys.entry(asked.patient_id, request.request_id))
    answer = asked.answer_of(request.request_id)
    if answer is None:
        if entry is not None:
            raise RequestIdReused(request_id=request.request_id)
        return None
    require_same_request(answer.request, request)
    movement = movement_of(asked.patient_id, entry) if entry is not None else None
    return Answered(appointment_id, answer.said, answer.visit_at, movement)


def _said(
    docs: Snapshots, keys: ClinicKeys, appointment_id: str, asked: Appointment, answer: Answer, actor: Actor
) -> Decision[Answered]:
    """The appointment after an answer, and the points it holds if that accepts it, in one commit."""
    after = add_answer(asked, answer)
    held = _held(docs, keys, appointment_id, after, actor) if after.state == ACCEPTED else None
    movement = movement_of(after.patient_id, held.entry) if held else None
    told = Answered(appointment_id, after.state, after.visit_at, movement)
    writes = ledger_writes(keys, held.account, (held.entry,)) if held else ()
    return Decision(told, (*writes, Put(keys.appointment(appointment_id), after)))


def _held(
    docs: Snapshots, keys: ClinicKeys, appointment_id: str, accepted: Appointment, actor: Actor
) -> Posting | None:
    """The longer life of points that would end before the visit, where the clinic's rule holds them."""
    clinic, account = require_clinic(docs, keys), require_active_account(docs, keys, accepted.patient_id)
    answer, zone = accepted.answers[-1], clinic.time_zone
    if answer.visit_at is None:
        raise ValueError(f"appointment {appointment_id} is accepted without a time")
    cause = Cause(
        entry_id=answer.request.request_id,
        request=answer.request,
        actor=actor,
        location_id=None if actor.role == PATIENT_ROLE else accepted.location_id,
        business_date=business_date(answer.said_at, zone),
        now=answer.said_at,
    )
    visit_on = business_date(answer.visit_at, zone)
    rule = docs.require(keys.reminders)
    return hold_for_appointment(account, visit_on, appointment_id, rule, zone, cause)
