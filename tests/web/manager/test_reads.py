"""Opening the program costs few reads."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.web.conftest import Profile
from tests.web.manager.opened import Opened
from tests.web.own_clinic import give_clinic
from tests.web.world import World

MOST = 30


def test_opening_the_program_reads_at_most_thirty_documents(
    profile: Profile, own_world: World, hosting_url: str
) -> None:
    context = profile(viewport={"width": 1366, "height": 650}, reduced_motion="reduce")
    give_clinic(context, own_world)
    opened = Opened(context, hosting_url, "program")
    opened.at.sign_in(own_world.manager())
    expect(opened.at.rule("Earning")).to_be_visible()
    assert 10 < opened.reads() <= MOST
