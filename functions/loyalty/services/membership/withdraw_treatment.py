"""Withdrawals of treatments: one that was noted for the wrong patient counts no more, or moves to the right one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from loyalty.domain.bounds import Id, RequestId
from loyalty.domain.documents import Decision, Key, Put, Snapshots, Store
from loyalty.domain.fields import fingerprint
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import Actor, Request
from loyalty.domain.ledger.posting import Cause
from loyalty.domain.membership.treatments import Treatment, Withdrawal, complete, require_noted, withdraw
from loyalty.errors.ledger import SamePatient
from loyalty.services.membership.treatments import RECORDS, CompleteTreatment
from loyalty.services.preconditions import (
    AtDesk,
    Caller,
    require_account,
    require_active_account,
    require_active_location,
    require_clinic,
    require_not_own_account,
    require_same_request,
)
from loyalty.services.requests import request_of
from loyalty.services.tier_standing import Booked, Settled, TierRules, program_of, settle


@dataclass(frozen=True, slots=True)
class WithdrawTreatment:
    """A treatment to withdraw; it moves to the patient that `to_patient_id` names."""

    request_id: RequestId
    clinic_id: Id
    location_id: Id
    patient_id: Id
    treatment_id: Id
    to_patient_id: Id | None = None


@dataclass(frozen=True, slots=True)
class TreatmentWithdrawn:
    """The withdrawn treatment, and the tiers that both patients had after it; null where it did not move."""

    treatment_id: str
    tier_id: str | None
    to_patient_id: str | None
    to_tier_id: str | None


@dataclass(frozen=True, slots=True)
class _Withdrawing:
    """A withdrawal to decide: the treatment, its new patient or None, and who asks."""

    keys: ClinicKeys
    treatment_id: str
    patient_id: str
    to_patient_id: str | None
    location_id: str
    request: Request
    actor: Actor
    now: datetime

    @property
    def reads(self) -> tuple[Key[Any], ...]:
        """The documents it reads besides the clinic, its location and the patient's account."""
        own = (self.keys.treatment(self.patient_id, self.treatment_id), *self.keys.tier_rules)
        if self.to_patient_id is None:
            return own
        return (*own, self.keys.account(self.to_patient_id), self.keys.treatment(self.to_patient_id, self.treatment_id))


def withdraw_treatment(store: Store, body: WithdrawTreatment, caller: Caller) -> TreatmentWithdrawn:
    """Withdraw a treatment, and note it for another patient under the same id; both tiers follow at once.

    A repeated request gets the same answer. Refuses TreatmentNotFound, TreatmentIsWithdrawn, SamePatient,
    TreatmentOutOfReach where it moves and is too old to count, OwnAccount for either, and staff who may not.
    """
    if body.to_patient_id == body.patient_id:
        raise SamePatient
    request = request_of("withdraw_treatment", body, caller, body.request_id)
    at = AtDesk(body, caller)
    actor = Actor(caller.uid, "")
    asked = _Withdrawing(
        at.keys, body.treatment_id, body.patient_id, body.to_patient_id, body.location_id, request, actor, caller.now
    )

    def decide(docs: Snapshots) -> Decision[TreatmentWithdrawn]:
        staff = at.require_staff(docs)
        require_not_own_account(caller.uid, body.to_patient_id or "")
        return _withdraw(docs, replace(asked, actor=Actor(caller.uid, staff.role)))

    return store.transact((*at.reads, *asked.reads), decide)


def take_in_withdrawal(store: Store, body: CompleteTreatment, now: datetime) -> TreatmentWithdrawn:
    """Withdraw a treatment as the clinic's records system reports, its signature checked; refuses as above."""
    said = {"treatment_id": body.treatment_id, "patient_id": body.patient_id}
    request = Request(body.treatment_id, fingerprint("take_in_withdrawal", said))
    keys = ClinicKeys(body.clinic_id)
    asked = _Withdrawing(keys, body.treatment_id, body.patient_id, None, body.location_id, request, RECORDS, now)
    own: tuple[Key[Any], ...] = (keys.clinic, keys.location(body.location_id), keys.account(body.patient_id))
    return store.transact((*own, *asked.reads), lambda docs: _withdraw(docs, asked))


def _withdraw(docs: Snapshots, asked: _Withdrawing) -> Decision[TreatmentWithdrawn]:
    at = asked.keys.treatment(asked.patient_id, asked.treatment_id)
    known = docs.get(at)
    earlier = known.withdrawals if known else ()
    done = next((made for made in earlier if made.request.request_id == asked.request.request_id), None)
    if done is not None:
        require_same_request(done.request, asked.request)
        return Decision(_answer_of(asked, done))
    known = require_noted(known)
    require_active_location(docs, asked.keys, asked.location_id)
    before = require_account(docs, asked.keys, asked.patient_id)
    settled = _settle(docs, asked, before, withdraw(before, known.completed_on))
    moved, writes = _move(docs, asked, known)
    made = Withdrawal(
        asked.actor,
        asked.now,
        asked.request,
        asked.to_patient_id,
        settled.account.tier_id,
        moved.account.tier_id if moved else None,
    )
    withdrawn = replace(known, withdrawn=True, withdrawals=(*known.withdrawals, made))
    return Decision(_answer_of(asked, made), (*settled.writes, Put(at, withdrawn), *writes))


def _move(docs: Snapshots, asked: _Withdrawing, known: Treatment) -> tuple[Settled | None, tuple[Put[Any], ...]]:
    """The right patient with the treatment, and the writes of that; one that is noted there already counts once."""
    if asked.to_patient_id is None:
        return None, ()
    to_at = asked.keys.treatment(asked.to_patient_id, asked.treatment_id)
    there = docs.get(to_at)
    before = require_active_account(docs, asked.keys, asked.to_patient_id)
    clinic = require_clinic(docs, asked.keys)
    if there is not None and not there.withdrawn:
        return _settle(docs, asked, before, before), ()
    after = complete(before, known.completed_on, clinic.today(asked.now))
    settled = _settle(docs, asked, before, after)
    return settled, (*settled.writes, Put(to_at, _noted(asked, known, there, settled.account.tier_id)))


def _noted(asked: _Withdrawing, known: Treatment, there: Treatment | None, tier_id: str | None) -> Treatment:
    """The treatment at its new patient; one that comes back stays as it was first noted, by its own request."""
    if there is not None:
        on, place = known.completed_on, known.location_id
        return replace(there, withdrawn=False, service_id=known.service_id, completed_on=on, location_id=place)
    return replace(
        known, actor=asked.actor, recorded_at=asked.now, request=asked.request, tier_id=tier_id, withdrawals=()
    )


def _settle(docs: Snapshots, asked: _Withdrawing, before: Account, after: Account) -> Settled:
    clinic = require_clinic(docs, asked.keys)
    today = clinic.today(asked.now)
    name = f"withdrawal-{asked.request.request_id}"
    cause = Cause(name, asked.request, asked.actor, asked.location_id, today, asked.now)
    rules = TierRules(asked.keys, clinic, program_of(docs, asked.keys))
    return settle(rules, before, Booked(after), cause, "treatment-withdrawn")


def _answer_of(asked: _Withdrawing, made: Withdrawal) -> TreatmentWithdrawn:
    return TreatmentWithdrawn(asked.treatment_id, made.tier_id, made.to_patient_id, made.to_tier_id)
