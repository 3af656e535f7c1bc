"""The first days: a command opens a clinic, its owner comes in, and Today says what is missing until it is there."""

from __future__ import annotations

from uuid import uuid4

from playwright.sync_api import Page, expect

from tests.support.post import Post
from tests.web.conftest import Profile
from tests.web.looks import Look
from tests.web.own_clinic import give_clinic
from tests.web.world import World


def test_an_owner_of_an_empty_clinic_comes_in_and_is_led_to_what_is_missing(
    profile: Profile, hosting_url: str, own_world: World, post: Post
) -> None:
    email = f"{uuid4().hex[:12]}@people.example"
    own_world.empty()
    context = profile(reduced_motion="reduce")
    give_clinic(context, own_world)
    page = context.new_page()
    page.goto(f"{hosting_url}/manager?invite={own_world.open_again(email)}")
    page.get_by_label("E-mail").first.fill(email)
    page.get_by_role("button", name="Send me a link").click()
    expect(page.get_by_text("A link is on its way")).to_be_visible()
    page.goto(post.link(email))
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("New password").fill("the password of the next day")
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("heading", name="Before the first patient")).to_be_visible()
    look = Look(page, "manager-first-days")
    look.at("missing")
    assert look.found == []
    assert _missing(page)[:2] == ["A location", "How points are earned"]
    page.get_by_role("link", name="A location").click()
    page.get_by_role("button", name="Add a location").click()
    page.get_by_role("textbox", name="Name").fill("Encino")
    page.get_by_role("textbox", name="Address").fill("2 Oak Street")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("table", name="Locations")).to_contain_text("Encino")
    page.get_by_role("link", name="Today").click()
    expect(page.get_by_role("link", name="How points are earned")).to_be_visible()
    assert "A location" not in _missing(page)


def _missing(page: Page) -> list[str]:
    return page.locator("setup-section a").all_inner_texts()
