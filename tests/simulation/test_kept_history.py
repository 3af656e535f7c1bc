"""The same history has one end, whoever moves the code around: its digest was taken once and is kept here.

One digest is of the documents byte by byte, the other of what they say: lots as entries have them, however an account
keeps them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from loyalty.domain.fields import canonical_json
from tests.simulation.script import CLINIC, play
from tests.support.documents import lots_of
from tests.support.memory import MemoryDocuments

OPERATIONS = 1_000
DOCUMENTS = 1_262
SAID = "c3905c12f763b87f570f7482b069855b7e6590c316efd15b4dfe63c97051c38f"
BYTE_BY_BYTE = "35f86f98be82ccb0742c0d057b7def64f504f990b3236e6422a7da32ed81ff9a"


def test_a_thousand_operations_end_in_the_documents_that_were_kept_byte_by_byte() -> None:
    memory = MemoryDocuments(CLINIC)
    play(memory, memory.put, OPERATIONS)
    documents = memory.all()
    assert (len(documents), _digest(documents)) == (DOCUMENTS, BYTE_BY_BYTE)
    said = {
        path: {**fields, "lots": lots_of(fields)} if "wallet_lots" in fields else fields
        for path, fields in documents.items()
    }
    assert _digest(said) == SAID


def _digest(documents: Mapping[str, object]) -> str:
    digest = hashlib.sha256()
    for path in sorted(documents):
        digest.update(canonical_json([path, documents[path]]) + b"\n")
    return digest.hexdigest()
