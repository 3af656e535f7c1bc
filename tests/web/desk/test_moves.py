"""The desk moves a purchase to whoever paid it, gives expired points a new life, and takes receipt numbers down."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Route, expect

from tests.web.pages import Desk
from tests.web.sheets import Arrive, expect_done, press, sheet
from tests.web.world import Person, World


def test_a_purchase_rung_to_the_wrong_patient_is_moved_to_whose_code_is_scanned(
    arrive: Arrive, world: World, desk: Desk, sent: list[dict[str, Any]]
) -> None:
    ana, beatrice = arrive(before=lambda someone: world.buy(someone, cash=45_000)), world.patient("Beatrice Lowell")
    press(desk, "m")
    moving = sheet(desk, "Move a purchase")
    expect(moving.get_by_role("radio", name=re.compile(r"\$450.00"))).to_be_focused()
    desk.enter()
    moving = sheet(desk, re.compile(r"Move \$450.00"))
    desk.type("wrong one")
    desk.enter()
    expect(moving.get_by_role("alert")).to_contain_text("Scan the code of the patient who paid first.")
    for buyer, told in (
        (ana, "The purchase is this patient’s already."),
        (beatrice, "From Ana Ruiz to Beatrice Lowell."),
    ):
        desk.page.wait_for_timeout(600)
        desk.scan(world.code(buyer))
        expect(moving).to_contain_text(told)
        expect(moving.get_by_label("Reason")).to_have_value("wrong one")
    desk.enter()
    expect_done(
        desk, "Moved: this sale was another patient's: 4,500 points taken back. Beatrice Lowell: 4,500 points credited"
    )
    assert (world.points(ana), world.points(beatrice)) == (0, 4_500)
    assert [body["text"] for body in sent] == ["wrong one"]


def test_a_lost_move_is_looked_up_and_told_whole(arrive: Arrive, world: World, desk: Desk) -> None:
    def lose(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch()
        route.abort()

    ana, beatrice = arrive(before=lambda someone: world.buy(someone, cash=45_000)), world.patient("Beatrice Lowell")
    press(desk, "m")
    sheet(desk, "Move a purchase").locator("input:checked:focus").wait_for()
    desk.enter()
    desk.type("x")
    desk.page.wait_for_timeout(600)
    desk.scan(world.code(beatrice))
    expect(desk.page.get_by_role("button", name="Move to Beatrice Lowell")).to_be_visible()
    desk.page.route("**/reassign_purchase", lose)
    desk.page.wait_for_timeout(750)  # an Enter before that is the scanner's
    desk.enter()
    expect_done(desk, "4,500 points taken back. Beatrice Lowell: 4,500 points credited")
    assert (world.points(ana), world.points(beatrice)) == (0, 4_500)


def test_a_manager_gives_expired_points_a_new_life_within_the_years_cap(
    arrive: Arrive, world: World, desk: Desk
) -> None:
    def bought_long_ago(someone: Person) -> None:
        world.buy(someone, cash=45_000)
        world.let_expire(someone)

    patient = arrive(before=bought_long_ago, by=world.staff(role="manager"))
    press(desk, "e")
    expired = sheet(desk, "Give expired points a new life")
    expect(expired.get_by_role("radio", name=re.compile("4,500 points"))).to_be_focused()
    revive(desk, "4501", "")
    expect(expired.get_by_role("alert")).to_contain_text("4,500 of these points can be given a new life, not 4,501.")
    revive(desk, "500", "Was ill.", tabs=0)
    expect_done(desk, "500 points that had expired were given a new life: Was ill.")
    assert world.points(patient) == 500
    press(desk, "e")
    expect(expired).to_contain_text("500 given a new life so far")
    revive(desk, "2000", "More.")
    told = "This patient’s year allows 2,000 expired points a new life, and 500 were given one: 2,000 more is too many."
    expect(expired.get_by_role("alert")).to_contain_text(told)


def test_a_receipt_number_is_taken_once_and_holds_any_letter(arrive: Arrive, world: World, desk: Desk) -> None:
    arrive()
    press(desk, "e")
    expect(desk.page.get_by_role("dialog")).to_have_count(0)
    number = desk.page.get_by_label("Receipt number")
    desk.type("450")
    press(desk, "n", "x", "Escape")
    expect(number).to_have_count(0)
    expect(desk.amount).to_be_focused()
    press(desk, "n")
    desk.type("Rabm? 17")
    desk.enter()
    desk.expect_credited("4,500")
    expect(desk.page.locator("receipt-view dl")).to_contain_text("Rabm? 17")
    desk.page.wait_for_timeout(600)
    desk.scan(world.code(world.patient("Beatrice Lowell")))
    desk.expect_patient("Beatrice Lowell")
    desk.type("45")
    press(desk, "n")
    desk.type("Rabm? 17")
    desk.enter()
    told = re.compile(
        r"Receipt Rabm\? 17 is that of a purchase of another patient here, on \w+ \d+, \d+. Check the number."
    )
    expect(desk.page.get_by_role("alert")).to_contain_text(told)
    expect(number).to_be_focused()
    press(desk, "8", "Enter")
    desk.expect_credited("450")


def revive(desk: Desk, points: str, reason: str, tabs: int = 1) -> None:
    """From the list, or from the points themselves: how many, and why."""
    press(desk, *["Tab"] * tabs, "Control+a")
    desk.type(points)
    press(desk, "Tab")
    desk.type(reason)
    desk.enter()
