"""One contract for reading a clinic's day, held by the dictionary and by Firestore itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from loyalty.domain.ports import DayActs
from loyalty.domain.program.rules import TenderKind
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import shared_client
from loyalty.store.firestore.day import FirestoreDayActs
from tests.ledger.alone.two_people import AloneDesk
from tests.support.clinic import DESK, NOW, PATIENT, Fields, cash
from tests.support.due import put_all
from tests.support.ports.day import MemoryDayActs

ON = date(2026, 11, 22)
DAY = timedelta(days=1)


def history() -> dict[str, Fields]:
    """Two days of a clinic: sales, memberships, and an act beyond a bound on each; and the same of another clinic."""
    desk = AloneDesk()
    for number in (1, 0):
        at = NOW - number * DAY
        desk.pay(*cash(10_000 + number), now=at, request_id=f"a-sale-of-that-day-{number}")
        desk.member("renew" if number == 0 else "enrol", "monthly" if number else None, TenderKind.CARD, now=at)
        body = desk.purchase(desk.scan(now=at), cash(9_000_000), f"beyond-a-bound-000{number}")
        desk.ask_for("record_purchase", body, now=at)
    documents = desk.documents.all()
    others = {path.replace("clinics/bella", "clinics/other"): fields for path, fields in documents.items()}
    return {**documents, **{path: _elsewhere(fields) for path, fields in others.items()}}


def _elsewhere(fields: Fields) -> Fields:
    return {**fields, "clinic_id": "other"} if "clinic_id" in fields else fields


@pytest.fixture(params=["dictionary", "firestore"])
def acts(request: pytest.FixtureRequest) -> DayActs:
    if request.param == "dictionary":
        desk = AloneDesk()
        for path, fields in history().items():
            desk.documents.put(path, fields)
        return MemoryDayActs(desk.documents)
    client = shared_client(request.getfixturevalue("project_id"))
    put_all(client, history())
    return FirestoreDayActs(client, Usage())


def test_the_entries_of_a_business_date_are_read_with_whose_they_are(acts: DayActs) -> None:
    found = [one for one in acts.entries("bella", ON, 50) if one.entry.purchase]
    assert [(one.patient_id, one.entry.entry_id) for one in found] == [(PATIENT, "a-sale-of-that-day-0")]
    assert found[0].entry.purchase is not None
    assert found[0].entry.purchase.amount_minor == 10_000
    assert acts.entries("bella", ON + 2 * DAY, 50) == []


def test_the_changes_of_memberships_since_an_instant_are_read_the_oldest_first(acts: DayActs) -> None:
    assert [act.what for act in acts.memberships("bella", NOW - DAY, 9)] == ["enrolled", "renewed"]
    (renewed,) = acts.memberships("bella", NOW, 9)
    assert (renewed.what, renewed.paid_with, renewed.cost_minor) == ("renewed", TenderKind.CARD, 9_900)


def test_the_acts_beyond_a_bound_are_those_from_one_instant_to_another(acts: DayActs) -> None:
    asked = acts.approvals("bella", NOW - DAY, NOW)
    assert [(approval_id, approval.amount_minor) for approval_id, approval in asked] == [
        ("beyond-a-bound-0001", 9_000_000)
    ]
    assert len(acts.approvals("bella", NOW - DAY, NOW + DAY)) == 2


def test_names_are_those_of_patients_and_staff(acts: DayActs) -> None:
    names = acts.names("bella", {PATIENT, "nobody"}, {DESK})
    assert {path: name for path, name in names.items() if name} == {
        f"patients/{PATIENT}": "Ana Ruiz",
        f"staff/{DESK}": "front_desk",
    }
    assert acts.names("bella", set(), set()) == {}
