"""A desk that nobody touches covers itself, forgets who was there, and opens again to the password."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import Profile
from tests.web.looks import Look
from tests.web.pages import Desk, shown
from tests.web.sheets import press
from tests.web.world import PASSWORD, Person, World


@pytest.fixture
def slow(profile: Profile) -> Page:
    """A page whose clock a test moves on."""
    page: Page = profile(viewport={"width": 1280, "height": 800}, reduced_motion="reduce").new_page()
    page.clock.install()
    return page


def arrive(world: World, desk: Desk, patient: Person, staff: Person | None = None) -> None:
    """Somebody signs in, and a patient is there."""
    desk.sign_in(staff or world.staff())
    desk.scan(world.code(patient))
    desk.expect_patient(patient.name)


def wait(page: Page, minutes: str) -> None:
    """Nobody touches the page for so long."""
    page.clock.fast_forward(minutes)


def unlock(page: Page, password: str = PASSWORD) -> None:
    """Type the password where the caret is."""
    expect(page.get_by_label("Password")).to_be_focused()
    page.keyboard.type(password, delay=60)
    page.keyboard.press("Enter")


def test_an_untouched_desk_is_covered_forgets_the_patient_and_opens_to_the_password(
    world: World, slow: Page, hosting_url: str
) -> None:
    desk = Desk(slow, hosting_url)
    arrive(world, desk, world.patient("Odile Brandt"))
    wait(slow, "09:50")
    press(desk, "5")
    wait(slow, "09:50")
    expect(slow.get_by_role("heading", name="Odile Brandt")).to_be_visible()
    wait(slow, "00:20")
    expect(slow.get_by_role("heading", name="Locked")).to_be_visible()
    assert "Odile" not in shown(slow)
    slow.keyboard.press("Escape")
    slow.keyboard.press("Escape")
    unlock(slow, "something else")
    expect(slow.get_by_role("alert")).to_have_text("E-mail and password do not match.")
    slow.keyboard.press("Control+a")
    unlock(slow)
    expect(slow.get_by_role("heading", name="Locked")).to_have_count(0)
    expect(slow.get_by_role("heading", name="Ready to scan")).to_be_visible()
    desk.scan(world.code(world.patient("Pia Roth")))
    desk.expect_patient("Pia Roth")


def test_a_covered_desk_takes_no_scan_and_is_not_uncovered_by_loading_it_again(
    world: World, slow: Page, hosting_url: str
) -> None:
    desk = Desk(slow, hosting_url)
    desk.sign_in(world.staff())
    wait(slow, "10:10")
    expect(slow.get_by_role("heading", name="Locked")).to_be_visible()
    desk.scan_at_once(world.code(world.patient("Quirin Maas")))
    slow.wait_for_timeout(300)
    assert "Quirin" not in shown(slow)
    slow.reload()
    expect(slow.get_by_label("E-mail")).to_be_visible()


def test_what_is_not_known_yet_stays_under_the_cover(world: World, slow: Page, hosting_url: str) -> None:
    desk, patient = Desk(slow, hosting_url), world.patient("Ragna Thiel")
    arrive(world, desk, patient)
    slow.route(re.compile("/(record_purchase|get_receipt)$"), lambda route: route.abort())
    desk.type("45")
    desk.enter()
    slow.clock.run_for(5_000)
    expect(slow.get_by_role("alert")).to_contain_text("it is not known whether this was credited")
    wait(slow, "10:10")
    expect(slow.get_by_role("heading", name="Locked")).to_be_visible()
    expect(slow.get_by_text("What is on its way stays")).to_be_visible()
    expect(slow.get_by_role("dialog").get_by_role("button", name="Sign out")).to_have_count(0)
    slow.unroute_all()
    unlock(slow)
    desk.click(slow.get_by_role("button", name="Ask again"))
    desk.expect_credited("450")


def test_a_colleague_signs_in_instead(world: World, slow: Page, hosting_url: str) -> None:
    look, desk = Look(slow, "desk-lock"), Desk(slow, hosting_url)
    desk.sign_in(world.staff())
    wait(slow, "10:10")
    expect(slow.get_by_role("heading", name="Locked")).to_be_visible()
    look.at("1-locked")
    look.expect_large_targets("1-locked")
    desk.click(slow.get_by_role("dialog").get_by_role("button", name="Sign out"))
    expect(slow.get_by_label("E-mail")).to_be_visible()
    desk.sign_in(world.staff())
    assert look.found == []
