"""A clinic on the emulator, and sweeps of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import uuid4

import pytest
from google.cloud import firestore

from loyalty.services.reminders.sweep_due import Sweep, sweep_due
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import FirestoreDocuments
from loyalty.store.firestore.ledger import FirestoreDueAccounts
from loyalty.store.transaction import TransactionalStore
from tests.support.due import CODEC, DUE_AT
from tests.support.emulator import clinic_in_firestore
from tests.support.stack import clear_documents


def sweep(client: firestore.Client, now: datetime = DUE_AT, threads: int = 8) -> tuple[Sweep, Usage]:
    """A whole sweep, and what it cost."""
    usage = Usage()
    documents = FirestoreDocuments(client, usage)
    accounts = FirestoreDueAccounts(client, documents, usage)
    return sweep_due(TransactionalStore(documents, CODEC), accounts, now, threads=threads), usage


@pytest.fixture
def second_database(firestore_host: str) -> Iterator[firestore.Client]:
    """Another clinic of that name, in another project."""
    own = f"demo-{uuid4().hex[:16]}"
    yield clinic_in_firestore(own)
    clear_documents(firestore_host, own)


@pytest.fixture
def database(project_id: str, firestore_host: str) -> firestore.Client:
    """The clinic's documents, in a project of the test's own."""
    assert firestore_host
    return clinic_in_firestore(project_id)
