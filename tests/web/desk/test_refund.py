"""The desk refunds an earlier purchase, all by keyboard."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Request, expect

from tests.web.pages import Desk
from tests.web.sheets import Arrive, expect_done, open_refund, press, sheet
from tests.web.world import Person, World

NONE_LEFT = "No purchase of this patient here can be refunded."


def test_an_earlier_purchase_is_refunded_with_a_reason(arrive: Arrive, world: World, desk: Desk) -> None:
    searched: list[str] = []

    def note(request: Request) -> None:
        if "/patients" in request.url and "/documents/" in request.url:
            searched.append(request.url)

    desk.page.on("request", note)
    patient = arrive(before=lambda someone: [world.buy(someone, cash=45_000, card=5_000), world.buy(someone, cash=1)])
    purchases = open_refund(desk)
    expect(purchases.get_by_role("radio")).to_have_count(2)
    expect(purchases.get_by_role("radio", name=re.compile(r"\$0.01"))).to_be_focused()
    press(desk, "ArrowDown")
    expect(purchases.get_by_role("radio", name=re.compile(r"\$500.00"))).to_be_checked()
    desk.enter()
    expect(purchases.get_by_label("Reason")).to_be_focused()
    desk.type("the serum was sent back")
    press(desk, "Shift+Tab")
    expect(purchases.get_by_label("Paid by card, goes back by")).to_be_focused()
    press(desk, "Shift+Tab", "Shift+Tab", "c", "Shift+Tab")
    expect(purchases.get_by_label("Paid by cash, goes back of")).to_be_focused()
    press(desk, "Control+a")
    desk.type("100")
    expect(purchases.get_by_role("button", name="Refund $150.00")).to_be_visible()
    desk.enter()
    expect_done(desk, "Refund of $150.00: 1,000 points taken back")
    (refund,) = [entry for entry in world.entries(patient) if entry["kind"] == "reversal"]
    why = refund["why"]
    assert (why["text"], why["refunded_minor"]) == ("the serum was sent back", {"card": 5_000, "cash": 10_000})
    assert why["returned_as"] == {"cash": "card"}
    press(desk, "b")
    expect(sheet(desk, "Refund")).to_contain_text("$150.00 refunded so far")
    assert searched == [], "the desk reads a patient's past by calls alone"
    assert {read["what"] for read in world.past_reads() if read["patient_id"] == patient.uid} == {"purchases"}


def test_what_points_paid_goes_back_as_points_and_nothing_is_refunded_twice(
    arrive: Arrive, world: World, desk: Desk
) -> None:
    patient = arrive(2_000, lambda someone: world.buy(someone, cash=10_000, points=1_000))
    open_refund(desk)
    desk.enter()
    desk.type("sent back")
    desk.enter()
    expect_done(desk, "Refund of $110.00: 1,000 points taken back and 1,000 points given back")
    assert world.points(patient) == 2_000
    press(desk, "b")
    expect(sheet(desk, "Refund").get_by_role("status")).to_have_text(NONE_LEFT)
    expect(sheet(desk, "Refund").get_by_role("radio")).to_be_disabled()


@pytest.mark.parametrize(
    ("amount", "reason", "told"),
    [
        ("", "", "Type the reason."),
        ("450.01", "x", "Of what was paid by cash, $450.00 is left to refund, not $450.01."),
    ],
)
def test_a_refund_that_cannot_be_is_told_before_it_is_sent(
    arrive: Arrive, world: World, desk: Desk, sent: list[dict[str, Any]], amount: str, reason: str, told: str
) -> None:
    arrive(before=lambda someone: world.buy(someone, cash=45_000))
    open_refund(desk)
    desk.enter()
    desk.type(reason)
    if amount:
        press(desk, "Shift+Tab", "Shift+Tab", "Control+a")
        desk.type(amount)
    desk.enter()
    expect(desk.page.get_by_role("alert")).to_contain_text(told)
    assert sent == []


def test_a_purchase_older_than_the_latest_twenty_is_reached_and_refunded(
    arrive: Arrive, world: World, desk: Desk
) -> None:
    def bought(someone: Person) -> None:
        world.buy(someone, cash=45_000)
        world.buy_before(someone, range(1_000, 1_020))

    patient = arrive(before=bought)
    purchases = open_refund(desk)
    expect(purchases.get_by_role("radio")).to_have_count(20)
    press(desk, "Tab", "Enter")
    oldest = purchases.get_by_role("radio", name=re.compile(r"\$450.00"))
    expect(oldest).to_be_focused()
    expect(purchases.get_by_role("radio")).to_have_count(21)
    expect(purchases.get_by_role("button", name="Older purchases")).to_have_count(0)
    desk.enter()
    desk.type("sent back")
    desk.enter()
    expect_done(desk, "Refund of $450.00: 4,500 points taken back")
    assert world.points(patient) == 0


def test_another_locations_purchases_are_not_shown(world: World, desk: Desk) -> None:
    patient = world.patient()
    world.buy(patient, cash=45_000)
    desk.sign_in(world.manager(), "Encino")
    desk.scan(world.code(patient, "encino"))
    desk.expect_patient(patient.name)
    press(desk, "b")
    expect(sheet(desk, "Refund").get_by_role("status")).to_have_text(NONE_LEFT)
    expect(sheet(desk, "Refund").get_by_role("radio")).to_have_count(0)
