"""Appointments on the patient's page: asked for, answered before the patient's eyes, accepted or withdrawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.web.catalogue import Catalogue, here_at, here_today
from tests.web.pages import Phone
from tests.web.patient.screens import Listening, at_home, eventually, open_screen
from tests.web.world import Person


@pytest.fixture(scope="session")
def world(stack_project: str, auth_host: str, functions_host: str) -> Iterator[Catalogue]:
    """A clinic with a catalogue, of these tests' own."""
    made = Catalogue(stack_project, auth_host, functions_host)
    yield made
    made.close()


def said(page: Page) -> Locator:
    """The state of the one appointment."""
    return page.locator("appointment-list .stands")


def wish(page: Page, *days: date, service: str = "Chemical peel", location: str = "Calabasas") -> None:
    """Fill in what is wished for, from the list of services."""
    page.get_by_role("button", name=re.compile(service)).click()
    expect(page.get_by_role("heading", name=service)).to_be_focused()
    page.get_by_role("radio", name=re.compile(location)).check()
    for turn, day in enumerate(days):
        if turn:
            page.get_by_role("button", name="Add another day").click()
        page.get_by_label(("First", "Second", "Third")[turn]).fill(day.isoformat())


def ask(page: Page, *days: date, location: str = "Calabasas") -> None:
    """Ask for a chemical peel, and wait until it is asked for."""
    wish(page, *days, location=location)
    page.get_by_role("button", name="Send the request").click()
    expect(page.get_by_role("heading", name="Asked for")).to_be_focused()


def test_the_services_say_how_long_they_take_and_what_they_cost(phone: Phone, patient: Person) -> None:
    phone.sign_in(patient)
    open_screen(phone.page, "Appointments")
    services = phone.page.locator("appointments-screen .services li")
    expect(services).to_have_text(
        [
            re.compile(r"Chemical peel\s*30 min\s*\$225\.00"),
            re.compile(r"Microneedling\s*1 hr 15 min\s*\$350\.00"),
            re.compile(r"Photofacial\s*40 min\s*\$450\.00"),
        ]
    )


def test_a_request_ends_in_firestore_and_the_desks_time_appears_and_is_accepted(
    phone: Phone, world: Catalogue, patient: Person
) -> None:
    first, second = here_today() + timedelta(days=9), here_today() + timedelta(days=12)
    page = phone.page
    phone.sign_in(patient)
    open_screen(page, "Appointments")
    ask(page, first, second)
    expect(said(page)).to_have_text("Requested: the clinic looks for a time")
    (asked,) = world.appointments(patient).values()
    assert asked.pop("asked_at") > datetime.now(UTC) - timedelta(minutes=5)
    assert asked == {
        "patient_id": patient.uid,
        "service_id": "chemical-peel",
        "location_id": "calabasas",
        "wished_on": [first.isoformat(), second.isoformat()],
        "state": "requested",
    }
    world.answer(patient, "proposed", here_at(12, 10))
    expect(said(page)).to_have_text(re.compile(rf"The clinic proposes \w+, {second:%B} {second.day}, .* 10:30\sAM"))
    page.get_by_role("button", name="Accept this time").click()
    expect(said(page)).to_have_text(re.compile(r"^Agreed: .* 10:30\sAM"))
    (accepted,) = world.appointments(patient).values()
    assert (accepted["state"], accepted["visit_at"]) == ("accepted", here_at(12, 10))
    expect(page.get_by_role("button", name="Withdraw")).to_be_hidden()
    page.get_by_role("button", name="Cancel the visit").click()
    expect(page.get_by_role("button", name="Yes, cancel it")).to_be_focused()
    page.keyboard.press("Enter")
    expect(said(page)).to_have_text("Canceled")
    eventually(page, lambda: [each["state"] for each in world.appointments(patient).values()] == ["cancelled"])


def test_a_visit_that_the_desk_cancels_says_why(phone: Phone, world: Catalogue, patient: Person) -> None:
    page = phone.page
    phone.sign_in(patient)
    open_screen(page, "Appointments")
    ask(page, here_today() + timedelta(days=9))
    world.answer(patient, "accepted", here_at(12, 10))
    expect(page.get_by_role("button", name="Cancel the visit")).to_be_visible()
    world.cancel_visit(patient, "Dr. Lee is ill.")
    expect(said(page)).to_have_text("Canceled")
    expect(page.locator("appointment-list")).to_contain_text("“Dr. Lee is ill.”")


