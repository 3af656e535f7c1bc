"""One contract for the search of audiences, held by the dictionary that fast tests use and by Firestore itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from loyalty.domain.fields import maps_of
from loyalty.domain.reminders.audiences import Audiences
from loyalty.domain.reminders.offers import HELD_OUT, OFFERED, PlacedOffer
from loyalty.store.documents import Usage
from loyalty.store.firestore import client as firestore_client
from loyalty.store.firestore.client import shared_client
from loyalty.store.firestore.offers import FirestoreAudiences
from tests.support.clinic import NOW, Fields, clinic_documents
from tests.support.emulator import put_documents
from tests.support.memory import MemoryDocuments
from tests.support.notices import patient_documents
from tests.support.offers import OFFER_ID, offer_fields
from tests.support.ports.audiences import MemoryAudiences

OFFER = f"clinics/bella/targeted_offers/{OFFER_ID}"


@dataclass
class Database:
    """The port, and a way to write as an administrator."""

    audiences: Audiences
    put: Callable[[dict[str, Fields]], None]


@pytest.fixture(params=["dictionary", "firestore"])
def database(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Database:
    monkeypatch.setattr(firestore_client, "PAGE", 3)
    if request.param == "dictionary":
        documents = MemoryDocuments()

        def put(several: dict[str, Fields]) -> None:
            for path, fields in several.items():
                documents.put(path, fields)

        return Database(MemoryAudiences(documents), put)
    client = shared_client(request.getfixturevalue("project_id"))
    return Database(FirestoreAudiences(client, Usage()), lambda several: put_documents(client, several))


def treatment(patient_id: str, name: str, on: str, **changes: object) -> dict[str, Fields]:
    """A treatment's document."""
    fields = {"clinic_id": "bella", "service_id": "peel", "completed_on": on, **changes}
    return {f"clinics/{fields['clinic_id']}/patients/{patient_id}/treatments/{name}": fields}


def test_who_had_a_service_since_a_day_is_found_with_each_day_of_this_clinic_alone(database: Database) -> None:
    several = dict[str, Fields]()
    for day in range(1, 8):
        several |= treatment("ana" if day % 2 else "ben", f"t-{day}", f"2026-10-0{day}")
    several |= treatment("cleo", "other", "2026-10-05", service_id="facial")
    several |= treatment("dana", "withdrawn", "2026-10-05", withdrawn=True)
    several |= treatment("eli", "next-door", "2026-10-05", clinic_id="other")
    database.put(several)
    found = set(database.audiences.treated("bella", "peel", date(2026, 10, 3)))
    assert found == {("ana" if day % 2 else "ben", date(2026, 10, day)) for day in range(3, 8)}


def test_the_accounts_are_those_of_the_clinic_in_order_and_each_once(database: Database) -> None:
    several = dict[str, Fields]()
    for number in (5, 2, 7, 1, 3, 6, 4):
        several |= patient_documents(f"patient-{number}", [], [])
    database.put(several)
    found = [account.patient_id for account in database.audiences.accounts("bella")]
    assert found == [f"patient-{number}" for number in range(1, 8)]
    assert list(database.audiences.accounts("other")) == []


def test_clinics_and_their_offers_are_found(database: Database) -> None:
    offers = {f"clinics/bella/targeted_offers/{number}{'0' * 31}": offer_fields() for number in range(5)}
    database.put({**clinic_documents(), "clinics/other": clinic_documents()["clinics/bella"], **offers})
    assert list(database.audiences.clinics()) == ["bella", "other"]
    assert list(database.audiences.offers("bella")) == [f"{number}{'0' * 31}" for number in range(5)]
    assert list(database.audiences.offers("other")) == []


def test_who_stands_in_an_offer_is_told_from_who_ever_did(database: Database) -> None:
    records = [
        PlacedOffer("bella", OFFER_ID, f"patient-{number}", group, date(2026, 11, 1), NOW, left_on, None)
        for number, (group, left_on) in enumerate(
            [(OFFERED, None), (HELD_OUT, None), (OFFERED, date(2026, 11, 9)), (OFFERED, None), (OFFERED, None)]
        )
    ]
    database.put({f"{OFFER}/placed/{one.patient_id}": maps_of(one) for one in records})
    assert list(database.audiences.placed("bella", OFFER_ID)) == records
    assert list(database.audiences.standing("bella", OFFER_ID)) == [*records[:2], *records[3:]]


def test_a_visit_counts_from_the_first_instant_and_before_the_last(database: Database) -> None:
    database.put({"clinics/bella/patients/ana/visits/one": {"checked_in_at": NOW}})
    hour = timedelta(hours=1)

    def has_visited(since: int, until: int, patient_id: str = "ana") -> bool:
        return database.audiences.has_visited("bella", patient_id, NOW + since * hour, NOW + until * hour)

    assert [has_visited(0, 1), has_visited(-1, 0), has_visited(1, 2), has_visited(-1, 1, "ben")] == [
        True,
        False,
        False,
        False,
    ]
