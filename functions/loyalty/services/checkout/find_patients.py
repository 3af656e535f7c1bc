"""Lookups: the desk searches for a patient without a phone by words of a name; each lookup is recorded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any

from annotated_types import MaxLen, MinLen

from loyalty.domain.bounds import Check, Id, Stripped
from loyalty.domain.checkout.lookups import Lookup
from loyalty.domain.checkout.names import NamedPatient, TypedName, closed_key, joined_month, mask, typed_name
from loyalty.domain.documents import Decision, Key, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ports import PatientNames
from loyalty.domain.program.clinic import MANAGING_ROLES, Clinic
from loyalty.services.preconditions import Caller, require_active_location, require_clinic, require_role, require_staff

MOST_FOUND = 8
# Accounts that are read at most for each key: the index knows two words together, not three.
MOST_READ = 40


def _enough_letters(text: str) -> str:
    """The text, if a name can be looked for by what is left of it after folding; ValueError otherwise."""
    typed_name(text)
    return text


@dataclass(frozen=True, slots=True)
class FindPatients:
    """A lookup by the beginnings of the words of a name, in any order: three letters or more, or a whole short word.

    `closed` looks for closed accounts instead.
    """

    clinic_id: Id
    location_id: Id
    letters: Annotated[str, Stripped(), MinLen(1), MaxLen(40), Check(_enough_letters)]
    closed: bool = False


@dataclass(frozen=True, slots=True)
class FoundPatient:
    """A patient as a lookup shows them: enough to tell them from another at the counter, and no more.

    `seen_on` is the date of their last visit, which the desk can ask them for; null before the first one.
    """

    patient_id: str
    name: str
    joined_month: str
    seen_on: date | None


@dataclass(frozen=True, slots=True)
class FoundPatients:
    """The patients that a lookup found; `lookup_id` may open a visit, `more` says that others are not shown."""

    lookup_id: str
    patients: tuple[FoundPatient, ...]
    more: bool


def find_patients(
    store: Store, names: PatientNames, body: FindPatients, caller: Caller, lookup_id: str
) -> FoundPatients:
    """Find at most eight active patients, never the caller, who visited or whose address is verified.

    First come those of whose name all was typed, then the last seen, then those who joined first. A repeat is another
    lookup. Managers find closed accounts, too, to reopen one. Refuses ClinicNotFound, NotStaff, StaffDisabled,
    StaffNotAtLocation, LocationNotFound, LocationInactive, and RoleNotAllowed for closed accounts. Raises ValueError
    for fewer letters than find a name.
    """
    keys = ClinicKeys(body.clinic_id)
    asked, lookup_at = typed_name(body.letters), keys.lookup(lookup_id)
    # Read once, after the checks: a decision that runs again finds the same.
    typed = (asked.whole, asked.key)
    sought = tuple(map(closed_key, typed)) if body.closed else typed
    read = cache(lambda: names.named(body.clinic_id, sought, MOST_READ))

    def decide(docs: Snapshots) -> Decision[FoundPatients]:
        clinic = require_clinic(docs, keys)
        staff = require_staff(docs, keys, caller.uid, body.location_id)
        if body.closed:
            require_role(staff, MANAGING_ROLES)
        require_active_location(docs, keys, body.location_id)
        found, more = _patients_to_show(read, asked, body, caller.uid)
        answer = FoundPatients(lookup_id, tuple(_patient_of(one, clinic) for one in found), more)
        if docs.get(lookup_at) is not None:
            return Decision(answer)
        return Decision(answer, (Put(lookup_at, _lookup_of(body, asked, caller, found)),))

    return store.transact((*_reads(body, caller), lookup_at), decide)


def _reads(body: FindPatients, caller: Caller) -> tuple[Key[Any], ...]:
    keys = ClinicKeys(body.clinic_id)
    return keys.clinic, keys.staff(caller.uid), keys.location(body.location_id)


def _patients_to_show(
    read: Callable[[], Sequence[NamedPatient]], asked: TypedName, body: FindPatients, uid: str
) -> tuple[tuple[NamedPatient, ...], bool]:
    """The patients to show, in their order; True where there are more."""
    named = read()
    fitting = [one for one in named if _is_sought(one, asked, body, uid)]
    fitting.sort(key=lambda one: not asked.is_whole(one.name))  # those of each kind are in their order already
    return tuple(fitting[:MOST_FOUND]), len(fitting) > MOST_FOUND or len(named) >= MOST_READ


def _is_sought(one: NamedPatient, asked: TypedName, body: FindPatients, uid: str) -> bool:
    return one.active is not body.closed and one.patient_id != uid and asked.fits(one.name)


def _patient_of(patient: NamedPatient, clinic: Clinic) -> FoundPatient:
    return FoundPatient(
        patient.patient_id, mask(patient.name), joined_month(patient, clinic.time_zone), patient.seen_on
    )


def _lookup_of(body: FindPatients, asked: TypedName, caller: Caller, found: Sequence[NamedPatient]) -> Lookup:
    return Lookup(
        clinic_id=body.clinic_id,
        location_id=body.location_id,
        asked_by=caller.uid,
        asked_at=caller.now,
        letters=sum(map(len, asked.words)),
        results=len(found),
        patient_ids=tuple(one.patient_id for one in found),
    )
