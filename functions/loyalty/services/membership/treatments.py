"""Treatments: the desk or the clinic's records system reports one as completed; the tier follows at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

from annotated_types import MaxLen, MinLen

from loyalty.domain.bounds import Id
from loyalty.domain.documents import Decision, Key, Put, Snapshots, Store
from loyalty.domain.fields import fingerprint
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.entry import Actor, Request
from loyalty.domain.ledger.posting import Cause
from loyalty.domain.membership.treatments import Treatment, complete
from loyalty.services.preconditions import (
    AtDesk,
    Caller,
    require_active_account,
    require_active_location,
    require_clinic,
    require_same_request,
)
from loyalty.services.requests import request_of
from loyalty.services.tier_standing import Booked, TierRules, program_of, settle

RECORDS = Actor("records", "records")


@dataclass(frozen=True, slots=True)
class CompleteTreatment:
    """A treatment that was completed; `treatment_id` is its id in the clinic's records, and stands for it alone."""

    treatment_id: Id
    clinic_id: Id
    location_id: Id
    patient_id: Id
    service_id: Id
    completed_on: date


@dataclass(frozen=True, slots=True)
class RecordedTreatment:
    """A completed treatment as the records system sends it; `withdrawn` takes it back."""

    treatment_id: Id
    location_id: Id
    patient_id: Id
    service_id: Id
    completed_on: date
    withdrawn: bool = False

    def at(self, clinic_id: str) -> CompleteTreatment:
        """The treatment with its clinic."""
        return CompleteTreatment(
            self.treatment_id, clinic_id, self.location_id, self.patient_id, self.service_id, self.completed_on
        )


@dataclass(frozen=True, slots=True)
class IngestTreatments:
    """Treatments of one clinic that its records system reports, at most a hundred."""

    clinic_id: Id
    treatments: Annotated[tuple[RecordedTreatment, ...], MinLen(1), MaxLen(100)]


@dataclass(frozen=True, slots=True)
class TreatmentCompleted:
    """The treatment as it is recorded, and the tier that the patient had after it."""

    treatment_id: str
    service_id: str
    completed_on: date
    tier_id: str | None


def complete_treatment(store: Store, body: CompleteTreatment, caller: Caller) -> TreatmentCompleted:
    """Complete a treatment at the desk. A repeat gets the same answer.

    Refuses staff who do not work there, OwnAccount, a location or an account that is not there or not active,
    TreatmentOutOfReach, and RequestIdReused where the id stands for another treatment.
    """
    request = request_of("complete_treatment", body, caller, body.treatment_id)
    at = AtDesk(body, caller)

    def decide(docs: Snapshots) -> Decision[TreatmentCompleted]:
        staff = at.require_staff(docs)
        return _complete(docs, body, request, Actor(caller.uid, staff.role), caller.now)

    return store.transact((*at.reads, *_treatment_keys(at.keys, body)), decide)


def take_in_treatment(store: Store, body: CompleteTreatment, now: datetime) -> TreatmentCompleted:
    """Complete a treatment that the clinic's records system reports, its signature checked; refuses as above."""
    fields = {
        "treatment_id": body.treatment_id,
        "patient_id": body.patient_id,
        "service_id": body.service_id,
        "location_id": body.location_id,
        "completed_on": body.completed_on.isoformat(),
    }
    request = Request(body.treatment_id, fingerprint("take_in_treatment", fields))
    keys = ClinicKeys(body.clinic_id)
    own: tuple[Key[Any], ...] = (keys.clinic, keys.location(body.location_id), keys.account(body.patient_id))
    return store.transact(
        (*own, *_treatment_keys(keys, body)), lambda docs: _complete(docs, body, request, RECORDS, now)
    )


def _treatment_keys(keys: ClinicKeys, body: CompleteTreatment) -> tuple[Key[Any], ...]:
    """The keys of the treatment, and of the rules that the tier after it is decided by."""
    return (keys.treatment(body.patient_id, body.treatment_id), *keys.tier_rules)


def _complete(
    docs: Snapshots, body: CompleteTreatment, request: Request, actor: Actor, now: datetime
) -> Decision[TreatmentCompleted]:
    keys = ClinicKeys(body.clinic_id)
    at = keys.treatment(body.patient_id, body.treatment_id)
    known = docs.get(at)
    if known is not None:
        require_same_request(known.request, request)
        return Decision(_answer_of(body.treatment_id, known))
    require_active_location(docs, keys, body.location_id)
    clinic = require_clinic(docs, keys)
    account = require_active_account(docs, keys, body.patient_id)
    today = clinic.today(now)
    cause = Cause(f"treatment-{body.treatment_id}", request, actor, body.location_id, today, now)
    rules = TierRules(keys, clinic, program_of(docs, keys))
    settled = settle(rules, account, Booked(complete(account, body.completed_on, today)), cause, "treatment")
    tier_id = settled.account.tier_id
    treatment = Treatment(
        body.clinic_id, body.service_id, body.completed_on, body.location_id, actor, now, request, tier_id
    )
    return Decision(_answer_of(body.treatment_id, treatment), (*settled.writes, Put(at, treatment)))


def _answer_of(treatment_id: str, treatment: Treatment) -> TreatmentCompleted:
    return TreatmentCompleted(treatment_id, treatment.service_id, treatment.completed_on, treatment.tier_id)
