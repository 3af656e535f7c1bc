"""The looks of rewards, appointments, offers and the gallery, in each state, light and dark, narrow and wide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.catalogue import Catalogue, here_at, here_today
from tests.web.conftest import Profile
from tests.web.looks import Look
from tests.web.pages import Phone, go_offline
from tests.web.patient.screens import open_screen
from tests.web.patient.test_appointments import ask, said, wish
from tests.web.world import Person

OFFERS: dict[str, dict[str, Any]] = {
    "peel": {
        "title": "The second peel is lighter",
        "text": "Within eight weeks of your first chemical peel, the second is half its price. Tell us when you book.",
        "ends_on": "2031-02-28",
        "service_id": "chemical-peel",
    },
    "points": {"title": "Your points reach far", "text": "A facial is within reach. Ask when it suits you."},
}


@pytest.fixture(scope="session")
def world(stack_project: str, auth_host: str, functions_host: str) -> Iterator[Catalogue]:
    """A clinic with a catalogue, of these tests' own."""
    made = Catalogue(stack_project, auth_host, functions_host)
    yield made
    made.close()


@pytest.fixture
def page(profile: Profile) -> Page:
    """A page of somebody who wants no motion."""
    return profile(reduced_motion="reduce").new_page()


def back(page: Page) -> None:
    """To the home screen."""
    page.get_by_role("link", name="Back to your points").click()


def test_everybody_can_use_rewards_and_offers(page: Page, world: Catalogue, patient: Person, hosting_url: str) -> None:
    look = Look(page, "catalogue")
    last_day = (here_today() + timedelta(days=30)).isoformat()
    world.put_reward("sunscreen", "Mineral sunscreen SPF 50, tinted", 1_500, ends_on=last_day, stock=40)
    world.give_lots(patient, (1_680, datetime.now(UTC) + timedelta(days=160)))
    Phone(page, hosting_url).sign_in(patient)
    expect(page.get_by_role("link", name=re.compile("^Rewards"))).to_be_visible()
    look.at("1-home")
    open_screen(page, "Rewards")
    expect(page.locator("rewards-screen li")).to_have_count(4)
    look.at("2-rewards")
    look.expect_large_targets("2-rewards")
    back(page)
    open_screen(page, "Offers")
    expect(page.get_by_role("heading", name="No offers at present")).to_be_visible()
    look.at("3-no-offers")
    back(page)
    with world.offering(**OFFERS):
        open_screen(page, "Offers")
        expect(page.locator("offers-screen li")).to_have_count(2)
        look.at("4-offers")
    back(page)
    go_offline(page)
    open_screen(page, "Rewards")
    expect(page.get_by_text("This page opens when the network is back.")).to_be_visible()
    look.at("5-offline")
    assert look.found == []


def test_everybody_can_ask_for_an_appointment(page: Page, world: Catalogue, patient: Person, hosting_url: str) -> None:
    look = Look(page, "appointments")
    Phone(page, hosting_url).sign_in(patient)
    open_screen(page, "Appointments")
    expect(page.get_by_role("button", name=re.compile("Chemical peel"))).to_be_visible()
    look.at("1-services")
    look.expect_large_targets("1-services")
    wish(page)
    page.get_by_role("button", name="Add another day").click()
    page.get_by_role("button", name="Send the request").click()
    expect(page.get_by_role("alert")).to_be_visible()
    look.at("2-form")
    look.expect_large_targets("2-form")
    page.get_by_role("button", name="Choose something else").click()
    ask(page, here_today() + timedelta(days=9), here_today() + timedelta(days=12))
    look.at("3-asked")
    world.answer(patient, "proposed", here_at(12, 10))
    expect(said(page)).to_have_text(re.compile("proposes"))
    look.at("4-proposed")
    look.expect_large_targets("4-proposed")
    page.get_by_role("button", name="Withdraw").click()
    look.at("5-withdraw")
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("button", name="Accept this time").click()
    expect(said(page)).to_have_text(re.compile("Agreed"))
    look.at("6-agreed")
    assert look.found == []


def test_everybody_can_use_the_gallery(page: Page, world: Catalogue, patient: Person, hosting_url: str) -> None:
    look = Look(page, "gallery")
    Phone(page, hosting_url).sign_in(patient)
    open_screen(page, "Gallery")
    expect(page.get_by_role("heading", name="No pictures at present")).to_be_visible()
    look.at("1-none")
    world.hang_gallery()
    expect(page.locator("before-after img").first).to_be_visible()
    page.get_by_role("slider").first.press("ArrowLeft")
    look.at("2-gallery")
    look.expect_large_targets("2-gallery")
    expect(page.locator("before-after")).to_have_count(3)
    page.locator("before-after").last.scroll_into_view_if_needed()
    expect(page.locator("before-after img")).to_have_count(6)
    look.at("3-last-pair")
    assert look.found == []
