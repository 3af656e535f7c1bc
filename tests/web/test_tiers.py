"""Tiers on the pages: the phone's card changes with the balance, and the desk says what a purchase does to a tier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import Profile
from tests.web.looks import SIZES, Look
from tests.web.pages import Desk, Phone
from tests.web.patient.screens import Listening, at_home
from tests.web.sheets import expect_done, open_refund
from tests.web.tiered import FRAMES, STROKES, membership, set_tiers
from tests.web.world import Person, World


@pytest.fixture(scope="session")
def world(stack_project: str, auth_host: str, functions_host: str, firestore_host: str) -> Iterator[World]:
    """A clinic with tiers, of these tests' own."""
    assert firestore_host
    made = World(stack_project, auth_host, functions_host)
    set_tiers(made)
    yield made
    made.close()


@pytest.fixture
def at_once(world: World) -> Iterator[None]:
    """A purchase earns at the tier that it reaches."""
    set_tiers(world, upgrade="this_purchase")
    yield
    set_tiers(world)


def arrive(world: World, desk: Desk, *paid_before: int) -> Person:
    """A patient who paid so much in cash before is scanned."""
    patient = world.patient()
    for amount_minor in paid_before:
        world.buy(patient, cash=amount_minor)
    desk.sign_in(world.staff())
    desk.scan(world.code(patient))
    desk.expect_patient(patient.name)
    return patient


def test_ring_sentences_and_balance_change_in_one_update_without_a_reload(world: World, phone: Phone) -> None:
    patient = world.patient()
    world.buy(patient, cash=10_000)
    listening = Listening(phone.page)
    phone.sign_in(patient)
    phone.expect_balance("1,000")
    expect(phone.page.get_by_text("$900.00 more until Silver")).to_be_visible()
    phone.page.locator("patient-home").evaluate(FRAMES)
    asked = listening.added
    world.buy(patient, cash=70_000)
    phone.expect_balance("8,000")
    expect(phone.page.get_by_text("$200.00 more until Silver")).to_be_visible()
    frames = phone.page.evaluate("window.frames_.map(JSON.parse)")
    year = "Over the last twelve months Silver would have brought you {} more points, worth {}."
    assert frames == [
        [
            "1,000",
            "$100.00 of $1,000.00 towards Silver",
            "10.00 100",
            "$900.00 more until Silver",
            year.format("500", "$5.00"),
        ],
        [
            "8,000",
            "$800.00 of $1,000.00 towards Silver",
            "80.00 100",
            "$200.00 more until Silver",
            year.format("4,000", "$40.00"),
        ],
    ]
    assert listening.below(world.clinic_id) == at_home(patient.uid)
    assert listening.added == asked


def test_a_tier_that_is_reached_is_on_the_phone_with_its_perks(world: World, phone: Phone) -> None:
    patient = world.patient()
    phone.sign_in(patient)
    phone.expect_balance("0")
    world.buy(patient, cash=50_000)
    phone.expect_balance("5,000")
    expect(phone.page.get_by_role("heading", name="Base")).to_be_visible()
    world.buy(patient, cash=200_000)
    status = phone.page.locator("live-region p")
    expect(status).to_have_text(re.compile("Your balance is 25,000 points. Your tier is Silver now."))
    card = phone.page.locator("tier-card")
    expect(phone.page.get_by_text("You earn 10 % of what you pay by cash, times 1.5 for Silver")).to_be_visible()
    expect(card.get_by_role("heading", name="Silver")).to_be_visible()
    expect(card.get_by_role("img", name="Silver, reached")).to_be_visible()
    expect(card.locator(".way")).to_have_text(re.compile(r"^Silver until \w+ \d+, \d{4}$"))
    year = "Over the last twelve months Gold would have brought you 50,000 more points, $200.00 more than it costs."
    expect(card.locator(".year")).to_have_text(year)
    expect(card.get_by_text("Parking")).to_be_hidden()
    card.get_by_text("What Silver brings").click()
    expect(card.get_by_text("Parking")).to_be_visible()


