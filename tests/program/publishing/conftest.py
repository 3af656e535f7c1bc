"""A clinic with tiers, and the managers of its rules."""

from __future__ import annotations

import pytest

from tests.support.publishing import Office, office_in
from tests.support.tiers import TierDesk


@pytest.fixture
def desk() -> TierDesk:
    return TierDesk()


@pytest.fixture
def office(desk: TierDesk) -> Office:
    return office_in(desk.documents)
