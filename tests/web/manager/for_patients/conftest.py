"""A clinic with a catalogue of these tests' own, and its managers at the place *For patients*."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.web.catalogue import Catalogue
from tests.web.conftest import Profile
from tests.web.manager.for_patients.offered import Offered


@pytest.fixture
def world(stack_project: str, auth_host: str, functions_host: str) -> Iterator[Catalogue]:
    """A clinic of one test alone: what it changes is found by no other."""
    made = Catalogue(stack_project, auth_host, functions_host)
    yield made
    made.close()


@pytest.fixture
def offered(profile: Profile, hosting_url: str, world: Catalogue) -> Offered:
    """A manager at what patients see, on a desktop."""
    page = profile(viewport={"width": 1366, "height": 650}, reduced_motion="reduce").new_page()
    found = Offered(page, hosting_url)
    found.sign_in(world.manager(), heading="For patients")
    expect(found.table()).to_be_visible()
    return found
