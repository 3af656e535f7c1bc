"""Appointments that patients ask for, answered at the desk by keyboard from a list that is live; and one's own week."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.conftest import Profile
from tests.web.looks import Look
from tests.web.pages import Desk
from tests.web.patient.screens import Listening, eventually, lose_answers
from tests.web.sheets import press, sheet
from tests.web.world import World

TOMORROW, LATER = (str((datetime.now(UTC) + timedelta(days=days)).date()) for days in (2, 9))


@pytest.fixture(autouse=True)
def _nobody_waits(world: World) -> Iterator[None]:
    """Each test finds only what its own patients ask for."""
    world.forget_appointments()
    yield
    world.forget_appointments()


def inbox(desk: Desk) -> Locator:
    """Press the key."""
    press(desk, "q")
    return sheet(desk, "Appointment requests")


def test_a_request_is_accepted_for_the_first_wish_by_two_keys(world: World, desk: Desk) -> None:
    asked = world.ask_for(world.patient("Greta Holm"), TOMORROW, LATER)
    desk.sign_in(world.staff())
    opener = desk.page.get_by_role("button", name="Appointment requests")
    expect(opener).to_contain_text("1 waits")
    waiting = inbox(desk)
    expect(waiting.locator("input:checked")).to_be_focused()
    expect(waiting.locator("label").first).to_contain_text(
        re.compile("Greta Holm · Hydrating facial.*Wishes for", re.DOTALL)
    )
    desk.enter()
    expect(waiting.get_by_role("status").first).to_contain_text("Greta Holm: accepted for")
    expect(waiting).to_contain_text("Nobody waits for an answer.")
    appointment = world.appointment(asked)
    when = datetime.fromisoformat(f"{TOMORROW}T10:00").replace(tzinfo=ZoneInfo("America/Los_Angeles"))
    assert (appointment["state"], appointment["visit_at"]) == ("accepted", when)


def test_another_time_is_proposed_though_the_answer_was_lost_and_a_request_is_declined(
    world: World, desk: Desk
) -> None:
    proposed = world.ask_for(world.patient("Hanna Vogt"), TOMORROW)
    desk.sign_in(world.staff())
    waiting = inbox(desk)
    expect(waiting.locator("input:checked")).to_be_focused()
    waiting.get_by_label("Date", exact=True).fill(LATER)
    waiting.get_by_label("Time", exact=True).fill("15:30")
    lost = lose_answers(desk.page, "answer_appointment")
    waiting.get_by_role("button", name="Propose this time").press("Enter")
    expect(waiting.get_by_role("alert")).to_contain_text("it is not known whether this was decided")
    desk.page.unroute("**/answer_appointment", lost)
    desk.enter()
    expect(waiting.get_by_role("status").first).to_contain_text("Hanna Vogt:")
    expect(waiting.locator("label").first).to_contain_text("waits for the patient")
    assert (world.appointment(proposed)["state"], len(world.appointment(proposed)["answers"])) == ("proposed", 1)
    waiting.locator("input:checked").focus()
    desk.read()
    press(desk, "Delete")
    expect(waiting.get_by_role("status").first).to_contain_text("Hanna Vogt: declined.")
    assert world.appointment(proposed)["state"] == "declined"


def test_everything_that_one_person_asks_for_is_declined_at_once_and_nobody_elses(world: World, desk: Desk) -> None:
    flooding, honest = world.patient("Flo Odd"), world.patient("Greta Holm")
    asked = [world.ask_for(flooding, TOMORROW) for _ in range(4)]
    other = world.ask_for(honest, TOMORROW)
    desk.sign_in(world.staff())
    waiting = inbox(desk)
    expect(waiting.locator("input:checked")).to_be_focused()
    expect(waiting.get_by_role("button", name="Decline all 4 of this person")).to_be_visible()
    desk.read()
    press(desk, "Shift+Delete")
    expect(waiting.get_by_role("status").first).to_contain_text("Flo Odd: 4 requests declined.")
    assert {world.appointment(one)["state"] for one in asked} == {"declined"}
    assert world.appointment(other)["state"] == "requested"
    expect(waiting.get_by_role("button", name="Decline all")).to_have_count(0)


def test_the_open_list_shows_a_new_request_by_itself(world: World, desk: Desk) -> None:
    desk.sign_in(world.staff())
    listening = Listening(desk.page)
    waiting = inbox(desk)
    expect(waiting).to_contain_text("Nobody waits for an answer.")
    eventually(desk.page, lambda: listening.paths)
    world.ask_for(world.patient("Ivo Brandt"), TOMORROW)
    expect(waiting.locator("label").first).to_contain_text("Ivo Brandt")
    expect(waiting.locator("input:checked")).to_be_focused()


def test_a_visit_that_is_over_cannot_be_accepted_and_it_is_said_why(world: World, desk: Desk) -> None:
    world.ask_for(world.patient("Jana Petrov"), "2020-01-01")
    desk.sign_in(world.staff())
    waiting = inbox(desk)
    expect(waiting.locator("input:checked")).to_be_focused()
    desk.enter()
    expect(waiting.get_by_role("alert")).to_contain_text("A visit is still to come")
    waiting.get_by_label("Date", exact=True).fill("")
    desk.enter()
    expect(waiting.get_by_role("alert")).to_contain_text("Type a date and a time that there is.")


def test_ones_own_week_is_told_where_anything_is_expected(world: World, desk: Desk) -> None:
    member = world.staff()
    world.expect_of(member, check_ins=20, enrolments=5)
    desk.sign_in(member)
    expect(desk.page.locator(".week")).to_have_text("This week: 0 of 20 check-ins · 0 of 5 enrolments")


def test_everybody_can_answer_requests(profile: Profile, world: World, hosting_url: str) -> None:
    page: Page = profile(reduced_motion="reduce").new_page()
    look, desk = Look(page, "desk-requests"), Desk(page, hosting_url)
    world.ask_for(
        world.patient("Konstantina Montgomery-Carvalho"), TOMORROW, LATER, service="Microneedling, face and neck"
    )
    world.ask_for(world.patient("Lu Ito"), LATER, service="Microneedling, face and neck")
    member = world.manager()
    world.expect_of(member, check_ins=20, enrolments=5, redemptions=10)
    desk.sign_in(member, "Calabasas")
    expect(page.locator(".week")).to_be_visible()
    expect(page.get_by_role("button", name="Appointment requests")).to_contain_text("2 wait")
    look.at("1-ready")
    look.expect_large_targets("1-ready")
    inbox(desk)
    expect(page.locator("requests-sheet input:checked")).to_be_focused()
    look.at("2-list")
    look.expect_large_targets("2-list")
    page.get_by_label("Date", exact=True).fill("2020-01-01")
    desk.enter()
    expect(page.get_by_role("alert")).to_be_visible()
    look.at("3-refused")
    assert look.found == []
