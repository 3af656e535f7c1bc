"""The ledger on the patient's page: history that explains itself, the wallet, banking, and the desk's question."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest
from playwright.sync_api import Locator, Page, Request, Route, expect

from tests.web.acts import Acts
from tests.web.conftest import Profile
from tests.web.pages import Phone, go_offline, go_online
from tests.web.test_looks import Look
from tests.web.world import Person, World

ENOUGH_CASH = 200_000  # earns 20,000 points


@pytest.fixture
def patient(world: World) -> Person:
    """A patient with an account and nothing on it."""
    return world.patient()


@pytest.fixture
def acts(world: World, patient: Person) -> Acts:
    """The clinic at work on that patient's account."""
    return Acts(world, patient)


def open_screen(page: Page, name: str) -> None:
    """From the home screen, by its link; the heading has the focus then."""
    page.get_by_role("link", name=re.compile(f"^{name}")).click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_focused()


def history(page: Page) -> Locator:
    """The acts of the history, newest first."""
    return page.locator("history-screen .act")


def dialog(page: Page) -> Locator:
    """The desk's question."""
    return page.get_by_role("dialog")


class Listening:
    """What a page listens to in Firestore, as its own requests say: targets that were added and not removed."""

    def __init__(self, page: Page) -> None:
        """Note from now on."""
        self._targets: dict[int, str] = {}
        self.added = 0
        page.on("request", self._note)

    def _note(self, request: Request) -> None:
        if "/Listen/channel" not in request.url or not request.post_data:
            return
        for name, text in parse_qsl(request.post_data):
            if name.endswith("___data__"):
                self._hear(json.loads(text))

    def _hear(self, message: dict[str, Any]) -> None:
        if target := message.get("addTarget"):
            self._targets[target["targetId"]] = json.dumps(target)
            self.added += 1
        self._targets.pop(message.get("removeTarget", 0), None)

    @property
    def paths(self) -> list[str]:
        """The documents, and the queries as they were asked, that are listened to now."""
        return [found for target in self._targets.values() for found in re.findall(r"/clinics/[^\"]+", target)]


def lose_answers(page: Page, name: str) -> Callable[[Route], None]:
    """Let a call of this name happen, and lose its answer."""

    def lose(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch()
        route.abort()

    page.route(f"**/{name}", lose)
    return lose


# ------------------------------------------------------------------------------------------------------------ history


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


def test_the_history_grows_while_it_is_open_and_nothing_but_the_account_is_listened_to(
    phone: Phone, patient: Person, acts: Acts
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
    phone.page.wait_for_timeout(500)
    assert listening.added > 3, "the clinic and the entries were read"
    (path,) = listening.paths
    assert path.endswith(f"/patients/{patient.uid}")


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


# ------------------------------------------------------------------------------------------------- wallet and banking


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


# ----------------------------------------------------------------------------------------------- the desk's question


def test_the_desks_question_opens_at_once_and_a_yes_lets_the_desk_go_on(
    phone: Phone, world: World, patient: Person, acts: Acts
) -> None:
    acts.pay(cash=ENOUGH_CASH)
    visit = acts.visit()
    page = phone.page
    phone.sign_in(patient)
    phone.expect_balance("20,000")
    acts.ask(12_000, visit)
    asked = dialog(page)
    expect(asked.get_by_role("heading", name="Use 12,000 points?")).to_be_focused()
    expect(asked).to_contain_text("They are worth $120.00 off your bill.")
    expect(asked).to_contain_text("Calabasas asks")
    expect(asked.get_by_role("timer")).to_have_text(re.compile(r"[45] minutes left to answer"))
    asked.get_by_role("button", name="Yes, use 12,000 points").click()
    expect(asked.get_by_role("heading", name="You said yes")).to_be_visible()
    acts.redeem(12_000, 100_000, visit)
    expect(asked).to_be_hidden()
    phone.expect_balance("8,000")
    assert world.points(patient) == 8_000


def test_a_no_keeps_the_points_whatever_screen_is_open(phone: Phone, world: World, patient: Person, acts: Acts) -> None:
    acts.pay(cash=ENOUGH_CASH)
    visit = acts.visit()
    page = phone.page
    phone.sign_in(patient)
    open_screen(page, "History")
    expect(history(page)).to_have_count(1)
    acts.ask(12_000, visit)
    dialog(page).get_by_role("button", name="No, keep my points").click()
    expect(dialog(page).get_by_role("heading", name="You said no")).to_be_visible()
    dialog(page).get_by_role("button", name="Done").click()
    with pytest.raises(httpx.HTTPStatusError) as refused:
        acts.redeem(12_000, 100_000, visit)
    assert refused.value.response.json()["error"]["details"]["code"] == "confirmation-declined"
    assert world.points(patient) == 20_000


def test_the_question_comes_over_the_shown_code_and_can_be_put_off(phone: Phone, patient: Person, acts: Acts) -> None:
    acts.pay(cash=ENOUGH_CASH)
    visit = acts.visit()
    page = phone.page
    phone.sign_in(patient)
    phone.show_code()
    acts.ask(12_000, visit)
    question = page.locator("confirm-dialog dialog")
    expect(question.get_by_role("heading", name="Use 12,000 points?")).to_be_focused()
    page.keyboard.press("Escape")
    expect(question).to_be_hidden()
    page.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Answer").click()
    question.get_by_role("button", name="Yes, use 12,000 points").click()
    expect(question.get_by_role("heading", name="You said yes")).to_be_visible()


# --------------------------------------------------------------------------------------------------------- the looks


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
