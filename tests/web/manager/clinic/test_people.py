"""People: everybody on the clinic's staff, what they may do and where."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.support.clinic import CALABASAS, ENCINO
from tests.web.conftest import Profile
from tests.web.looks import Look
from tests.web.manager.manager_page import ManagerPage
from tests.web.own_clinic import give_clinic
from tests.web.world import World


def test_managers_see_everybody_who_works_here_and_where(profile: Profile, hosting_url: str, own_world: World) -> None:
    owner = own_world.staff(CALABASAS, role="owner")
    own_world.disable(own_world.staff(CALABASAS))
    context = profile(reduced_motion="reduce")
    give_clinic(context, own_world)
    people = ManagerPage(context.new_page(), hosting_url, place="clinic/people")
    people.sign_in(owner, heading="Clinic")
    expect(_rows(people.page).filter(has_text="(you)")).to_contain_text("Owner")
    left = _rows(people.page).filter(has_text="Maya Chen").filter(has_text="Switched off")
    expect(left).to_contain_text("Front desk")
    before = _rows(people.page).count()
    own_world.staff(ENCINO, role="manager")
    expect(_rows(people.page)).to_have_count(before + 1)
    expect(_rows(people.page).filter(has_text="Maya Chen").filter(has_text="Manager")).to_contain_text("Encino")


def test_everybody_can_use_the_clinics_people(profile: Profile, hosting_url: str, world: World) -> None:
    page = profile(reduced_motion="reduce").new_page()
    look, people = Look(page, "manager-clinic"), ManagerPage(page, hosting_url, place="clinic")
    people.sign_in(world.manager(), heading="Clinic")
    expect(_rows(page).first).to_be_visible()
    look.at("people")
    look.expect_large_targets("people")
    assert look.found == []


def _rows(page: Page) -> Locator:
    return page.get_by_role("table", name="People").locator("tbody tr")
