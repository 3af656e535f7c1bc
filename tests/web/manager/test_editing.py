"""Editing a rule: drafts that keep themselves, two people at one rule, what a second person says yes to, and looks."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.support.clinic import MANAGER, OWNER
from tests.web.conftest import Profile
from tests.web.looks import TABLET, Look
from tests.web.manager.held import held
from tests.web.manager.manager_page import ManagerPage
from tests.web.own_clinic import give_clinic
from tests.web.pages import go_offline, go_online
from tests.web.world import Person, World


class Managers:
    """Managers at the pages of one clinic."""

    def __init__(self, profile: Profile, world: World, url: str) -> None:
        """Nobody is signed in."""
        self._profile, self.world, self._url = profile, world, url

    def page(self, width: int = 1366) -> Page:
        """A page that belongs to the clinic."""
        context = self._profile(viewport={"width": width, "height": 800}, reduced_motion="reduce")
        give_clinic(context, self.world)
        return context.new_page()

    def at(self, person: Person | None = None, width: int = 1366) -> ManagerPage:
        """Somebody who manages, at the program."""
        opened = ManagerPage(self.page(width), self._url)
        opened.sign_in(person or self.world.manager())
        expect(opened.rule("Earning")).to_be_visible()
        return opened


@pytest.fixture
def managers(profile: Profile, own_world: World, hosting_url: str) -> Managers:
    """Managers of a clinic of one's own."""
    return Managers(profile, own_world, hosting_url)


def edit(at: ManagerPage, title: str) -> None:
    """Open the sheet of a rule."""
    at.page.get_by_role("link", name=f"Edit: {title}").click()
    expect(at.page.get_by_role("dialog", name=title)).to_be_visible()


def close(at: ManagerPage) -> None:
    """Close the sheet."""
    at.page.keyboard.press("Escape")
    expect(at.page.get_by_role("dialog")).to_have_count(0)


def publish(at: ManagerPage, title: str, label: str, value: str, word: str = "Publish now") -> None:
    """Change a field of a rule that needs no preview, and press the button as it is called then."""
    edit(at, title)
    at.page.get_by_label(label).fill(value)
    at.page.get_by_label("Why").fill("as agreed")
    at.button("Check").click()
    at.button(word).click()
    expect(at.page.get_by_role("dialog")).to_have_count(0)


def publish_meanwhile(world: World) -> None:
    """Somebody else publishes another version of how long codes live."""
    content = {"code_lifetime_seconds": 120, "any_location": False, "visit_hours": 12}
    asked = {"request_id": uuid4().hex, "action": "publish", "rule": "check_in", "base_version": 1}
    world.call("manage_rule", world.manager(), **asked, content=content, note="Slow phones")


def test_a_draft_keeps_itself_and_everybody_sees_that_it_is_open(managers: Managers) -> None:
    first, second = managers.at(), managers.at()
    edit(first, "Checking in")
    first.page.get_by_label("A visit stays open for").fill("9")
    expect(first.page.get_by_role("dialog")).to_contain_text("Draft, saved")
    expect(first.page.get_by_role("dialog")).to_contain_text("A visit stays open for: from 12 hours → to 9 hours")
    close(first)
    expect(second.rule("Checking in")).to_contain_text("A draft is open")
    expect(second.rule("Checking in")).to_contain_text("12 hours")
    edit(first, "Checking in")
    expect(first.page.get_by_label("A visit stays open for")).to_have_value("9")
    first.page.get_by_role("button", name="Discard the draft").click()
    expect(second.rule("Checking in")).not_to_contain_text("A draft is open")


@pytest.mark.parametrize(("width", "opens_at"), [(320, "changes"), (1366, "code_lifetime_seconds")])
def test_on_a_phone_a_draft_that_was_begun_opens_with_what_it_changes(
    managers: Managers, width: int, opens_at: str
) -> None:
    at = managers.at(width=width)
    edit(at, "Checking in")
    expect(at.page.get_by_label("A code can be scanned for")).to_be_focused()
    at.page.get_by_label("A visit stays open for").fill("9")
    expect(at.page.get_by_role("dialog")).to_contain_text("Draft, saved")
    close(at)
    edit(at, "Checking in")
    expect(at.page.get_by_role("dialog").locator("h3, input").and_(at.page.locator(":focus"))).to_have_id(opens_at)
    expect(at.page.get_by_text("A visit stays open for: from 12 hours → to 9 hours")).to_be_in_viewport()


