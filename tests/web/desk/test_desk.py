"""The desk's page: keys and tenders, what is refused and how it is told, and being without a network."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Request, Route, expect

from tests.web.pages import Desk, go_offline, go_online, sign_in
from tests.web.world import PASSWORD, Person, World


@pytest.fixture
def arrived(world: World, desk: Desk) -> Person:
    """A patient who has been scanned and waits for the amount."""
    patient = world.patient()
    desk.sign_in(world.staff())
    desk.scan(world.code(patient))
    desk.expect_patient(patient.name)
    return patient


def test_after_the_scan_the_digits_and_enter_are_all_that_is_pressed(arrived: Person, world: World, desk: Desk) -> None:
    desk.page.evaluate("() => { window.keys = 0; addEventListener('keydown', () => window.keys++, true); }")
    desk.type("450")
    desk.enter()
    desk.expect_credited("4,500")
    assert desk.page.evaluate("window.keys") == len("450") + 1
    assert [entry["points"] for entry in world.entries(arrived)] == [4500]


def test_what_is_shown_while_typing_is_what_is_credited(arrived: Person, world: World, desk: Desk) -> None:
    preview = desk.page.locator("purchase-form .points")
    desk.type("4")
    expect(preview).to_have_text(re.compile(r"^40 "))
    desk.type("50.55")
    expect(preview).to_have_text(re.compile(r"^4,505 "))
    desk.enter()
    desk.expect_credited("4,505")
    assert world.points(arrived) == 4505


def test_a_part_of_a_point_carried_from_before_is_told_where_it_makes_one(world: World, desk: Desk) -> None:
    patient = world.patient()
    world.buy(patient, cash=45)  # 4.5 points
    desk.sign_in(world.staff())
    desk.scan(world.code(patient))
    desk.expect_patient(patient.name)
    preview, carried = desk.page.locator("purchase-form .points"), desk.page.get_by_text("a point carried from before")
    desk.type("4.50")
    expect(preview).to_have_text(re.compile(r"^45 "))
    expect(carried).to_have_count(0)
    desk.press("Control+a")
    desk.type("4.55")
    expect(preview).to_have_text(re.compile(r"^46 "))
    expect(carried).to_be_visible()


def test_who_works_here_signs_in_without_a_mouse(world: World, desk: Desk) -> None:
    expect(desk.page.get_by_label("E-mail")).to_be_focused()
    desk.press(*world.staff().email, "Tab", *PASSWORD, "Enter")
    expect(desk.page.get_by_role("heading", name="Ready to scan")).to_be_visible()


def test_a_key_chooses_the_tender_and_plus_splits_the_payment(arrived: Person, world: World, desk: Desk) -> None:
    desk.type("d100+c45.5")
    expect(desk.page.get_by_role("radio", name="Card").first).to_be_checked()
    expect(desk.page.get_by_role("radio", name="Cash").last).to_be_checked()
    desk.enter()
    desk.expect_credited("455")
    (entry,) = world.entries(arrived)
    assert entry["purchase"]["tenders"] == [
        {"kind": "card", "amount_minor": 10_000},
        {"kind": "cash", "amount_minor": 4_550},
    ]


def test_a_purchase_that_earns_nothing_is_recorded_and_says_why(arrived: Person, world: World, desk: Desk) -> None:
    desk.type("d450")
    expect(desk.page.get_by_text("No points: only cash earns here.")).to_be_visible()
    desk.enter()
    expect(desk.page.get_by_role("heading", name="Recorded, no points")).to_be_visible()
    assert [entry["points"] for entry in world.entries(arrived)] == [0]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Enter the amount."),
        ("0", "The amount is more than zero."),
        ("4.555", "At most 2 decimals."),
        ("4,50", "Write the amount in digits"),
        ("1000001", "One tender is at most $1,000,000.00."),
    ],
)
@pytest.mark.usefixtures("arrived")
def test_an_amount_that_cannot_be_read_is_told_and_sent_to_nobody(desk: Desk, typed: str, told: str) -> None:
    calls: list[str] = []

    def note(request: Request) -> None:
        if "record_purchase" in request.url:
            calls.append(request.url)

    desk.page.on("request", note)
    desk.amount.fill(typed)
    desk.enter()
    expect(desk.page.get_by_role("alert")).to_contain_text(told)
    expect(desk.amount).to_be_focused()
    assert calls == []


def test_a_used_code_says_who_scanned_it_when_and_where(world: World, desk: Desk) -> None:
    text = world.code(world.patient())
    desk.sign_in(world.staff())
    desk.scan(text)
    desk.expect_patient("Ana Ruiz")
    desk.press("Escape")
    desk.page.wait_for_timeout(2_100)
    desk.scan(text)
    desk.expect_told(re.compile(r"Already scanned\s*It was scanned by you at Calabasas, \d+:\d\d [AP]M"))


def test_the_same_code_within_two_seconds_is_one_scan(world: World, desk: Desk) -> None:
    text = world.code(world.patient())
    desk.sign_in(world.staff())
    calls: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST" and request.url.endswith("/check_in"):
            calls.append(request.url)

    desk.page.on("request", note)
    desk.scan_at_once(text)
    desk.page.wait_for_timeout(300)
    desk.scan_at_once(text.lower())
    desk.expect_patient("Ana Ruiz")
    assert len(calls) == 1


@pytest.mark.parametrize("turned", [str.lower, str.swapcase])
def test_a_scanner_under_caps_lock_is_understood(world: World, desk: Desk, turned: Callable[[str], str]) -> None:
    desk.sign_in(world.staff())
    desk.scan(turned(world.code(world.patient())))
    desk.expect_patient("Ana Ruiz")


def test_another_bar_code_is_told_from_a_code_of_the_app(world: World, desk: Desk) -> None:
    desk.sign_in(world.staff())
    desk.scan("THISISNOTACODEOFTHEAPPATALL234567")
    desk.expect_told("This is not a code from the clinic’s app.")


def test_staff_who_are_switched_off_are_refused_on_the_very_next_call(world: World, desk: Desk) -> None:
    patient, member = world.patient(), world.staff()
    desk.sign_in(member)
    desk.scan(world.code(patient))
    desk.expect_patient(patient.name)
    world.disable(member)
    desk.type("450")
    desk.enter()
    expect(desk.page.get_by_role("alert")).to_contain_text("Your staff access is switched off.")
    expect(desk.amount).to_have_value("450")
    assert world.entries(patient) == []


def test_a_patient_has_no_desk(world: World, desk: Desk) -> None:
    sign_in(desk.page, world.patient())
    expect(desk.page.get_by_role("alert")).to_contain_text("This sign-in is not on the clinic’s staff.")


def test_staff_of_two_locations_say_where_the_desk_stands(world: World, desk: Desk) -> None:
    text = world.code(world.patient())
    desk.sign_in(world.manager(), "Encino")
    desk.scan(text)
    desk.expect_told("This code was made for Calabasas.")
    desk.click(desk.page.get_by_role("button", name="Change"))
    desk.page.get_by_role("button", name=re.compile("Calabasas")).click()
    desk.scan(text)
    desk.expect_patient("Ana Ruiz")


def test_without_a_network_the_desk_says_so_and_keeps_the_amount(arrived: Person, world: World, desk: Desk) -> None:
    desk.type("450")
    go_offline(desk.page)
    expect(desk.page.get_by_text("You are offline. Nothing can be scanned or credited")).to_be_visible()
    desk.enter()
    expect(desk.page.get_by_role("alert")).to_contain_text("Nothing was sent; the amount is kept.")
    expect(desk.amount).to_have_value("450")
    go_online(desk.page)
    desk.enter()
    desk.expect_credited("4,500")
    assert len(world.entries(arrived)) == 1


def test_an_unknown_outcome_is_held_until_it_is_known(arrived: Person, world: World, desk: Desk) -> None:
    def cut(route: Route) -> None:
        route.abort("connectionreset")

    desk.page.route("**/record_purchase", cut)
    desk.page.route("**/get_receipt", cut)
    desk.type("450")
    desk.enter()
    expect(desk.page.get_by_role("alert")).to_contain_text("it is not known whether this was credited")
    expect(desk.amount).to_have_attribute("readonly", "")
    desk.page.unroute("**/record_purchase")
    desk.click(desk.page.get_by_role("button", name="Ask again"))
    desk.expect_credited("4,500")
    assert len(world.entries(arrived)) == 1


@pytest.mark.usefixtures("arrived")
def test_nothing_of_a_patient_is_kept_in_storage(desk: Desk) -> None:
    kept = desk.page.evaluate("() => [{ ...localStorage }, { ...sessionStorage }]")
    assert "Ana" not in str(kept)
    # Where the page runs and whose it is, for a start without a network; and who of the staff is signed in.
    assert [[name.partition(":")[0] for name in storage] for storage in kept] == [["settings"], ["firebase"]]


@pytest.mark.usefixtures("arrived")
def test_the_shortcuts_are_one_key_away(desk: Desk) -> None:
    desk.page.keyboard.press("?")
    expect(desk.page.get_by_role("heading", name="Shortcuts")).to_be_visible()
    desk.page.keyboard.press("Escape")
    expect(desk.page.get_by_role("heading", name="Shortcuts")).to_be_hidden()
    expect(desk.page.get_by_role("heading", name="Ana Ruiz")).to_be_visible()
