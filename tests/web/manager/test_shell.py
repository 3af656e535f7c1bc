"""The shell of the managers' page: who comes in, and how they get about by keys, by links and back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.web.conftest import Profile
from tests.web.looks import TABLET, Look
from tests.web.manager.held import held
from tests.web.manager.manager_page import ManagerPage
from tests.web.pages import READ, Desk, go_offline, go_online, sign_in
from tests.web.world import PASSWORD, World

STORED = """() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])"""


def test_a_manager_reads_how_points_work_here_in_sentences(manager_page: ManagerPage, world: World) -> None:
    manager_page.sign_in(world.manager())
    expect(manager_page.rule("Earning")).to_contain_text("Patients earn 10\u00a0% of what they pay in cash")
    expect(manager_page.rule("The life of points")).to_contain_text("Points live 6 months")
    expect(manager_page.rule("Tiers")).to_contain_text("Without this rule everybody earns the same.")


def test_the_front_desk_is_brought_to_its_own_page(manager_page: ManagerPage, world: World) -> None:
    sign_in(manager_page.page, world.staff())
    expect(manager_page.page.get_by_role("heading", name="Ready to scan")).to_be_visible()
    assert manager_page.page.url.endswith("/desk")


def test_whoever_is_not_on_the_staff_or_switched_off_is_told_so(
    profile: Profile, hosting_url: str, world: World
) -> None:
    off = world.manager()
    world.disable(off)
    for person, told in ((world.patient(), "not on the clinic’s staff"), (off, "switched off")):
        page = ManagerPage(profile().new_page(), hosting_url).page
        sign_in(page, person)
        expect(page.get_by_role("alert")).to_contain_text(told)


def test_a_manager_crosses_to_the_desk_and_back_in_one_action_each(manager_page: ManagerPage, world: World) -> None:
    page = manager_page.page
    manager_page.sign_in(world.staff(role="manager"))
    page.get_by_role("link", name="Front desk").click()
    expect(page.get_by_role("heading", name="Ready to scan")).to_be_visible()
    page.wait_for_timeout(READ)
    page.get_by_role("link", name="The managers’ page").click()
    expect(page.get_by_role("heading", name="Today", level=1)).to_be_visible()


def test_the_front_desk_sees_no_way_to_the_managers_page(desk: Desk, world: World) -> None:
    desk.sign_in(world.staff())
    expect(desk.page.get_by_role("button", name="Receipts of today")).to_be_visible()
    expect(desk.page.get_by_role("link", name="The managers’ page")).to_have_count(0)


def test_search_finds_a_setting_by_its_words_and_keys_alone_lead_everywhere(
    manager_page: ManagerPage, world: World
) -> None:
    page = manager_page.page
    manager_page.sign_in(world.manager())
    history = page.get_by_role("link", name="History: Earning")
    history.focus()
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("life")
    expect(page.get_by_role("option").first).to_contain_text("The life of points")
    page.keyboard.press("Escape")
    expect(history).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("searches places")
    page.keyboard.press("Escape")
    expect(history).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="History: Earning")).to_contain_text("Version 1")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(history).to_be_focused()


def test_on_a_phone_the_bar_fits_and_the_rest_stands_above_it_by_more(
    profile: Profile, hosting_url: str, world: World
) -> None:
    page = profile(viewport={"width": 320, "height": 640}, reduced_motion="reduce").new_page()
    ManagerPage(page, hosting_url).sign_in(world.manager())
    search = page.get_by_role("button", name="Search")
    expect(search).to_be_hidden()
    page.get_by_role("button", name="More").click()
    expect(search).to_be_visible()
    bar = page.get_by_role("navigation", name="Places")
    assert bar.evaluate("(each) => each.scrollWidth <= innerWidth")
    search.click()
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(search).to_be_hidden()


def test_a_sheet_has_an_address_and_the_way_back_closes_it(manager_page: ManagerPage, world: World) -> None:
    page = manager_page.page
    manager_page.sign_in(world.manager())
    page.get_by_role("link", name="History: Earning").click()
    expect(page.get_by_role("dialog", name="History: Earning")).to_be_visible()
    assert page.url.endswith("#program/earning/history")
    page.go_back()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("heading", name="Program", level=1)).to_be_visible()


@pytest.mark.parametrize("opened", ["program/earning", "clinic/people/invite", "clinic/locations/-new"])
@pytest.mark.parametrize(("next_place", "heading"), [("today", "Today"), ("clinic/log", "Log")])
def test_the_rail_is_out_of_reach_while_a_sheet_is_open_and_no_longer(
    manager_page: ManagerPage, world: World, opened: str, next_place: str, heading: str
) -> None:
    page, rail = manager_page.page, manager_page.page.locator(".side")
    manager_page.sign_in(world.manager())
    page.evaluate("(hash) => void (location.hash = hash)", opened)
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(rail).to_have_js_property("inert", value=True)
    page.evaluate("(hash) => void (location.hash = hash)", next_place)
    expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    expect(rail).to_have_js_property("inert", value=False)


def test_a_rule_that_is_published_meanwhile_is_read_at_once(manager_page: ManagerPage, world: World) -> None:
    manager_page.sign_in(world.manager())
    expect(manager_page.rule("Checking in")).to_contain_text("12 hours")
    world.set_rule("check_in", code_lifetime_seconds=300, any_location=False, visit_hours=9)
    expect(manager_page.rule("Checking in")).to_contain_text("9 hours")
    world.set_code_lifetime(300)


def test_without_a_network_what_was_read_stays_and_the_page_says_so(manager_page: ManagerPage, world: World) -> None:
    manager_page.sign_in(world.manager())
    go_offline(manager_page.page)
    expect(manager_page.page.get_by_text("You are offline")).to_be_visible()
    expect(manager_page.rule("Earning")).to_be_visible()
    go_online(manager_page.page)
    expect(manager_page.page.get_by_text("You are offline")).to_have_count(0)


def test_an_untouched_page_covers_itself_and_opens_to_the_password(
    profile: Profile, hosting_url: str, world: World
) -> None:
    page = profile(reduced_motion="reduce").new_page()
    page.clock.install()
    ManagerPage(page, hosting_url).sign_in(world.manager())
    page.clock.fast_forward("10:10")
    expect(page.get_by_role("heading", name="Locked")).to_be_visible()
    expect(page.get_by_text("Nobody touched this page for ten minutes")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Locked")).to_have_count(0)
    expect(page.get_by_role("heading", name="Program", level=1)).to_be_visible()


def test_nothing_is_left_in_storage_when_a_manager_has_signed_out(manager_page: ManagerPage, world: World) -> None:
    page, manager = manager_page.page, world.manager()
    manager_page.sign_in(manager)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    kept = page.evaluate(STORED)
    assert re.search(rf"{manager.uid}|{manager.email}|Okafor|Maya", kept) is None


def test_everybody_can_use_the_shell_and_the_program(profile: Profile, hosting_url: str, world: World) -> None:
    page = profile(reduced_motion="reduce").new_page()
    look, manager_page = Look(page, "manager", TABLET), ManagerPage(page, hosting_url)
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    look.at("1-sign-in")
    with held(page, "**/Listen/channel**"):
        sign_in(page, world.manager())
        expect(page.get_by_role("alert")).to_contain_text("This page could not start.")
        look.at("1-not-started")
    page.reload()
    expect(manager_page.rule("Earning")).to_be_visible()
    look.at("2-program")
    look.expect_large_targets("2-program")
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("points")
    expect(page.get_by_role("option").first).to_be_visible()
    look.at("3-search")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    look.at("4-keys")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="History: Earning").click()
    expect(page.get_by_role("dialog")).to_contain_text("Version 1")
    look.at("5-history")
    page.keyboard.press("Escape")
    go_offline(page)
    look.at("6-offline")
    go_online(page)
    assert look.found == []
