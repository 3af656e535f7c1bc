"""One contract for the last event of each hook, held by the dictionary and by Firestore."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from loyalty.domain.proof.health import LastEvents
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import shared_client
from loyalty.store.firestore.health import FirestoreLastEvents
from tests.support.clinic import NOW
from tests.support.due import put_all
from tests.support.memory import MemoryDocuments
from tests.support.ports.health import MemoryLastEvents

HOUR = timedelta(hours=1)


def made(at: datetime, role: str, clinic_id: str = "bella") -> dict[str, Any]:
    """A record as a query sees it."""
    return {"clinic_id": clinic_id, "actor": {"uid": role, "role": role}, "recorded_at": at}


@pytest.fixture(params=["dictionary", "firestore"])
def events(request: pytest.FixtureRequest) -> LastEvents:
    """Two events of payments and a later act of the desk; a treatment that the desk noted; all of it next door."""
    kept = {
        "clinics/bella/patients/ana/membership_events/one": made(NOW, "payments"),
        "clinics/bella/patients/ben/membership_events/two": made(NOW + HOUR, "payments"),
        "clinics/bella/patients/ana/membership_events/three": made(NOW + 2 * HOUR, "front_desk"),
        "clinics/bella/patients/ana/treatments/one": made(NOW, "front_desk"),
        "clinics/other/patients/ana/membership_events/four": made(NOW + 3 * HOUR, "payments", "other"),
        "clinics/other/patients/ana/treatments/two": made(NOW + 4 * HOUR, "records", "other"),
    }
    if request.param == "dictionary":
        return MemoryLastEvents(MemoryDocuments(kept))
    client = shared_client(request.getfixturevalue("project_id"))
    put_all(client, kept)
    return FirestoreLastEvents(client, Usage())


def test_the_last_event_of_a_hook_is_its_own_at_this_clinic(events: LastEvents) -> None:
    assert events.of_payments("bella") == NOW + HOUR
    assert events.of_records("bella") is None
    assert events.of_records("other") == NOW + 4 * HOUR
