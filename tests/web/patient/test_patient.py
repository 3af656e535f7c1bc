"""The patient's page: joining, the balance and what ends, the code that renews itself, and being without a network."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Request, expect

from tests.web.pages import Desk, Phone, go_offline, go_online, sign_in
from tests.web.world import CODE_LIFETIME, World


def days_from_now(days: int) -> datetime:
    """The first instant after a lot's last day, so many days from today by the clinic's calendar."""
    return datetime.now(UTC) + timedelta(days=days, hours=1)


def test_a_first_sign_in_asks_for_the_name_and_opens_the_account(world: World, phone: Phone) -> None:
    sign_in(phone.page, world.stranger())
    phone.page.get_by_label("Your name").fill("Daria Petrova")
    phone.page.get_by_role("button", name="Open my account").click()
    expect(phone.page.get_by_text("Daria Petrova’s points")).to_be_visible()


def test_a_wrong_password_is_told_without_saying_which_half_is_wrong(world: World, phone: Phone) -> None:
    phone.page.get_by_label("E-mail").fill(world.patient().email)
    phone.page.get_by_label("Password").fill("not this one")
    phone.page.get_by_role("button", name="Sign in").click()
    expect(phone.page.get_by_role("alert")).to_have_text("E-mail and password do not match.")


def test_lots_are_told_soonest_first_and_more_urgently_as_their_end_nears(world: World, phone: Phone) -> None:
    patient = world.patient()
    world.give_lots(patient, (300, days_from_now(100)), (100, days_from_now(3)), (200, days_from_now(20)))
    phone.sign_in(patient)
    rows = phone.page.locator("lot-list li")
    expect(rows).to_have_count(3)
    urgencies = [row.get_attribute("data-urgency") for row in rows.all()]
    assert urgencies == ["urgent", "notice", "calm"]
    expect(rows.nth(0)).to_contain_text(re.compile(r"Last days.*[2-4] days.*until \w+day", re.DOTALL))
    expect(rows.nth(2)).to_contain_text(re.compile(r"Plenty of time.*3 months.*until \w+ \d+, \d{4}", re.DOTALL))
    phone.expect_balance("600")


def test_points_say_what_they_are_worth_as_soon_as_they_can_be_used(world: World, phone: Phone) -> None:
    patient = world.patient()
    world.give_lots(patient, (99, days_from_now(100)))
    phone.sign_in(patient)
    phone.expect_balance("99")
    worth = phone.page.locator("balance-card .worth")
    expect(worth).to_have_count(0)
    world.give_lots(patient, (8_849, days_from_now(100)))
    expect(worth).to_have_text("Worth $88.49 at the front desk.")


def test_points_that_have_ended_are_neither_listed_nor_counted(world: World, phone: Phone) -> None:
    patient = world.patient()
    world.give_lots(patient, (100, days_from_now(-1)), (200, days_from_now(60)))
    phone.sign_in(patient)
    expect(phone.page.locator("lot-list li")).to_have_count(1)
    phone.expect_balance("200")


def test_balance_and_lots_come_from_one_listener_and_change_together(world: World, phone: Phone) -> None:
    patient = world.patient()
    phone.sign_in(patient)
    phone.expect_balance("0")
    world.give_lots(patient, (4500, days_from_now(90)))
    phone.expect_balance("4,500")
    expect(phone.page.locator("lot-list .amount")).to_have_text(re.compile("4,500"))
    status = phone.page.locator("live-region p")
    expect(status).to_have_text(re.compile("4,500 points added. Your balance is 4,500 points."))


def test_the_code_counts_down_and_renews_itself_before_it_ends(world: World, phone: Phone) -> None:
    patient = world.patient()
    world.set_code_lifetime(15)
    try:
        phone.sign_in(patient)
        first = phone.show_code()
        expect(phone.page.get_by_role("timer")).to_have_text(re.compile(r"Renews by itself in \d+ s"))
        shown = phone.code.get_attribute("src")
        expect(phone.code).not_to_have_attribute("src", shown or "", timeout=14_000)
        assert phone.read_code() != first
    finally:
        world.set_code_lifetime(CODE_LIFETIME)


def test_another_location_shows_another_code_at_once(world: World, phone: Phone, desk: Desk) -> None:
    patient = world.patient()
    phone.sign_in(patient)
    desk.sign_in(world.staff("encino"))
    desk.scan(phone.show_code())
    desk.expect_told("This code was made for Calabasas.")
    with phone.page.expect_response("**/issue_code"):
        phone.page.get_by_role("radio", name="Encino").check()
    expect(phone.code).to_have_attribute("alt", "Code to scan at Encino")
    desk.scan(phone.read_code())
    desk.expect_patient(patient.name)


def test_the_code_is_dark_on_light_in_dark_mode_too(world: World, phone: Phone) -> None:
    phone.page.emulate_media(color_scheme="dark")
    phone.sign_in(world.patient())
    phone.show_code()
    picture = phone.picture().convert("L")
    width, height = picture.size
    quiet_zone = picture.getpixel((width // 2, round(height * 0.05)))
    assert quiet_zone == 255


def test_without_a_network_the_last_balance_stands_with_its_time(world: World, phone: Phone) -> None:
    patient = world.patient()
    world.give_lots(patient, (200, days_from_now(60)))
    phone.sign_in(patient)
    phone.expect_balance("200")
    go_offline(phone.page)
    expect(phone.page.get_by_text(re.compile(r"You are offline. Your balance as it was at .*\d+:\d\d"))).to_be_visible()
    phone.expect_balance("200")
    go_online(phone.page)
    expect(phone.page.get_by_text("You are offline")).to_be_hidden()


def test_signing_out_leaves_no_balance_on_the_phone(world: World, phone: Phone) -> None:
    patient = world.patient()
    phone.sign_in(patient)
    phone.expect_balance("0")
    kept = "() => Object.keys(localStorage).filter((key) => key.startsWith('account:')).length"
    assert phone.page.evaluate(kept) == 1
    phone.page.get_by_role("button", name="Sign out", exact=True).click()
    expect(phone.page.get_by_role("heading", name="Welcome back")).to_be_visible()
    assert phone.page.evaluate(kept) == 0


def test_a_credit_makes_no_call_of_the_phone(world: World, phone: Phone) -> None:
    patient = world.patient()
    phone.sign_in(patient)
    phone.expect_balance("0")
    calls: list[str] = []

    def note(request: Request) -> None:
        if "/call/" in request.url or "us-west1" in request.url:
            calls.append(request.url)

    phone.page.on("request", note)
    world.give_lots(patient, (4500, days_from_now(90)))
    phone.expect_balance("4,500")
    assert calls == []
