"""A desk at work in the clinic."""

from __future__ import annotations

import pytest

from tests.support.clinic import Desk
from tests.support.memory import MemoryDocuments, memory_store


@pytest.fixture
def desk(documents: MemoryDocuments) -> Desk:
    at_work = Desk(memory_store(documents))
    at_work.join()
    return at_work
