"""Memberships and treatments at the desk, by keyboard: from enrolling to cancelling."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.tiers import plan
from tests.web.conftest import Profile
from tests.web.looks import Look
from tests.web.pages import Desk
from tests.web.patient.screens import lose_answers
from tests.web.sheets import expect_done, press, sheet
from tests.web.tiered import set_tiers
from tests.web.world import Person, World


@pytest.fixture(scope="session")
def world(stack_project: str, auth_host: str, functions_host: str, firestore_host: str) -> Iterator[World]:
    """A clinic with tiers and two plans, of these tests' own."""
    assert firestore_host
    made = World(stack_project, auth_host, functions_host)
    set_tiers(made)
    plans = [plan("glow", 2_500, "month", "gold", 300), plan("radiance", 25_000, "year", "gold")]
    made.set_rule("memberships", plans=plans, grace_days=7)
    yield made
    made.close()


def arrive(world: World, desk: Desk, name: str) -> Person:
    """A patient is there."""
    patient = world.patient(name)
    desk.sign_in(world.staff())
    desk.scan(world.code(patient))
    desk.expect_patient(name)
    return patient


def membership(desk: Desk) -> Locator:
    """Open the sheet."""
    press(desk, "j")
    found = sheet(desk, "Membership")
    expect(found.get_by_role("radio").first).to_be_focused()
    expect(found.locator("input:checked")).to_have_count(0)
    return found


def enroll(desk: Desk) -> Locator:
    """Choose to enroll, the plan, and how it was paid, by keys."""
    found = membership(desk)
    press(desk, "ArrowDown")
    expect(found.get_by_label("Plan").locator("option")).to_have_count(3)
    press(desk, "Tab", "g", "Tab", "c")
    expect(found.get_by_label("Paid with")).to_have_value("card")
    return found


def test_a_patient_is_enrolled_though_the_answer_was_lost_and_earns_by_the_tier_at_once(
    world: World, desk: Desk
) -> None:
    patient = arrive(world, desk, "Sunniva Dahl")
    enrolling = enroll(desk)
    expect(enrolling).to_contain_text("Sunniva Dahl has no membership.")
    expect(enrolling.get_by_label("Plan")).to_have_text("Choose a planGlow, $25.00 a monthRadiance, $250.00 a year")
    costs = "It costs $25.00 a month. Take the $25.00 at the register first: no payment is taken here."
    expect(enrolling.get_by_role("status")).to_have_text(costs)
    lost = lose_answers(desk.page, "change_membership")
    desk.enter()
    expect(enrolling.get_by_role("alert")).to_contain_text("it is not known whether the membership changed")
    desk.page.unroute("**/change_membership", lost)
    desk.enter()
    expect_done(desk, "Enrolled in Glow, paid until")
    expect_done(desk, "300 points came with it.")
    desk.type("100")
    desk.enter()
    desk.expect_credited("3,000")
    assert world.points(patient) == 3_300


def test_a_membership_is_changed_paused_resumed_renewed_and_cancelled(world: World, desk: Desk) -> None:
    arrive(world, desk, "Tjorven Malm")
    enroll(desk)
    desk.enter()
    expect_done(desk, "Enrolled in Glow")
    for keys, follows, done in (
        (
            ("ArrowDown", "ArrowDown", "Tab", "r", "Tab", "n"),
            "From the next period on it costs $250.00 a year.",
            "Changed to Radiance",
        ),
        (("ArrowDown",) * 3, "The paid days are kept until it is resumed.", "Radiance paused."),
        (("ArrowDown",), "paid for as many days longer as it rested.", "Radiance resumed, paid until"),
        (("ArrowDown", "Tab", "c"), "Take the $250.00 at the register first", "Radiance renewed, paid until"),
        (("ArrowDown", "ArrowUp"), "No money is given back here.", "Radiance canceled; it holds until"),
    ):
        changing = membership(desk)
        press(desk, *keys)
        expect(changing.get_by_role("status")).to_contain_text(follows)
        desk.enter()
        expect_done(desk, done)
    assert membership(desk).get_by_role("radio").count() == 1
    expect(sheet(desk, "Membership")).to_contain_text("It is canceled, and ends with what is paid.")


