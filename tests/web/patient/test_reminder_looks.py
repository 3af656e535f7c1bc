"""The looks of points that end, and of their reminders: in every urgency and state, light and dark, narrow and wide."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from tests.web.conftest import Profile
from tests.web.looks import Look
from tests.web.pages import Phone, go_offline
from tests.web.patient.reminding import HOSTS, Messaging, turn
from tests.web.patient.screens import open_screen
from tests.web.world import World


def test_everybody_can_tell_how_soon_points_end(profile: Profile, world: World, hosting_url: str) -> None:
    page = profile(reduced_motion="reduce").new_page()
    look = Look(page, "countdown")
    patient = world.patient()
    today = datetime.now(UTC).astimezone(ZoneInfo("America/Los_Angeles")).date()
    world.give_lot(patient, 1950, today + timedelta(days=160))
    phone = Phone(page, hosting_url)
    phone.sign_in(patient)
    card = page.locator("expiring-card section")
    expect(page.locator("lot-list li")).to_have_attribute("data-urgency", "calm")
    look.at("1-calm")
    for number, (days, urgency) in enumerate(((20, "notice"), (6, "urgent"), (0, "urgent"), (-1, "courtesy")), 2):
        world.give_lot(patient, 1950, today + timedelta(days=days), grace_days=3)
        expect(card).to_have_attribute("data-urgency", urgency)
        if days == 0:
            expect(card).to_contain_text("Today is the last day")
        look.at(f"{number}-{urgency}-{days}")
    assert look.found == []


def test_everybody_can_decide_about_reminders(profile: Profile, world: World, hosting_url: str) -> None:
    context = profile(reduced_motion="reduce", played=HOSTS)
    context.grant_permissions(["notifications"], origin=hosting_url)
    Messaging(context, world)
    page = context.new_page()
    look = Look(page, "reminders")
    Phone(page, hosting_url).sign_in(world.patient())
    open_screen(page, "Reminders")
    expect(page.get_by_text("Reminders are off")).to_be_visible()
    look.at("1-off")
    look.expect_large_targets("1-off")
    turn(page, "Reminders on this phone", on=True)
    look.at("2-on")
    look.expect_large_targets("2-on")
    go_offline(page)
    expect(page.get_by_text("Reminders can be changed when the network is back")).to_be_visible()
    look.at("3-offline")
    assert look.found == []


def test_everybody_can_read_why_reminders_do_not_come(profile: Profile, world: World, hosting_url: str) -> None:
    context = profile(reduced_motion="reduce")
    page = context.new_page()
    look = Look(page, "reminders")
    Phone(page, hosting_url).sign_in(world.patient())
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.evaluate("() => navigator.serviceWorker.register('/sw.js?newer').then(() => true)")
    expect(page.get_by_role("button", name="Reload")).to_be_visible()
    look.at("4-new-version")
    look.expect_large_targets("4-new-version")
    open_screen(page, "Reminders")
    expect(page.get_by_text("Reminders are not set up")).to_be_visible()
    look.at("5-not-set-up")
    assert look.found == []
