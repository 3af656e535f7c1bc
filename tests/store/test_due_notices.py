"""One contract for finding notices and devices, held by the dictionary that fast tests use and by Firestore itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ports import MOST_DEVICES, MOST_RECENT, DueNotices
from loyalty.store.firestore import reminders as firestore_reminders
from loyalty.store.firestore.client import shared_client
from loyalty.store.firestore.reminders import FirestoreNotices
from tests.support.clinic import NOW, PATIENT, Fields
from tests.support.emulator import put_documents
from tests.support.memory import MemoryDocuments
from tests.support.notices import TODAY, MemoryNotices, device_fields, notice, patient_documents

DEVICES = f"clinics/bella/patients/{PATIENT}/devices"


@dataclass
class Database:
    """The port, and a way to write as an administrator."""

    notices: DueNotices
    put: Callable[[dict[str, Fields]], None]


@pytest.fixture(params=["dictionary", "firestore"])
def database(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Database:
    monkeypatch.setattr(firestore_reminders, "PAGE", 3)
    if request.param == "dictionary":
        documents = MemoryDocuments()

        def put(several: dict[str, Fields]) -> None:
            for path, fields in several.items():
                documents.put(path, fields)

        return Database(MemoryNotices(documents), put)
    client = shared_client(request.getfixturevalue("project_id"))
    return Database(FirestoreNotices(client), lambda several: put_documents(client, several))


def test_due_notices_are_found_the_longest_due_first_and_each_once(database: Database) -> None:
    several = dict[str, Fields]()
    for minutes in (7, 1, 5, 3, 2, 6, 4, 0, -1):
        several |= patient_documents(f"patient-{minutes}", [notice(due_at=NOW - timedelta(minutes=minutes))], [])
    database.put(several)
    found = list(database.notices.due(NOW))
    assert found == [ClinicKeys("bella").notice(f"patient-{minutes}", TODAY) for minutes in range(7, -1, -1)]


def test_what_is_put_off_while_a_run_reads_on_is_not_found_again(database: Database) -> None:
    several = dict[str, Fields]()
    for number in range(7):
        several |= patient_documents(f"patient-{number}", [notice(due_at=NOW - timedelta(minutes=9 - number))], [])
    database.put(several)
    found = list[str]()
    for key in database.notices.due(NOW):
        found.append(key.ids[1])
        later = notice(due_at=NOW + timedelta(minutes=1))
        database.put(patient_documents(key.ids[1], [later], []))
    assert found == [f"patient-{number}" for number in range(7)]


def test_a_notice_that_nothing_is_left_to_do_for_is_not_found(database: Database) -> None:
    done = notice(state="sent", due_at=None, business_date=date(2026, 11, 21))
    database.put(patient_documents(PATIENT, [done], []))
    assert list(database.notices.due(NOW)) == []


def test_a_patients_latest_notices_are_found_as_they_were_written(database: Database) -> None:
    made = [notice(business_date=TODAY - timedelta(days=days)) for days in range(MOST_RECENT + 2)]
    database.put(patient_documents(PATIENT, made, []) | patient_documents("patient-ben", [notice()], []))
    assert len(list(database.notices.due(NOW))) == len(made) + 1
    assert list(database.notices.recent("bella", PATIENT)) == made[:MOST_RECENT]


def test_a_patients_newest_devices_are_found(database: Database) -> None:
    several = {
        f"{DEVICES}/device-{number}": device_fields(f"token-{number}", NOW + timedelta(minutes=number))
        for number in range(MOST_DEVICES + 2)
    }
    database.put(several | {"clinics/bella/patients/patient-ben/devices/device-0": device_fields("of-ben")})
    assert list(database.notices.due(NOW)) == []
    found = database.notices.devices("bella", PATIENT)
    assert [one.device.token for one in found] == [f"token-{number}" for number in range(MOST_DEVICES + 1, 1, -1)]
    assert found[0].device.platform == "web"


def test_a_device_is_forgotten_as_it_was_found_and_no_other(database: Database) -> None:
    database.put({f"{DEVICES}/{name}": device_fields(name) for name in ("dead", "renewed", "alive")})
    assert list(database.notices.due(NOW)) == []
    found = {one.device_id: one for one in database.notices.devices("bella", PATIENT)}
    database.put({f"{DEVICES}/renewed": device_fields("a-new-token")})
    assert database.notices.forget("bella", PATIENT, found["dead"])
    assert not database.notices.forget("bella", PATIENT, found["dead"])
    assert not database.notices.forget("bella", PATIENT, found["renewed"])
    assert list(database.notices.due(NOW)) == []
    left = {one.device_id: one.device.token for one in database.notices.devices("bella", PATIENT)}
    assert left == {"renewed": "a-new-token", "alive": "alive"}
