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
SAID = "4bf3aa587382b89f7d89a0fb591ef1dbdf3154be6823240cd821295756411a3c"
BYTE_BY_BYTE = "abcb3072a216b4d46b1442df99b30b9228729c858540c210de3130894fd19c83"


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
