"""Reminders on a phone: allowed on a tap alone, honest about how they stand, and gone when they are switched off."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.web.conftest import Profile
from tests.web.pages import Phone
from tests.web.patient.reminding import HOSTS, Messaging, turn
from tests.web.patient.screens import Listening, eventually, open_screen
from tests.web.world import Person, World

ON_THIS_PHONE = "Reminders on this phone"


@pytest.fixture
def context(profile: Profile, hosting_url: str) -> BrowserContext:
    """A phone whose owner says yes when the browser asks."""
    made = profile(viewport={"width": 390, "height": 844}, played=HOSTS)
    made.grant_permissions(["notifications"], origin=hosting_url)
    return made


@pytest.fixture
def messaging(context: BrowserContext, world: World) -> Messaging:
    """Firebase Cloud Messaging, for that phone."""
    return Messaging(context, world)


@pytest.fixture
def page(context: BrowserContext, messaging: Messaging, patient: Person, hosting_url: str) -> Page:
    """The patient's page on that phone, signed in."""
    assert messaging
    page = context.new_page()
    Phone(page, hosting_url).sign_in(patient)
    return page


def _tokens(world: World, patient: Person) -> list[str]:
    return [str(device["token"]) for device in world.devices(patient).values()]


def test_allowing_reminders_writes_this_phone_and_the_yes(page: Page, world: World, patient: Person) -> None:
    listening = Listening(page)
    open_screen(page, "Reminders")
    expect(page.get_by_text("Your browser asks for your permission next.")).to_be_visible()
    assert world.preferences(patient) is None
    turn(page, ON_THIS_PHONE, on=True)
    expect(page.get_by_text("28 days before points end")).to_be_visible()
    ((device_id, device),) = world.devices(patient).items()
    assert (device["token"], device["platform"]) == ("the-first-token", "web")
    assert device_id in page.evaluate("Object.entries(localStorage).find(([key]) => key.startsWith('device:'))[1]")
    said = world.preferences(patient) or {}
    assert (said["push"], said["nudge"], said["urge"], said["locale"]) == (True, True, True, "en")
    eventually(page, lambda: listening.below(world.clinic_id) == {"rules/reminders"})


def test_each_kind_of_reminder_can_be_declined_by_itself(page: Page, world: World, patient: Person) -> None:
    open_screen(page, "Reminders")
    turn(page, ON_THIS_PHONE, on=True)
    turn(page, "First reminder", on=False)
    said = world.preferences(patient) or {}
    assert (said["push"], said["nudge"], said["urge"]) == (True, False, True)
    turn(page, "Last reminder", on=False)
    turn(page, "First reminder", on=True)
    page.reload()
    expect(page.get_by_role("switch", name="First reminder")).to_have_attribute("aria-checked", "true")
    expect(page.get_by_role("switch", name="Last reminder")).to_have_attribute("aria-checked", "false")


def test_news_of_offers_asks_for_a_yes_of_its_own_and_a_no_is_written_at_once(
    page: Page, world: World, patient: Person
) -> None:
    open_screen(page, "Reminders")
    turn(page, ON_THIS_PHONE, on=True)
    expect(page.get_by_role("switch", name="News of offers")).to_have_attribute("aria-checked", "false")
    assert (world.preferences(patient) or {}).get("offers", False) is False
    turn(page, "News of offers", on=True)
    assert (world.preferences(patient) or {})["offers"] is True
    turn(page, "First reminder", on=False)
    assert (world.preferences(patient) or {})["offers"] is True
    turn(page, "News of offers", on=False)
    assert (world.preferences(patient) or {})["offers"] is False


def test_switching_reminders_off_removes_this_phone(
    page: Page, world: World, patient: Person, messaging: Messaging
) -> None:
    open_screen(page, "Reminders")
    turn(page, ON_THIS_PHONE, on=True)
    turn(page, ON_THIS_PHONE, on=False)
    expect(page.get_by_text("Reminders are off")).to_be_visible()
    assert world.devices(patient) == {}
    assert (world.preferences(patient) or {})["push"] is False
    eventually(page, lambda: messaging.dropped == ["the-first-token"])


def test_signing_out_leaves_nobodys_reminders_on_the_phone(page: Page, world: World, patient: Person) -> None:
    open_screen(page, "Reminders")
    turn(page, ON_THIS_PHONE, on=True)
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()
    assert world.devices(patient) == {}


def test_a_start_writes_the_phones_address_only_where_it_is_another(
    page: Page, world: World, patient: Person, messaging: Messaging
) -> None:
    open_screen(page, "Reminders")
    turn(page, ON_THIS_PHONE, on=True)
    (before,) = world.devices(patient).items()
    page.reload()
    expect(page.get_by_role("switch", name=ON_THIS_PHONE)).to_have_attribute("aria-checked", "true")
    page.wait_for_timeout(1_000)
    assert list(world.devices(patient).items()) == [before]
    messaging.token = "the-second-token"
    page.evaluate("indexedDB.deleteDatabase('firebase-messaging-database')")
    page.reload()
    eventually(page, lambda: _tokens(world, patient) == ["the-second-token"])
    assert list(world.devices(patient)) == [before[0]]


def test_a_browser_that_was_told_no_is_said_to_block_them(
    page: Page, context: BrowserContext, world: World, patient: Person
) -> None:
    context.add_init_script(
        "Object.defineProperty(Notification, 'permission', { get: () => 'denied' });"
        "Notification.requestPermission = async () => 'denied';"
    )
    page.reload()
    open_screen(page, "Reminders")
    expect(page.get_by_text("Your browser blocks them")).to_be_visible()
    expect(page.get_by_role("switch")).to_have_count(0)
    assert world.devices(patient) == {}


def test_without_a_key_of_the_clinic_reminders_are_not_set_up(phone: Phone, patient: Person) -> None:
    phone.sign_in(patient)
    open_screen(phone.page, "Reminders")
    expect(phone.page.get_by_text("Reminders are not set up")).to_be_visible()
    expect(phone.page.get_by_role("switch")).to_have_count(0)
