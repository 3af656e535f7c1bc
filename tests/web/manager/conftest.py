"""Pages of managers."""

from __future__ import annotations

import pytest

from tests.web.conftest import Profile
from tests.web.manager.manager_page import ManagerPage


@pytest.fixture
def manager_page(profile: Profile, hosting_url: str) -> ManagerPage:
    """The managers' page on a desktop, nobody signed in."""
    return ManagerPage(
        profile(viewport={"width": 1366, "height": 650}, reduced_motion="reduce").new_page(), hosting_url
    )
