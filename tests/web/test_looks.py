"""The looks of the pages and their accessibility: every state, light and dark, on a small phone and on a wide desk."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import Profile
from tests.web.looks import Look
from tests.web.pages import Desk, Phone, sign_in
from tests.web.world import World

STUTTER = 2.1  # seconds; the same code within two is the same scan


@pytest.fixture
def page(profile: Profile) -> Page:
    """A page of somebody who wants no motion."""
    return profile(reduced_motion="reduce").new_page()


def test_everybody_can_use_the_patient_page(page: Page, world: World, hosting_url: str) -> None:
    look = Look(page, "patient")
    patient = world.patient()
    now = datetime.now(UTC)
    phone = Phone(page, hosting_url)
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    look.at("1-sign-in")
    phone.sign_in(patient)
    expect(page.get_by_text("You earn 10 %")).to_be_visible()
    look.at("2-no-points")
    lots = ((1950, 5), (1999, 21), (4900, 160))
    world.give_lots(patient, *((points, now + timedelta(days=days)) for points, days in lots))
    phone.expect_balance("8,849")
    look.at("3-home")
    page.get_by_role("button", name="Show my code").click()
    phone.code.wait_for()
    look.at("4-code")
    world.give_lots(patient, (13_349, now + timedelta(days=160)))
    expect(page.get_by_role("button", name="Done")).to_be_visible()
    look.at("5-credited")
    assert look.found == []


def test_everybody_can_use_the_desk(page: Page, world: World, hosting_url: str) -> None:
    look = Look(page, "desk")
    desk = Desk(page, hosting_url)
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    look.at("1-sign-in")
    sign_in(page, world.manager())
    calabasas = page.get_by_role("button", name="Calabasas")
    calabasas.wait_for()
    look.at("2-location")
    calabasas.click()
    expect(page.get_by_role("heading", name="Ready to scan")).to_be_visible()
    look.at("3-ready")
    look.expect_large_targets("3-ready")
    page.keyboard.press("?")
    look.at("4-shortcuts")
    page.keyboard.press("Escape")
    text = world.code(world.patient("Inês Carvalho-Montgomery"))
    desk.scan(text)
    scanned = time.monotonic()
    desk.expect_patient("Inês Carvalho-Montgomery")
    desk.type("450+4.555")
    desk.enter()
    expect(page.get_by_role("alert")).to_be_visible()
    look.at("5-wrong-amount")
    look.expect_large_targets("5-wrong-amount")
    page.keyboard.press("Backspace")
    look.at("6-amount")
    desk.enter()
    desk.expect_credited("4,500")
    look.at("7-receipt")
    look.expect_large_targets("7-receipt")
    page.wait_for_timeout(max(0.0, scanned + STUTTER - time.monotonic()) * 1_000)
    page.keyboard.press("Escape")
    desk.scan(text)
    desk.expect_told("Already scanned")
    look.at("8-used-code")
    assert look.found == []


def test_everybody_can_use_what_the_desk_does_with_points_and_refunds(
    page: Page, world: World, hosting_url: str
) -> None:
    look = Look(page, "desk-ledger")
    patient = world.patient("Inês Carvalho-Montgomery")
    world.give_lots(patient, (30_000, datetime.now(UTC) + timedelta(days=160)))
    world.add_to_wallet(patient, 12_050)
    world.buy(patient, cash=45_000, card=5_000)
    desk = Desk(page, hosting_url)
    desk.sign_in(world.staff())
    desk.scan(world.code(patient))
    desk.expect_patient(patient.name)
    desk.type("400c+500p+20w")
    look.at("1-tenders")
    look.expect_large_targets("1-tenders")
    page.keyboard.press("r")
    expect(page.get_by_role("radio", name="Lip mask")).to_be_visible()
    desk.type("1000")
    expect(page.get_by_text("At most 20,000 points")).to_be_visible()
    look.at("2-use-points")
    look.expect_large_targets("2-use-points")
    page.keyboard.press("Tab")
    desk.type("120")
    desk.enter()
    expect(page.get_by_role("alert")).to_be_visible()
    look.at("3-use-points-wrong")
    page.keyboard.press("Control+a")
    desk.type("12000")
    desk.enter()
    expect(page.get_by_role("heading", name="Waiting for the patient’s yes")).to_be_visible()
    look.at("4-waiting")
    look.expect_large_targets("4-waiting")
    world.say(patient, approve=True)
    expect(page.locator(".done")).to_contain_text("12,000 points used")
    look.at("5-used")
    _look_at_a_refund_and_the_receipt(page, desk, look)
    assert look.found == []


def _look_at_a_refund_and_the_receipt(page: Page, desk: Desk, look: Look) -> None:
    page.keyboard.press("b")
    page.locator("refund-sheet input:checked:focus").wait_for()
    look.at("6-purchases")
    look.expect_large_targets("6-purchases")
    desk.enter()
    expect(page.get_by_label("Reason")).to_be_focused()
    look.at("7-refund")
    look.expect_large_targets("7-refund")
    _close_the_sheet(page)
    desk.enter()
    desk.expect_credited("4,200")
    look.at("8-receipt")
    look.expect_large_targets("8-receipt")
    page.keyboard.press("Escape")
    expect(page.get_by_text("Inês Carvalho-Montgomery: credited 4,200")).to_be_visible()
    look.at("9-ready")


def test_everybody_can_use_what_the_desk_does_for_a_second_person(page: Page, world: World, hosting_url: str) -> None:
    look = Look(page, "desk-acts")
    patient, asking, manager = world.patient("Inês Carvalho-Montgomery"), world.manager(), world.staff(role="manager")
    world.buy(patient, cash=45_000)
    world.let_expire(patient)
    world.buy(patient, cash=52_500, card=5_000)
    world.adjust(asking, patient, 1_200, "For the long wait in March.", "Dr. Lee was late twice; agreed by telephone")
    world.adjust(manager, patient, 2_500, "Moved from the old program.")
    desk = Desk(page, hosting_url)
    desk.sign_in(manager)
    page.keyboard.press("a")
    page.locator("adjustments-sheet input:checked:focus").wait_for()
    look.at("1-adjustments")
    look.expect_large_targets("1-adjustments")
    desk.enter()
    expect(page.get_by_role("radio")).to_have_count(1)
    page.locator("adjustments-sheet input:checked:focus").wait_for()
    desk.enter()
    expect(page.get_by_role("alert")).to_be_visible()
    look.at("2-approved-and-own")
    _close_the_sheet(page)
    desk.scan(world.code(patient))
    desk.expect_patient(patient.name)
    page.keyboard.press("n")
    desk.type("A-17")
    desk.click(page.get_by_text("More", exact=True))
    look.at("3-receipt-number")
    look.expect_large_targets("3-receipt-number")
    desk.amount.focus()
    _look_at_the_sheets(page, desk, look)
    world.forget_adjustments()
    assert look.found == []


def _look_at_the_sheets(page: Page, desk: Desk, look: Look) -> None:
    page.keyboard.press("e")
    page.locator("reissue-sheet input:checked:focus").wait_for()
    look.at("4-expired")
    look.expect_large_targets("4-expired")
    _close_the_sheet(page)
    page.keyboard.press("m")
    page.locator("reassign-sheet input:checked:focus").wait_for()
    desk.enter()
    look.at("5-move")
    look.expect_large_targets("5-move")
    _close_the_sheet(page)
    page.keyboard.press("a")
    expect(page.get_by_label("Reason").locator("option")).to_have_count(3)
    desk.type("1500")
    desk.enter()
    look.at("6-adjust")
    look.expect_large_targets("6-adjust")
    page.get_by_label("What the patient reads").fill("Moved from the old program.")
    desk.enter()
    expect(page.locator(".done")).to_contain_text("Asked for")
    look.at("7-asked-for")


def _close_the_sheet(page: Page) -> None:
    """A person sees that it is closed before they press the next key."""
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")
    expect(page.locator("purchase-form[inert]")).to_have_count(0)
