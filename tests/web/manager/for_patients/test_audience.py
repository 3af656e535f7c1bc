"""Offers to an audience as managers keep them: counted, given to whom they are for, seen by nobody else."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.web.catalogue import Catalogue, here_today
from tests.web.conftest import Profile
from tests.web.looks import Look
from tests.web.manager.for_patients.offered import Offered
from tests.web.pages import Phone
from tests.web.patient.screens import open_screen
from tests.web.world import Person

OFFER = "Your next peel"
SLOW = 30_000  # milliseconds; the function that counts may be cold


@pytest.fixture
def audiences(profile: Profile, hosting_url: str, world: Catalogue) -> Offered:
    """A manager at the offers to an audience; there is none yet."""
    page = profile(viewport={"width": 1366, "height": 650}, reduced_motion="reduce").new_page()
    found = Offered(page, hosting_url, kind="audience")
    found.sign_in(world.manager(), heading="For patients")
    expect(page.get_by_text("There is no offer to an audience yet.")).to_be_visible()
    return found


def had_a_peel(world: Catalogue, person: Person, weeks_ago: int) -> None:
    """A treatment that was completed so many weeks ago."""
    fields: dict[str, Any] = {
        "clinic_id": world.clinic_id,
        "service_id": "chemical-peel",
        "completed_on": (here_today() - timedelta(weeks=weeks_ago)).isoformat(),
        "location_id": "calabasas",
        "recorded_at": datetime.now(UTC),
    }
    world.put(f"patients/{person.uid}/treatments/peel-{weeks_ago}", **fields)


def fill(at: Offered) -> None:
    """An offer to whoever had a chemical peel eight to twelve weeks ago, and not since."""
    page = at.page
    at.click(page.get_by_role("button", name="New offer"))
    page.get_by_label("Title", exact=True).fill(OFFER)
    page.get_by_label("Text", exact=True).fill("It is half its price until the end of May.")
    page.get_by_label("Had", exact=True).select_option("Chemical peel")
    page.get_by_label("Had it from").fill("56")
    page.get_by_label("Had it up to").fill("84")
    page.get_by_label("And since then").select_option("not again")
    page.get_by_label("Held out").fill("0")


def test_an_offer_reaches_whoever_had_a_peel_in_those_weeks_and_nobody_else_learns_of_it(
    audiences: Offered, phone: Phone, world: Catalogue
) -> None:
    page = audiences.page
    inside, again, outside = world.patient(), world.patient("Ben Oz"), world.patient("Cy Fox")
    had_a_peel(world, inside, 10)
    had_a_peel(world, again, 10)
    had_a_peel(world, again, 2)
    fill(audiences)
    expect(audiences.phone()).to_contain_text(OFFER)
    audiences.click(page.get_by_role("button", name="Count them"))
    expect(page.get_by_text("1 patient belongs to it now.")).to_be_visible(timeout=SLOW)
    audiences.click(page.get_by_role("button", name="Save"))
    expect(audiences.done(f"Saved: {OFFER}.")).to_be_visible()
    (offer_id,) = world.ids("targeted_offers")
    assert re.fullmatch(r"[0-9a-f]{32}", offer_id)
    phone.sign_in(inside)
    open_screen(phone.page, "Offers")
    expect(phone.page.locator("offers-screen")).to_contain_text(OFFER, timeout=SLOW)
    for person in (again, outside):
        assert not world.may_read(person, f"targeted_offers/{offer_id}")
        assert world.ids(f"patients/{person.uid}/offers") == []
    page.get_by_role("button", name=f"Edit {OFFER}").click()
    page.get_by_role("button", name="What it did").click()
    expect(page.get_by_text("Too few patients to say anything.")).to_be_visible(timeout=SLOW)
    page.keyboard.press("Escape")
    audiences.choose(OFFER)
    page.get_by_role("button", name="Archive", exact=True).click()
    expect(phone.page.locator("offers-screen")).not_to_contain_text(OFFER, timeout=SLOW)


def test_days_without_a_service_are_told(audiences: Offered, world: Catalogue) -> None:
    page = audiences.page
    fill(audiences)
    page.get_by_label("Had", exact=True).select_option("any service or none")
    audiences.save()
    expect(page.get_by_text("Choose the service that they had, too.")).to_be_visible()
    page.get_by_label("Had", exact=True).select_option("Chemical peel")
    page.get_by_label("Had it up to").fill("7")
    audiences.save()
    expect(page.get_by_text("Give the fewer days first.")).to_be_visible()
    assert world.ids("targeted_offers") == []


def test_everybody_can_make_an_offer_to_an_audience(audiences: Offered) -> None:
    look = Look(audiences.page, "manager-audience")
    fill(audiences)
    look.at("a new offer")
    look.expect_large_targets("a new offer")
    assert "\n".join(look.found) == ""
