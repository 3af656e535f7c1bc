"""Appointments for tests: as a patient's client writes one, and each act on it with its body filled in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, cast

from loyalty.domain.documents import Store
from loyalty.services.checkout.appointments import (
    AcceptProposal,
    AnswerAppointment,
    Answered,
    accept_proposal,
    answer_appointment,
)
from loyalty.services.preconditions import Caller
from tests.support.clinic import CALABASAS, DESK, NOW, PATIENT, Fields

VISIT_AT = NOW + timedelta(days=10)
APPOINTMENT = "appointment-1"
PATH = f"clinics/bella/appointments/{APPOINTMENT}"


def asked(patient_id: str = PATIENT, location_id: str = CALABASAS) -> Fields:
    """The document that the patient's client writes."""
    return {
        "patient_id": patient_id,
        "service_id": "facial",
        "location_id": location_id,
        "wished_on": ["2026-12-01", "2026-12-02"],
        "asked_at": NOW,
        "state": "requested",
    }


def answer(
    store: Store,
    said: str,
    request_id: str,
    visit_at: datetime | None = VISIT_AT,
    *,
    uid: str = DESK,
    location_id: str = CALABASAS,
    patient_id: str = PATIENT,
    appointment_id: str = APPOINTMENT,
    now: datetime = NOW,
) -> Answered:
    """The desk in Calabasas answers."""
    when = None if said == "declined" else visit_at
    body = AnswerAppointment(request_id, "bella", location_id, patient_id, appointment_id, cast("Any", said), when)
    return answer_appointment(store, body, Caller(uid, now))


def accept(
    store: Store,
    request_id: str,
    uid: str = PATIENT,
    now: datetime = NOW,
    appointment_id: str = APPOINTMENT,
    visit_at: datetime = VISIT_AT,
) -> Answered:
    """The patient accepts what is proposed."""
    return accept_proposal(store, AcceptProposal(request_id, "bella", appointment_id, visit_at), Caller(uid, now))