def test_a_request_is_withdrawn_after_a_second_word(phone: Phone, world: Catalogue, patient: Person) -> None:
    page = phone.page
    phone.sign_in(patient)
    open_screen(page, "Appointments")
    ask(page, here_today() + timedelta(days=3))
    page.get_by_role("button", name="Withdraw").click()
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_role("button", name="Yes, withdraw")).to_be_focused()
    page.keyboard.press("Enter")
    expect(said(page)).to_have_text("You withdrew it")
    eventually(page, lambda: [each["state"] for each in world.appointments(patient).values()] == ["withdrawn"])


def test_a_declined_request_says_that_other_days_are_welcome(phone: Phone, world: Catalogue, patient: Person) -> None:
    phone.sign_in(patient)
    open_screen(phone.page, "Appointments")
    ask(phone.page, here_today() + timedelta(days=3))
    world.answer(patient, "declined")
    expect(said(phone.page)).to_have_text(re.compile("You are welcome to ask for other days"))
    expect(phone.page.get_by_role("heading", name="Earlier")).to_be_visible()


def test_days_that_cannot_be_wished_for_are_told_and_nothing_is_sent(
    phone: Phone, world: Catalogue, patient: Person
) -> None:
    page = phone.page
    today = here_today()
    phone.sign_in(patient)
    open_screen(page, "Appointments")
    wish(page)
    send = page.get_by_role("button", name="Send the request")
    send.click()
    expect(page.get_by_role("alert")).to_have_text("Choose at least one day.")
    expect(page.get_by_label("First")).to_be_focused()
    for day, words in ((today - timedelta(days=1), "from today on"), (today + timedelta(days=366), "within a year")):
        page.get_by_label("First").fill(day.isoformat())
        send.click()
        expect(page.get_by_role("alert")).to_have_text(re.compile(words))
    page.get_by_label("First").fill(today.isoformat())
    page.get_by_role("button", name="Add another day").click()
    page.get_by_label("Second").fill(today.isoformat())
    send.click()
    expect(page.get_by_role("alert")).to_have_text("Choose each day once.")
    page.get_by_role("button", name="Choose something else").click()
    expect(page.get_by_role("button", name=re.compile("Chemical peel"))).to_be_focused()
    assert world.appointments(patient) == {}


def test_what_the_rules_refuse_is_told_and_what_was_filled_in_stays(
    phone: Phone, world: Catalogue, patient: Person
) -> None:
    page = phone.page
    phone.sign_in(patient)
    open_screen(page, "Appointments")
    wish(page, here_today())
    world.change("services/chemical-peel", active=False)
    page.get_by_role("button", name="Send the request").click()
    expect(page.get_by_role("alert")).to_have_text(re.compile("did not take this request"))
    world.change("services/chemical-peel", active=True)
    page.get_by_role("button", name="Send the request").click()
    expect(page.get_by_role("heading", name="Asked for")).to_be_focused()


def test_a_proposal_that_became_another_or_was_settled_meanwhile_is_told(
    phone: Phone, world: Catalogue, patient: Person
) -> None:
    page = phone.page
    phone.sign_in(patient)
    open_screen(page, "Appointments")
    ask(page, here_today() + timedelta(days=3))
    world.answer(patient, "proposed", here_at(3, 15))
    meanwhile = iter([("proposed", here_at(4, 15)), ("declined", None)])

    def answered_first(route: Route) -> None:
        if route.request.method == "POST":
            world.answer(patient, *next(meanwhile))
        route.continue_()

    page.route("**/accept_proposal", answered_first)
    for told in ("another time", "settled meanwhile"):
        page.get_by_role("button", name="Accept this time").click()
        expect(page.get_by_role("alert")).to_have_text(re.compile(told))


def test_appointments_are_listened_to_while_they_are_looked_at_and_no_longer(
    phone: Phone, world: Catalogue, patient: Person
) -> None:
    page = phone.page
    listening = Listening(page)
    phone.sign_in(patient)
    open_screen(page, "Appointments")
    expect(page.get_by_role("heading", name="What would you like?")).to_be_visible()
    home = at_home(patient.uid)
    eventually(page, lambda: listening.below(world.clinic_id) == home | {"appointments", "services"})
    page.get_by_role("link", name="Back to your points").click()
    eventually(page, lambda: listening.below(world.clinic_id) == home)
