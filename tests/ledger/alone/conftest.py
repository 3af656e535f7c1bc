"""A clinic with memberships, and with the bounds by default."""

from __future__ import annotations

import pytest

from tests.ledger.alone.two_people import AloneDesk
from tests.support.memory import MemoryDocuments


@pytest.fixture
def alone(documents: MemoryDocuments) -> AloneDesk:
    return AloneDesk(documents)
