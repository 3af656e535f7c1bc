"""A manager closes an account at the counter, and finds a closed one by its name and reopens it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.conftest import Profile
from tests.web.looks import Look
from tests.web.pages import Desk
from tests.web.patient.screens import lose_answers
from tests.web.sheets import press, sheet
from tests.web.world import Person, World

WHY = "a stranger used it"


def closing(world: World, desk: Desk, patient: Person, role: str = "manager") -> Locator:
    """The patient is there, and the sheet is open."""
    desk.sign_in(world.staff(role=role))
    desk.scan(world.code(patient))
    desk.expect_patient(patient.name)
    press(desk, "x")
    return sheet(desk, "Close an account")


def reopening(desk: Desk, letters: str) -> Locator:
    """Nobody is there, and a closed account is looked for."""
    press(desk, "x")
    found = sheet(desk, "Closed accounts")
    expect(found.get_by_label("Name")).to_be_focused()
    desk.type(letters)
    desk.enter()
    return found


def test_a_manager_closes_an_account_after_a_second_look_and_nothing_is_credited_any_more(
    world: World, desk: Desk
) -> None:
    patient = world.patient("Abigail Stone")
    found = closing(world, desk, patient)
    expect(found.get_by_label("Reason")).to_be_focused()
    desk.read()
    desk.enter()
    expect(found.get_by_role("alert")).to_have_text("Type the reason. Managers read it.")
    desk.type(WHY)
    desk.enter()
    expect(found.get_by_role("status")).to_have_text("This closes the account of Abigail Stone. Press Enter again.")
    press(desk, "Enter")
    assert world.is_open(patient), "a hand that stutters closes nothing"
    desk.read()
    desk.enter()
    expect(found.get_by_role("status")).to_have_text("The account of Abigail Stone is closed.")
    assert not world.is_open(patient)
    desk.read()
    press(desk, "Escape")
    desk.read()
    desk.type("450")
    desk.enter()
    expect(desk.page.get_by_role("alert")).to_contain_text("account is closed")
    assert world.entries(patient) == []


def test_a_closed_account_is_found_by_name_with_the_reason_and_reopened_once_though_the_answer_was_lost(
    world: World, desk: Desk
) -> None:
    patient = world.patient("Philippa Northam")
    world.buy(patient, cash=10_000)
    world.close_account(patient, WHY)
    desk.sign_in(world.staff(role="manager"))
    found = reopening(desk, "northam phil")
    expect(found.get_by_role("option")).to_have_count(1)
    desk.read()
    desk.enter()
    expect(found).to_contain_text("Closed by Maya Chen, ")
    expect(found).to_contain_text(f"“{WHY}”")
    desk.type("it was the patient")
    desk.enter()
    lost = lose_answers(desk.page, "reopen_account")
    desk.read()
    desk.enter()
    expect(found.get_by_role("alert")).to_contain_text("No answer yet, so it is not known whether the account changed.")
    desk.page.unroute("**/reopen_account", lost)
    desk.click(found.get_by_role("button", name="Ask again"))
    expect(found.get_by_role("status")).to_have_text("The account of Philippa N. is open again.")
    assert world.is_open(patient)
    assert [one["active"] for one in sorted(world.closings(patient), key=lambda one: one["recorded_at"])] == [
        False,
        True,
    ]


@pytest.mark.parametrize("at_a_visit", [True, False])
def test_the_front_desk_is_told_who_closes_accounts(world: World, desk: Desk, *, at_a_visit: bool) -> None:
    patient = world.patient("Agatha Lindqvist")
    if at_a_visit:
        found = closing(world, desk, patient, "front_desk")
    else:
        desk.sign_in(world.staff())
        press(desk, "x")
        found = sheet(desk, "Closed accounts")
    expect(found).to_contain_text("Managers close an account, and reopen it.")
    expect(found.get_by_role("button")).to_have_count(1)
    desk.read()
    press(desk, "Escape")
    expect(desk.page.get_by_role("dialog")).to_have_count(0)


def test_everybody_can_close_an_account_and_reopen_it(profile: Profile, world: World, hosting_url: str) -> None:
    page: Page = profile(reduced_motion="reduce").new_page()
    look, desk = Look(page, "desk-closing"), Desk(page, hosting_url)
    patient = world.patient("Valeria Montgomery-Carvalho")
    found = closing(world, desk, patient)
    look.at("1-what-it-does")
    look.expect_large_targets("1-what-it-does")
    desk.read()
    desk.enter()
    expect(found.get_by_role("alert")).to_be_visible()
    look.at("2-reason-missing")
    desk.type("somebody else signed in with this account, as she told us on the telephone")
    desk.enter()
    expect(found.get_by_role("button", name="Yes, close the account")).to_be_visible()
    look.at("3-second-look")
    desk.read()
    desk.enter()
    expect(found.get_by_role("status")).to_contain_text("is closed")
    look.at("4-closed")
    desk.read()
    press(desk, "Escape", "Escape")
    found = reopening(desk, "montgomery")
    expect(found.get_by_role("option")).to_have_count(1)
    look.at("5-found")
    desk.read()
    desk.enter()
    expect(found).to_contain_text("Closed by")
    look.at("6-reopening")
    assert look.found == []
