"""A rule or a price that changes while the sheet of points is open: the new figure is told, and Enter uses it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.web.catalogue import Catalogue
from tests.web.pages import Desk
from tests.web.sheets import press, sheet
from tests.web.world import Person


@pytest.fixture(scope="module")
def world(stack_project: str, auth_host: str, functions_host: str) -> Iterator[Catalogue]:
    """A clinic of these tests' own, whose rules change."""
    made = Catalogue(stack_project, auth_host, functions_host)
    yield made
    made.close()


@pytest.fixture
def patient(world: Catalogue) -> Person:
    """Somebody with 2,450 points."""
    person = world.patient("Daria Petrova")
    world.buy(person, cash=24_500)
    return person


def open_sheet(desk: Desk, world: Catalogue, patient: Person) -> None:
    """The desk, at the sheet of points."""
    desk.sign_in(world.staff())
    desk.scan(world.code(patient))
    desk.expect_patient(patient.name)
    press(desk, "r")
    expect(sheet(desk, "Use points").get_by_label("The bill")).to_be_focused()


def test_points_that_became_worth_less_under_the_open_sheet_are_told_at_their_new_worth_and_enter_uses_them(
    desk: Desk, world: Catalogue, patient: Person
) -> None:
    open_sheet(desk, world, patient)
    before = world.read("rules/redemption")
    desk.type("100")
    sheet(desk, "Use points").get_by_label("Points to use").focus()
    desk.type("500")
    expect(sheet(desk, "Use points")).to_contain_text("500 points are $5.00 off.")
    world.put("rules/redemption", **{**before, "version": before["version"] + 1, "minor_per_100_points": 50})
    desk.enter()
    expect(sheet(desk, "Use points")).to_contain_text("500 points are $2.50 off now. Press Enter to use them.")
    assert world.points(patient) == 2_450
    desk.read()
    desk.enter()
    expect(desk.page.get_by_text("500 points used as $2.50 of a $100.00 bill").first).to_be_visible()
    assert world.points(patient) == 1_950
    world.put("rules/redemption", **before)


def test_a_reward_that_became_dearer_under_the_open_sheet_is_told_at_its_new_price_and_enter_takes_it(
    desk: Desk, world: Catalogue, patient: Person
) -> None:
    open_sheet(desk, world, patient)
    mask = sheet(desk, "Use points").get_by_role("radio", name="Lip mask")
    expect(mask).to_be_visible()
    world.put_reward("lip-mask", "Lip mask", 400)
    desk.click(mask)
    desk.read()
    desk.enter()
    expect(sheet(desk, "Use points")).to_contain_text("It costs 400 points now. Press Enter to take it, or leave it.")
    expect(sheet(desk, "Use points").get_by_role("button", name="Use 400 points")).to_be_visible()
    assert world.points(patient) == 2_450
    desk.read()
    desk.enter()
    expect(desk.page.get_by_text("400 points for Lip mask").first).to_be_visible()
    assert world.points(patient) == 2_050
