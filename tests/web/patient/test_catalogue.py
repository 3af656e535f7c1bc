"""Rewards and offers on the patient's page: for whom, from when to when, and how far the points reach."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.catalogue import Catalogue, here_today
from tests.web.pages import Phone, go_offline, go_online
from tests.web.patient.screens import Listening, at_home, eventually, open_screen
from tests.web.world import Person


@pytest.fixture(scope="session")
def world(stack_project: str, auth_host: str, functions_host: str) -> Iterator[Catalogue]:
    """A clinic with a catalogue, of these tests' own."""
    made = Catalogue(stack_project, auth_host, functions_host)
    yield made
    made.close()


def give(world: Catalogue, patient: Person, points: int) -> None:
    """So many points, with months to go."""
    world.give_lots(patient, (points, datetime.now(UTC) + timedelta(days=100)))


def rewards(page: Page, group: str) -> Locator:
    """The rewards of a group."""
    return page.locator(f"rewards-screen [data-group={group}] li")


def test_the_rewards_say_what_is_within_reach_what_comes_near_and_what_is_for_other_tiers(
    phone: Phone, world: Catalogue, patient: Person
) -> None:
    last_day = here_today() + timedelta(days=30)
    world.put_reward("sunscreen", "Mineral sunscreen", 1_500, ends_on=last_day.isoformat(), stock=40)
    world.put("reward_stock/sunscreen", taken=37)
    world.put_reward("over", "Advent candle", 100, ends_on=(here_today() - timedelta(days=1)).isoformat())
    give(world, patient, 1_680)
    phone.sign_in(patient)
    open_screen(phone.page, "Rewards")
    expect(rewards(phone.page, "now")).to_have_text([re.compile("Lip mask"), re.compile("Mineral sunscreen")])
    month = last_day.strftime("%B")
    expect(rewards(phone.page, "now").last).to_contain_text(re.compile(rf"1,500 points\s*until {month} .* · 3 left"))
    (near,) = rewards(phone.page, "near").all()
    expect(near).to_contain_text(re.compile(r"Hydrating facial\s*2,000 points.*320 points more", re.DOTALL))
    expect(rewards(phone.page, "others")).to_contain_text(re.compile(r"Members. peel\s*1,000 points\s*For Gold"))
    expect(phone.page.get_by_text("Advent candle")).to_be_hidden()


def test_from_the_rewards_the_code_is_one_tap_away(phone: Phone, patient: Person) -> None:
    phone.sign_in(patient)
    open_screen(phone.page, "Rewards")
    expect(phone.page.get_by_text("Ask there, and show your code.")).to_be_visible()
    expect(phone.page.get_by_text("Nothing is within reach yet.")).to_be_visible()
    phone.show_code()


def test_a_credit_brings_a_reward_within_reach_while_the_screen_is_open(
    phone: Phone, world: Catalogue, patient: Person
) -> None:
    phone.sign_in(patient)
    open_screen(phone.page, "Rewards")
    expect(rewards(phone.page, "near").first).to_contain_text("300 points more")
    give(world, patient, 300)
    expect(rewards(phone.page, "now").first).to_contain_text("Lip mask")


def titles(page: Page) -> Locator:
    """The titles of the offers."""
    return page.locator("offers-screen li h2")


def test_an_offer_is_for_whom_and_when_the_clinic_means_it(phone: Phone, world: Catalogue, patient: Person) -> None:
    today = here_today()
    days = {name: (today + timedelta(days=step)).isoformat() for name, step in {"before": -1, "after": 1}.items()}
    offers: dict[str, dict[str, Any]] = {
        "everybody": {"title": "For everybody", "service_id": "chemical-peel"},
        "ends": {"title": "Last day", "starts_on": days["before"], "ends_on": today.isoformat()},
        "over": {"title": "Over", "ends_on": days["before"]},
        "to_come": {"title": "To come", "starts_on": days["after"]},
        "gold": {"title": "For gold", "tier_ids": ["gold"]},
        "rich": {"title": "For many points", "from_points": 5_000},
        "off": {"title": "Switched off", "active": False},
    }
    give(world, patient, 4_999)
    with world.offering(**offers):
        phone.sign_in(patient)
        open_screen(phone.page, "Offers")
        expect(titles(phone.page)).to_have_text(["Last day", "For everybody"])
        expect(phone.page.locator("offers-screen li").first).to_contain_text(f"until {today.strftime('%B')}")
        give(world, patient, 5_000)
        expect(titles(phone.page)).to_have_text(["Last day", "For everybody", "For many points"])
        phone.page.get_by_role("link", name="Ask for a time: Chemical peel").click()
        expect(phone.page.get_by_role("heading", name="Appointments", level=1)).to_be_focused()


