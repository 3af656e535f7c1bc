"""The first days: a command opens a clinic, its owner comes in, chooses a program, and the first purchase credits.

In a soak the first task is played at the pace of people, and what it took is written to .cache/manager-tasks.md.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, Route, ViewportSize, expect

from tests.support.counts import count, soaking
from tests.support.post import Post
from tests.web.conftest import Profile
from tests.web.looks import Look
from tests.web.manager.manager_page import ManagerPage
from tests.web.manager.test_tasks import MEASURED
from tests.web.own_clinic import give_clinic
from tests.web.pages import HUMAN, QUICK
from tests.web.world import World

CASH = "10\u00a0% of cash, for six months"
MEMBERS = "5\u00a0%, members 15\u00a0%"
CASH_BACK = "Points as cash back"
PASSWORD = "the password of the next day"
MOST_CLICKS, MOST_FIELDS, MOST_SECONDS = 25, 12, 600
DESKTOP: ViewportSize = {"width": 1366, "height": 650}


@dataclass(slots=True)
class Owner:
    """The first owner of an empty clinic, at the managers' page; `fields` counts those that they typed in."""

    at: ManagerPage
    world: World
    post: Post
    email: str
    fields: int = 0

    @property
    def page(self) -> Page:
        """Their page."""
        return self.at.page

    def fill(self, found: Locator, text: str) -> None:
        """They type into a field."""
        self.page.wait_for_timeout(self.at.pace.aim + self.at.pace.person * len(text) * bool(self.at.pace.aim))
        found.fill(text)
        self.fields += 1

    def press(self, name: str | re.Pattern[str], role: str = "button") -> None:
        """They press a button, or go by a link."""
        found = self.page.get_by_role("link" if role == "link" else "button", name=name)
        self.at.click(found)

    def come_in(self) -> None:
        """They open their invite, prove their address, and make a password."""
        self.fill(self.page.get_by_label("E-mail").first, self.email)
        self.press("Send me a link")
        expect(self.page.get_by_text("A link is on its way")).to_be_visible()
        self.page.goto(self.post.link(self.email))
        self.fill(self.page.get_by_label("E-mail"), self.email)
        self.fill(self.page.get_by_label("New password"), PASSWORD)
        self.press("Join")
        expect(self.page.get_by_role("heading", name="Before the first patient")).to_be_visible()

    def add_a_location(self) -> None:
        """They say where the clinic is."""
        self.press("A location", role="link")
        self.press("Add a location")
        self.fill(self.page.get_by_role("textbox", name="Name"), "Calabasas")
        self.fill(self.page.get_by_role("textbox", name="Address"), "4100 Sycamore Terrace")
        self.press("Save")
        expect(self.page.get_by_role("table", name="Locations")).to_contain_text("Calabasas")
        self.press("Today", role="link")

    def choose(self, template: str) -> None:
        """They choose a template, and say yes to what it publishes."""
        self.press(f"Begin with this: {template}")
        sure = self.page.get_by_role("button", name=re.compile("^Yes, publish"))
        expect(sure).to_be_focused()
        self.page.wait_for_timeout(700)
        self.at.click(sure)

    def expect_begun(self, template: str) -> None:
        """The page says that the program is live, and the templates are gone."""
        expect(self.page.locator(".news")).to_contain_text(f"The program is live: {template}.", timeout=30_000)
        expect(self.page.get_by_role("heading", name="Begin with a program")).to_have_count(0)
        expect(self.page.get_by_role("heading", name="Program", level=1)).to_be_focused()

    def missing(self) -> list[str]:
        """What Today says is missing."""
        return self.page.locator("setup-section a").all_inner_texts()


@pytest.fixture
def owner(profile: Profile, hosting_url: str, own_world: World, post: Post) -> Owner:
    """An owner who has just got their invite to a clinic in which there is nothing."""
    own_world.empty()
    context = profile(viewport=DESKTOP, reduced_motion="reduce")
    give_clinic(context, own_world)
    email = f"{uuid4().hex[:12]}@people.example"
    at = ManagerPage(context.new_page(), hosting_url, HUMAN if soaking() else QUICK)
    at.page.goto(f"{hosting_url}/manager?invite={own_world.open_again(email)}")
    return Owner(at, own_world, post, email)


