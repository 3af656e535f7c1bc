"""One history of a thousand operations, played on a dictionary and on Firestore, ends in the same documents."""

from __future__ import annotations

from loyalty.store.documents import Fields, Usage
from loyalty.store.firestore.client import FirestoreDocuments, shared_client
from tests.simulation.script import CLINIC, play
from tests.support.emulator import all_documents, put_documents
from tests.support.memory import MemoryDocuments

OPERATIONS = 1_000


def test_a_thousand_operations_end_in_identical_documents_in_memory_and_in_firestore(project_id: str) -> None:
    memory, client = MemoryDocuments(CLINIC), shared_client(project_id)
    put_documents(client, CLINIC)

    def put(path: str, fields: Fields) -> None:
        client.document(path).set(dict(fields))

    in_memory = play(memory, memory.put, OPERATIONS)
    in_firestore = play(FirestoreDocuments(client, Usage()), put, OPERATIONS)

    assert in_firestore.outcomes == in_memory.outcomes
    assert len([name for name in in_memory.outcomes if " " not in name]) >= 18
    expected, found = memory.all(), all_documents(client)
    assert sorted(found) == sorted(expected)
    assert [path for path in expected if found[path] != expected[path]] == []
