"""The cost of an act does not depend on the ledger's length: the same two round trips, the same documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from loyalty.entrypoints.managed.parsers import PARSERS
from loyalty.services.checkout.visits import CheckedIn
from loyalty.store.codec import Codec
from loyalty.store.documents import Fields, Usage
from loyalty.store.firestore.client import FirestoreDocuments, shared_client
from loyalty.store.transaction import TransactionalStore
from tests.support.clinic import PATIENT, cash, clinic_documents
from tests.support.counts import count
from tests.support.emulator import put_documents
from tests.support.ledger import LedgerDesk, lines, tenders

SHORT, LONG = 10, count(2_000, 10_000)
A_BATCH = 500
ENTRIES = f"clinics/bella/patients/{PATIENT}/entries"

Act = Callable[[LedgerDesk, CheckedIn, str], object]
ACTS: Mapping[str, Act] = {
    "redeem_points": lambda desk, visit, _: desk.redeem(100, visit=visit),
    "refund_purchase": lambda desk, _, sale: desk.refund(sale, lines(cash=1_000, points=5, wallet=7)),
    "bank_points": lambda desk, _, __: desk.bank(500),
}


def test_redeeming_refunding_and_banking_are_two_round_trips_however_long_the_ledger(project_id: str) -> None:
    usage = Usage()
    desk = LedgerDesk(TransactionalStore(FirestoreDocuments(shared_client(project_id), usage), Codec(PARSERS)))
    put_documents(shared_client(project_id), clinic_documents())
    desk.join()
    desk.pay(*cash(100_000))
    desk.credit(900)
    visit = desk.scan()
    sales = [desk.pay(*tenders(cash=20_000, points=300, wallet=200), visit=visit).entry_id for _ in range(2)]
    entry: Any = shared_client(project_id).document(f"{ENTRIES}/{sales[0]}").get().to_dict()
    costs: list[dict[str, Usage]] = []
    for sale, length in zip(sales, (SHORT, LONG), strict=True):
        _fill(project_id, entry, length)
        costs.append({name: _cost(usage, partial(act, desk, visit, sale)) for name, act in ACTS.items()})
    assert costs[0] == costs[1]
    assert [cost.round_trips for cost in costs[0].values()] == [2, 2, 2]


def _cost(usage: Usage, call: Callable[[], object]) -> Usage:
    usage.round_trips = usage.documents_read = usage.documents_written = 0
    call()
    return replace(usage)


def _fill(project_id: str, entry: Fields, length: int) -> None:
    """Make the patient's history at least so long, with entries of long ago."""
    client = shared_client(project_id)
    for start in range(0, length, A_BATCH):
        batch = client.batch()
        for number in range(start, min(start + A_BATCH, length)):
            batch.set(client.document(f"{ENTRIES}/long-ago-{number:06d}"), dict(entry))
        batch.commit()
