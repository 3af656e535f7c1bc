"""The desk adjusts points, and managers decide on what waits for a second person; all by keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.web.pages import Desk
from tests.web.patient.screens import lose_answers
from tests.web.sheets import Arrive, expect_done, press, sheet
from tests.web.world import World


@pytest.fixture(autouse=True)
def _nothing_waits(world: World) -> Iterator[None]:
    """Each test finds only the adjustments it asked for."""
    yield
    world.forget_adjustments()


def test_the_desk_gives_points_for_one_of_the_clinics_reasons(
    arrive: Arrive, world: World, desk: Desk, sent: list[dict[str, Any]]
) -> None:
    patient = arrive()
    adjust(desk, "150", "As agreed.", reason="co", note="by Dr. Lee")
    expect_done(desk, "150 points given: As agreed")
    assert world.points(patient) == 150
    assert (sent[0]["reason"], sent[0]["private_note"]) == ("correction", "by Dr. Lee")
    press(desk, "a")
    for typed, told in (
        ("", "Type points as a whole number, like 500 or -500."),
        ("-151", "150 points can be used, not 151."),
        ("-50", "Type what the patient will read."),
    ):
        desk.type(typed)
        desk.enter()
        expect(sheet(desk, "Adjust points").get_by_role("alert")).to_contain_text(told)
        press(desk, "Control+a")
    assert len(sent) == 1


def test_who_would_adjust_more_than_their_day_allows_is_told_the_numbers(
    arrive: Arrive, world: World, desk: Desk
) -> None:
    patient = arrive()
    adjust(desk, "1000", "Thanks.")
    expect_done(desk, "1,000 points given: Thanks")
    adjust(desk, "2500", "More.")
    told = "You may adjust 3,000 points a day, and have adjusted 1,000: 2,500 more is too many."
    expect(sheet(desk, "Adjust points").get_by_role("alert")).to_contain_text(told)
    assert world.points(patient) == 1_000


def test_many_points_wait_though_the_answer_was_lost_and_who_asked_sees_them_wait(
    arrive: Arrive, world: World, desk: Desk, sent: list[dict[str, Any]]
) -> None:
    patient = arrive()
    lost = lose_answers(desk.page, "adjust_points")
    adjust(desk, "1500", "As agreed.", note="by Dr. Lee")
    expect(sheet(desk, "Adjust points").get_by_role("alert")).to_contain_text(
        "it is not known whether this was adjusted"
    )
    desk.page.unroute("**/adjust_points", lost)
    desk.enter()
    expect_done(desk, "Asked for. 1,500 points given, once a second person approves.")
    assert len({body["request_id"] for body in sent}) == 1
    assert world.points(patient) == 0
    press(desk, "Escape", "a")
    waiting = sheet(desk, "Adjustments that wait")
    expect(waiting).to_contain_text("You asked for these. A manager decides.")
    expect(waiting.get_by_role("radio")).to_have_count(1)
    expect(waiting).to_contain_text(re.compile(r"\+1,500.*As agreed.*by Dr. Lee.*Asked for by you", re.DOTALL))
    expect(waiting.get_by_role("button", name=re.compile("Approve|Decline"))).to_have_count(0)


def test_a_manager_decides_on_what_others_asked_for_and_never_on_their_own(
    world: World, desk: Desk, sent: list[dict[str, Any]]
) -> None:
    ana, beatrice, cleo = world.patient(), world.patient("Beatrice Lowell"), world.patient("Cleo Marsh")
    manager, other = world.staff(role="manager"), world.staff(role="manager")
    world.adjust(manager, ana, 1_100, "My own idea.")
    world.adjust(other, beatrice, 1_200, "As agreed.", "twice a customer of the year")
    world.adjust(other, cleo, 1_300, "By mistake.")
    desk.sign_in(manager)
    press(desk, "a")
    waiting = sheet(desk, "Adjustments that wait")
    expect(waiting.get_by_role("radio")).to_have_count(3)
    expect(row(waiting, "Beatrice Lowell")).to_contain_text(
        re.compile(r"\+1,200.*Goodwill.*As agreed.*twice a customer of the year.*Asked for by Maya Chen", re.DOTALL)
    )
    expect(waiting.locator("input:checked")).to_be_focused()
    desk.enter()
    expect(waiting.get_by_role("alert")).to_contain_text("Somebody else must decide on this.")
    assert sent == []
    press(desk, "ArrowDown", "Enter")
    expect(waiting).to_contain_text("Approved: +1,200 points, Beatrice Lowell.")
    expect(waiting.get_by_role("radio")).to_have_count(2)
    expect(waiting.locator("input:checked")).to_be_focused()
    press(desk, "ArrowDown", "Delete")
    expect(waiting).to_contain_text("Declined: +1,300 points, Cleo Marsh.")
    expect(waiting.get_by_role("radio")).to_have_count(1)
    assert (world.points(ana), world.points(beatrice), world.points(cleo)) == (0, 1_200, 0)


def test_what_somebody_decided_meanwhile_is_told_and_a_scan_starts_the_next_patient(world: World, desk: Desk) -> None:
    ana, asking, deciding = world.patient(), world.staff(role="manager"), world.staff(role="manager")
    adjustment = world.adjust(asking, ana, 1_200, "As agreed.")
    desk.sign_in(world.staff(role="manager"))
    press(desk, "a")
    waiting = sheet(desk, "Adjustments that wait")
    expect(waiting.get_by_role("radio")).to_be_focused()
    world.decide(deciding, ana, adjustment, approve=False)
    desk.enter()
    expect(waiting.get_by_role("alert")).to_contain_text("Somebody has declined this adjustment already.")
    expect(waiting).to_contain_text("No adjustment waits.")
    desk.page.wait_for_timeout(600)
    desk.scan(world.code(ana))
    desk.expect_patient("Ana Ruiz")
    expect(desk.page.get_by_role("dialog")).to_have_count(0)


def row(waiting: Locator, name: str) -> Locator:
    """One of the adjustments that wait, by its patient."""
    return waiting.locator("label", has_text=name)


def adjust(desk: Desk, points: str, text: str, reason: str = "", note: str = "") -> None:
    """Open the sheet, fill it in from field to field, and send it."""
    press(desk, "a")
    expect(sheet(desk, "Adjust points").get_by_label("Points", exact=True)).to_be_focused()
    expect(desk.page.get_by_label("Reason").locator("option")).to_have_count(3)
    desk.type(points)
    press(desk, "Tab")
    desk.type(reason)
    press(desk, "Tab")
    desk.type(text)
    press(desk, "Tab")
    desk.type(note)
    desk.enter()
