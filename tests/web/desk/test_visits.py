"""Accepted visits are moved and canceled at the desk, by keyboard: everybody's, or the patient's who is there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.conftest import Profile
from tests.web.looks import Look
from tests.web.pages import Desk
from tests.web.patient.screens import lose_answers
from tests.web.sheets import Arrive, press, sheet
from tests.web.world import World

PLACE = ZoneInfo("America/Los_Angeles")
TITLE = "Coming visits"


def in_days(days: int, hour: int = 10) -> datetime:
    """So many days from today, at an hour of the clinic's clock."""
    day = datetime.now(UTC).astimezone(PLACE).date() + timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, tzinfo=PLACE)


def on(instant: datetime) -> str:
    """The date as a sentence says it."""
    return f"{instant.strftime('%B')} {instant.day}, {instant.year}"


@pytest.fixture(autouse=True)
def _nobody_comes(world: World) -> Iterator[None]:
    """Each test finds only its own visits, and visits hold points for three days."""
    world.forget_appointments()
    world.hold_points(3)
    yield
    world.forget_appointments()
    world.hold_points(None)


def coming(desk: Desk, visits: int) -> Locator:
    """Open the sheet, which lists so many visits and has chosen none."""
    press(desk, "v")
    found = sheet(desk, TITLE)
    expect(found.get_by_role("radio")).to_have_count(visits)
    if visits:
        expect(found.get_by_role("radio").first).to_be_focused()
    expect(found.locator("input:checked")).to_have_count(0)
    return found


def test_a_visit_moves_with_the_last_day_of_points_though_the_answer_was_lost(
    world: World, desk: Desk, sent: list[dict[str, Any]]
) -> None:
    patient = world.patient("Greta Holm")
    world.buy(patient, cash=45_000)
    appointment = world.accept(patient, in_days(200))
    world.accept(world.patient("Lu Ito"), in_days(201))
    desk.sign_in(world.staff())
    found = coming(desk, 2)
    desk.enter()
    expect(found.get_by_role("alert")).to_contain_text("Choose the visit.")
    press(desk, "ArrowDown")
    chosen = found.locator("label", has=desk.page.locator("input:checked"))
    expect(chosen).to_contain_text("Greta Holm · Hydrating facial")
    desk.enter()
    expect(found.get_by_role("alert")).to_contain_text("The visit is at this time already.")
    assert sent == []
    later = in_days(240, 15)
    found.get_by_label("Date", exact=True).fill(str(later.date()))
    found.get_by_label("Time", exact=True).fill("15:00")
    until = on(later + timedelta(days=3))
    expect(found.get_by_role("status").last).to_contain_text(f"points are kept until {until}, 3 days after it")
    lost = lose_answers(desk.page, "change_appointment")
    desk.enter()
    expect(found.get_by_role("alert")).to_contain_text("it is not known whether the visit changed")
    desk.page.unroute("**/change_appointment", lost)
    desk.enter()
    expect(found.get_by_role("status").first).to_contain_text("Greta Holm: moved to")
    expect(found.get_by_role("status").first).to_contain_text(f"4,500 points are kept until {until}.")
    assert len({body["request_id"] for body in sent}) == 1
    moved = world.appointment(appointment)
    assert (moved["state"], moved["visit_at"]) == ("accepted", later)
    expect(found.get_by_role("radio").last).to_be_checked()


def test_the_visit_of_the_patient_who_is_there_is_canceled_for_a_reason_that_the_patient_reads(
    arrive: Arrive, world: World, desk: Desk
) -> None:
    patient = arrive()
    world.buy(patient, cash=45_000)
    appointment = world.accept(patient, in_days(200))
    world.accept(world.patient("Lu Ito"), in_days(201))
    desk.type("85")
    found = coming(desk, 1)
    press(desk, "ArrowDown", "Delete")
    expect(found.get_by_role("status").last).to_contain_text("Points that the visit kept end on their own last day")
    expect(found.get_by_label("Reason")).to_be_focused()
    desk.read()
    desk.enter()
    expect(found.get_by_role("alert")).to_contain_text("Type the reason.")
    desk.type("Dr. Lee is ill.")
    desk.enter()
    said = found.get_by_role("status").first
    expect(said).to_contain_text(f"{patient.name}: canceled. 4,500 points have their own last day again,")
    expect(found).to_contain_text("No accepted visit is to come.")
    cancelled = world.appointment(appointment)
    assert (cancelled["state"], cancelled["answers"][-1]["text"]) == ("cancelled", "Dr. Lee is ill.")
    press(desk, "Escape")
    expect(desk.page.get_by_role("dialog")).to_have_count(0)
    expect(desk.amount).to_be_focused()
    expect(desk.amount).to_have_value("85")


def test_a_time_that_there_is_not_and_one_that_is_over_are_refused(world: World, desk: Desk) -> None:
    world.accept(world.patient("Jana Petrov"), in_days(9))
    desk.sign_in(world.staff())
    found = coming(desk, 1)
    press(desk, "ArrowDown")
    found.get_by_label("Date", exact=True).fill("")
    desk.enter()
    expect(found.get_by_role("alert")).to_contain_text("Type a date and a time that there is.")
    found.get_by_label("Date", exact=True).fill("2020-01-01")
    desk.enter()
    expect(found.get_by_role("alert")).to_contain_text("A visit is still to come")
    found.get_by_role("radio").focus()
    desk.read()
    press(desk, "Delete")
    expect(found.get_by_label("Reason")).to_be_focused()
    desk.read()
    desk.click(found.get_by_role("button", name="Back"))
    expect(found.get_by_label("Date", exact=True)).to_be_focused()


def test_a_scan_takes_the_list_away_and_opens_the_patient(arrive: Arrive, world: World, desk: Desk) -> None:
    world.accept(arrive(), in_days(9))
    coming(desk, 1)
    desk.scan_by_keys(world.code(world.patient("Elise Roy")))
    desk.expect_patient("Elise Roy")
    expect(desk.page.get_by_role("dialog")).to_have_count(0)
    coming(desk, 0)


def test_everybody_can_move_and_cancel_visits(profile: Profile, world: World, hosting_url: str) -> None:
    page: Page = profile(reduced_motion="reduce").new_page()
    look, desk = Look(page, "desk-visits"), Desk(page, hosting_url)
    for days, name in ((9, "Konstantina Montgomery-Carvalho"), (10, "Lu Ito"), (12, "Valeria Montgomery-Carvalho")):
        world.accept(world.patient(name), in_days(days), service="Microneedling, face and neck")
    desk.sign_in(world.staff())
    coming(desk, 3)
    look.at("1-nothing-chosen")
    look.expect_large_targets("1-nothing-chosen")
    press(desk, "ArrowDown")
    page.get_by_label("Date", exact=True).fill("2020-01-01")
    desk.enter()
    expect(page.get_by_role("alert")).to_be_visible()
    look.at("2-move-refused")
    look.expect_large_targets("2-move-refused")
    page.locator("input:checked").focus()
    desk.read()
    press(desk, "Delete")
    desk.read()
    desk.enter()
    expect(page.get_by_role("alert")).to_contain_text("Type the reason.")
    look.at("3-cancel")
    look.expect_large_targets("3-cancel")
    desk.type("Dr. Lee is ill.")
    desk.enter()
    expect(page.locator("visits-sheet .done")).to_contain_text("canceled.")
    expect(page.get_by_role("radio")).to_have_count(2)
    look.at("4-canceled")
    assert look.found == []
