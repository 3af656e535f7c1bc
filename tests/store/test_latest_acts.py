"""One contract for the search for a patient's latest acts, held by the dictionary and by Firestore itself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from loyalty.domain.checkout.undoable import FoundTreatment, FoundUse
from loyalty.domain.ports import LatestActs
from loyalty.domain.program.rules import TenderKind
from loyalty.services.ledger.cash_out import CashOut, cash_out
from loyalty.services.preconditions import Caller
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import shared_client
from loyalty.store.firestore.ledger import FirestoreLatestActs
from tests.ledger.at_the_desk import change_rule
from tests.support.clinic import CALABASAS, DESK, NOW, PATIENT, Fields
from tests.support.due import put_all
from tests.support.ledger import tenders
from tests.support.memory import MemoryDocuments
from tests.support.ports.latest_acts import MemoryLatestActs
from tests.support.tiers import TierDesk

BO = "patient-bo"
SINCE = NOW + timedelta(minutes=5)
USED: list[FoundUse] = []


def ledgers() -> dict[str, Fields]:
    """Two redemptions and a cash-out of a patient among other acts, and those of another patient; `USED` names them."""
    desk = TierDesk()
    change_rule(desk.documents, "banking", cash_out_below_minor=1_500)
    desk.documents.put("clinics/bella/services/peel", {"name": "Light peel"})
    USED.clear()
    desk.join(BO)
    for patient_id in (PATIENT, BO):
        desk.pay(*tenders(cash=50_000), patient_id=patient_id)
    for minutes in (1, 2):
        visit = desk.scan(now=NOW + timedelta(minutes=minutes))
        used = desk.redeem(1_000, visit=visit, now=NOW + timedelta(minutes=minutes))
        USED.insert(0, FoundUse(used.entry_id, "redemption", visit.visit_id))
    desk.redeem(1_000, patient_id=BO)
    desk.credit(900, TenderKind.CARD, now=NOW + timedelta(minutes=3))
    body = CashOut("the-cash-out-0001", "bella", CALABASAS, PATIENT, 900, "asked for")
    USED.insert(0, FoundUse(cash_out(desk.store, body, Caller(DESK, SINCE)).entry_id, "cash_out"))
    for treatment_id, minutes in (("T-early", 4), ("T-first", 5), ("T-last", 6)):
        desk.treat(NOW.date(), NOW + timedelta(minutes=minutes), treatment_id)
    return desk.documents.all()


@pytest.fixture(params=["dictionary", "firestore"])
def latest_acts(request: pytest.FixtureRequest) -> LatestActs:
    if request.param == "dictionary":
        return MemoryLatestActs(MemoryDocuments(ledgers()))
    client = shared_client(request.getfixturevalue("project_id"))
    put_all(client, ledgers())
    return FirestoreLatestActs(client, Usage())


def test_the_patients_own_uses_are_found_the_newest_first(latest_acts: LatestActs) -> None:
    assert list(latest_acts.uses("bella", PATIENT, 5)) == USED
    assert list(latest_acts.uses("bella", PATIENT, 1)) == USED[:1]
    assert list(latest_acts.uses("bella", "nobody", 5)) == []


def test_treatments_noted_since_then_are_found_with_the_names_of_their_services(latest_acts: LatestActs) -> None:
    found = [FoundTreatment("T-last", "Light peel"), FoundTreatment("T-first", "Light peel")]
    assert list(latest_acts.treatments("bella", PATIENT, SINCE, 5)) == found
    assert list(latest_acts.treatments("bella", PATIENT, SINCE, 1)) == found[:1]
    assert list(latest_acts.treatments("bella", BO, SINCE, 5)) == []