def test_a_patient_without_a_tier_sees_no_card(world: World, phone: Phone) -> None:
    patient = world.patient()
    world.forget_tier(patient)
    phone.sign_in(patient)
    phone.expect_balance("0")
    expect(phone.page.get_by_role("link", name=re.compile("^History"))).to_be_visible()
    expect(phone.page.locator("tier-card")).to_have_count(0)


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("active", "Gold monthly · Paid until {day}"),
        ("past_due", "Gold monthly · A payment is missing"),
        ("paused", "Gold monthly · Paused"),
        ("cancelled", "Gold monthly · Ends {day}"),
    ],
)
def test_the_phone_says_how_a_membership_stands(world: World, phone: Phone, status: str, told: str) -> None:
    patient = world.patient()
    document = membership(status)
    until = date.fromisoformat(document["paid_until_on"])
    world.set_membership(patient, document)
    phone.sign_in(patient)
    day = f"{until:%B} {until.day}, {until.year}"
    expect(phone.page.locator("tier-card .membership")).to_have_text(told.format(day=day))


def test_who_enrols_at_the_desk_sees_the_tier_at_once_and_earns_by_it(world: World, phone: Phone) -> None:
    patient = world.patient()
    phone.sign_in(patient)
    expect(phone.page.get_by_text("$1,000.00 more until Silver")).to_be_visible()
    world.enrol(patient, "gold-monthly")
    expect(phone.page.locator("tier-card .membership")).to_contain_text("Gold monthly · Paid until")
    world.buy(patient, cash=10_000)
    phone.expect_balance("3,000")


def test_the_desk_says_the_tier_beside_the_name_and_credits_what_it_shows(world: World, desk: Desk) -> None:
    arrive(world, desk, 120_000)
    expect(desk.page.locator("purchase-form .name")).to_contain_text("Silver")
    desk.type("300")
    expect(desk.page.locator("purchase-form .points")).to_have_text(re.compile(r"^4,500 "))
    expect(desk.page.locator("purchase-preview")).to_contain_text("10 % of $300.00 cash, times 3/2 for Silver.")
    desk.enter()
    desk.expect_credited("4,500")
    expect(desk.page.locator("receipt-view .why")).to_have_text("10 % of $300.00 cash, times 3/2 for Silver")
    expect(desk.page.locator("receipt-view .now")).to_have_count(0)
    expect(desk.page.locator("receipt-view .tier")).to_have_text("Gold would have earned 9,000 points")


def test_a_purchase_below_the_threshold_says_the_way_to_the_next_tier(world: World, desk: Desk) -> None:
    arrive(world, desk)
    desk.type("300")
    desk.enter()
    desk.expect_credited("3,000")
    told = desk.page.locator("receipt-view .tier p")
    expect(told).to_have_text(["$700.00 more until Silver", "Gold would have earned 9,000 points"])


def test_a_purchase_that_crosses_the_threshold_says_the_new_tier_and_announces_it(world: World, desk: Desk) -> None:
    arrive(world, desk, 90_000)
    desk.type("200")
    desk.enter()
    desk.expect_credited("2,000")
    expect(desk.page.locator("receipt-view .now")).to_have_text("Now Silver")
    said = "Credited 2,000 points to Ana Ruiz. New balance 11,000. Now Silver."
    expect(desk.page.locator("desk-counter > live-region, live-region p").last).to_have_text(
        re.compile(re.escape(said))
    )


def test_after_a_refund_at_the_visit_the_desk_shows_the_tier_that_is_left_and_credits_by_it(
    world: World, desk: Desk
) -> None:
    arrive(world, desk, 60_000, 50_000)
    badge, preview = desk.page.locator("purchase-form .tier"), desk.page.locator("purchase-form .points")
    expect(badge).to_contain_text("Silver")
    refund = open_refund(desk)
    desk.enter()
    expect(refund.get_by_label("Reason")).to_be_focused()
    desk.type("sent back")
    desk.enter()
    expect_done(desk, "Refund of $500.00: 5,000 points taken back")
    expect(badge).to_contain_text("Base")
    desk.type("100")
    expect(preview).to_have_text(re.compile(r"^1,000 "))
    desk.enter()
    desk.expect_credited("1,000")


