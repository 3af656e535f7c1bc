"""Opening the first place costs few reads."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.clinic import CALABASAS
from tests.web.conftest import Profile
from tests.web.manager.opened import Opened
from tests.web.manager.today.clinic_of_today import ClinicOfToday, arrive, waiting

MOST = 90
A_DOZEN = 12


def test_opening_today_reads_at_most_ninety_documents_for_a_clinic_of_a_dozen_staff(
    profile: Profile, world: ClinicOfToday, hosting_url: str
) -> None:
    clerk, *_ = [world.staff(CALABASAS) for _ in range(A_DOZEN - len(world.ids("staff")))] or [world.staff(CALABASAS)]
    world.wait_for_a_correction(clerk, world.patient())
    world.release("waiting", clerk.uid)
    opened = Opened(profile(viewport={"width": 1366, "height": 650}, reduced_motion="reduce"), hosting_url, "today")
    arrive(opened.at, world.manager())
    expect(waiting(opened.at.page)).to_have_count(2)
    expect(opened.at.page.locator("figure-line")).to_have_count(4)
    assert 56 < opened.reads() <= MOST
