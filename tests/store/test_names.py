"""One contract for finding patients by name, held by the dictionary and by Firestore; and its script."""

from __future__ import annotations

from datetime import timedelta

import pytest

from loyalty.domain.checkout.names import NamedPatient
from loyalty.domain.ports import PatientNames
from loyalty.services.checkout.join_clinic import JoinClinic, join_clinic
from loyalty.services.preconditions import Caller
from loyalty.store.documents import Usage
from loyalty.store.firestore.checkout import FirestorePatientNames
from loyalty.store.firestore.client import shared_client
from scripts.clinic.migrate import migrate_clinic
from tests.support.clinic import NOW, Desk, Fields, clinic_documents
from tests.support.due import put_all
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.names import MemoryPatientNames

BEA = "clinics/bella/patients/patient-bea"


def accounts() -> dict[str, Fields]:
    """Three accounts of two clinics, all of Ana Ruiz; one was written before there were keys."""
    documents = MemoryDocuments(clinic_documents() | clinic_documents("other"))
    for clinic_id, patient_id in (("bella", "patient-ana"), ("bella", "patient-bea"), ("other", "patient-cleo")):
        Desk(memory_store(documents), clinic_id=clinic_id).join(patient_id)
    without = {n: value for n, value in documents.all()[BEA].items() if n not in {"name_keys", "seen_on", "known"}}
    visit = {"name_keys": ["ana"], "checked_in_at": NOW}
    return {**documents.all(), BEA: without, f"{BEA}/visits/one": visit}


@pytest.fixture(params=["dictionary", "firestore"])
def names(request: pytest.FixtureRequest) -> PatientNames:
    if request.param == "dictionary":
        return MemoryPatientNames(MemoryDocuments(accounts()))
    client = shared_client(request.getfixturevalue("project_id"))
    put_all(client, accounts())
    return FirestorePatientNames(client, Usage())


def test_those_of_the_clinic_who_have_the_key_are_found(names: PatientNames) -> None:
    found = [NamedPatient("patient-ana", "Ana Ruiz", active=True, joined_at=NOW)]
    for key in ("rui", "anaru", "an r", "=ana ruiz"):
        assert list(names.named("bella", [key], 5)) == found
    assert [one.patient_id for one in names.named("other", ["ana"], 5)] == ["patient-cleo"]
    assert list(names.named("bella", ["uiz"], 5)) == []


@pytest.fixture(params=["dictionary", "firestore"])
def crowd(request: pytest.FixtureRequest) -> PatientNames:
    """Five who joined one after the other; two of them visited, and one's name is longer."""
    documents = MemoryDocuments(clinic_documents())
    desk = Desk(memory_store(documents))
    for late in range(5):
        body = JoinClinic(desk.next_id(), "bella", "Ana Ruizova" if late == 4 else "Ana Ruiz")
        join_clinic(desk.store, body, Caller(f"patient-{late}", NOW + timedelta(minutes=late), is_known=True))
    desk.scan("patient-2", NOW)
    desk.scan("patient-4", NOW + timedelta(days=1))
    if request.param == "dictionary":
        return MemoryPatientNames(documents)
    client = shared_client(request.getfixturevalue("project_id"))
    put_all(client, documents.all())
    return FirestorePatientNames(client, Usage())


def test_those_of_the_first_key_come_first_then_the_last_seen_then_who_joined_first(crowd: PatientNames) -> None:
    found = crowd.named("bella", ["=ana ruiz", "rui"], 5)
    assert [one.patient_id for one in found] == [f"patient-{late}" for late in (2, 0, 1, 3, 4)]
    found = crowd.named("bella", ["=nobody", "rui"], 3)
    assert [one.patient_id for one in found] == [f"patient-{late}" for late in (4, 2, 0)]
    assert [str(one.seen_on) for one in found] == ["2026-11-23", "2026-11-22", "None"]


def test_accounts_without_keys_are_given_them_once(project_id: str) -> None:
    client = shared_client(project_id)
    put_all(client, accounts())
    usage = Usage()
    assert migrate_clinic(client, "bella", NOW, write=True).fields["accounts: name_keys"] == 1
    assert migrate_clinic(client, "bella", NOW, write=True).changed.total() == 0
    found = FirestorePatientNames(client, usage).named("bella", ["rui"], 5)
    assert [(one.patient_id, str(one.seen_on)) for one in found] == [
        ("patient-bea", "2026-11-22"),
        ("patient-ana", "None"),
    ]
    assert (usage.round_trips, usage.documents_read) == (1, 2)
    assert [one.patient_id for one in FirestorePatientNames(client, usage).named("bella", ["rui"], 1)] == [
        "patient-bea"
    ]
