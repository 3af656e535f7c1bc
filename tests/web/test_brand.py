"""The clinic's brand on the patient's page: its mark, colours, type and voice, and when they change."""

from __future__ import annotations

import base64
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import Profile
from tests.web.looks import Look
from tests.web.pages import Phone
from tests.web.world import BRAND, Person, World

MARK = base64.b64encode(
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="4"/></svg>'
).decode()
OTHER = {
    "primary": "#5B3A8C",
    "tagline": "Quietly radiant.",
    "logo": f"data:image/svg+xml;base64,{MARK}",
    "typeface": "modern",
    "voice": "warm",
}
LOOKED_AT_AGAIN = "document.dispatchEvent(new Event('visibilitychange'))"


def set_brand(world: World, **changes: object) -> None:
    """The owner changes how the clinic looks and sounds; without a change it is as the tests know it."""
    world._clinic().update({"brand": {**BRAND, **changes}})


@pytest.fixture
def rebranded(world: World) -> Iterator[World]:
    """A clinic whose brand is as it was when the test is over."""
    yield world
    set_brand(world)


@pytest.fixture
def page(profile: Profile) -> Page:
    """The page of somebody who wants no motion."""
    return profile(reduced_motion="reduce").new_page()


def worn(page: Page) -> tuple[str, str]:
    """The colour of what is tapped, and the type of the headings, as the browser draws them."""
    colour, family = page.evaluate(
        """() => {
          const root = document.querySelector("patient-home").shadowRoot;
          const drawn = (selector) => getComputedStyle(root.querySelector(selector));
          return [drawn(".show").backgroundColor, drawn(".clinic").fontFamily];
        }"""
    )
    return str(colour), str(family)


def test_a_brand_that_has_changed_is_worn_when_the_page_is_looked_at_again(
    page: Page, rebranded: World, patient: Person, hosting_url: str
) -> None:
    Phone(page, hosting_url).sign_in(patient)
    expect(page.get_by_text("Skin, unhurried.")).to_be_visible()
    expect(page.get_by_role("heading", name="No points yet")).to_be_visible()
    expect(page.locator(".logo")).to_have_count(0)
    colour, family = worn(page)
    assert (colour, family.split(",")[0]) == ("rgb(31, 77, 74)", '"Instrument Serif"')

    set_brand(rebranded, **OTHER)
    page.evaluate(LOOKED_AT_AGAIN)
    expect(page.get_by_text("Quietly radiant.")).to_be_visible()
    expect(page.get_by_role("heading", name="Your points begin here")).to_be_visible()
    expect(page.locator(".logo")).to_be_visible()
    colour, family = worn(page)
    assert (colour, family.split(",")[0]) == ("rgb(91, 58, 140)", '"Instrument Sans Variable"')

    set_brand(rebranded)
    page.evaluate(LOOKED_AT_AGAIN)
    expect(page.locator(".logo")).to_have_count(0)
    assert worn(page)[0] == "rgb(31, 77, 74)"


def test_everybody_can_read_a_page_in_a_brand_that_is_hard_to_read(
    page: Page, rebranded: World, patient: Person, hosting_url: str
) -> None:
    set_brand(rebranded, **{**OTHER, "primary": "#FFE600", "typeface": "classic", "voice": "brief"})
    look = Look(page, "brand")
    Phone(page, hosting_url).sign_in(patient)
    expect(page.get_by_role("heading", name="No points", exact=True)).to_be_visible()
    look.at("1-home")
    page.reload()
    expect(page.get_by_role("heading", name="No points", exact=True)).to_be_visible()
    look.at("2-from-what-is-kept")
    assert look.found == []
