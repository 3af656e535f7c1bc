"""One contract for listing a location's purchases, held by the dictionary and by Firestore itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from loyalty.domain.ports import Sales
from loyalty.store.documents import Usage
from loyalty.store.firestore.checkout import FirestoreSales
from loyalty.store.firestore.client import shared_client
from tests.support.clinic import CALABASAS, ENCINO, NOW, Fields, clinic_documents
from tests.support.due import put_all
from tests.support.ledger import LedgerDesk, lines, tenders
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.sales import MemorySales

MINUTE = timedelta(minutes=1)


def history() -> dict[str, Fields]:
    """Two clinics that sold, refunded and redeemed, the first of them before what is asked for, too."""
    documents = MemoryDocuments(clinic_documents() | clinic_documents("other"))
    for number, clinic_id in enumerate(("bella", "other")):
        desk = LedgerDesk(memory_store(documents), clinic_id=clinic_id, steps=1_000 * number)
        desk.join()
        desk.pay(*tenders(cash=30_000), now=NOW - MINUTE)
        sold = desk.pay(*tenders(cash=20_000, card=100))
        desk.pay(*tenders(cash=10_000), now=NOW + MINUTE)
        desk.refund(sold.entry_id, lines(cash=500), now=NOW + 2 * MINUTE)
        desk.redeem(100, now=NOW + 3 * MINUTE)
    return documents.all()


@pytest.fixture(params=["dictionary", "firestore"])
def sales(request: pytest.FixtureRequest) -> Sales:
    if request.param == "dictionary":
        return MemorySales(MemoryDocuments(history()))
    client = shared_client(request.getfixturevalue("project_id"))
    put_all(client, history())
    return FirestoreSales(client, Usage())


def test_the_purchases_of_a_location_are_listed_the_newest_first(sales: Sales) -> None:
    newest, older = sales.since("bella", CALABASAS, NOW, 5)
    assert (newest.amount_minor, newest.recorded_at, newest.refunded_minor) == (10_000, NOW + MINUTE, {})
    assert (older.amount_minor, older.points, older.refunded_minor) == (20_100, 2_000, {"cash": 500})
    assert [(str(tender.kind), tender.amount_minor) for tender in older.tenders] == [("cash", 20_000), ("card", 100)]
    assert (older.name, older.closed, older.receipt_number) == ("Ana Ruiz", None, None)
    assert (older.expires_on, older.recorded_by) == (date(2027, 5, 22), "front_desk")
    assert list(sales.since("bella", CALABASAS, NOW, 1)) == [newest]
    assert list(sales.since("bella", ENCINO, NOW, 5)) == []
