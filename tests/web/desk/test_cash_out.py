"""The desk pays out what little is left of paid-in money, by keyboard, and takes that back on the same day."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.acts import Acts
from tests.web.conftest import Profile
from tests.web.looks import Look
from tests.web.pages import Desk
from tests.web.patient.screens import lose_answers
from tests.web.sheets import Arrive, expect_done, press, sheet
from tests.web.world import Person, World

TITLE = "Pay wallet money out"


def paying_out(desk: Desk) -> Locator:
    """Open the sheet, and wait until it says what is left."""
    press(desk, "o")
    found = sheet(desk, TITLE)
    expect(found.locator("dl, [role=status]").first).to_be_visible()
    return found


def test_what_is_left_is_paid_out_though_the_answer_was_lost_and_taken_back_under_undo(
    arrive: Arrive, world: World, desk: Desk, sent: list[dict[str, Any]]
) -> None:
    patient = arrive()
    Acts(world, patient).take_money_in(1_240, "a package")
    found = paying_out(desk)
    expect(found).to_contain_text(
        re.compile(r"Paid-in money left\s*\$12\.40\s*Paid out while less is left than\s*\$15\.00")
    )
    expect(found.get_by_role("status")).to_have_text("$12.40 leaves the wallet. Give the patient $12.40 in cash.")
    expect(found.get_by_label("Reason")).to_be_focused()
    desk.enter()
    expect(found.get_by_role("alert")).to_contain_text("Type the reason.")
    assert sent == []
    desk.type("asked for")
    lose_answers(desk.page, "cash_out")
    desk.enter()
    expect_done(desk, "$12.40 of wallet money paid out in cash: asked for. Give the patient $12.40 in cash.")
    assert len({body["request_id"] for body in sent}) == 1
    assert sorted(entry["wallet_minor"] for entry in world.entries(patient)) == [-1_240, 1_240]
    press(desk, "u")
    undoing = sheet(desk, "Undo an earlier act")
    expect(undoing.get_by_role("radio")).to_have_count(1)
    press(desk, "ArrowDown")
    expect(undoing.get_by_role("status")).to_have_text("$12.40 is in the wallet again. Take the $12.40 back in cash.")
    press(desk, "Tab")
    desk.type("not wanted")
    desk.enter()
    expect_done(desk, "Payment in cash undone: $12.40 given back to the wallet. Take the $12.40 back in cash.")
    expect(paying_out(desk)).to_contain_text("$12.40")


@pytest.mark.parametrize(
    ("paid_in", "told"),
    [
        (1_500, "$15.00 of paid-in money is left. It is paid out only while less than $15.00 is left."),
        (0, "No money that was paid in is left."),
    ],
)
def test_where_nothing_is_paid_out_it_is_said_why_and_enter_closes(
    arrive: Arrive, world: World, desk: Desk, sent: list[dict[str, Any]], paid_in: int, told: str
) -> None:
    acts = Acts(world, arrive())
    acts.give_money(500, "a gift")
    if paid_in:
        acts.take_money_in(paid_in, "a package")
    found = paying_out(desk)
    expect(found.get_by_role("status")).to_have_text(told)
    expect(found.get_by_role("button")).to_have_count(1)
    desk.enter()
    expect(desk.page.get_by_role("dialog")).to_have_count(0)
    assert sent == []


def test_money_that_was_spent_while_somebody_typed_is_told_with_what_is_left_now(
    arrive: Arrive, world: World, desk: Desk
) -> None:
    patient = arrive()
    acts = Acts(world, patient)
    acts.take_money_in(1_240, "a package")
    found = paying_out(desk)
    acts.pay(wallet=1_000)
    desk.type("asked for")
    desk.enter()
    expect(found.get_by_role("alert")).to_contain_text("$2.40 of paid-in money are left.")
    expect(found.get_by_role("button", name="Pay out $2.40")).to_be_visible()
    desk.read()
    desk.enter()
    expect_done(desk, "$2.40 of wallet money paid out in cash: asked for.")


def test_everybody_can_pay_money_out(profile: Profile, world: World, hosting_url: str) -> None:
    page: Page = profile(reduced_motion="reduce").new_page()
    look, desk = Look(page, "desk-cash-out"), Desk(page, hosting_url)
    patient: Person = world.patient("Valeria Montgomery-Carvalho")
    acts = Acts(world, patient)
    acts.take_money_in(2_240, "a package of three, agreed on the telephone with Dr. Lee")
    desk.sign_in(world.staff())
    desk.scan(world.code(patient))
    desk.expect_patient(patient.name)
    paying_out(desk)
    look.at("1-too-much")
    press(desk, "Escape")
    acts.pay(wallet=1_000)
    paying_out(desk)
    desk.enter()
    expect(page.get_by_role("alert")).to_be_visible()
    look.at("2-reason-missing")
    look.expect_large_targets("2-reason-missing")
    desk.type("asked for at the desk")
    desk.enter()
    expect(page.locator("visit-view .done")).to_contain_text("Give the patient $12.40 in cash.")
    look.at("3-paid-out")
    assert look.found == []
