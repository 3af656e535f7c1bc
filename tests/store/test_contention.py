"""Sixteen desks on one account at once, on the emulator: every purchase is credited, once, in one unbroken chain."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from google.cloud import firestore

from loyalty.domain.ledger.entry import GENESIS_HASH, hash_of
from loyalty.entrypoints.managed.parsers import PARSERS
from loyalty.services.checkout.visits import CheckedIn
from loyalty.services.ledger.record_purchase import record_purchase
from loyalty.services.preconditions import Caller
from loyalty.store.codec import Codec
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import FirestoreDocuments
from loyalty.store.transaction import Patience, TransactionalStore
from loyalty.store.turns import Turns
from tests.support.clinic import DESK, NOW, PATIENT, Desk, Fields, cash
from tests.support.counts import count
from tests.support.documents import lots_of
from tests.support.emulator import clinic_in_firestore, firestore_store

DESKS, EACH, CENTS, POINTS = 16, count(5, 10), 1_000, 100
# Every purchase must be credited, however slow the machine that runs the tests; how fast is for the benchmark.
PATIENT_ENOUGH = Patience(deadline=60.0, longest_turn=30.0)
# How long a call may take is the benchmark's business: here a slow machine must not look like a lost purchase.
UNHURRIED = Patience(deadline=120, longest_turn=60)
ACCOUNT = f"clinics/bella/patients/{PATIENT}"


@pytest.fixture
def database(project_id: str, firestore_host: str) -> firestore.Client:  # noqa: ARG001 - the emulator, and its emptying
    return clinic_in_firestore(project_id)


@pytest.mark.parametrize("instances", [1, 4])
def test_sixteen_desks_at_once_credit_every_purchase_to_one_account(database: firestore.Client, instances: int) -> None:
    front = Desk(firestore_store(database))
    front.join()
    visit = front.scan()
    turns = [Turns() for _ in range(instances)]
    with ThreadPoolExecutor(DESKS) as desks:
        credited = desks.map(lambda desk: _purchases(database, visit, desk, turns[desk % instances]), range(DESKS))
        assert [len(ids) for ids in credited] == [EACH] * DESKS

    account = database.document(ACCOUNT).get().to_dict() or {}
    entries = [entry.to_dict() or {} for entry in database.collection(f"{ACCOUNT}/entries").stream()]
    assert len(entries) == account["revision"] == DESKS * EACH
    assert account["points"] == sum(entry["points"] for entry in entries) == DESKS * EACH * POINTS
    assert sum(lot["points_remaining"] for lot in lots_of(account).values()) == account["points"]
    assert _head_of_an_unbroken_chain(entries) == account["head_hash"]


def _purchases(database: firestore.Client, visit: CheckedIn, desk: int, turns: Turns) -> set[str]:
    documents = FirestoreDocuments(database, Usage())
    front = Desk(TransactionalStore(documents, Codec(PARSERS), PATIENT_ENOUGH, turns=turns))
    bodies = [front.purchase(visit, cash(CENTS), f"desk-{desk:04d}-purchase-{number:04d}") for number in range(EACH)]
    return {record_purchase(front.store, body, Caller(DESK, NOW)).entry_id for body in bodies}


def _head_of_an_unbroken_chain(entries: Sequence[Fields]) -> str:
    head = GENESIS_HASH
    for revision, entry in enumerate(sorted(entries, key=lambda entry: entry["revision"]), start=1):
        assert (entry["revision"], entry["previous_hash"]) == (revision, head)
        assert entry["points_after"] == revision * POINTS
        head = entry["hash"]
        assert head == hash_of(entry)
    return head