@pytest.mark.usefixtures("at_once")
def test_where_a_purchase_earns_at_the_tier_it_reaches_that_is_shown_before_it_is_credited(
    world: World, desk: Desk
) -> None:
    arrive(world, desk, 90_000)
    preview = desk.page.locator("purchase-form .points")
    desk.type("99.99")
    expect(preview).to_have_text(re.compile(r"^999 "))
    desk.amount.fill("100")
    expect(preview).to_have_text(re.compile(r"^1,500 "))
    expect(desk.page.locator("purchase-preview")).to_contain_text("times 3/2 for the tier it reaches.")
    desk.enter()
    desk.expect_credited("1,500")
    expect(desk.page.locator("receipt-view .now")).to_have_text("Now Silver")


@pytest.fixture
def still(profile: Profile) -> Page:
    """A page of somebody who wants no motion."""
    return profile(reduced_motion="reduce").new_page()


def bring_into_view(page: Page) -> None:
    """The card is at the top of a small phone, where the first picture of a state is taken."""
    page.set_viewport_size(SIZES[0])
    page.locator("tier-card").evaluate("(card) => card.scrollIntoView()")


def test_everybody_can_use_the_tier_card(still: Page, world: World, hosting_url: str) -> None:
    look = Look(still, "tiers")
    patient = world.patient()
    world.buy(patient, cash=34_000)
    phone = Phone(still, hosting_url)
    phone.sign_in(patient)
    expect(still.locator("tier-card .way")).to_have_text("$660.00 more until Silver")
    bring_into_view(still)
    look.at("1-on-the-way")
    world.buy(patient, cash=100_000)
    expect(still.locator("tier-card h2")).to_have_text("Silver")
    look.at("2-reached")
    world.give_lots(patient, (3_400, datetime.now(UTC) + timedelta(days=5)))
    world.set_membership(patient, membership("past_due", started_days_ago=400))
    expect(still.locator("tier-card .membership")).to_contain_text("A payment is missing")
    still.get_by_text("What Silver brings").click()
    bring_into_view(still)
    look.at("3-a-payment-missing")
    look.expect_large_targets("3-a-payment-missing")
    assert look.found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_ring_can_be_told_from_its_card(world: World, still: Page, hosting_url: str, scheme: str) -> None:
    patient = world.patient()
    world.buy(patient, cash=34_000)
    still.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    Phone(still, hosting_url).sign_in(patient)
    still.locator("tier-card .gone").wait_for()
    card, gone, whole = (luminance(colour) for colour in still.locator("tier-card").evaluate(STROKES))
    assert contrast(card, gone) >= 3
    assert contrast(card, whole) >= 3


def luminance(colour: str) -> float:
    """Of `rgb(…)`, as WCAG counts it."""
    shares = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: float, other: float) -> float:
    """Of two luminances, 1 to 21."""
    low, high = sorted((one, other))
    return (high + 0.05) / (low + 0.05)


def test_everybody_can_use_the_desk_with_tiers(still: Page, world: World, hosting_url: str) -> None:
    look = Look(still, "desk-tiers")
    patient = world.patient("Inês Carvalho-Montgomery")
    world.buy(patient, cash=60_000)
    desk = Desk(still, hosting_url)
    desk.sign_in(world.staff())
    desk.scan(world.code(patient))
    desk.expect_patient(patient.name)
    desk.type("450")
    look.at("1-visit")
    look.expect_large_targets("1-visit")
    desk.enter()
    desk.expect_credited("4,500")
    expect(still.locator("receipt-view .now")).to_have_text("Now Silver")
    look.at("2-now-silver")
    look.expect_large_targets("2-now-silver")
    assert look.found == []
