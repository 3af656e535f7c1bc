"""The history in the emulator, in a project of its own."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from google.cloud.firestore import Client

from loyalty.store.firestore.client import shared_client
from tests.proof.history import documents
from tests.support.emulator import put_documents
from tests.support.stack import clear_documents


@pytest.fixture
def database(project_id: str) -> Client:
    """A project with the clinic and its whole history."""
    client, kept = shared_client(project_id), list(documents().all().items())
    for first in range(0, len(kept), 50):
        put_documents(client, dict(kept[first : first + 50]))
    return client


@pytest.fixture
def empty(firestore_host: str) -> Iterator[Client]:
    """Another project, with nothing in it."""
    own = f"demo-{uuid4().hex[:16]}"
    yield shared_client(own)
    clear_documents(firestore_host, own)