def test_two_people_at_one_rule_see_each_other_and_what_each_changes_stands(managers: Managers) -> None:
    first, second = managers.at(), managers.at()
    edit(first, "Checking in")
    edit(second, "Checking in")
    first.page.get_by_label("A visit stays open for").fill("9")
    expect(second.page.get_by_label("A visit stays open for")).to_have_value("9")
    expect(second.page.get_by_role("dialog")).to_contain_text("edits this, too")
    second.page.get_by_label("A code can be scanned for").fill("90")
    expect(first.page.get_by_label("A code can be scanned for")).to_have_value("90")
    expect(first.page.get_by_label("A visit stays open for")).to_have_value("9")


def test_a_wrong_value_is_told_at_its_field_with_the_bound_and_the_button_leads_there(managers: Managers) -> None:
    at = managers.at()
    edit(at, "Checking in")
    hours = at.page.get_by_label("A visit stays open for")
    hours.fill("25")
    expect(at.page.get_by_text("Type a whole number between 1 and 24.")).to_be_visible()
    at.page.get_by_label("Why").focus()
    at.button("Check").click()
    expect(hours).to_be_focused()
    hours.fill("24")
    expect(at.page.get_by_text("Type a whole number")).to_have_count(0)
    close(at)
    edit(at, "Reminders")
    at.page.get_by_label("Last reminder before the end").fill("60")
    at.button("Check").click()
    expect(at.page.get_by_role("dialog").get_by_role("alert").first).to_be_visible()


def test_a_version_that_is_published_meanwhile_is_shown_beside_mine_and_mine_goes_on_top(managers: Managers) -> None:
    at = managers.at()
    edit(at, "Checking in")
    at.page.get_by_label("A visit stays open for").fill("9")
    expect(at.page.get_by_role("dialog")).to_contain_text("Draft, saved")
    publish_meanwhile(managers.world)
    told = at.page.get_by_role("alert")
    expect(told).to_contain_text("Version 2 was published meanwhile")
    expect(told).to_contain_text("A code can be scanned for: from 300 seconds → to 120 seconds")
    expect(told).to_contain_text("A visit stays open for: from 12 hours → to 9 hours")
    at.page.get_by_role("button", name="Put mine on top of theirs").click()
    expect(at.page.get_by_label("A code can be scanned for")).to_have_value("120")
    expect(at.page.get_by_label("A visit stays open for")).to_have_value("9")
    at.page.get_by_label("Why").fill("as agreed")
    at.button("Check").click()
    at.button("Publish now").click()
    expect(at.rule("Checking in")).to_contain_text("120 seconds")
    expect(at.rule("Checking in")).to_contain_text("9 hours")


def test_what_loosens_a_bound_waits_for_a_second_person_who_says_yes_in_its_place(managers: Managers) -> None:
    first, second = managers.at(), managers.at()
    publish(first, "Adjustments", "A second person decides above", "50000", "Ask a second person")
    waiting = first.page.get_by_role("article", name=re.compile("Adjustments"))
    expect(waiting).to_contain_text("somebody else says yes")
    expect(first.page.get_by_role("button", name="Say yes: Adjustments")).to_have_count(0)
    expect(second.page.get_by_role("article")).to_contain_text("more points are given without a second person")
    second.page.get_by_role("button", name="Say yes: Adjustments").click()
    expect(first.rule("Adjustments")).to_contain_text("Above 50,000 points")
    expect(first.page.get_by_role("article")).to_have_count(0)


def test_where_one_person_manages_such_a_change_waits_ten_minutes_and_can_be_undone(managers: Managers) -> None:
    world = managers.world
    for uid in (MANAGER, OWNER):
        world.disable(Person(uid, "", ""))
    at = managers.at()
    publish(at, "Adjustments", "A second person decides above", "50000", "Publish in 10 minutes")
    expect(at.page.get_by_role("article", name=re.compile("Adjustments, from"))).to_be_visible()
    at.page.get_by_role("button", name="Undo", exact=True).click()
    expect(at.page.get_by_role("article")).to_have_count(0)
    expect(at.page.get_by_text("Adjustments: canceled. Nothing changes.").first).to_be_visible()


