"""A patient with 10,000 points, and one with none."""

from __future__ import annotations

import pytest

from tests.ledger.at_the_desk import BO
from tests.support.ledger import LedgerDesk, tenders
from tests.support.memory import MemoryDocuments, memory_store


@pytest.fixture
def desk(documents: MemoryDocuments) -> LedgerDesk:
    at_work = LedgerDesk(memory_store(documents))
    at_work.join()
    at_work.join(BO)
    at_work.pay(*tenders(cash=100_000), request_id="the-first-purchase")
    return at_work
