"""Audiences: who belongs to one now, and for those who manage the clinic how many do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from loyalty.domain.bounds import Id
from loyalty.domain.documents import Decision, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.domain.program.clinic import Clinic
from loyalty.domain.reminders.audience import Audience, belongs, had_service
from loyalty.domain.reminders.audiences import Audiences
from loyalty.errors.base import MalformedRequest
from loyalty.services.preconditions import Caller, require_clinic, require_manager

# Accounts read together.
TOGETHER = 100


@dataclass(frozen=True, slots=True)
class CountAudience:
    """An audience whose patients are counted."""

    clinic_id: Id
    audience: Audience


@dataclass(frozen=True, slots=True)
class AudienceCount:
    """The number of patients who belong to an audience, on the clinic's date: never who they are."""

    clinic_id: str
    on: date
    patients: int


def count_audience(store: Store, audiences: Audiences, body: CountAudience, caller: Caller) -> AudienceCount:
    """Count the patients of an audience. It reads the service's treatments and their accounts, or else all accounts.

    Refuses ClinicNotFound, NotStaff, StaffDisabled, RoleNotAllowed, and MalformedRequest for fields of an audience that
    do not go together.
    """
    keys = ClinicKeys(body.clinic_id)

    def decide(docs: Snapshots) -> Decision[Clinic]:
        clinic = require_clinic(docs, keys)
        require_manager(docs, keys, caller.uid)
        return Decision(clinic)

    clinic = store.transact((keys.clinic, keys.staff(caller.uid)), decide)
    problem = body.audience.problem
    if problem is not None:
        raise MalformedRequest(field="audience", problem=problem)
    members = Members(store, audiences, body.clinic_id, clinic, caller.now)
    return AudienceCount(body.clinic_id, clinic.today(caller.now), sum(1 for _ in members.of(body.audience)))


@dataclass(frozen=True, slots=True)
class Members:
    """The search for the patients of audiences at an instant."""

    store: Store
    audiences: Audiences
    clinic_id: str
    clinic: Clinic
    now: datetime

    def of(self, audience: Audience) -> Iterator[str]:
        """The ids of the patients who belong to an audience, in order."""
        if audience.service_id is None:
            accounts, treated = self.audiences.accounts(self.clinic_id), dict[str, list[date]]()
        else:
            treated = self._treated(audience, audience.service_id)
            accounts = self._accounts_of(sorted(treated))
        for account in accounts:
            days = treated.get(account.patient_id, ())
            if belongs(audience, account, days, self.clinic, self.now):
                yield account.patient_id

    def _treated(self, audience: Audience, service_id: str) -> dict[str, list[date]]:
        """The days of an audience's service, of the patients who had it as the audience asks."""
        today = self.clinic.today(self.now)
        found = defaultdict[str, list[date]](list)
        for patient_id, on in self.audiences.treated(self.clinic_id, service_id, audience.treated_from(today)):
            found[patient_id].append(on)
        return {patient_id: days for patient_id, days in found.items() if had_service(audience, days, today)}

    def _accounts_of(self, patient_ids: Sequence[str]) -> Iterator[Account]:
        keys = ClinicKeys(self.clinic_id)
        for part in in_parts(patient_ids, TOGETHER):
            accounts_at = [keys.account(patient_id) for patient_id in part]

            def decide(docs: Snapshots) -> Decision[list[Account]]:
                found = (docs.get(at) for at in accounts_at)  # noqa: B023 - decided before the next part
                return Decision([account for account in found if account is not None])

            yield from self.store.transact(accounts_at, decide)


def in_parts(ids: Sequence[str], most: int) -> Iterator[Sequence[str]]:
    """Ids in parts of at most so many."""
    return (ids[start : start + most] for start in range(0, len(ids), most))
