"""A clinic of these tests' own, in which all is well and nothing waits; and its managers' first place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web.conftest import Profile
from tests.web.manager.manager_page import ManagerPage
from tests.web.manager.today.clinic_of_today import ClinicOfToday
from tests.web.waking import wake


@pytest.fixture(scope="module")
def world(stack_project: str, auth_host: str, functions_host: str) -> Iterator[ClinicOfToday]:
    """A clinic of these tests' own."""
    made = ClinicOfToday(stack_project, auth_host, functions_host)
    wake(made)
    yield made
    made.close()


@pytest.fixture(autouse=True)
def nothing_waits(world: ClinicOfToday) -> None:
    """Every test begins with a clinic in which all is well and nothing waits."""
    world.prove_night()
    world.forget_what_waits()
    world.find_exceptions()


@pytest.fixture
def today(profile: Profile, hosting_url: str) -> ManagerPage:
    """The first place on a desktop, nobody signed in."""
    context = profile(viewport={"width": 1280, "height": 800}, reduced_motion="reduce", accept_downloads=True)
    return ManagerPage(context.new_page(), hosting_url, place="today")
