"""The desk's question on the patient's phone: it opens at once, over every screen, and the answer decides."""

from __future__ import annotations

import re

import httpx
import pytest
from playwright.sync_api import expect

from tests.web.acts import Acts
from tests.web.pages import Phone
from tests.web.patient.screens import ENOUGH_CASH, dialog, history, open_screen
from tests.web.world import Person, World


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
