"""The wallet on the patient's page, and banking: preview, outcome whatever the network does, and undo."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.web.acts import Acts
from tests.web.pages import Phone
from tests.web.patient.screens import lose_answers, open_screen
from tests.web.world import Person, World


def test_the_wallet_says_where_its_money_came_from_and_when_it_ends(phone: Phone, patient: Person, acts: Acts) -> None:
    phone.sign_in(patient)
    expect(phone.page.get_by_text("in your wallet")).to_be_hidden()
    acts.give_money(1_500, "a gift for your birthday")
    acts.take_money_in(4_000, "a package of three")
    phone.page.get_by_role("link", name=re.compile(r"\$55\.00\s*in your wallet")).click()
    expect(phone.page.get_by_role("heading", name="Wallet", level=1)).to_be_focused()
    shares = phone.page.locator("wallet-screen .share")
    expect(shares.nth(0)).to_contain_text(
        re.compile(r"Given by the clinic\s*\$15\.00.*[23] months · until \w+ \d+, 20\d\d", re.DOTALL)
    )
    expect(shares.nth(1)).to_contain_text(re.compile(r"Paid in your own money\s*\$40\.00.*no last day", re.DOTALL))


def test_points_are_banked_as_the_preview_said_and_banking_can_be_undone(
    phone: Phone, world: World, patient: Person, acts: Acts
) -> None:
    acts.pay(cash=15_500)
    page = phone.page
    phone.sign_in(patient)
    open_screen(page, "Bank points")
    preview = page.locator("bank-screen output")
    expect(preview).to_have_text(re.compile(r"500 points\s*become\s*\$5\.50"))
    page.get_by_role("slider").focus()
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="100 fewer").click()
    expect(preview).to_have_text(re.compile(r"1,000 points\s*become\s*\$11\.00"))
    expect(page.get_by_text("Afterwards: 550 points, and $11.00 in your wallet.")).to_be_visible()
    page.get_by_role("button", name="Turn 1,000 points into $11.00").click()
    expect(page.get_by_role("heading", name="$11.00 is in your wallet")).to_be_focused()
    assert world.points(patient) == 550
    expect(page.get_by_role("timer")).to_have_text(re.compile("(29|30) minutes left"))
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="Undone")).to_be_focused()
    page.get_by_role("link", name="Back to your points").click()
    phone.expect_balance("1,550")
    kinds = sorted((entry["revision"], entry["kind"]) for entry in world.entries(patient))
    assert [kind for _, kind in kinds] == ["accrual", "banking", "reversal"]


def test_the_preview_ends_where_the_points_end(phone: Phone, patient: Person, acts: Acts) -> None:
    acts.pay(cash=7_990)
    page = phone.page
    phone.sign_in(patient)
    open_screen(page, "Bank points")
    page.get_by_role("slider").press("End")
    expect(page.locator("bank-screen output")).to_have_text(re.compile(r"700 points\s*become\s*\$7\.70"))
    expect(page.get_by_role("button", name="100 more")).to_be_disabled()


def test_too_few_points_are_told_with_how_many_it_takes(phone: Phone, patient: Person, acts: Acts) -> None:
    acts.pay(cash=4_990)
    phone.sign_in(patient)
    open_screen(phone.page, "Bank points")
    expect(phone.page.get_by_role("heading", name="You can bank from 500 points on")).to_be_visible()
    expect(phone.page.get_by_text("You have 499 points now.")).to_be_visible()
    expect(phone.page.get_by_role("slider")).to_be_hidden()


def test_a_banking_whose_answer_was_lost_is_looked_up_after_a_reload_and_done_once(
    phone: Phone, world: World, patient: Person, acts: Acts
) -> None:
    acts.pay(cash=10_000)
    page = phone.page
    phone.sign_in(patient)
    open_screen(page, "Bank points")
    lose = lose_answers(page, "bank_points")
    page.get_by_role("button", name="Turn 500 points into $5.50").click()
    expect(page.get_by_role("heading", name="No answer came")).to_be_visible()
    page.unroute("**/bank_points", lose)
    page.reload()
    expect(page.get_by_role("heading", name="$5.50 is in your wallet")).to_be_visible()
    assert [entry["kind"] for entry in world.entries(patient)].count("banking") == 1


def test_a_banking_can_be_undone_from_the_history_once_and_not_when_it_is_spent(
    phone: Phone, patient: Person, acts: Acts
) -> None:
    acts.pay(cash=30_000)
    page = phone.page
    phone.sign_in(patient)
    for name in ("Turn 500 points into $5.50", "Turn 500 points into $5.50"):
        open_screen(page, "Bank points")
        page.get_by_role("button", name=name).click()
        expect(page.get_by_role("button", name="Undo")).to_be_visible()
        page.get_by_role("link", name="Back to your points").click()
    acts.pay(cash=100, wallet=200)
    open_screen(page, "History")
    newer, older = page.locator(".act[data-kind=banking]").nth(0), page.locator(".act[data-kind=banking]").nth(1)
    older.get_by_role("button", name="Undo").click()
    expect(older.get_by_role("alert")).to_have_text(re.compile("Some of this money is spent"))
    newer.get_by_role("button", name="Undo").click()
    expect(page.locator(".act[data-kind=reversal]")).to_contain_text("Banking undone: 500 points given back")
    expect(newer.get_by_role("button", name="Undo")).to_be_hidden()
