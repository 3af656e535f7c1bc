"""Lookups: the desk searches for a patient without a phone by the beginning of a name; each lookup is recorded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

from annotated_types import MaxLen, MinLen

from loyalty.domain.bounds import Check, Id, Stripped
from loyalty.domain.checkout.lookups import Lookup, one_more
from loyalty.domain.checkout.names import NamedPatient, Sought, folded, joined_month, masked, sought
from loyalty.domain.documents import Decision, Key, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ports import PatientNames
from loyalty.domain.program.clinic import Clinic
from loyalty.services.preconditions import Caller, require_active_location, require_clinic, require_staff

MOST_FOUND = 8
# Accounts that are read at most: the index knows less of a name than may be typed.
MOST_READ = 40


def _three_letters(text: str) -> str:
    """The text, if three letters are left of it after folding; ValueError otherwise."""
    sought(text)
    return text


@dataclass(frozen=True, slots=True)
class FindPatients:
    """A lookup by the beginning of any part of a name, three letters or more."""

    clinic_id: Id
    location_id: Id
    letters: Annotated[str, Stripped(), MinLen(3), MaxLen(40), Check(_three_letters)]


@dataclass(frozen=True, slots=True)
class FoundPatient:
    """A patient as a lookup shows them: enough to tell them from another at the counter, and no more."""

    patient_id: str
    name: str
    joined_month: str


@dataclass(frozen=True, slots=True)
class FoundPatients:
    """The patients that a lookup found; `lookup_id` may open a visit, `more` says that others are not shown."""

    lookup_id: str
    patients: tuple[FoundPatient, ...]
    more: bool


def find_patients(
    store: Store, names: PatientNames, body: FindPatients, caller: Caller, lookup_id: str
) -> FoundPatients:
    """Find at most eight active patients, never the caller. A repeat is another lookup.

    Refuses ClinicNotFound, NotStaff, StaffDisabled, StaffNotAtLocation, LocationNotFound, LocationInactive,
    TooManyLookups. Raises ValueError for fewer than three letters.
    """
    keys = ClinicKeys(body.clinic_id)
    asked, lookup_at = sought(body.letters), keys.lookup(lookup_id)
    lately_at = keys.lookups_lately(caller.uid)
    # Read once, after the checks: a decision that runs again finds the same.
    read = cache(lambda: names.beginning(body.clinic_id, asked.key, MOST_READ))

    def decide(docs: Snapshots) -> Decision[FoundPatients]:
        clinic = require_clinic(docs, keys)
        require_staff(docs, keys, caller.uid, body.location_id)
        require_active_location(docs, keys, body.location_id)
        is_recorded = docs.get(lookup_at) is not None
        lately = None if is_recorded else one_more(docs.get(lately_at), caller.now)
        found, more = _patients_to_show(read, asked, caller.uid)
        answer = FoundPatients(lookup_id, tuple(_patient_of(one, clinic) for one in found), more)
        if lately is None:
            return Decision(answer)
        return Decision(answer, (Put(lookup_at, _lookup_of(body, asked, caller, found)), Put(lately_at, lately)))

    return store.transact((*_reads(body, caller), lookup_at, lately_at), decide)


def _reads(body: FindPatients, caller: Caller) -> tuple[Key[Any], ...]:
    keys = ClinicKeys(body.clinic_id)
    return keys.clinic, keys.staff(caller.uid), keys.location(body.location_id)


def _patients_to_show(
    read: Callable[[], Sequence[NamedPatient]], asked: Sought, uid: str
) -> tuple[tuple[NamedPatient, ...], bool]:
    """The patients to show, by name and then by the instant they joined; True where there are more."""
    beginning = read()
    fitting = [one for one in beginning if one.active and one.patient_id != uid and asked.fits(one.name)]
    fitting.sort(key=lambda one: (folded(one.name), one.joined_at))
    return tuple(fitting[:MOST_FOUND]), len(fitting) > MOST_FOUND or len(beginning) == MOST_READ


def _patient_of(patient: NamedPatient, clinic: Clinic) -> FoundPatient:
    return FoundPatient(patient.patient_id, masked(patient.name), joined_month(patient, clinic.time_zone))


def _lookup_of(body: FindPatients, asked: Sought, caller: Caller, found: Sequence[NamedPatient]) -> Lookup:
    return Lookup(
        clinic_id=body.clinic_id,
        location_id=body.location_id,
        asked_by=caller.uid,
        asked_at=caller.now,
        letters=sum(map(len, asked.words)),
        results=len(found),
        patient_ids=tuple(one.patient_id for one in found),
    )
