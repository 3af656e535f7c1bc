"""Pages of managers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web.conftest import Profile
from tests.web.manager.manager_page import ManagerPage
from tests.web.world import World


@pytest.fixture
def manager_page(profile: Profile, hosting_url: str) -> ManagerPage:
    """The managers' page on a desktop, nobody signed in."""
    return ManagerPage(
        profile(viewport={"width": 1366, "height": 650}, reduced_motion="reduce").new_page(), hosting_url
    )


@pytest.fixture
def own_world(stack_project: str, auth_host: str, functions_host: str, world: World) -> Iterator[World]:
    """A clinic of a test's own: its rules are published. The functions are awake."""
    assert world
    made = World(stack_project, auth_host, functions_host)
    yield made
    made.close()