def test_a_rule_that_is_missing_is_set_up_from_the_usual_one_with_a_ladder_of_tiers(managers: Managers) -> None:
    at = managers.at()
    at.page.get_by_role("link", name="Set up: Tiers").click()
    page = at.page
    page.get_by_role("button", name="Add a tier").click()
    page.get_by_label("Name").nth(1).fill("Gold")
    page.get_by_label("Earns").nth(1).fill("1.5")
    page.get_by_label("Reached by").select_option("spend_minor")
    page.get_by_label("At least").fill("3000")
    page.get_by_label("Perks, one a line").nth(1).fill("A quiet room\nTea")
    page.get_by_role("button", name="Add a tier").click()
    page.get_by_label("Name").nth(2).fill("Silver")
    page.get_by_label("Reached by").nth(1).select_option("purchases")
    page.get_by_label("At least").nth(1).fill("4")
    page.get_by_role("button", name="Move Silver up").click()
    page.get_by_label("Why").fill("as agreed")
    page.get_by_label("Earns").nth(1).fill("2")
    at.button("Check").click()
    expect(page.get_by_role("dialog").get_by_role("alert").first).to_be_visible()
    page.get_by_label("Earns").nth(1).fill("1.2")
    at.button("Check").click()
    at.button("Publish now").click()
    expect(at.rule("Tiers")).to_contain_text("Silver earns 1.2×; it is reached by 4 purchases.")
    expect(at.rule("Tiers")).to_contain_text("Gold earns 1.5×; it is reached by $3,000.00 of one’s own money")


def test_a_manager_reads_governance_and_an_owner_edits_it(managers: Managers) -> None:
    manager, owner = managers.at(), managers.at(managers.world.staff("calabasas", role="owner"))
    edit(manager, "Governance")
    expect(manager.page.get_by_text("Owners edit this rule")).to_be_visible()
    expect(manager.button("Check")).to_be_disabled()
    publish(owner, "Governance", "A bill is unusual above", "5")
    expect(owner.rule("Governance")).to_contain_text("more than 5 times the usual")


def test_without_a_network_a_draft_waits_and_nothing_can_be_published(managers: Managers) -> None:
    at = managers.at()
    edit(at, "Checking in")
    go_offline(at.page)
    at.page.get_by_label("A visit stays open for").fill("9")
    expect(at.page.get_by_text("saved when the network is back")).to_be_visible()
    expect(at.button("Check")).to_be_disabled()
    go_online(at.page)
    expect(at.page.get_by_role("dialog")).to_contain_text("Draft, saved")
    expect(at.button("Check")).to_be_enabled()


def test_a_past_that_says_too_little_asks_for_a_yes_before_the_rule_is_live(managers: Managers) -> None:
    patient = managers.world.patient()
    managers.world.buy(patient, cash=45_000)
    managers.world.spoil(patient)
    at = managers.at()
    edit(at, "Earning")
    at.page.get_by_label("Patients earn").fill("11")
    at.page.get_by_label("Why").fill("as agreed")
    at.button("Check").click()
    expect(at.page.get_by_text("too few to say anything about your draft")).to_be_visible(timeout=30_000)
    expect(at.page.get_by_text("without knowing what the last 90 days would have been")).to_be_visible()
    expect(at.button("Publish now")).to_be_disabled()
    look = Look(at.page, "manager-edit", TABLET)
    look.at("6-too-little")
    at.page.get_by_role("checkbox", name="Yes, I mean this").check()
    at.button("Publish now").click()
    expect(at.rule("Earning")).to_contain_text("Patients earn 11")
    assert look.found == []


def test_everybody_can_use_the_sheet_of_a_rule(managers: Managers) -> None:
    at = managers.at()
    page, look = at.page, Look(at.page, "manager-edit", TABLET)
    managers.world.buy(managers.world.patient(), cash=45_000)
    edit(at, "Earning")
    look.at("1-untouched")
    look.expect_large_targets("1-untouched")
    page.get_by_label("Patients earn").fill("101")
    look.at("2-wrong")
    page.get_by_label("Patients earn").fill("15")
    with held(page, "**/preview_rule"):
        at.button("Check").click()
        expect(page.get_by_role("progressbar")).to_be_visible()
        look.at("3-progress")
    expect(at.button("Ask a second person")).to_be_enabled(timeout=30_000)
    look.at("3-checked")
    close(at)
    edit(at, "Checking in")
    page.get_by_label("A visit stays open for").fill("9")
    publish_meanwhile(managers.world)
    expect(page.get_by_role("alert")).to_contain_text("Version 2 was published meanwhile")
    look.at("3-rule-changed")
    close(at)
    page.get_by_role("link", name="Set up: Tiers").click()
    page.get_by_role("button", name="Add a tier").click()
    look.at("4-tiers")
    close(at)
    publish(at, "Adjustments", "A second person decides above", "50000", "Ask a second person")
    look.at("5-waiting")
    assert look.found == []
