"""A second person says yes at a screen of their own: to points without a phone, and to an act beyond a bound."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.support.clinic import CALABASAS, GOVERNANCE
from tests.web.pages import Desk
from tests.web.sheets import expect_done, press, sheet, use_points
from tests.web.world import Person, World


def a_question(world: World, by: Person, patient: Person, points: int) -> str:
    """The desk looks the patient up, and asks about so many of their points: the question's id."""
    at = {"location_id": CALABASAS}
    found = world.call("find_patients", by, letters=patient.name[:8], **at)
    who = {"patient_id": patient.uid, **at}
    opened = world.call("open_visit", by, request_id=uuid4().hex, lookup_id=found["lookup_id"], **who)
    body = {"request_id": uuid4().hex, "visit_id": opened["visit_id"], "points": points}
    return str(world.call("request_confirmation", by, **who, **body)["confirmation_id"])


def test_the_desk_is_told_of_both_ways_and_goes_on_when_a_manager_says_yes(world: World, desk: Desk) -> None:
    patient, manager = world.patient("Xiomara Vale"), world.manager()
    world.buy(patient, cash=100_000)
    desk.sign_in(world.staff())
    press(desk, "/")
    sheet(desk, "No phone?").get_by_role("combobox").wait_for()
    desk.type("xiom")
    expect(sheet(desk, "No phone?").get_by_role("option")).to_have_count(1)
    press(desk, "Enter")
    desk.expect_patient(patient.name)
    use_points(desk, "100", "500")
    waiting = desk.page.locator("act-pending")
    expect(waiting).to_contain_text("Their phone asks whether to use 500 points, worth $5.00.")
    expect(waiting).to_contain_text("No phone here? A manager says yes at their own screen")
    expect(waiting).to_contain_text("With no manager in reach, nothing can be used today")
    answer = {"patient_id": patient.uid, "confirmation_id": world.confirmation(patient), "approve": True}
    world.call("decide_confirmation", manager, location_id=CALABASAS, **answer)
    expect_done(desk, "500 points used as $5.00 of a $100.00 bill; a manager said yes at the desk, without your phone")
    assert world.points(patient) == 9_500


def test_a_manager_says_yes_and_no_by_keyboard_and_never_to_their_own_question(world: World, desk: Desk) -> None:
    patient, manager, colleague = world.patient("Ysolde Quirk"), world.manager(), world.staff()
    world.buy(patient, cash=100_000)
    a_question(world, manager, patient, 300)
    desk.sign_in(manager, "Calabasas")
    press(desk, "y")
    questions = sheet(desk, "A second person’s yes")
    expect(questions.locator("input:checked:focus")).to_have_count(1)
    expect(questions).to_contain_text("300 points, worth $3.00")
    desk.enter()
    expect(questions.get_by_role("alert")).to_contain_text("Somebody else must decide on this.")
    press(desk, "Escape")
    a_question(world, colleague, patient, 700)
    press(desk, "y")
    expect(sheet(desk, "A second person’s yes")).to_contain_text("Ysolde Quirk")
    expect(sheet(desk, "A second person’s yes")).to_contain_text("Asked for by Maya Chen")
    desk.enter()
    expect(sheet(desk, "A second person’s yes").get_by_role("status").first).to_contain_text("Ysolde Quirk: yes.")
    a_question(world, colleague, patient, 800)
    press(desk, "Escape", "y")
    expect(sheet(desk, "A second person’s yes")).to_contain_text("800 points")
    desk.read()
    press(desk, "Delete")
    expect(sheet(desk, "A second person’s yes").get_by_role("status").first).to_contain_text("no. Nothing is done.")


@pytest.fixture
def bounded(world: World) -> Iterator[None]:
    """A clinic with the bounds by default; the tests' own clinic has none that anybody reaches."""
    signed = ("version", "updated_at", "updated_by", "note")
    wide = {name: value for name, value in GOVERNANCE.items() if name not in signed}
    world.set_rule("governance")
    yield
    world.set_rule("governance", **wide)


def waiting_acts(world: World, manager: Person, patient: Person) -> list[str]:
    """The acts about a patient that wait for a second person."""
    found = world.call("list_confirmations", manager, location_id=CALABASAS)["approvals"]
    return [one["approval_id"] for one in found if one["patient_id"] == patient.uid]


@pytest.mark.usefixtures("bounded")
def test_a_bill_beyond_what_one_person_may_do_alone_waits_and_is_credited_with_a_managers_yes(
    world: World, desk: Desk
) -> None:
    patient, manager = world.patient("Zenobia Marsh"), world.manager()
    desk.sign_in(world.staff())
    desk.scan(world.code(patient))
    desk.expect_patient(patient.name)
    desk.type("30000")
    desk.enter()
    waiting = desk.page.locator("act-pending")
    expect(waiting).to_contain_text("Waiting for a second person’s yes")
    expect(waiting).to_contain_text("more than one person may do alone in a day")
    (approval_id,) = waiting_acts(world, manager, patient)
    answer = {"patient_id": patient.uid, "approval_id": approval_id, "approve": True}
    world.call("decide_approval", manager, location_id=CALABASAS, **answer)
    desk.expect_credited("300,000")
    assert world.points(patient) == 300_000


def test_a_manager_reads_what_waits_and_does_it_with_enter(world: World, desk: Desk) -> None:
    patient, manager, clerk = world.patient("Zacharias Thorn"), world.manager(), world.staff()
    ids = {"request_id": uuid4().hex, "location_id": CALABASAS, "patient_id": patient.uid}
    body = {**ids, "clinic_id": world.clinic_id, "amount_minor": 600_000, "tender": "cash", "text": "for later"}
    world.call("request_approval", clerk, **ids, act="add_to_wallet", body=body)
    desk.sign_in(manager, "Calabasas")
    press(desk, "y")
    questions = sheet(desk, "A second person’s yes")
    expect(questions).to_contain_text("Paid into the wallet, $6,000.00")
    expect(questions).to_contain_text("Asked for by Maya Chen")
    desk.enter()
    expect(questions.get_by_role("status").first).to_contain_text("Zacharias Thorn: yes.")
    assert [entry["wallet_minor"] for entry in world.entries(patient)] == [600_000]


def test_the_days_sheet_shows_the_till_and_who_did_what(world: World, desk: Desk) -> None:
    patient = world.patient("Zelda Quint")
    world.buy(patient, cash=12_345)
    desk.sign_in(world.staff())
    press(desk, "d")
    day = sheet(desk, "Today and the till")
    expect(day.locator("dl")).to_contain_text("Cash")
    expect(day.get_by_role("listitem").filter(has_text="Zelda Q.").first).to_contain_text("$123.45 cash")
    assert "Quint" not in day.inner_text()
    press(desk, "Escape")
    expect(day).to_have_count(0)
