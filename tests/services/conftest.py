"""A clinic in a dictionary, a desk at work in it, and what a refusal must hold."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loyalty.errors.base import Refusal
from tests.support.clinic import (
    Desk,
    clinic_documents,
)
from tests.support.memory import MemoryDocuments, memory_store


@pytest.fixture
def documents() -> MemoryDocuments:
    return MemoryDocuments(clinic_documents())


@pytest.fixture
def desk(documents: MemoryDocuments) -> Desk:
    at_work = Desk(memory_store(documents))
    at_work.join()
    return at_work


@pytest.fixture
def refused(documents: MemoryDocuments) -> Callable[..., Refusal]:
    """Runs a step that must be refused, and holds that it wrote nothing."""

    def step(expected: type[Refusal], act: Callable[[], object]) -> Refusal:
        before = documents.all()
        with pytest.raises(expected) as refusal:
            act()
        assert documents.all() == before
        return refusal.value

    return step
