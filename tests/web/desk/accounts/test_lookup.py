"""A patient without a phone at the desk: found by three letters, opened by Enter, and looked for on the record."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.conftest import Profile
from tests.web.looks import Look
from tests.web.pages import Desk, go_offline, go_online
from tests.web.patient.screens import lose_answers
from tests.web.sheets import press, sheet
from tests.web.world import Person, World


@pytest.fixture
def staff(world: World, desk: Desk) -> Person:
    """The person signed in at the desk."""
    member = world.staff()
    desk.sign_in(member)
    return member


def look_for(desk: Desk, letters: str) -> Locator:
    """Press the key, and type."""
    press(desk, "/")
    found = sheet(desk, "No phone?")
    expect(found.get_by_role("combobox")).to_be_focused()
    desk.type(letters)
    return found


def test_three_letters_an_arrow_and_enter_open_the_visit_as_a_scan_does(
    world: World, desk: Desk, staff: Person
) -> None:
    one, other = world.patient("Quentin Abad"), world.patient("Rosa Quéntin")
    found = look_for(desk, "que")
    expect(found.get_by_role("option")).to_have_count(2)
    month = datetime.now(UTC).strftime("%b %Y")
    expect(found.get_by_role("option").first).to_have_text(re.compile(rf"Quentin A\.\s*joined {month} · not here yet"))
    expect(found.get_by_role("status")).to_have_text("2 found. The arrow keys choose, Enter opens the visit.")
    assert "Abad" not in found.inner_text()
    press(desk, "ArrowDown", "Enter")
    desk.expect_patient("Rosa Quéntin")
    desk.type("45")
    desk.enter()
    desk.expect_credited("450")
    (lookup,) = world.lookups(staff)
    assert (lookup["letters"], lookup["results"], lookup["opened_patient_id"]) == (3, 2, other.uid)
    assert lookup["patient_ids"] == [one.uid, other.uid]


def test_nothing_of_the_patients_who_were_found_stays_in_the_browser(world: World, desk: Desk, staff: Person) -> None:
    patient = world.patient("Wilhelmina Ortega")
    expect(look_for(desk, "wilh").get_by_role("option")).to_have_count(1)
    desk.enter()
    desk.expect_patient(patient.name)
    stored = desk.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "ilhelmina" not in stored
    assert patient.uid not in stored
    assert staff.uid in stored


@pytest.mark.usefixtures("staff")
def test_who_types_faster_than_the_answer_comes_gets_the_last_one(world: World, desk: Desk) -> None:
    world.patient("Ximena Duarte")
    found = look_for(desk, "x")
    desk.enter()
    expect(found.get_by_role("alert")).to_contain_text("Type at least three letters of the name")
    desk.type("imena zz")
    expect(found.get_by_role("status")).to_have_text("Nobody’s name begins like this.")
    press(desk, "Backspace", "Backspace", "Enter")
    expect(found.get_by_role("option")).to_have_count(1)
    press(desk, "Escape")
    expect(desk.page.get_by_role("dialog")).to_have_count(0)
    expect(desk.page.get_by_role("heading", name="Ready to scan")).to_be_visible()


def test_a_lost_answer_opens_one_visit_when_it_is_asked_again(world: World, desk: Desk, staff: Person) -> None:
    patient = world.patient("Yolanda Prieto")
    expect(look_for(desk, "yol").get_by_role("option")).to_have_count(1)
    lost = lose_answers(desk.page, "open_visit")
    desk.enter()
    desk.expect_told("No answer came from the server")
    desk.page.unroute("**/open_visit", lost)
    desk.click(desk.page.get_by_role("button", name="Ask again"))
    desk.expect_patient(patient.name)
    assert [lookup["opened_patient_id"] for lookup in world.lookups(staff)] == [patient.uid]


@pytest.mark.usefixtures("staff")
def test_offline_nobody_is_looked_for_and_what_was_typed_is_kept(world: World, desk: Desk) -> None:
    world.patient("Zacharias Bloom")
    press(desk, "/")
    found = sheet(desk, "No phone?")
    expect(found.get_by_role("combobox")).to_be_focused()
    go_offline(desk.page)
    desk.type("zac")
    expect(found.get_by_role("alert")).to_contain_text("You are offline.")
    go_online(desk.page)
    desk.enter()
    expect(found.get_by_role("option")).to_have_count(1)


def test_whoever_has_opened_forty_patients_is_told_until_when_not(world: World, desk: Desk, staff: Person) -> None:
    world.count_lookups(staff, 40)
    world.patient("Abigail Stone")
    expect(look_for(desk, "abi").get_by_role("option")).to_have_count(1)
    desk.enter()
    desk.expect_told("You opened 40 patients by name within an hour")
    assert [lookup["opened_patient_id"] for lookup in world.lookups(staff)] == [None]


def test_a_slow_typist_asks_once_and_a_short_name_is_asked_for_on_enter(
    world: World, desk: Desk, staff: Person
) -> None:
    world.patient("Wu Li")
    found = look_for(desk, "")
    for letter in "li wu":
        desk.type(letter)
        desk.page.wait_for_timeout(400)
    expect(found.get_by_role("option")).to_have_count(1)
    assert [lookup["letters"] for lookup in world.lookups(staff)] == [4]
    press(desk, "Backspace", "Backspace", "Backspace")
    desk.page.wait_for_timeout(800)
    assert len(world.lookups(staff)) == 1
    with desk.page.expect_response("**/find_patients"):
        desk.enter()
    expect(found.get_by_role("option")).to_have_count(1)
    assert sorted(lookup["letters"] for lookup in world.lookups(staff)) == [2, 4]


@pytest.mark.usefixtures("staff")
def test_a_scan_while_the_sheet_is_open_is_the_next_patient(world: World, desk: Desk) -> None:
    patient = world.patient("Ursula Kim")
    look_for(desk, "ur")
    code = world.code(patient)
    desk.page.wait_for_timeout(600)  # a person stops typing before anybody scans
    desk.scan_by_keys(code)
    desk.expect_patient(patient.name)
    expect(desk.page.get_by_role("dialog")).to_have_count(0)


def test_everybody_can_look_for_a_patient(profile: Profile, world: World, hosting_url: str) -> None:
    page: Page = profile(reduced_motion="reduce").new_page()
    look, desk = Look(page, "desk-lookup"), Desk(page, hosting_url)
    for number in range(9):
        world.patient(f"Valentina Montgomery-Carvalho {'ABCDEFGHI'[number]}")
    desk.sign_in(world.staff())
    page.get_by_role("button", name="No phone?").wait_for()
    look.at("1-ready")
    look.expect_large_targets("1-ready")
    desk.click(page.get_by_role("button", name="No phone?"))
    sheet(desk, "No phone?")
    look.at("2-empty")
    desk.type("val")
    expect(page.get_by_role("option")).to_have_count(8)
    expect(page.get_by_role("status").filter(has_text="There are more. Type on")).to_be_visible()
    look.at("3-found")
    look.expect_large_targets("3-found")
    assert look.found == []