def test_an_offer_in_the_patients_own_place_comes_and_goes_while_the_screen_is_open(
    phone: Phone, world: Catalogue, patient: Person
) -> None:
    own: dict[str, Any] = {"title": "Time for another", "text": "A second peel.", "service_id": "chemical-peel"}
    at = f"patients/{patient.uid}/offers/{'a' * 32}"
    with world.offering(everybody={"title": "For everybody"}):
        phone.sign_in(patient)
        open_screen(phone.page, "Offers")
        expect(titles(phone.page)).to_have_text(["For everybody"])
        world.put(at, **own, starts_on=None, ends_on=here_today().isoformat())
        expect(titles(phone.page)).to_have_text(["Time for another", "For everybody"])
        go_offline(phone.page)
        phone.page.get_by_role("link", name="Back to your points").click()
        open_screen(phone.page, "Offers")
        expect(titles(phone.page)).to_have_text(["Time for another", "For everybody"])
        go_online(phone.page)
        world.remove(at)
        expect(titles(phone.page)).to_have_text(["For everybody"])


def test_who_has_no_offer_of_their_own_sees_those_for_everybody_without_a_network(
    phone: Phone, world: Catalogue, patient: Person
) -> None:
    with world.offering(everybody={"title": "For everybody"}):
        phone.sign_in(patient)
        open_screen(phone.page, "Offers")
        expect(titles(phone.page)).to_have_text(["For everybody"])
        phone.page.get_by_role("link", name="Back to your points").click()
        go_offline(phone.page)
        open_screen(phone.page, "Offers")
        expect(titles(phone.page)).to_have_text(["For everybody"])
        go_online(phone.page)


def test_without_an_offer_the_rewards_are_named_as_the_next_step(phone: Phone, patient: Person) -> None:
    phone.sign_in(patient)
    open_screen(phone.page, "Offers")
    expect(phone.page.get_by_role("heading", name="No offers at present")).to_be_visible()
    phone.page.get_by_role("link", name="See the rewards").click()
    expect(phone.page.get_by_role("heading", name="Rewards", level=1)).to_be_focused()


def test_without_a_network_the_rewards_are_those_that_were_seen_last(
    phone: Phone, world: Catalogue, patient: Person
) -> None:
    world.put_reward("serum", "Serum", 900, stock=40)
    world.put("reward_stock/serum", taken=38)
    phone.sign_in(patient)
    open_screen(phone.page, "Rewards")
    expect(rewards(phone.page, "near").filter(has_text="Serum")).to_contain_text("2 left")
    phone.page.get_by_role("link", name="Back to your points").click()
    go_offline(phone.page)
    open_screen(phone.page, "Rewards")
    expect(rewards(phone.page, "near").filter(has_text="Serum")).to_contain_text("2 left")
    expect(phone.page.get_by_role("alert")).to_be_hidden()
    go_online(phone.page)


@pytest.mark.parametrize("screen", ["Offers", "Appointments", "Gallery"])
def test_without_a_network_a_screen_says_so_calmly_and_comes_when_it_is_back(
    phone: Phone, patient: Person, screen: str
) -> None:
    phone.sign_in(patient)
    open_screen(phone.page, screen)
    phone.page.get_by_role("link", name="Back to your points").click()
    go_offline(phone.page)
    open_screen(phone.page, screen)
    expect(phone.page.get_by_text("This page opens when the network is back.")).to_be_visible()
    expect(phone.page.get_by_role("alert")).to_be_hidden()
    go_online(phone.page)
    expect(phone.page.get_by_text("This page opens when the network is back.")).to_be_hidden()
    shown = re.compile("No offers|like|No pictures")
    expect(phone.page.locator(f"{screen.lower()}-screen")).to_contain_text(shown)


def test_the_way_back_is_to_the_way_that_led_there_and_nothing_stays_listened_to(
    phone: Phone, world: Catalogue, patient: Person
) -> None:
    listening = Listening(phone.page)
    phone.sign_in(patient)
    for screen in ("Rewards", "Appointments", "Gallery", "Offers"):
        open_screen(phone.page, screen)
        expect(phone.page.locator(".ghost")).to_have_count(0)
        phone.page.get_by_role("link", name="Back to your points").click()
        expect(phone.page.get_by_role("link", name=re.compile(f"^{screen}"))).to_be_focused()
    eventually(phone.page, lambda: listening.below(world.clinic_id) == at_home(patient.uid))
