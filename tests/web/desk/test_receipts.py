"""Somebody comes back to the counter: today's receipts are searched, and one is undone or refunded, without a scan."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.conftest import Profile
from tests.web.looks import Look
from tests.web.pages import Desk
from tests.web.patient.screens import lose_answers
from tests.web.sheets import kinds, press, sheet
from tests.web.world import Person, World


@pytest.fixture
def staff(world: World, desk: Desk) -> Person:
    """The person signed in at the desk."""
    member = world.staff()
    desk.sign_in(member)
    return member


def receipts(desk: Desk, search: str) -> Locator:
    """Press the key, and search until one is left."""
    press(desk, "t")
    found = sheet(desk, "Receipts of today")
    expect(found.get_by_role("combobox")).to_be_focused()
    desk.type(search)
    expect(found.get_by_role("option")).to_have_count(1)
    return found


@pytest.mark.usefixtures("staff")
def test_a_receipt_of_today_is_found_by_name_and_amount_and_undone_with_a_reason(
    world: World, desk: Desk, sent: list[dict[str, Any]]
) -> None:
    patient = world.patient("Theodora Blum")
    world.buy(patient, cash=31_234)
    found = receipts(desk, "theodora 312.34")
    expect(found.get_by_role("option")).to_contain_text(
        re.compile(r"\$312\.34.*cash.*Theodora B\..*\+3,123", re.DOTALL)
    )
    assert "Blum" not in found.inner_text()
    desk.enter()
    receipt = sheet(desk, "$312.34, Theodora B.")
    facts = r"Paid\s*\$312\.34 cash\s*Points\s*3,123, until \w+ \d+.*Recorded\s*\d+:\d\d [AP]M, by Maya Chen"
    expect(receipt.locator("dl")).to_have_text(re.compile(facts, re.DOTALL))
    expect(receipt.get_by_role("button", name="Back")).to_be_focused()
    press(desk, "Shift+Tab", "Shift+Tab", "Enter")
    undoing = sheet(desk, "$312.34, Theodora B.")
    expect(undoing).to_contain_text("All of it goes back: $312.34 cash. 3,123 points are taken back.")
    expect(undoing.get_by_label("Reason")).to_be_focused()
    desk.enter()
    expect(undoing.get_by_role("alert")).to_contain_text("Type the reason.")
    desk.type("wrong amount")
    desk.enter()
    expect(sheet(desk, "Receipts of today").get_by_role("status").first).to_contain_text("3,123 points taken back")
    expect(desk.page.get_by_role("option").filter(has_text="Theodora")).to_contain_text("undone")
    assert (kinds(world, patient), world.points(patient)) == ({"accrual": 3_123, "reversal": -3_123}, 0)
    assert (sent[0]["text"], sent[0]["patient_id"]) == ("wrong amount", patient.uid)
    press(desk, "Escape")
    expect(desk.page.get_by_role("heading", name="Ready to scan")).to_be_visible()


@pytest.mark.usefixtures("staff")
def test_a_part_is_refunded_though_the_answer_was_lost(world: World, desk: Desk, sent: list[dict[str, Any]]) -> None:
    patient = world.patient("Thaddeus Osei")
    world.buy(patient, cash=50_000)
    receipts(desk, "thaddeus")
    desk.enter()
    expect(sheet(desk, "$500.00, Thaddeus O.").get_by_role("button", name="Back")).to_be_focused()
    press(desk, "Shift+Tab", "Enter")
    refunding = sheet(desk, re.compile("Refund of"))
    expect(refunding.get_by_label("Reason")).to_be_focused()
    desk.type("one item back")
    press(desk, "Shift+Tab", "Shift+Tab")
    desk.type("100")
    lose_answers(desk.page, "refund_purchase")
    desk.enter()
    expect(desk.page.get_by_role("option").filter(has_text="Thaddeus")).to_contain_text("$100.00 refunded so far")
    expect(desk.page.get_by_role("combobox")).to_be_focused()
    assert len({body["request_id"] for body in sent}) == 1
    assert world.points(patient) == 4_000


@pytest.mark.usefixtures("staff")
def test_a_receipt_is_looked_at_and_enter_leads_back(world: World, desk: Desk, sent: list[dict[str, Any]]) -> None:
    world.buy(world.patient("Tamsin Orr"), cash=4_321)
    receipts(desk, "tamsin")
    press(desk, "Enter")
    expect(sheet(desk, "$43.21, Tamsin O.").get_by_role("button", name="Back")).to_be_focused()
    desk.enter()
    expect(sheet(desk, "Receipts of today").get_by_role("combobox")).to_be_focused()
    assert sent == []


def test_everybody_can_use_the_receipts_of_today(profile: Profile, world: World, hosting_url: str) -> None:
    page: Page = profile(reduced_motion="reduce").new_page()
    look, desk = Look(page, "desk-receipts"), Desk(page, hosting_url)
    world.buy(world.patient("Teresa Montgomery-Carvalho"), cash=99_999, card=5_000)
    world.buy(world.patient("Tobias Lee"), cash=1_050)
    desk.sign_in(world.staff())
    desk.click(page.get_by_role("button", name="Receipts of today"))
    expect(page.get_by_role("option").filter(has_text="Tobias L.")).to_be_visible()
    look.at("1-list")
    look.expect_large_targets("1-list")
    desk.type("zzz")
    expect(page.get_by_text("No receipt of today fits this.")).to_be_visible()
    look.at("2-none")
    press(desk, "Control+a")
    desk.type("teresa")
    expect(page.get_by_role("option")).to_have_count(1)
    desk.enter()
    expect(page.get_by_role("button", name="Back")).to_be_focused()
    look.at("3-receipt")
    look.expect_large_targets("3-receipt")
    page.get_by_role("button", name="Undo it all").click()
    expect(page.get_by_label("Reason")).to_be_focused()
    look.at("4-undo")
    look.expect_large_targets("4-undo")
    desk.click(page.get_by_role("button", name="Back"))
    desk.click(page.get_by_role("button", name="Refund a part"))
    expect(page.get_by_label("Reason")).to_be_focused()
    look.at("5-refund")
    assert look.found == []