@pytest.mark.parametrize("_turn", range(count(1, 8)))
def test_an_owner_comes_from_their_invite_to_a_purchase_that_credits_within_the_clicks_and_fields(
    owner: Owner, own_world: World, _turn: int
) -> None:
    began = time.monotonic()
    owner.come_in()
    assert owner.missing() == ["A location", "The program", "Services", "Rewards", "The people who work here"]
    owner.add_a_location()
    expect(owner.page.get_by_role("link", name="The program")).to_be_visible()
    assert "A location" not in owner.missing()
    owner.press("The program", role="link")
    owner.choose(CASH)
    owner.expect_begun(CASH)
    took = time.monotonic() - began
    expect(owner.at.rule("Earning")).to_contain_text("Patients earn 10\u00a0% of what they pay in cash")
    patient = own_world.patient()
    own_world.buy(patient, cash=45_000, card=10_000)
    assert own_world.points(patient) == 4_500
    owner.press("Today", role="link")
    expect(owner.page.get_by_role("link", name="Services")).to_be_visible()
    assert owner.missing() == ["Services", "Rewards", "The people who work here"]
    assert owner.at.clicks <= MOST_CLICKS
    assert owner.fields <= MOST_FIELDS
    if soaking():
        assert took <= MOST_SECONDS
        row = f"| from the invite to a program that credits | {DESKTOP['width']} | {owner.at.clicks} | {took:.1f} |\n"
        with MEASURED.open("a") as file:
            file.write(f"| task | px | clicks | s |\n|---|---|---|---|\n{row}")


@pytest.mark.parametrize(("template", "points"), [(MEMBERS, 2_750), (CASH_BACK, 2_750)])
def test_each_template_says_what_the_program_says_then_and_credits_by_it(
    owner: Owner, own_world: World, template: str, points: int
) -> None:
    owner.come_in()
    owner.add_a_location()
    owner.press("The program", role="link")
    said = owner.page.get_by_role("article", name=template).locator("p").first.inner_text()
    owner.choose(template)
    owner.expect_begun(template)
    expect(owner.at.rule("Earning")).to_contain_text(said)
    patient = own_world.patient()
    own_world.buy(patient, cash=45_000, card=10_000)
    assert own_world.points(patient) == points


def test_a_template_whose_answers_are_lost_goes_on_where_it_stopped_and_publishes_nothing_twice(owner: Owner) -> None:
    owner.come_in()
    look = Look(owner.page, "manager-first-days", DESKTOP)
    look.at("missing")
    owner.add_a_location()
    owner.press("The program", role="link")
    expect(owner.page.get_by_role("article")).to_have_count(3)
    look.at("offered")

    def lose(route: Route) -> None:
        if '"redemption"' in (route.request.post_data or ""):
            route.fetch()
            route.abort()
        else:
            route.fallback()

    owner.page.route("**/manage_rule", lose)
    owner.choose(CASH)
    told = owner.page.get_by_role("article", name=CASH)
    expect(told.get_by_role("alert")).to_contain_text("Using points: No answer came.", timeout=30_000)
    expect(told).to_contain_text("Reminders: published.")
    expect(told).to_contain_text("Earning: not published yet.")
    look.at("stopped")
    owner.page.unroute("**/manage_rule", lose)
    owner.press("Publish the rest")
    owner.expect_begun(CASH)
    expect(owner.at.rule("Using points")).to_contain_text("Version 1")
    assert look.found == []


def test_a_double_click_chooses_no_program(owner: Owner) -> None:
    owner.come_in()
    owner.add_a_location()
    owner.press("The program", role="link")
    owner.page.get_by_role("button", name=f"Begin with this: {CASH}").dblclick()
    expect(owner.page.get_by_role("button", name="Yes, publish these 6 rules")).to_be_focused()
    owner.page.get_by_role("button", name="Back", exact=True).click()
    expect(owner.page.get_by_role("button", name=f"Begin with this: {CASH}")).to_be_focused()
    expect(owner.page.get_by_role("heading", name="Begin with a program")).to_be_visible()
