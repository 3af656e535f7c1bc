"""One contract for finding patients by name, held by the dictionary and by Firestore; and its script."""

from __future__ import annotations

import pytest

from loyalty.domain.checkout.names import NamedPatient
from loyalty.domain.ports import PatientNames
from loyalty.store.documents import Usage
from loyalty.store.firestore.checkout import FirestorePatientNames
from loyalty.store.firestore.client import shared_client
from scripts.clinic.migrate import migrate_clinic
from tests.support.clinic import NOW, Desk, Fields, clinic_documents
from tests.support.due import put_all
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.names import MemoryPatientNames

ANA, BEA = (f"clinics/bella/patients/patient-{name}" for name in ("ana", "bea"))


def accounts() -> dict[str, Fields]:
    """Three accounts of two clinics, all of Ana Ruiz; one was written before there were keys."""
    documents = MemoryDocuments(clinic_documents() | clinic_documents("other"))
    for clinic_id, patient_id in (("bella", "patient-ana"), ("bella", "patient-bea"), ("other", "patient-cleo")):
        Desk(memory_store(documents), clinic_id=clinic_id).join(patient_id)
    without = {name: value for name, value in documents.all()[BEA].items() if name != "name_keys"}
    return {**documents.all(), BEA: without, f"{ANA}/visits/one": {"name_keys": ["ana"]}}


@pytest.fixture(params=["dictionary", "firestore"])
def names(request: pytest.FixtureRequest) -> PatientNames:
    if request.param == "dictionary":
        return MemoryPatientNames(MemoryDocuments(accounts()))
    client = shared_client(request.getfixturevalue("project_id"))
    put_all(client, accounts())
    return FirestorePatientNames(client, Usage())


def test_those_of_the_clinic_who_have_the_key_are_found(names: PatientNames) -> None:
    found = [NamedPatient("patient-ana", "Ana Ruiz", active=True, joined_at=NOW)]
    assert list(names.beginning("bella", "rui", 5)) == found
    assert list(names.beginning("bella", "anaru", 5)) == found
    assert [one.patient_id for one in names.beginning("other", "ana", 5)] == ["patient-cleo"]
    assert list(names.beginning("bella", "uiz", 5)) == []


def test_accounts_without_keys_are_given_them_once(project_id: str) -> None:
    client = shared_client(project_id)
    put_all(client, accounts())
    usage = Usage()
    assert migrate_clinic(client, "bella", NOW, write=True).fields["accounts: name_keys"] == 1
    assert migrate_clinic(client, "bella", NOW, write=True).changed.total() == 0
    found = FirestorePatientNames(client, usage).beginning("bella", "rui", 5)
    assert [one.patient_id for one in found] == ["patient-ana", "patient-bea"]
    assert (usage.round_trips, usage.documents_read) == (1, 2)
    assert [one.patient_id for one in FirestorePatientNames(client, usage).beginning("bella", "rui", 1)] == [
        "patient-ana"
    ]
