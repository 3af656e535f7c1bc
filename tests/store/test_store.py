"""One contract for the store, held by the dictionary that fast tests use and by Firestore itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from loyalty.domain.documents import Decision, Key, Put, Snapshots
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.entry import GENESIS_HASH, hash_of
from loyalty.domain.program.rules import EarningRule
from loyalty.errors.program import ClinicNotFound
from loyalty.services.ledger.record_purchase import record_purchase
from loyalty.services.preconditions import Caller
from loyalty.store.transaction import TransactionalStore
from tests.support.clinic import DESK, NOW, PATIENT, Desk, Fields, cash, clinic_documents
from tests.support.documents import lots_of
from tests.support.emulator import all_documents, clinic_in_firestore, firestore_store
from tests.support.memory import MemoryDocuments, memory_store

ACCOUNT = f"clinics/bella/patients/{PATIENT}"


@dataclass
class Database:
    """A store, and a look behind it."""

    store: TransactionalStore
    everything: Callable[[], dict[str, Fields]]


@pytest.fixture(params=["dictionary", "firestore"])
def database(request: pytest.FixtureRequest) -> Database:
    if request.param == "dictionary":
        documents = MemoryDocuments(clinic_documents())
        return Database(memory_store(documents), documents.all)
    client = clinic_in_firestore(request.getfixturevalue("project_id"))
    return Database(firestore_store(client), lambda: all_documents(client))


def test_a_checkout_leaves_an_account_an_entry_and_a_visit_that_agree(database: Database) -> None:
    desk = Desk(database.store)
    desk.join()
    receipts = [desk.sell(cash(amount)) for amount in (45_000, 9, 1)]
    kept = database.everything()
    account = kept[ACCOUNT]
    entries = [kept[f"{ACCOUNT}/entries/{receipt.entry_id}"] for receipt in receipts]
    assert account["points"] == sum(entry["points"] for entry in entries) == 4_501
    assert account["points"] == sum(lot["points_remaining"] for lot in lots_of(account).values())
    assert [entry["revision"] for entry in entries] == [1, 2, 3]
    assert len([path for path in kept if "/visits/" in path]) == 3


def test_the_chain_of_hashes_verifies_on_what_the_database_gives_back(database: Database) -> None:
    desk = Desk(database.store)
    desk.join()
    receipts = [desk.sell(cash(45_000)) for _ in range(3)]
    kept, previous = database.everything(), GENESIS_HASH
    for receipt in receipts:
        entry = kept[f"{ACCOUNT}/entries/{receipt.entry_id}"]
        assert (entry["previous_hash"], entry["hash"]) == (previous, hash_of(entry))
        previous = entry["hash"]
    assert kept[ACCOUNT]["head_hash"] == previous


def test_what_is_written_is_read_back_as_the_same_value(database: Database) -> None:
    desk = Desk(database.store)
    desk.join()
    visit = desk.scan()
    receipt = record_purchase(database.store, desk.purchase(visit, cash(45_001)), Caller(DESK, NOW))
    entry, copy = (ClinicKeys("bella").entry(PATIENT, name) for name in (receipt.entry_id, "copy"))
    keys: tuple[Key[Any], ...] = (
        ClinicKeys("bella").account(PATIENT),
        ClinicKeys("bella").visit(PATIENT, visit.visit_id),
    )

    def unchanged(docs: Snapshots) -> Decision[None]:
        return Decision(None, (Put(copy, docs.require(entry)), *(Put(key, docs.require(key)) for key in keys)))

    before = database.everything()
    database.store.transact((*keys, entry), unchanged)
    after = database.everything()
    assert after.pop(copy.path) == before[entry.path]
    assert after == before


def test_a_refused_decision_writes_nothing(database: Database) -> None:
    before = database.everything()

    def decide(docs: Snapshots) -> Decision[None]:
        assert docs.get(ClinicKeys("bella").account(PATIENT)) is None
        raise ClinicNotFound(clinic_id="bella")

    with pytest.raises(ClinicNotFound):
        database.store.transact((ClinicKeys("bella").account(PATIENT),), decide)
    assert database.everything() == before


def test_both_databases_end_in_identical_documents(project_id: str) -> None:
    documents = MemoryDocuments(clinic_documents())
    client = clinic_in_firestore(project_id)
    for store in (memory_store(documents), firestore_store(client)):
        desk = Desk(store)
        desk.join()
        for amount in (45_000, 3, 7, 99_999_999):
            desk.sell(cash(amount))
    assert all_documents(client) == documents.all()


def test_a_document_read_as_two_kinds_is_each_of_them(database: Database) -> None:
    rule_at, document_at = ClinicKeys("bella").earning, ClinicKeys("bella").published_rule("earning")
    assert rule_at.path == document_at.path

    def both(docs: Snapshots) -> Decision[tuple[int, int]]:
        return Decision((docs.require(document_at).version, docs.require(rule_at).version))

    assert database.store.transact((document_at, rule_at), both) == (1, 1)
    assert (
        database.store.transact((rule_at, document_at), lambda docs: Decision(type(docs.get(rule_at)))) is EarningRule
    )
