"""Locations: one is opened, renamed and closed by managers, each write with its change, and taken back by undo."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.clinic import CALABASAS
from tests.web.conftest import Profile
from tests.web.looks import Look
from tests.web.manager.manager_page import ManagerPage
from tests.web.own_clinic import give_clinic
from tests.web.world import World


@pytest.fixture
def at(profile: Profile, hosting_url: str, own_world: World) -> ManagerPage:
    """The locations of a test's own clinic, and a manager who looks at them."""
    context = profile(reduced_motion="reduce")
    give_clinic(context, own_world)
    page = ManagerPage(context.new_page(), hosting_url, place="clinic/locations")
    page.sign_in(own_world.manager(), heading="Clinic")
    expect(_row(page.page, "Calabasas")).to_be_visible()
    return page


def test_a_location_is_opened_and_taken_back(at: ManagerPage, own_world: World) -> None:
    page = at.page
    page.get_by_role("button", name="Add a location").click()
    page.get_by_role("textbox", name="Name").fill("Playa del Rey")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert").filter(visible=True)).to_contain_text("1 to 200 characters")
    page.get_by_role("textbox", name="Address").fill("7 Culver Boulevard")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("main").get_by_text("Playa del Rey is open.")).to_be_visible()
    expect(_row(page, "Playa del Rey")).to_contain_text("Open")
    (opened,) = own_world.changes("locations/playa-del-rey")
    assert opened["before"] is None
    assert opened["after"]["name"] == "Playa del Rey"
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("main").get_by_text("Taken back.")).to_be_visible()
    expect(_row(page, "Playa del Rey")).to_contain_text("Closed")
    assert [change["after"]["active"] for change in own_world.changes("locations/playa-del-rey")] == [True, False]


def test_a_location_is_renamed_and_closed_and_the_rest_of_it_stays(at: ManagerPage, own_world: World) -> None:
    page = at.page
    page.get_by_role("link", name="Calabasas").click()
    page.get_by_role("textbox", name="Name").fill("Old Calabasas")
    page.get_by_role("checkbox", name="Open to patients").uncheck()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("main").get_by_text("Saved: Old Calabasas.")).to_be_visible()
    expect(_row(page, "Old Calabasas")).to_contain_text("Closed")
    (change,) = own_world.changes(f"locations/{CALABASAS}")
    assert change["after"] == {**change["before"], **change["after"], "name": "Old Calabasas", "active": False}
    assert change["after"]["address"] == change["before"]["address"]


def test_everybody_can_use_the_locations(at: ManagerPage) -> None:
    look = Look(at.page, "manager-locations")
    look.at("1-list")
    look.expect_large_targets("1-list")
    at.page.get_by_role("button", name="Add a location").click()
    look.at("2-new")
    look.expect_large_targets("2-new")
    at.page.keyboard.press("Escape")
    expect(at.page.get_by_role("dialog")).to_have_count(0)
    assert look.found == []


def _row(page: Page, name: str) -> Locator:
    return page.get_by_role("table", name="Locations").locator("tbody tr").filter(has_text=name)
