"""The same history has one end, whoever moves the code around: its digest was taken once and is kept here."""

from __future__ import annotations

import hashlib

from loyalty.domain.fields import canonical_json
from tests.simulation.script import CLINIC, play
from tests.support.memory import MemoryDocuments

OPERATIONS = 1_000
DOCUMENTS = 1_262
DIGEST = "77280b94021699b203a032a129b7560f06f26c33fc745eeef8ec293bbbfa2d05"


def test_a_thousand_operations_end_in_the_documents_that_were_kept_byte_by_byte() -> None:
    memory = MemoryDocuments(CLINIC)
    play(memory, memory.put, OPERATIONS)
    documents = memory.all()
    digest = hashlib.sha256()
    for path in sorted(documents):
        digest.update(canonical_json([path, documents[path]]) + b"\n")
    assert (len(documents), digest.hexdigest()) == (DOCUMENTS, DIGEST)
