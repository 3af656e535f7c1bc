"""A treatment is completed: the desk says so, or the clinic's records system does; the tier follows at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

from annotated_types import MaxLen, MinLen

from loyalty.domain.bounds import Id
from loyalty.domain.calendar import business_date
from loyalty.domain.documents import Decision, Key, Put, Snapshots, Store
from loyalty.domain.fields import fingerprint
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.entry import Actor, Request
from loyalty.domain.ledger.posting import Cause
from loyalty.domain.membership.treatments import Treatment, complete
from loyalty.services.preconditions import (
    Caller,
    require_active_account,
    require_active_location,
    require_clinic,
    require_not_own_account,
    require_same_request,
    require_staff,
)
from loyalty.services.requests import request_of
from loyalty.services.tier_standing import Booked, TierRules, program_of, settle

RECORDS = Actor("records", "records")


@dataclass(frozen=True, slots=True)
class CompleteTreatment:
    """What is told: `treatment_id` is the name the clinic's records have for it, and stands for one treatment."""

    treatment_id: Id
    clinic_id: Id
    location_id: Id
    patient_id: Id
    service_id: Id
    completed_on: date


@dataclass(frozen=True, slots=True)
class RecordedTreatment:
    """A completed treatment as the records system sends it."""

    treatment_id: Id
    location_id: Id
    patient_id: Id
    service_id: Id
    completed_on: date

    def at(self, clinic_id: str) -> CompleteTreatment:
        """The treatment of a clinic."""
        return CompleteTreatment(
            self.treatment_id, clinic_id, self.location_id, self.patient_id, self.service_id, self.completed_on
        )


@dataclass(frozen=True, slots=True)
class IngestTreatments:
    """The records system's body: at most a hundred treatments of one clinic."""

    clinic_id: Id
    treatments: Annotated[tuple[RecordedTreatment, ...], MinLen(1), MaxLen(100)]


@dataclass(frozen=True, slots=True)
class TreatmentCompleted:
    """The treatment as it is kept, and the tier that held after it."""

    treatment_id: str
    service_id: str
    completed_on: date
    tier_id: str | None


def complete_treatment(store: Store, body: CompleteTreatment, caller: Caller) -> TreatmentCompleted:
    """The desk says that a treatment is completed. The same again is answered alike.

    Refuses staff who do not work there, OwnAccount, a location or an account that is not there or not active,
    TreatmentOutOfReach, and RequestIdReused where the id stands for another treatment.
    """
    keys = ClinicKeys(body.clinic_id)
    request = request_of("complete_treatment", body, caller, body.treatment_id)

    def decide(docs: Snapshots) -> Decision[TreatmentCompleted]:
        staff = require_staff(docs, keys, caller.uid, body.location_id)
        require_not_own_account(caller.uid, body.patient_id)
        return _decided(docs, body, request, Actor(caller.uid, staff.role), caller.now)

    return store.transact((keys.staff(caller.uid), *_keys(body)), decide)


def take_in_treatment(store: Store, body: CompleteTreatment, now: datetime) -> TreatmentCompleted:
    """The clinic's records system says that a treatment is completed; its signature was checked. Else as above."""
    said = {
        "treatment_id": body.treatment_id,
        "patient_id": body.patient_id,
        "service_id": body.service_id,
        "location_id": body.location_id,
        "completed_on": body.completed_on.isoformat(),
    }
    request = Request(body.treatment_id, fingerprint("take_in_treatment", said))
    return store.transact(_keys(body), lambda docs: _decided(docs, body, request, RECORDS, now))


def _keys(body: CompleteTreatment) -> tuple[Key[Any], ...]:
    keys = ClinicKeys(body.clinic_id)
    return (
        keys.clinic,
        keys.location(body.location_id),
        keys.account(body.patient_id),
        keys.treatment(body.patient_id, body.treatment_id),
        *keys.tier_rules,
    )


def _decided(
    docs: Snapshots, body: CompleteTreatment, request: Request, actor: Actor, now: datetime
) -> Decision[TreatmentCompleted]:
    keys = ClinicKeys(body.clinic_id)
    at = keys.treatment(body.patient_id, body.treatment_id)
    known = docs.get(at)
    if known is not None:
        require_same_request(known.request, request)
        return Decision(_told(body.treatment_id, known))
    require_active_location(docs, keys, body.location_id)
    clinic = require_clinic(docs, keys)
    account = require_active_account(docs, keys, body.patient_id)
    today = business_date(now, clinic.time_zone)
    cause = Cause(f"treatment-{body.treatment_id}", request, actor, body.location_id, today, now)
    rules = TierRules(keys, clinic, program_of(docs, keys))
    settled = settle(rules, account, Booked(complete(account, body.completed_on, today)), cause, "treatment")
    tier_id = settled.account.tier_id
    treatment = Treatment(
        body.clinic_id, body.service_id, body.completed_on, body.location_id, actor, now, request, tier_id
    )
    return Decision(_told(body.treatment_id, treatment), (*settled.writes, Put(at, treatment)))


def _told(treatment_id: str, treatment: Treatment) -> TreatmentCompleted:
    return TreatmentCompleted(treatment_id, treatment.service_id, treatment.completed_on, treatment.tier_id)
