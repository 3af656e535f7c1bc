"""The ledger on the patient's page: history that explains itself, told live; and how all its screens look."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import get_args

from playwright.sync_api import expect

from loyalty.domain.ledger.entry import WHY_OF
from loyalty.domain.ledger.why import ReversalReason
from tests.web.acts import Acts
from tests.web.conftest import Profile
from tests.web.looks import Look
from tests.web.pages import Phone, go_offline, go_online
from tests.web.patient.screens import ENOUGH_CASH, Listening, at_home, dialog, eventually, history, open_screen
from tests.web.world import Person, World


def test_every_line_of_the_history_says_what_changed_why_and_what_it_left(
    phone: Phone, patient: Person, acts: Acts
) -> None:
    purchase = acts.pay(cash=45_000)
    acts.redeem(2_000, 10_000)
    acts.refund(purchase, cash=15_000)
    phone.sign_in(patient)
    open_screen(phone.page, "History")
    refund, redeemed, bought = (history(phone.page).nth(turn) for turn in range(3))
    expect(history(phone.page)).to_have_count(3)
    expect(bought).to_contain_text(re.compile(r"Purchase\s*\+4,500 points\s*10 % of \$450\.00 cash\s"))
    expect(bought).to_contain_text(re.compile(r"\d+:\d\d [AP]M · Calabasas · until \w+ \d+, 20\d\d"))
    expect(bought).to_contain_text("Balance after: 4,500 points")
    expect(redeemed).to_contain_text(re.compile(r"−2,000 points\s*2,000 points used as \$20\.00 of a \$100\.00 bill"))
    expect(redeemed).to_contain_text("Balance after: 2,500 points")
    expect(refund).to_contain_text(re.compile(r"Refund\s*−1,500 points\s*Refund of \$150\.00: 1,500 points taken back"))
    expect(refund).to_contain_text("Balance after: 1,000 points")
    expect(phone.page.get_by_role("heading", name="Today")).to_be_visible()


def test_what_one_purchase_did_is_one_item_with_its_lines(phone: Phone, patient: Person, acts: Acts) -> None:
    acts.pay(cash=ENOUGH_CASH)
    acts.give_money(500, "a gift for your birthday")
    purchase = acts.pay(cash=10_000, points=2_000, wallet=500)
    acts.refund(purchase, cash=10_000, points=2_000, wallet=500)
    phone.sign_in(patient)
    open_screen(phone.page, "History")
    expect(history(phone.page)).to_have_count(4)
    refund, split = history(phone.page).nth(0), history(phone.page).nth(1)
    expect(refund.locator(".changes")).to_have_text(re.compile(r"\+1,000 points\s*\+\$5\.00"))
    given_back = "1,000 points taken back, 2,000 points given back and $5.00 given back to the wallet"
    expect(refund.locator(".sentence")).to_have_text(f"Refund of $125.00: {given_back}")
    expect(split.locator(".changes")).to_have_text(re.compile(r"−1,000 points\s*−\$5\.00"))
    lines = split.locator(".lines li")
    expect(lines).to_have_text(
        [
            re.compile(r"2,000 points used as \$20\.00.*−2,000 points", re.DOTALL),
            re.compile(r"\$5\.00 paid from the wallet.*−\$5\.00", re.DOTALL),
            re.compile(r"10 % of \$100\.00 cash.*\+1,000 points", re.DOTALL),
        ]
    )


def test_the_history_grows_while_it_is_open_and_no_entry_is_listened_to(
    phone: Phone, world: World, patient: Person, acts: Acts
) -> None:
    listening = Listening(phone.page)
    phone.sign_in(patient)
    open_screen(phone.page, "History")
    expect(phone.page.get_by_text("Nothing here yet")).to_be_visible()
    acts.adjust(500, "With our thanks for waiting")
    expect(history(phone.page)).to_have_count(1)
    expect(history(phone.page)).to_contain_text("With our thanks for waiting")
    acts.pay(cash=45_000)
    expect(history(phone.page)).to_have_count(2)
    phone.page.get_by_role("link", name="Back to your points").click()
    phone.expect_balance("5,000")
    assert listening.added > len(at_home(patient.uid)), "the entries were read"
    eventually(phone.page, lambda: listening.below(world.clinic_id) == at_home(patient.uid))


def test_the_history_comes_in_pages_of_twenty_five(phone: Phone, patient: Person, acts: Acts) -> None:
    visit = acts.visit()
    acts.pay(cash=ENOUGH_CASH)
    for _ in range(27):
        acts.redeem(100, 10_000, visit)
    phone.sign_in(patient)
    open_screen(phone.page, "History")
    expect(history(phone.page)).to_have_count(25)
    phone.page.get_by_role("button", name="Show older").click()
    expect(history(phone.page)).to_have_count(28)
    expect(history(phone.page).last).to_contain_text("+20,000 points")
    expect(phone.page.get_by_role("button", name="Show older")).to_be_hidden()


def test_without_a_network_the_history_says_so_and_comes_when_it_is_back(
    phone: Phone, patient: Person, acts: Acts
) -> None:
    acts.pay(cash=45_000)
    phone.sign_in(patient)
    open_screen(phone.page, "History")
    expect(history(phone.page)).to_have_count(1)
    phone.page.get_by_role("link", name="Back to your points").click()
    go_offline(phone.page)
    phone.page.get_by_role("link", name=re.compile("^History")).click()
    expect(phone.page.get_by_text("The history could not be read.")).to_be_visible()
    go_online(phone.page)
    expect(history(phone.page)).to_have_count(1)


def test_what_somebody_wrote_is_read_in_quotes_under_every_kind_of_entry_that_has_it(
    phone: Phone, world: World, patient: Person, acts: Acts
) -> None:
    text = '<img src=x onerror="document.title=1"> & “thanks”'
    acts.pay(cash=ENOUGH_CASH)
    world.let_expire(patient)
    (expiry,) = [entry for entry in world.entries(patient) if entry["kind"] == "expiry"]
    acts.manage("reissue_points", expiry_id=expiry["draws"][0]["lot_id"] + ".expiry", points=500, text=text)
    sold = [acts.pay(cash=20_000 + turn) for turn in range(3)]
    visit = acts.visit()
    used = acts.redeem(500, 10_000, visit)
    acts.manage("cancel_redemption", visit_id=visit, redemption_id=used, text=text)
    acts.manage("refund_purchase", purchase_id=sold[0], lines=[{"kind": "cash", "amount_minor": 100}], text=text)
    acts.manage("void_purchase", purchase_id=sold[1], text=text)
    acts.manage("reassign_purchase", purchase_id=sold[2], to_patient_id=world.patient().uid, text=text)
    acts.manage("reverse_credit", credit_id=acts.give_money(500, text), amount_minor=500, text=text)
    acts.take_money_in(700, text)
    paid_out = acts.manage("cash_out", amount_minor=700, text=text)
    acts.manage("undo_cash_out", cash_out_id=paid_out["entry_id"], text=text)
    acts.adjust(10, text)
    written = [entry for entry in world.entries(patient) if entry["why"].get("text") == text]
    assert {entry["kind"] for entry in written} == {
        kind for kind, why in WHY_OF.items() if "text" in {each.name for each in fields(why)}
    }
    reasons = {entry["why"]["reason"] for entry in written if entry["kind"] == "reversal"}
    assert reasons == {*get_args(ReversalReason)} - {"undo"}, "the patient's own undoing has no text"
    phone.sign_in(patient)
    open_screen(phone.page, "History")
    quotes = history(phone.page).locator(".text")
    expect(quotes).to_have_count(len(written))
    expect(quotes).to_have_text([f"“{text}”"] * len(written))
    expect(history(phone.page).locator("img")).to_have_count(0)
    expect(history(phone.page).first).to_contain_text(re.compile(r"Adjustment\s*\+10 points\s*10 points given"))


def test_debt_is_told_on_the_home_screen_and_in_the_history(phone: Phone, patient: Person, acts: Acts) -> None:
    purchase = acts.pay(cash=2_000)
    acts.redeem(200, 10_000)
    acts.refund(purchase, cash=400)
    phone.sign_in(patient)
    phone.expect_balance("-40")
    expect(phone.page.get_by_text("40 points are owed; the next points repay them.")).to_be_visible()
    open_screen(phone.page, "History")
    expect(history(phone.page).first).to_contain_text("40 points are owed and the next points repay them")
    expect(history(phone.page).first).to_contain_text("Balance after: −40 points · 40 owed")


def test_everybody_can_use_history_wallet_and_banking(
    profile: Profile, hosting_url: str, patient: Person, acts: Acts
) -> None:
    page = profile(reduced_motion="reduce").new_page()
    look = Look(page, "ledger")
    purchase = acts.pay(cash=ENOUGH_CASH)
    acts.give_money(1_500, "a gift for your birthday")
    acts.take_money_in(4_000, "a package of three")
    split = acts.pay(cash=10_000, points=2_000, wallet=500)
    acts.refund(split, cash=10_000, points=2_000, wallet=500)
    acts.adjust(500, "With our thanks for waiting so patiently last Tuesday")
    acts.redeem(3_000, 100_000)
    acts.refund(purchase, cash=20_000)
    phone = Phone(page, hosting_url)
    phone.sign_in(patient)
    expect(page.get_by_text("You earn 10 %")).to_be_visible()
    look.at("1-home")
    open_screen(page, "Bank points")
    page.get_by_role("slider").press("PageUp")
    look.at("2-bank")
    page.get_by_role("button", name=re.compile("^Turn")).click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    look.at("3-banked")
    page.get_by_role("link", name="See the wallet").click()
    expect(page.locator("wallet-screen .share")).to_have_count(3)
    look.at("4-wallet")
    page.get_by_role("link", name="Back to your points").click()
    open_screen(page, "History")
    expect(history(page)).to_have_count(9)
    look.at("5-history")
    acts.ask(10_500, acts.visit())
    expect(dialog(page)).to_be_visible()
    look.at("6-question")
    dialog(page).get_by_role("button", name="No, keep my points").click()
    expect(dialog(page).get_by_role("heading", name="You said no")).to_be_visible()
    look.at("7-answered")
    assert look.found == []
