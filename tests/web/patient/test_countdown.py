"""The countdown on the phone: right at the clinic's own midnights, without a reload and across a change of clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from loyalty.domain.calendar import first_instant_after
from tests.web.conftest import Profile
from tests.web.pages import Phone, go_offline
from tests.web.world import World

LAST_DAY = date(2027, 3, 19)
MARGIN = timedelta(seconds=30)  # a busy machine looks at the page so long before and after a midnight


@pytest.fixture
def page(profile: Profile) -> Page:
    """A phone in another time zone than the clinic's, in Los Angeles."""
    return profile(viewport={"width": 390, "height": 844}, timezone_id="Asia/Tokyo").new_page()


def _midnight(day: date) -> datetime:
    """The instant at which a day begins in the clinic."""
    return first_instant_after(day - timedelta(days=1), ZoneInfo("America/Los_Angeles"))


def _leave_it_alone(page: Page) -> None:
    """Without a network: what the page says from here on it knows from the account that it has."""
    go_offline(page)
    expect(page.locator("offline-note")).to_contain_text("You are offline")


def _go_to(page: Page, instant: datetime) -> None:
    """Let time pass until then; the page's clock runs on meanwhile."""
    page.clock.fast_forward(round(instant.timestamp() * 1000 - page.evaluate("Date.now()")))


def test_the_card_turns_at_the_clinics_midnights_without_a_reload(page: Page, world: World, hosting_url: str) -> None:
    patient = world.patient()
    world.give_lot(patient, 1950, LAST_DAY, grace_days=2)
    page.clock.install(time=_midnight(date(2027, 2, 18)))
    Phone(page, hosting_url).sign_in(patient)
    row, card = page.locator("lot-list li"), page.locator("expiring-card section")
    expect(row).to_contain_text("29 days · until March 19, 2027")
    expect(row).to_have_attribute("data-urgency", "calm")
    expect(card).to_have_count(0)
    _leave_it_alone(page)
    turns = (
        (date(2027, 2, 19), "calm", "notice", "28 days", "until Friday, March 19"),
        (date(2027, 3, 12), "notice", "urgent", "7 days", "until Friday, March 19"),
        (date(2027, 3, 19), "urgent", "urgent", "Today is the last day", ""),
        (date(2027, 3, 20), "urgent", "courtesy", "Courtesy until Sunday, March 21", ""),
    )
    for day, was, becomes, left, until in turns:
        _go_to(page, _midnight(day) - MARGIN)
        expect(row).to_have_attribute("data-urgency", was)
        _go_to(page, _midnight(day))
        expect(card).to_have_attribute("data-urgency", becomes)
        expect(card.locator(".left")).to_have_text(left)
        expect(card.locator(".until")).to_have_text([until] if until else [])
        expect(card).to_contain_text("1,950 points")
        expect(row).to_have_attribute("data-urgency", becomes)
    _go_to(page, _midnight(date(2027, 3, 22)) - MARGIN)
    expect(row).to_have_count(1)
    _go_to(page, _midnight(date(2027, 3, 22)))
    expect(row).to_have_count(0)
    expect(card).to_have_count(0)
    expect(page.locator("points-figure .unseen")).to_have_text("0")


def test_a_page_that_is_looked_at_again_is_right_at_once(page: Page, world: World, hosting_url: str) -> None:
    patient = world.patient()
    world.give_lot(patient, 300, LAST_DAY)
    page.clock.install(time=datetime(2027, 3, 11, 20, tzinfo=UTC))
    Phone(page, hosting_url).sign_in(patient)
    card = page.locator("expiring-card .left")
    expect(card).to_have_text("8 days")
    _leave_it_alone(page)
    page.clock.pause_at(datetime(2027, 3, 11, 21, tzinfo=UTC))
    page.clock.set_system_time(datetime(2027, 3, 16, 20, tzinfo=UTC))  # as after a sleep: no timer has run
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(card).to_have_text("3 days")
