"""The gallery on the patient's page: compared by pointer and keys, and shown only while the consent lasts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.catalogue import EVEN_TONE, SUN_MARKS, TEXTURE, Catalogue
from tests.web.pages import Phone
from tests.web.patient.screens import open_screen
from tests.web.world import Person

# How far from the left the second image begins, in hundredths, and whether both images fill the same box.
CUT = """(stage) => {
  const [box, ...images] = [stage, ...stage.querySelectorAll("img")].map((each) => each.getBoundingClientRect());
  const edge = stage.querySelector(".edge").getBoundingClientRect();
  const same = images.every(({ width, height }) => width === box.width && height === box.height);
  return { same, loaded: [...stage.querySelectorAll("img")].every((each) => each.naturalWidth > 0),
           at: Math.round(100 * (edge.x + edge.width / 2 - box.x) / box.width) };
}"""

IS_THERE = """(url) => new Promise((told) => Object.assign(new Image(),
  { onload: () => told(url.startsWith("blob:")), onerror: () => told(false), src: url }))"""


@pytest.fixture(scope="session")
def world(stack_project: str, auth_host: str, functions_host: str) -> Iterator[Catalogue]:
    """A clinic with a catalogue, of these tests' own."""
    made = Catalogue(stack_project, auth_host, functions_host)
    yield made
    made.close()


@pytest.fixture(autouse=True)
def hung(world: Catalogue) -> None:
    """Three pairs, each with a consent that lasts."""
    world.hang_gallery()


def pairs(page: Page) -> Locator:
    """The pairs that are on the screen."""
    return page.locator("before-after figure")


def test_before_and_after_are_compared_by_procedure_with_keys(phone: Phone, patient: Person) -> None:
    page = phone.page
    phone.sign_in(patient)
    open_screen(page, "Gallery")
    headings = page.locator("gallery-screen section h2")
    expect(headings).to_have_text(["Photofacial", "Chemical peel", "Microneedling"])
    slider = page.get_by_role("slider", name="Sun marks, three photofacials: from before to after")
    expect(page.get_by_role("img", name="Drawing of a cheek with many small brown marks")).to_be_visible()
    stage = page.locator("before-after .stage").first
    expect(slider).to_have_attribute("aria-valuetext", "50% after")
    assert stage.evaluate(CUT) == {"same": True, "loaded": True, "at": 50}
    slider.press("Home")
    expect(slider).to_have_attribute("aria-valuetext", "100% after")
    assert stage.evaluate(CUT)["at"] < 15
    slider.press("End")
    expect(slider).to_have_attribute("aria-valuetext", "0% after")
    assert stage.evaluate(CUT)["at"] > 85


def test_a_pair_is_compared_by_pointer(phone: Phone, patient: Person) -> None:
    page = phone.page
    phone.sign_in(patient)
    open_screen(page, "Gallery")
    slider = page.get_by_role("slider").first
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] * 0.75, box["y"] + box["height"] / 3)
    at = page.locator("before-after .stage").first.evaluate(CUT)["at"]
    assert abs(at - 75) <= 2


def test_a_withdrawn_consent_takes_the_pair_off_the_screen_and_its_images_are_refused(
    phone: Phone, world: Catalogue, patient: Person
) -> None:
    page = phone.page
    phone.sign_in(patient)
    open_screen(page, "Gallery")
    expect(pairs(page)).to_have_count(3)
    shown = page.locator("before-after img").first.get_attribute("src")
    assert shown
    assert page.evaluate(IS_THERE, shown)
    image = f"gallery/{SUN_MARKS}/images/before"
    assert world.may_read(patient, image)
    world.withdraw_consent(SUN_MARKS)
    expect(pairs(page)).to_have_count(2)
    assert not world.may_read(patient, image)
    assert not world.may_read(patient, f"gallery/{SUN_MARKS}")
    assert not page.evaluate(IS_THERE, shown)
    for pair_id in (EVEN_TONE, TEXTURE):
        world.withdraw_consent(pair_id)
    expect(page.get_by_role("heading", name="No pictures at present")).to_be_visible()


def test_a_consent_that_is_over_or_put_away_shows_nothing(phone: Phone, world: Catalogue, patient: Person) -> None:
    today = datetime.now(UTC).date()
    world.change(f"gallery/{SUN_MARKS}", consent_until_on=today.isoformat())
    world.change(f"gallery/{EVEN_TONE}", consent_until_on=(today + timedelta(days=3)).isoformat())
    world.change(f"gallery/{TEXTURE}", active=False)
    phone.sign_in(patient)
    open_screen(phone.page, "Gallery")
    expect(pairs(phone.page)).to_have_count(1)
    expect(pairs(phone.page)).to_contain_text("Uneven tone, two peels")
    for pair_id in (SUN_MARKS, TEXTURE):
        assert not world.may_read(patient, f"gallery/{pair_id}/images/after")


def test_a_pair_whose_images_are_missing_says_so_in_its_place(phone: Phone, world: Catalogue, patient: Person) -> None:
    world.remove(f"gallery/{EVEN_TONE}/images/after")
    phone.sign_in(patient)
    open_screen(phone.page, "Gallery")
    phone.page.locator("before-after").nth(1).scroll_into_view_if_needed()
    expect(phone.page.locator("before-after").nth(1)).to_have_text(re.compile("This pair cannot be shown now"))
