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
    expect(found.locator("input:checked")).to_be_focused()
    return found


def test_a_patient_is_enrolled_though_the_answer_was_lost_and_earns_by_the_tier_at_once(
    world: World, desk: Desk
) -> None:
    patient = arrive(world, desk, "Sunniva Dahl")
    enrolling = membership(desk)
    expect(enrolling).to_contain_text("Sunniva Dahl has no membership.")
    expect(enrolling.get_by_label("Plan")).to_have_text("Glow, $25.00 a monthRadiance, $250.00 a year")
    lost = lose_answers(desk.page, "change_membership")
    desk.enter()
    expect(enrolling.get_by_role("alert")).to_contain_text("it is not known whether the membership changed")
    desk.page.unroute("**/change_membership", lost)
    desk.enter()
    expect_done(desk, "Enrolled for Glow, paid until")
    expect_done(desk, "300 points came with it.")
    desk.type("100")
    desk.enter()
    desk.expect_credited("3,000")
    assert world.points(patient) == 3_300


def test_a_membership_is_changed_paused_resumed_renewed_and_cancelled(world: World, desk: Desk) -> None:
    arrive(world, desk, "Tjorven Malm")
    membership(desk)
    desk.enter()
    expect_done(desk, "Enrolled for Glow")
    for keys, done in (
        (("ArrowDown",), "Changed to Radiance"),
        (("ArrowDown", "ArrowDown"), "Radiance paused."),
        ((), "Radiance resumed, paid until"),
        ((), "Radiance renewed, paid until"),
        (("ArrowUp",), "Radiance cancelled; it holds until"),
    ):
        membership(desk)
        press(desk, *keys)
        desk.enter()
        expect_done(desk, done)
    assert membership(desk).get_by_role("radio").count() == 1
    expect(sheet(desk, "Membership")).to_contain_text("It is cancelled, and ends with what is paid.")


def test_renewing_twice_in_a_row_asks_first_and_enter_says_that_it_is_meant(world: World, desk: Desk) -> None:
    arrive(world, desk, "Wilma Ekholm")
    membership(desk)
    desk.enter()
    expect_done(desk, "Enrolled for Glow")
    membership(desk)
    desk.enter()
    expect_done(desk, "Glow renewed, paid until")
    renewing = membership(desk)
    desk.enter()
    expect(renewing.get_by_role("alert")).to_contain_text("Renew again only if two periods were paid.")
    desk.enter()
    expect_done(desk, "Glow renewed, paid until")


def test_a_treatment_is_noted(world: World, desk: Desk) -> None:
    world.ask_for(world.patient("Somebody Else"), "2030-01-01", service="Microneedling")
    arrive(world, desk, "Undine Falk")
    press(desk, "t")
    noting = sheet(desk, "Note a treatment")
    expect(noting.get_by_label("Service")).to_be_focused()
    expect(noting.get_by_label("Service")).to_have_text("Microneedling")
    noting.get_by_label("Done on").fill("2020-01-01")
    desk.enter()
    expect(noting.get_by_role("alert")).to_contain_text("A treatment of the last 366 days can be told")
    press(desk, "Escape", "t")
    expect(sheet(desk, "Note a treatment").get_by_label("Service")).to_have_text("Microneedling")
    desk.enter()
    expect_done(desk, "Microneedling of")


def test_everybody_can_use_memberships_and_treatments(profile: Profile, world: World, hosting_url: str) -> None:
    page: Page = profile(reduced_motion="reduce").new_page()
    look, desk = Look(page, "desk-membership"), Desk(page, hosting_url)
    world.ask_for(world.patient("Somebody Else"), "2030-01-01", service="Microneedling")
    arrive(world, desk, "Valeria Montgomery-Carvalho")
    membership(desk)
    expect(page.get_by_label("Plan").locator("option")).to_have_count(2)
    look.at("1-enrol")
    look.expect_large_targets("1-enrol")
    desk.enter()
    expect_done(desk, "Enrolled for Glow")
    membership(desk)
    look.at("2-renew")
    press(desk, "Escape", "t")
    expect(page.get_by_label("Service").locator("option")).to_have_count(1)
    look.at("3-treatment")
    look.expect_large_targets("3-treatment")
    assert look.found == []
