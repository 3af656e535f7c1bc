"""One contract for a patient's past entries, held by the dictionary and by Firestore."""

from __future__ import annotations

from datetime import timedelta

import pytest

from loyalty.domain.ports import PastEntries
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import shared_client
from loyalty.store.firestore.ledger import FirestorePastEntries
from tests.support.clinic import CALABASAS, NOW, PATIENT, Fields
from tests.support.due import put_all
from tests.support.memory import MemoryDocuments
from tests.support.ports.past import MemoryPastEntries

WITHIN = f"clinics/bella/patients/{PATIENT}/entries"


def entry(kind: str, minutes: int, location_id: str | None = CALABASAS) -> Fields:
    return {"kind": kind, "location_id": location_id, "recorded_at": NOW + timedelta(minutes=minutes)}


ENTRIES = {
    f"{WITHIN}/first": entry("accrual", 0),
    f"{WITHIN}/twin-a": entry("accrual", 1),
    f"{WITHIN}/twin-b": entry("accrual", 1),
    f"{WITHIN}/last": entry("accrual", 2),
    f"{WITHIN}/elsewhere": entry("accrual", 3, "encino"),
    f"{WITHIN}/used": entry("redemption", 4),
    f"{WITHIN}/first.expiry": entry("expiry", 5, None),
    f"{WITHIN}/last.expiry": entry("expiry", 6, None),
    "clinics/bella/patients/patient-ben/entries/his": entry("accrual", 1),
    f"clinics/other/patients/{PATIENT}/entries/there": entry("accrual", 1),
}


@pytest.fixture(params=["dictionary", "firestore"])
def past(request: pytest.FixtureRequest) -> PastEntries:
    if request.param == "dictionary":
        return MemoryPastEntries(MemoryDocuments(dict(ENTRIES)))
    client = shared_client(request.getfixturevalue("project_id"))
    put_all(client, ENTRIES)
    return FirestorePastEntries(client, Usage())


def test_purchases_at_a_location_are_found_newest_first_and_on_behind_any_of_them(past: PastEntries) -> None:
    every = ["last", "twin-b", "twin-a", "first"]
    assert list(past.purchases("bella", PATIENT, CALABASAS, None, 9)) == every
    assert list(past.purchases("bella", PATIENT, CALABASAS, None, 2)) == every[:2]
    for at, entry_id in enumerate(every):
        before = ENTRIES[f"{WITHIN}/{entry_id}"]["recorded_at"], entry_id
        assert list(past.purchases("bella", PATIENT, CALABASAS, before, 9)) == every[at + 1 :]


def test_expiries_are_found_newest_first(past: PastEntries) -> None:
    assert list(past.expiries("bella", PATIENT, 9)) == ["last.expiry", "first.expiry"]
    assert list(past.expiries("bella", PATIENT, 1)) == ["last.expiry"]
