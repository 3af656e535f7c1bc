"""One contract for the records below a patient's account, held by the dictionary and by Firestore itself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from loyalty.domain.checkout.closings import Closing
from loyalty.domain.checkout.visits import Visit
from loyalty.domain.ledger.entry import Entry
from loyalty.domain.ledger.tier_changes import TierChange
from loyalty.domain.membership.events import MembershipEvent
from loyalty.domain.membership.treatments import Treatment
from loyalty.domain.ports import PatientRecords, Records
from loyalty.domain.reminders.notices import Notice
from loyalty.services.checkout.close_account import CloseAccount, close_account
from loyalty.services.preconditions import Caller
from loyalty.services.reminders.sweep_account import sweep_account
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import shared_client
from loyalty.store.firestore.records import FirestorePatientRecords
from tests.support.clinic import CALABASAS, MANAGER, NOW, PATIENT, Fields
from tests.support.due import put_all
from tests.support.ledger import tenders
from tests.support.memory import MemoryDocuments
from tests.support.ports.records import MemoryPatientRecords
from tests.support.tiers import TierDesk

BO = "patient-bo"
KINDS = {
    "entries": Entry,
    "visits": Visit,
    "treatments": Treatment,
    "notices": Notice,
    "tier_changes": TierChange,
    "membership_events": MembershipEvent,
    "closings": Closing,
}


def a_past() -> dict[str, Fields]:
    """Of two patients at least one record of each collection, by the acts that make them."""
    desk = TierDesk()
    desk.join(BO)
    for patient_id in (PATIENT, BO):
        for minutes in range(3):
            at = NOW + timedelta(minutes=minutes)
            desk.pay(*tenders(cash=300_000), patient_id=patient_id, now=at)
    desk.change("enrol", "yearly")
    desk.treat(NOW.date(), NOW, "T-1")
    sweep_account(desk.store, "bella", PATIENT, NOW + timedelta(days=160))
    close_account(desk.store, CloseAccount(desk.next_id(), "bella", CALABASAS, PATIENT, "lost"), Caller(MANAGER, NOW))
    return desk.documents.all()


PAST = a_past()


@pytest.fixture(params=["dictionary", "firestore"])
def records(request: pytest.FixtureRequest) -> PatientRecords:
    if request.param == "dictionary":
        return MemoryPatientRecords(MemoryDocuments(dict(PAST)))
    client = shared_client(request.getfixturevalue("project_id"))
    put_all(client, PAST)
    return FirestorePatientRecords(client, Usage())


def test_every_record_of_the_patient_is_found_the_newest_first_and_on_behind_any_of_them(
    records: PatientRecords,
) -> None:
    for collection, kind in KINDS.items():
        of: Records[object] = Records(collection, kind)
        within = f"clinics/bella/patients/{PATIENT}/{collection}/"
        found = records.page("bella", PATIENT, of, None, 50)
        assert {record_id for _, record_id, _ in found} == {
            path.removeprefix(within) for path in PAST if path.startswith(within)
        }
        assert found
        assert all(isinstance(record, kind) for _, _, record in found)
        assert [(at, one) for at, one, _ in found] == sorted([(at, one) for at, one, _ in found], reverse=True)
        for turn, (at, record_id, _) in enumerate(found):
            assert records.page("bella", PATIENT, of, (at, record_id), 50) == found[turn + 1 :]
        assert records.page("bella", PATIENT, of, None, 1) == found[:1]
        assert records.page("other", PATIENT, of, None, 50) == []
