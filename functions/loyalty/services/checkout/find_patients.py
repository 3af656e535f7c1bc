"""The desk looks for a patient without a phone by the beginning of a name, and is shown little; each lookup is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

from annotated_types import MaxLen, MinLen

from loyalty.domain.bounds import Check, Id, Stripped
from loyalty.domain.checkout.lookups import Lookup, count_lookup
from loyalty.domain.checkout.names import NamedPatient, TypedName, fold, joined_month, mask, typed_name
from loyalty.domain.documents import Decision, Key, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ports import PatientNames
from loyalty.domain.program.clinic import Clinic
from loyalty.services.preconditions import Caller, require_active_location, require_clinic, require_staff

MOST_FOUND = 8
# So many accounts are read where what was typed says more than the index is asked for.
MOST_READ = 40


def _three_letters(text: str) -> str:
    """The text, where enough letters are left of it when it is folded."""
    typed_name(text)
    return text


@dataclass(frozen=True, slots=True)
class FindPatients:
    """The call's body: the beginning of any part of a name, three letters or more."""

    clinic_id: Id
    location_id: Id
    letters: Annotated[str, Stripped(), MinLen(3), MaxLen(40), Check(_three_letters)]


@dataclass(frozen=True, slots=True)
class FoundPatient:
    """Enough to tell a patient at the counter from another, and no more."""

    patient_id: str
    name: str
    joined_month: str


@dataclass(frozen=True, slots=True)
class FoundPatients:
    """What a lookup found, and its id, by which a visit may be opened; `more` where there are more than are shown."""

    lookup_id: str
    patients: tuple[FoundPatient, ...]
    more: bool


def find_patients(
    store: Store, names: PatientNames, body: FindPatients, caller: Caller, lookup_id: str
) -> FoundPatients:
    """At most eight active patients, without the caller themselves. A repeat is another lookup.

    Refuses ClinicNotFound, NotStaff, StaffDisabled, StaffNotAtLocation, LocationNotFound, LocationInactive,
    TooManyLookups. Raises ValueError for fewer than three letters.
    """
    keys = ClinicKeys(body.clinic_id)
    asked, lookup_at = typed_name(body.letters), keys.lookup(lookup_id)
    lately_at = keys.lookups_lately(caller.uid)
    # Asked once, and of those alone who may look: whatever a decision finds, it finds again.
    read = cache(lambda: names.beginning(body.clinic_id, asked.key, MOST_READ))

    def decide(docs: Snapshots) -> Decision[FoundPatients]:
        clinic = require_clinic(docs, keys)
        require_staff(docs, keys, caller.uid, body.location_id)
        require_active_location(docs, keys, body.location_id)
        is_kept = docs.get(lookup_at) is not None
        lately = None if is_kept else count_lookup(docs.get(lately_at), caller.now)
        found, more = _found(read, asked, caller.uid)
        answer = FoundPatients(lookup_id, tuple(_shown(one, clinic) for one in found), more)
        if lately is None:
            return Decision(answer)
        return Decision(answer, (Put(lookup_at, _kept(body, asked, caller, found)), Put(lately_at, lately)))

    return store.transact((*_reads(body, caller), lookup_at, lately_at), decide)


def _reads(body: FindPatients, caller: Caller) -> tuple[Key[Any], ...]:
    keys = ClinicKeys(body.clinic_id)
    return keys.clinic, keys.staff(caller.uid), keys.location(body.location_id)


def _found(
    read: Callable[[], Sequence[NamedPatient]], asked: TypedName, uid: str
) -> tuple[tuple[NamedPatient, ...], bool]:
    """Those to show, by name and then by when they joined; and whether there are more."""
    beginning = read()
    fitting = [one for one in beginning if one.active and one.patient_id != uid and asked.fits(one.name)]
    fitting.sort(key=lambda one: (fold(one.name), one.joined_at))
    return tuple(fitting[:MOST_FOUND]), len(fitting) > MOST_FOUND or len(beginning) == MOST_READ


def _shown(patient: NamedPatient, clinic: Clinic) -> FoundPatient:
    return FoundPatient(patient.patient_id, mask(patient.name), joined_month(patient, clinic.time_zone))


def _kept(body: FindPatients, asked: TypedName, caller: Caller, found: Sequence[NamedPatient]) -> Lookup:
    return Lookup(
        clinic_id=body.clinic_id,
        location_id=body.location_id,
        asked_by=caller.uid,
        asked_at=caller.now,
        letters=sum(map(len, asked.words)),
        results=len(found),
        patient_ids=tuple(one.patient_id for one in found),
    )
