"""The desk's page beyond earning: points and wallet money used, the last act taken back; all by keyboard."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.web.pages import Desk
from tests.web.sheets import Arrive, expect_done, kinds, press, sheet, use_points
from tests.web.world import World


def test_paid_in_wallet_money_pays_a_part_and_earns_at_its_use(arrive: Arrive, world: World, desk: Desk) -> None:
    patient = arrive(before=lambda someone: world.add_to_wallet(someone, 5_000))
    desk.type("20w+400c")
    preview = desk.page.locator("purchase-preview")
    expect(preview).to_contain_text("$30.00 stays in it")
    expect(preview).to_contain_text(re.compile(r"Left to pay\s*\$400.00"))
    desk.enter()
    desk.expect_credited("4,200")
    assert [entry["wallet_minor"] for entry in world.entries(patient) if entry["kind"] == "wallet_payment"] == [-2_000]


def test_points_are_typed_as_points_and_pay_their_worth(
    arrive: Arrive, world: World, desk: Desk, sent: list[dict[str, Any]]
) -> None:
    patient = arrive(2_450)
    desk.type("400c+500p")
    preview = desk.page.locator("purchase-preview")
    expect(preview).to_contain_text("500 points pay")
    expect(preview).to_contain_text("1,950 points stay")
    expect(preview.locator(".points")).to_have_text(re.compile(r"^4,000 "))
    desk.enter()
    desk.expect_credited("4,000")
    assert sent[0]["tenders"] == [{"kind": "cash", "amount_minor": 40_000}, {"kind": "points", "amount_minor": 500}]
    assert kinds(world, patient) == {"redemption": -500, "accrual": 4_000}
    assert world.points(patient) == 2_450 - 500 + 4_000


def test_what_would_be_refused_is_told_with_its_numbers_before_it_is_sent(
    arrive: Arrive, desk: Desk, sent: list[dict[str, Any]]
) -> None:
    arrive(2_450)
    desk.type("10c+")
    for typed, told in (
        ("50p", "At least 100 points are used at once, not 50."),
        ("120", "Points are used in steps of 50; 120 is between two."),
        ("2500", "2,450 points can be used, not 2,500."),
        ("2000", "at most 50\u00a0% of a bill: of $30.00 they may still pay $15.00. These are worth $20.00."),
        ("5.5", "Type points as a whole number"),
        ("1w", "The wallet holds $0.00, not $1.00."),
    ):
        press(desk, "Control+a")
        desk.type(typed)
        desk.enter()
        expect(desk.page.get_by_role("alert")).to_contain_text(told)
        expect(desk.page.locator("#amount-1")).to_be_focused()
    assert sent == []


def test_one_key_takes_a_purchase_back(arrive: Arrive, world: World, desk: Desk) -> None:
    patient = arrive()
    desk.type("450")
    desk.enter()
    desk.expect_credited("4,500")
    expect(desk.page.locator("time-left")).to_have_text(re.compile(r"^1:\d\d$|^2:00$"))
    press(desk, "Control+z")
    expect_done(desk, "Canceled the same day: 4,500 points taken back")
    assert world.points(patient) == 0
    desk.type("45")
    desk.enter()
    desk.expect_credited("450")
    assert sorted(entry["points"] for entry in world.entries(patient)) == [-4_500, 450, 4_500]


def test_a_purchase_can_be_taken_back_after_its_receipt_was_left(arrive: Arrive, world: World, desk: Desk) -> None:
    patient = arrive()
    desk.type("450")
    desk.enter()
    desk.expect_credited("4,500")
    press(desk, "Escape")
    expect(desk.page.locator("undo-offer")).to_contain_text("Ana Ruiz: credited 4,500")
    press(desk, "Control+z")
    expect_done(desk, "4,500 points taken back")
    assert world.points(patient) == 0


def test_taking_back_with_an_unknown_outcome_is_held_until_it_is_known(
    arrive: Arrive, world: World, desk: Desk, sent: list[dict[str, Any]]
) -> None:
    def cut(route: Route) -> None:
        route.abort("connectionreset")

    patient = arrive()
    desk.type("450")
    desk.enter()
    desk.expect_credited("4,500")
    desk.page.route("**/void_purchase", cut)
    desk.page.route("**/get_receipt", cut)
    press(desk, "Control+z")
    expect(desk.page.get_by_role("alert")).to_contain_text("it is not known whether this was undone")
    desk.page.unroute("**/void_purchase")
    desk.enter()
    expect_done(desk, "4,500 points taken back")
    assert len({body["request_id"] for body in sent if "purchase_id" in body}) == 1
    assert world.points(patient) == 0


def test_points_come_off_a_bill_and_come_back_with_one_key(arrive: Arrive, world: World, desk: Desk) -> None:
    patient = arrive(2_450)
    press(desk, "r")
    expect(sheet(desk, "Use points").get_by_label("The bill")).to_be_focused()
    desk.type("30")
    expect(sheet(desk, "Use points")).to_contain_text("At most 1,500 points: $15.00 off.")
    press(desk, "Escape")
    expect(desk.amount).to_be_focused()
    use_points(desk, "100", "500")
    expect_done(desk, "500 points used as $5.00 of a $100.00 bill")
    assert world.points(patient) == 1_950
    expect(desk.page.locator(".patient")).to_contain_text("1,950")
    press(desk, "Control+z")
    expect_done(desk, "Redemption canceled: 500 points given back")
    assert world.points(patient) == 2_450


def test_a_reward_is_chosen_with_the_arrow_keys(arrive: Arrive, world: World, desk: Desk) -> None:
    patient = arrive(2_450)
    press(desk, "r")
    rewards = sheet(desk, "Use points")
    expect(rewards.get_by_role("radio")).to_have_count(3)
    expect(rewards).not_to_contain_text("Members")
    press(desk, "ArrowDown", "ArrowDown", "Enter")
    expect_done(desk, "2,000 points for Hydrating facial")
    assert world.points(patient) == 450


def test_a_reward_that_is_too_dear_says_how_many_points_it_lacks(arrive: Arrive, desk: Desk) -> None:
    arrive(400)
    press(desk, "r")
    dear = sheet(desk, "Use points").get_by_role("radio", name=re.compile("Hydrating facial"))
    expect(dear).to_be_disabled()
    expect(sheet(desk, "Use points")).to_contain_text("1,600 more needed")


@pytest.mark.parametrize("approve", [True, False])
def test_many_points_wait_for_the_patients_own_yes(
    arrive: Arrive, world: World, desk: Desk, sent: list[dict[str, Any]], *, approve: bool
) -> None:
    patient = arrive(30_000)
    use_points(desk, "1000", "12000")
    expect(desk.page.get_by_role("heading", name="Waiting for the patient’s yes")).to_be_visible()
    expect(desk.page.locator("act-pending")).to_contain_text(
        re.compile(r"12,000 points, worth \$120.00.\s*[45]:\d\d\s*left")
    )
    assert world.points(patient) == 30_000
    world.say(patient, approve=approve)
    if approve:
        expect_done(desk, "12,000 points used as $120.00 of a $1,000.00 bill")
    else:
        expect(desk.page.get_by_role("alert")).to_contain_text("The answer to 12,000 points was no.")
    assert len({body["request_id"] for body in sent}) == 1
    assert world.points(patient) == (18_000 if approve else 30_000)


def test_nobody_has_to_wait_for_a_patient_who_does_not_answer(arrive: Arrive, world: World, desk: Desk) -> None:
    patient = arrive(30_000)
    desk.type("1000c+12000p")
    desk.enter()
    expect(desk.page.get_by_role("heading", name="Waiting for the patient’s yes")).to_be_visible()
    press(desk, "Tab", "Enter")
    expect(desk.page.get_by_role("alert")).to_contain_text("Nobody has said yes to 12,000 points.")
    expect(desk.page.locator("#amount-1")).to_have_value("12000")
    assert world.entries(patient) == []


def test_the_same_amount_again_is_asked_about_and_enter_says_it_is_meant(
    arrive: Arrive, world: World, desk: Desk, sent: list[dict[str, Any]]
) -> None:
    patient = arrive(before=lambda someone: world.buy(someone, cash=45_000))
    desk.type("450")
    desk.enter()
    expect(desk.page.get_by_role("alert")).to_contain_text("$450.00 was recorded for this patient")
    expect(desk.amount).to_be_focused()
    assert world.points(patient) == 4_500
    desk.enter()
    desk.expect_credited("4,500")
    assert [body["confirmed_duplicate"] for body in sent] == [False, True]
    assert world.points(patient) == 9_000


def test_the_first_letters_of_a_scan_open_no_sheet(arrive: Arrive, desk: Desk) -> None:
    arrive()
    desk.type("45")
    desk.page.wait_for_timeout(600)
    desk.scan_at_once("RBRBRBRB")
    expect(desk.page.get_by_role("dialog")).to_have_count(0)
    expect(desk.amount).to_have_value("45")
    expect(desk.amount).to_be_focused()
    press(desk, "Escape")
    desk.page.wait_for_timeout(600)
    desk.scan_at_once("AAAANAAA")
    desk.page.wait_for_timeout(300)
    expect(desk.page.get_by_role("dialog")).to_have_count(0)
    expect(desk.page.get_by_role("heading", name="Ready to scan")).to_be_visible()


def test_a_key_that_is_pressed_before_its_sheet_is_here_opens_it_when_it_has_come(arrive: Arrive, desk: Desk) -> None:
    held: list[Route] = []
    desk.page.route("**/assets/adjust-sheet-*.js", lambda route: held.append(route))  # noqa: PLW0108 - the list itself is not taken
    arrive()
    press(desk, "a", "Escape")
    expect(desk.amount).to_be_focused()
    press(desk, "a")
    expect(desk.page.get_by_role("dialog")).to_have_count(0)
    for route in held:
        route.continue_()
    expect(sheet(desk, "Adjust points").get_by_label("Points", exact=True)).to_be_focused()
    press(desk, "Escape")
    expect(desk.amount).to_be_focused()


def test_a_scan_starts_the_next_patient_over_an_open_sheet(arrive: Arrive, world: World, desk: Desk) -> None:
    arrive()
    press(desk, "r")
    sheet(desk, "Use points")
    desk.page.wait_for_timeout(600)
    desk.scan(world.code(world.patient("Beatrice Lowell")))
    desk.expect_patient("Beatrice Lowell")
    expect(desk.page.get_by_role("dialog")).to_have_count(0)
