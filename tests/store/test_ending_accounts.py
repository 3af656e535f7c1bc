"""One contract for the accounts whose lots have a milestone to come, held by the dictionary and by Firestore."""

from __future__ import annotations

from datetime import timedelta

import pytest

from loyalty.domain.ports import EndingAccounts
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import shared_client
from loyalty.store.firestore.reminders import FirestoreEndingAccounts
from tests.support.clinic import NOW, Desk, cash, clinic_documents
from tests.support.due import put_all
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.ending import MemoryEndingAccounts

LATER = NOW + timedelta(days=365)


@pytest.fixture(params=["dictionary", "firestore"])
def accounts(request: pytest.FixtureRequest) -> EndingAccounts:
    """Ana bought first, Ben a week later, Cy never."""
    documents = MemoryDocuments({**clinic_documents(), **clinic_documents("other")})
    for days, name in enumerate(("ana", "ben", "cy")):
        for clinic_id in ("bella", "other")[: 2 if name == "ana" else 1]:
            desk = Desk(memory_store(documents), clinic_id)
            desk.join(name)
            if name != "cy":
                desk.sell(cash(1_000), name, NOW + timedelta(days=7 * days))
    if request.param == "dictionary":
        return MemoryEndingAccounts(documents)
    client = shared_client(request.getfixturevalue("project_id"))
    put_all(client, dict(documents.all()))
    return FirestoreEndingAccounts(client, Usage())


def test_accounts_with_a_milestone_are_found_the_soonest_first(accounts: EndingAccounts) -> None:
    found = accounts.until("bella", LATER, 9)
    assert [(account.clinic_id, account.patient_id) for account in found] == [("bella", "ana"), ("bella", "ben")]
    assert [lot.points_remaining for account in found for lot in account.lots] == [100, 100]
    assert [account.patient_id for account in accounts.until("bella", LATER, 1)] == ["ana"]


def test_a_milestone_after_the_instant_is_not_found_and_one_at_it_is(accounts: EndingAccounts) -> None:
    first, second = (account.due_at for account in accounts.until("bella", LATER, 9))
    assert first is not None
    assert second is not None
    assert [account.patient_id for account in accounts.until("bella", first, 9)] == ["ana"]
    assert [account.patient_id for account in accounts.until("bella", second - timedelta(seconds=1), 9)] == ["ana"]
    assert accounts.until("bella", first - timedelta(seconds=1), 9) == []
