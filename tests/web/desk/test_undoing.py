"""The desk undoes an earlier act: wallet money, points that were used, a change of a membership; all by keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.tiers import plan
from tests.web.acts import Acts
from tests.web.conftest import Profile
from tests.web.looks import Look
from tests.web.pages import Desk
from tests.web.patient.screens import lose_answers
from tests.web.sheets import expect_done, press, sheet
from tests.web.tiered import set_tiers
from tests.web.world import Person, World

TITLE = "Undo an earlier act"


@pytest.fixture(scope="session")
def world(stack_project: str, auth_host: str, functions_host: str, firestore_host: str) -> Iterator[World]:
    """A clinic with tiers and a plan, of these tests' own."""
    assert firestore_host
    made = World(stack_project, auth_host, functions_host)
    set_tiers(made)
    made.set_rule("memberships", plans=[plan("glow", 2_500, "month", "gold", 300)], grace_days=7)
    yield made
    made.close()


def arrive(world: World, desk: Desk, patient: Person, by: Person | None = None) -> None:
    """The patient is there."""
    desk.sign_in(by or world.staff())
    desk.scan(world.code(patient))
    desk.expect_patient(patient.name)


def undoing(desk: Desk, acts: int) -> Locator:
    """Open the sheet, which lists so many acts and has chosen none."""
    press(desk, "u")
    found = sheet(desk, TITLE)
    expect(found.get_by_role("radio")).to_have_count(acts)
    if acts:
        expect(found.get_by_role("radio").first).to_be_focused()
    expect(found.locator("input:checked")).to_have_count(0)
    return found


def test_money_that_was_paid_in_is_taken_back_in_part_though_the_answer_was_lost(
    world: World, desk: Desk, patient: Person, acts: Acts, sent: list[dict[str, Any]]
) -> None:
    acts.take_money_in(50_000, "a package of three")
    arrive(world, desk, patient)
    found = undoing(desk, 1)
    expect(found).to_contain_text(
        re.compile(r"\$500\.00 paid in by card.*“a package of three”.*\$500\.00 left", re.DOTALL)
    )
    press(desk, "ArrowDown", "Tab", "Control+a")
    desk.type("450")
    gone = "$450.00 leaves the wallet. Give the patient $450.00 back by card."
    expect(found.get_by_role("status")).to_have_text(gone)
    desk.enter()
    expect(found.get_by_role("alert")).to_contain_text("Type the reason.")
    desk.type("a zero too many")
    lose_answers(desk.page, "reverse_credit")
    desk.enter()
    expect_done(desk, "$450.00 of wallet money taken back: a zero too many. Give the patient $450.00 back by card.")
    assert len({body["request_id"] for body in sent}) == 1
    assert sum(entry["wallet_minor"] for entry in world.entries(patient)) == 5_000


@pytest.mark.parametrize(
    ("amount", "told"),
    [("500.01", "Of this money $500.00 is left, not $500.01."), ("0", "The amount is more than zero.")],
)
def test_more_than_is_left_is_refused_before_it_is_sent(
    world: World, desk: Desk, patient: Person, acts: Acts, sent: list[dict[str, Any]], amount: str, told: str
) -> None:
    acts.take_money_in(50_000, "a package of three")
    arrive(world, desk, patient)
    found = undoing(desk, 1)
    press(desk, "ArrowDown", "Tab", "Control+a")
    desk.type(amount)
    desk.enter()
    expect(found.get_by_role("alert")).to_contain_text(told)
    assert sent == []


def test_money_that_was_spent_while_somebody_typed_is_told_with_what_is_left(
    world: World, desk: Desk, patient: Person, acts: Acts
) -> None:
    acts.give_money(1_500, "a gift")
    arrive(world, desk, patient)
    found = undoing(desk, 1)
    press(desk, "ArrowDown")
    acts.pay(wallet=1_000)
    press(desk, "Tab", "Tab")
    desk.type("by mistake")
    desk.enter()
    expect(found.get_by_role("alert")).to_contain_text("Of this money $5.00 is left, not $15.00.")
    press(desk, "Shift+Tab", "Control+a")
    desk.type("5")
    desk.enter()
    expect_done(desk, "$5.00 of wallet money taken back: by mistake.")


def test_points_that_were_used_at_another_visit_come_back_by_a_manager(
    world: World, desk: Desk, patient: Person, acts: Acts
) -> None:
    acts.pay(cash=50_000)
    acts.redeem(2_000, 10_000)
    world.end_visits(patient)
    manager = world.manager()
    desk.sign_in(manager, "Calabasas")
    desk.scan(world.code(patient))
    desk.expect_patient(patient.name)
    found = undoing(desk, 1)
    press(desk, "ArrowDown")
    back = "2,000 points come back, with the last day they had. Collect the $20.00 that came off the bill."
    expect(found.get_by_role("status")).to_have_text(back)
    expect(found.get_by_role("button", name="Undo: 2,000 points used, $20.00 off a bill")).to_be_visible()
    press(desk, "Tab")
    desk.type("rung up twice")
    desk.enter()
    expect_done(desk, "Redemption canceled: 2,000 points given back. Collect the $20.00 that came off the bill.")
    assert world.points(patient) == 5_000