def test_renewing_twice_in_a_row_asks_first_and_enter_says_that_it_is_meant(world: World, desk: Desk) -> None:
    arrive(world, desk, "Wilma Ekholm")
    enroll(desk)
    desk.enter()
    expect_done(desk, "Enrolled in Glow")
    membership(desk)
    press(desk, "ArrowDown", "Tab", "c", "Enter")
    expect_done(desk, "Glow renewed, paid until")
    renewing = membership(desk)
    press(desk, "ArrowDown", "Enter")
    expect(renewing.get_by_role("alert")).to_contain_text("Choose how it was paid.")
    press(desk, "c", "Enter")
    expect(renewing.get_by_role("alert")).to_contain_text("Renew again only if two periods were paid.")
    desk.enter()
    expect_done(desk, "Glow renewed, paid until")


def test_nothing_is_done_to_a_membership_before_somebody_has_chosen_it(world: World, desk: Desk) -> None:
    world.ask_for(world.patient("Somebody Else"), "2030-01-01", service="Microneedling")
    patient = arrive(world, desk, "Ylva Storm")
    enrolling = membership(desk)
    desk.enter()
    expect(enrolling.get_by_role("alert")).to_contain_text("Choose what to do.")
    press(desk, "ArrowDown", "Enter")
    expect(enrolling.get_by_role("alert")).to_contain_text("Choose the plan.")
    expect(enrolling.get_by_label("Plan")).to_be_focused()
    press(desk, "Escape", "t")
    noting = sheet(desk, "Note a treatment")
    expect(noting.get_by_label("Service")).to_be_focused()
    expect(noting.locator("option")).to_have_count(2)
    desk.enter()
    expect(noting.get_by_role("alert")).to_contain_text("Choose the service.")
    assert world.entries(patient) == []


def test_a_treatment_is_noted(world: World, desk: Desk) -> None:
    world.ask_for(world.patient("Somebody Else"), "2030-01-01", service="Microneedling")
    arrive(world, desk, "Undine Falk")
    press(desk, "t")
    noting = sheet(desk, "Note a treatment")
    expect(noting.get_by_label("Service")).to_be_focused()
    expect(noting.get_by_label("Service")).to_have_text("Choose a serviceMicroneedling")
    press(desk, "m")
    noting.get_by_label("Done on").fill("2020-01-01")
    desk.enter()
    expect(noting.get_by_role("alert")).to_contain_text("A treatment of the last 366 days can be told")
    press(desk, "Escape", "t")
    expect(sheet(desk, "Note a treatment").locator("option")).to_have_count(2)
    press(desk, "m", "Enter")
    expect_done(desk, "Microneedling of")


def test_everybody_can_use_memberships_and_treatments(profile: Profile, world: World, hosting_url: str) -> None:
    page: Page = profile(reduced_motion="reduce").new_page()
    look, desk = Look(page, "desk-membership"), Desk(page, hosting_url)
    world.ask_for(world.patient("Somebody Else"), "2030-01-01", service="Microneedling")
    arrive(world, desk, "Valeria Montgomery-Carvalho")
    membership(desk)
    look.at("0-nothing-chosen")
    press(desk, "Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    enroll(desk)
    look.at("1-enroll")
    look.expect_large_targets("1-enroll")
    desk.enter()
    expect_done(desk, "Enrolled in Glow")
    membership(desk)
    press(desk, "ArrowDown")
    look.at("2-renew")
    press(desk, "Escape", "t")
    expect(page.get_by_label("Service").locator("option")).to_have_count(2)
    look.at("3-treatment")
    look.expect_large_targets("3-treatment")
    assert look.found == []
