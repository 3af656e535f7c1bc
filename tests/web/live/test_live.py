"""A published rule reaches whoever looks: an open phone by its listeners, an open desk with the next Enter or scan."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.clinic import rule
from tests.web.catalogue import Catalogue
from tests.web.conftest import Profile
from tests.web.pages import Desk, Phone
from tests.web.patient.screens import Listening, at_home, eventually, open_screen
from tests.web.patient.test_reads import KEEP_ANSWERS, documents_sent
from tests.web.world import Person

SOON = 5_000  # milliseconds from a commit to whoever looks
EARNING: dict[str, Any] = {"eligible_tenders": ["cash"], "minor_per_point": 1}
SCREENS = {
    "Rewards": {"rewards", "reward_stock", "rules/tiers"},
    "Offers": {"offers", "services", "rules/tiers"},
    "Appointments": {"appointments", "services"},
    "Gallery": {"gallery", "services"},
    "Bank points": {"rules/banking"},
    "Reminders": {"rules/reminders"},
}
# What a browser does when its page goes out of sight, and comes back.
SEEN = """(value) => {
  Object.defineProperty(document, "visibilityState", { configurable: true, value });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


@pytest.fixture(scope="module")
def world(stack_project: str, auth_host: str, functions_host: str) -> Iterator[Catalogue]:
    """A clinic of these tests' own, whose rules change."""
    made = Catalogue(stack_project, auth_host, functions_host)
    made.hang_gallery()
    yield made
    made.close()


@pytest.fixture(autouse=True)
def earns_a_tenth(world: Catalogue) -> None:
    """Every test begins with the same clinic and rules."""
    world.change("", name="Bella Riva Dermatology", time_zone="America/Los_Angeles", currency="USD")
    publish(world, 1, 1_000)


def publish(world: Catalogue, version: int, rate_bp: int) -> float:
    """Another version of `earning` is committed; answers when, by the monotonic clock."""
    world.put("rules/earning", **rule(version, rate_bp=rate_bp, **EARNING))
    return time.monotonic()


def test_from_the_commit_of_a_rule_an_open_phone_shows_it_within_five_seconds(
    phone: Phone, world: Catalogue, patient: Person
) -> None:
    phone.sign_in(patient)
    expect(phone.page.get_by_text("You earn 10")).to_be_visible()
    committed_at = publish(world, 2, 1_200)
    expect(phone.page.get_by_text("You earn 12")).to_be_visible(timeout=SOON)
    assert time.monotonic() - committed_at < SOON / 1000


def test_an_open_phone_has_the_clinics_new_name_and_the_new_worth_of_points_without_a_look(
    phone: Phone, world: Catalogue, patient: Person
) -> None:
    world.buy(patient, cash=200_000)
    phone.sign_in(patient)
    expect(phone.page.get_by_text("$200.00")).to_be_visible()
    before = world.read("rules/redemption")
    world.change("rules/redemption", minor_per_100_points=200)
    expect(phone.page.get_by_text("$400.00")).to_be_visible(timeout=SOON)
    world.put("rules/redemption", **before)
    world.change("", name="Bella Riva by the sea")
    expect(phone.page.get_by_role("banner")).to_contain_text("Bella Riva by the sea", timeout=SOON)
    world.change("", name="Bella Riva Dermatology")


def test_a_reward_that_is_published_stands_in_the_open_screen_within_five_seconds(
    phone: Phone, world: Catalogue, patient: Person
) -> None:
    phone.sign_in(patient)
    open_screen(phone.page, "Rewards")
    expect(phone.page.get_by_text("Lip mask")).to_be_visible()
    phone.page.evaluate(WATCH_FLICKER)
    world.put_reward("towel", "Silk towel", 700)
    expect(phone.page.get_by_role("heading", name="Silk towel")).to_be_visible(timeout=SOON)
    assert phone.page.evaluate("window.gone") == 0  # what was there stayed in sight
    world.remove("rewards/towel")
    expect(phone.page.get_by_role("heading", name="Silk towel")).to_be_hidden(timeout=SOON)


# Frames in which the rewards that were there are not.
WATCH_FLICKER = """() => {
  const text = (node) => node.shadowRoot ? text(node.shadowRoot) : [...node.childNodes].map(
    (each) => each.nodeType === 3 ? each.data : each.nodeName === "STYLE" ? "" : text(each)).join("");
  window.gone = 0;
  const look = () => {
    if (!text(document.body).includes("Lip mask")) window.gone++;
    requestAnimationFrame(look);
  };
  look();
}"""


def test_every_screen_listens_to_its_own_documents_and_to_none_when_it_is_left(
    phone: Phone, world: Catalogue, patient: Person
) -> None:
    listening = Listening(phone.page)
    phone.sign_in(patient)
    home = at_home(patient.uid)

    def expect_listened(documents: set[str]) -> None:
        eventually(phone.page, lambda: listening.below(world.clinic_id) == documents)

    expect_listened(home)
    for name, documents in SCREENS.items():
        open_screen(phone.page, name)
        expect_listened(home | documents)
        phone.page.get_by_role("link", name="Back to your points").click()
        expect_listened(home)


def test_nothing_but_the_account_is_listened_to_while_the_page_is_hidden(
    phone: Phone, world: Catalogue, patient: Person
) -> None:
    listening = Listening(phone.page)
    phone.sign_in(patient)
    open_screen(phone.page, "Rewards")
    expect(phone.page.get_by_text("Lip mask")).to_be_visible()
    phone.page.evaluate(SEEN, "hidden")
    eventually(phone.page, lambda: listening.below(world.clinic_id) == {f"patients/{patient.uid}"})
    publish(world, 2, 1_500)
    expect(phone.page.get_by_text("Lip mask")).to_be_visible()  # it stays as it was
    phone.page.evaluate(SEEN, "visible")
    eventually(phone.page, lambda: listening.below(world.clinic_id) == at_home(patient.uid) | SCREENS["Rewards"])
    phone.page.get_by_role("link", name="Back to your points").click()
    expect(phone.page.get_by_text("You earn 15")).to_be_visible(timeout=SOON)


def test_an_opened_phone_reads_one_document_for_each_that_it_shows_and_a_change_costs_one_more(
    profile: Profile, world: Catalogue, patient: Person, hosting_url: str
) -> None:
    context = profile(viewport={"width": 390, "height": 844})
    context.add_init_script(f"({KEEP_ANSWERS})()")
    page = context.new_page()
    phone = Phone(page, hosting_url)
    phone.sign_in(patient)
    expect(page.get_by_text("You earn 10")).to_be_visible()
    locations = [f"locations/{name}" for name in ("calabasas", "closed", "encino")]
    clinic = ["", *locations, "rules/earning", "rules/redemption"]
    assert sent(page, world) == clinic
    publish(world, 2, 1_100)
    expect(page.get_by_text("You earn 11")).to_be_visible()
    assert sent(page, world) == sorted([*clinic, "rules/earning"])


def sent(page: Page, world: Catalogue) -> list[str]:
    """The clinic's documents that were sent, when no more come; the account is the patient's own."""
    known = -1
    while known != (known := documents_sent(page)):
        page.wait_for_timeout(700)
    named = re.findall(
        rf'"name": *"[^"]*/clinics/{world.clinic_id}/?([^"]*)"', "".join(page.evaluate("window.answers"))
    )
    return sorted(name for name in named if not name.startswith("patients/"))


def test_a_rule_that_cannot_be_read_counts_as_none_and_the_phone_says_so(
    phone: Phone, world: Catalogue, patient: Person
) -> None:
    phone.sign_in(patient)
    expect(phone.page.get_by_text("You earn 10")).to_be_visible()
    world.put("rules/earning", version="two", rate_bp=None)
    expect(phone.page.get_by_text("cannot be read at the moment, and is left out")).to_be_visible()
    expect(phone.page.get_by_text("You earn")).to_be_hidden()
    phone.expect_balance("0")
    publish(world, 3, 1_000)
    expect(phone.page.get_by_text("You earn 10")).to_be_visible()
    expect(phone.page.get_by_text("cannot be read")).to_be_hidden()


def test_a_reward_that_cannot_be_read_is_left_out_and_the_others_stand(
    phone: Phone, world: Catalogue, patient: Person
) -> None:
    world.put("rewards/broken", active=True, name="Broken", cost_points="many")
    phone.sign_in(patient)
    open_screen(phone.page, "Rewards")
    expect(phone.page.get_by_text("Lip mask")).to_be_visible()
    expect(phone.page.get_by_text("Something here cannot be read at the moment, and is left out.")).to_be_visible()
    expect(phone.page.get_by_text("Broken")).to_be_hidden()
    world.remove("rewards/broken")
    expect(phone.page.get_by_text("Something here cannot be read")).to_be_hidden(timeout=SOON)


@pytest.mark.parametrize("fields", [{"time_zone": "Mars/Olympus"}, {"currency": "pearls"}])
def test_a_clinic_that_cannot_be_read_stays_as_it_was_known_and_a_new_phone_says_where_to_ask(
    phone: Phone, world: Catalogue, patient: Person, fields: dict[str, Any]
) -> None:
    phone.sign_in(patient)
    world.change("", **fields)
    expect(phone.page.get_by_text("cannot be read at the moment, and is left out")).to_be_visible()
    expect(phone.page.get_by_role("banner")).to_contain_text("Bella Riva Dermatology")
    phone.expect_balance("0")
    phone.page.evaluate("localStorage.removeItem(Object.keys(localStorage).find((key) => key.startsWith('clinic:')))")
    phone.page.reload()
    expect(phone.page.get_by_role("alert")).to_have_text(re.compile("settings cannot be read .* ask at the front desk"))
    world.change("", time_zone="America/Los_Angeles", currency="USD")
    expect(phone.page.get_by_role("button", name="Show my code")).to_be_visible(timeout=SOON)


def test_what_is_coming_is_told_on_the_open_phone_until_it_is_live_and_costs_no_read_more(
    phone: Phone, world: Catalogue, patient: Person
) -> None:
    phone.sign_in(patient)
    expect(phone.page.get_by_text("You earn 10")).to_be_visible()
    at = datetime(2031, 3, 1, 20, tzinfo=UTC)
    shorter = {"rule": "expiry", "what": ["life-shorter"], "effective_at": at}
    over = {"rule": "tiers", "what": ["tiers-dearer"], "effective_at": datetime(2026, 1, 5, tzinfo=UTC)}
    world.change("", coming={"one": shorter, "two": over})
    told = phone.page.get_by_text("From March 1, 2031, points that you earn end sooner than now.")
    expect(told).to_be_visible(timeout=SOON)
    expect(phone.page.get_by_text("a tier is harder")).to_be_hidden()
    world.change("", coming="soon")
    expect(phone.page.get_by_text("cannot be read at the moment, and is left out")).to_be_visible()
    expect(told).to_be_hidden()
    world.change("", coming={})
    expect(phone.page.get_by_text("cannot be read")).to_be_hidden()


def test_a_desk_whose_rules_change_under_an_open_visit_is_told_once_and_enter_credits_what_is_shown(
    desk: Desk, world: Catalogue, patient: Person
) -> None:
    desk.sign_in(world.staff())
    desk.scan(world.code(patient))
    desk.expect_patient(patient.name)
    preview = desk.page.locator("purchase-form .points")
    desk.type("450")
    expect(preview).to_have_text(re.compile(r"^4,500 "))
    committed_at = publish(world, 2, 1_200)
    desk.enter()
    told = desk.page.get_by_role("alert").filter(has_text="this earns 5,400 points now. Press Enter to credit it.")
    expect(told).to_be_visible(timeout=SOON)
    expect(preview).to_have_text(re.compile(r"^5,400 "))
    assert time.monotonic() - committed_at < SOON / 1000
    assert world.points(patient) == 0
    desk.read()
    desk.enter()
    desk.expect_credited("5,400")
    assert world.points(patient) == 5_400


def test_a_draft_that_waits_is_told_of_the_new_rules_when_its_patient_is_back(
    desk: Desk, world: Catalogue, patient: Person
) -> None:
    other = world.patient("Bo Lindqvist")
    desk.sign_in(world.staff())
    desk.scan(world.code(patient))
    desk.expect_patient(patient.name)
    desk.type("450")
    desk.scan(world.code(other))
    desk.expect_patient(other.name)
    publish(world, 2, 800)
    desk.read()
    desk.press("Escape")
    desk.read()
    desk.press("k")
    expect(desk.page.get_by_role("alert").filter(has_text="this earns 3,600 points now")).to_be_visible()
    desk.read()
    desk.enter()
    desk.expect_credited("3,600")


def test_a_desk_that_scans_after_a_rule_is_published_shows_it_and_is_asked_nothing(
    desk: Desk, world: Catalogue, patient: Person
) -> None:
    desk.sign_in(world.staff())
    committed_at = publish(world, 2, 1_200)
    desk.scan(world.code(patient))
    desk.expect_patient(patient.name)
    desk.type("450")
    expect(desk.page.locator("purchase-form .points")).to_have_text(re.compile(r"^5,400 "))
    assert time.monotonic() - committed_at < SOON / 1000
    desk.enter()
    desk.expect_credited("5,400")