def test_a_front_desk_is_not_shown_what_is_a_managers_to_undo(
    world: World, desk: Desk, patient: Person, acts: Acts
) -> None:
    acts.pay(cash=50_000)
    acts.redeem(2_000, 10_000)
    world.end_visits(patient)
    arrive(world, desk, patient)
    found = undoing(desk, 0)
    expect(found.get_by_role("status")).to_contain_text("Purchases are under Refund, B; a manager can undo acts")
    desk.enter()
    expect(desk.page.get_by_role("dialog")).to_have_count(0)


def test_an_enrollment_in_the_wrong_plan_is_undone_with_all_that_came_with_it(
    world: World, desk: Desk, patient: Person
) -> None:
    world.enrol(patient, "glow")
    assert world.points(patient) == 300
    arrive(world, desk, patient)
    found = undoing(desk, 1)
    desk.enter()
    expect(found.get_by_role("alert")).to_contain_text("Choose the act.")
    press(desk, "ArrowDown")
    expect(found.get_by_role("status")).to_have_text(
        "There is no membership, as before. The 300 points that came with it are taken back; those already used are "
        "owed. Give the $25.00 that was paid for it back at the register: no payment is made here."
    )
    desk.enter()
    expect_done(desk, "Undone: Enrolled in Glow. 300 points were taken back. Give the $25.00 that was paid")
    assert world.points(patient) == 0
    press(desk, "j")
    expect(sheet(desk, "Membership")).to_contain_text("has no membership")


def test_a_treatment_of_the_wrong_patient_is_withdrawn_without_a_word(
    world: World, desk: Desk, patient: Person, acts: Acts, sent: list[dict[str, Any]]
) -> None:
    world.ask_for(patient, "2030-01-01", service="Light peel")
    acts.note_treatment("T-1", "facial")
    arrive(world, desk, patient)
    found = undoing(desk, 1)
    press(desk, "ArrowDown")
    expect(found.get_by_role("status")).to_contain_text("It counts no more, and the tier follows.")
    expect(found.get_by_label("Reason")).to_have_count(0)
    lost = lose_answers(desk.page, "withdraw_treatment")
    desk.enter()
    expect(found.get_by_role("alert")).to_contain_text("it is not known whether this was undone")
    desk.page.unroute("**/withdraw_treatment", lost)
    desk.enter()
    expect_done(desk, "Undone: Light peel of")
    assert len({body["request_id"] for body in sent}) == 1
    undoing(desk, 0)


def test_a_refund_tells_what_may_be_kept_for_points_that_were_used(
    world: World, desk: Desk, patient: Person, acts: Acts
) -> None:
    acts.pay(cash=45_000)
    acts.redeem(4_000, 10_000)
    arrive(world, desk, patient)
    press(desk, "b")
    sheet(desk, "Refund").locator("input:checked:focus").wait_for()
    desk.enter()
    desk.type("sent back")
    desk.enter()
    expect_done(desk, "The points now owed are worth $40.00: up to so much may be kept from what goes back.")


def test_everybody_can_undo_an_earlier_act(profile: Profile, world: World, hosting_url: str) -> None:
    page: Page = profile(reduced_motion="reduce").new_page()
    look, desk = Look(page, "desk-undoing"), Desk(page, hosting_url)
    patient = world.patient("Valeria Montgomery-Carvalho")
    acts = Acts(world, patient)
    acts.pay(cash=99_000)
    visit = acts.visit()
    acts.redeem(2_000, 10_000, visit)
    acts.manage("redeem_reward", visit_id=visit, reward_id="lip-mask")
    acts.take_money_in(50_000, "a package of three, agreed on the telephone with Dr. Lee")
    acts.give_money(1_500, "a gift for your birthday")
    world.ask_for(patient, "2030-01-01", service="Microneedling, face and neck")
    acts.note_treatment("T-1", "facial")
    world.enrol(patient, "glow")
    arrive(world, desk, patient)
    undoing(desk, 6)
    look.at("1-nothing-chosen")
    look.expect_large_targets("1-nothing-chosen")
    press(desk, "ArrowDown")
    look.at("2-membership")
    press(desk, "ArrowDown")
    look.at("5-treatment")
    press(desk, "ArrowDown", "ArrowDown")
    desk.enter()
    expect(page.get_by_role("alert")).to_be_visible()
    look.at("3-paid-in")
    look.expect_large_targets("3-paid-in")
    desk.type("a zero too many")
    press(desk, "Shift+Tab", "Shift+Tab", "ArrowDown")
    look.at("4-reward")
    assert look.found == []
