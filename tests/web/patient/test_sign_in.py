"""Signing in by a link of an e-mail: on the phone that asked for it, on another, a second time, and by pasting it."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.support.post import Post
from tests.web.conftest import Profile
from tests.web.looks import Look
from tests.web.own_clinic import give_clinic
from tests.web.pages import sign_in
from tests.web.patient.spanish import english_on
from tests.web.world import PASSWORD, World

ADDRESS = "() => localStorage.getItem('sign-in-address')"


def phone_of(profile: Profile, world: World, *ways: str, **options: Any) -> BrowserContext:  # noqa: ANN401 - whatever the browser takes
    """A phone whose clinic offers these ways to sign in."""
    made = profile(viewport={"width": 390, "height": 844}, **options)
    give_clinic(made, world, sign_in=list(ways))
    return made


@pytest.fixture
def page(profile: Profile, world: World, hosting_url: str) -> Page:
    """A phone at a clinic that offers the link before the password."""
    page = phone_of(profile, world, "link", "password").new_page()
    page.goto(hosting_url)
    return page


def ask_for_a_link(page: Page, address: str) -> None:
    """Type the address and wait until the page says that the link is on its way."""
    page.get_by_label("E-mail").fill(address)
    page.get_by_role("button", name="Send me a").click()
    expect(page.get_by_role("heading", name="Look in your e-mail")).to_be_focused()
    expect(page.get_by_text(address)).to_be_visible()


def expect_home(page: Page) -> None:
    """Somebody is signed in, and the page's address says nothing of the link."""
    expect(page.get_by_role("button", name="Show my code")).to_be_visible()
    assert urlsplit(page.url).query == ""
    assert page.evaluate(ADDRESS) is None


def test_a_link_opened_where_it_was_asked_for_signs_in_at_once(page: Page, world: World, post: Post) -> None:
    patient = world.patient()
    ask_for_a_link(page, patient.email)
    page.goto(post.link(patient.email))
    expect_home(page)
    expect(page.get_by_text("Ana Ruiz’s points")).to_be_visible()
    assert post.links(patient.email) == []


def test_the_page_that_waits_for_the_link_goes_on_when_it_is_opened_beside_it(
    page: Page, world: World, post: Post
) -> None:
    patient = world.patient()
    ask_for_a_link(page, patient.email)
    beside = page.context.new_page()
    beside.goto(post.link(patient.email))
    expect_home(beside)
    expect(page.get_by_role("button", name="Show my code")).to_be_visible()


def test_a_newcomer_by_link_gives_a_name_and_has_an_account(page: Page, post: Post) -> None:
    address = f"{uuid4().hex[:12]}@people.example"
    ask_for_a_link(page, address)
    page.goto(post.link(address))
    page.get_by_label("Your name").fill("Daria Petrova")
    page.get_by_role("button", name="Open my account").click()
    expect(page.get_by_text("Daria Petrova’s points")).to_be_visible()


def test_a_new_patient_makes_a_sign_in_confirms_the_address_and_has_an_account(page: Page, post: Post) -> None:
    address = f"{uuid4().hex[:12]}@people.example"
    page.get_by_role("button", name="Sign in with a password").click()
    page.get_by_role("button", name="New here?").click()
    page.get_by_label("Your name").fill("Chloe Nguyen")
    page.get_by_label("E-mail").fill(address)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Create my sign-in").click()
    expect(page.get_by_role("heading", name="Confirm your e-mail address")).to_be_focused()
    expect(page.get_by_text(address)).to_be_visible()
    page.get_by_role("button", name="I opened the link").click()
    expect(page.get_by_role("alert")).to_contain_text("not confirmed yet")
    post.confirm(address)
    page.get_by_role("button", name="I opened the link").click()
    expect(page.get_by_text("Chloe Nguyen’s points")).to_be_visible()
    expect(page.get_by_text("No points yet")).to_be_visible()


def test_who_made_a_sign_in_for_a_patients_address_is_a_stranger_once_the_patient_came_by_link(
    page: Page, world: World, post: Post
) -> None:
    stranger = world.unproven()
    session, began = world.session(stranger), world.sessions_since(stranger)
    assert world.refusal("join_clinic", session, request_id=uuid4().hex, name="Eve") == "address-not-verified"
    ask_for_a_link(page, stranger.email)
    page.goto(post.link(stranger.email))
    page.get_by_label("Your name").fill("Daria Petrova")
    page.get_by_role("button", name="Open my account").click()
    expect(page.get_by_text("Daria Petrova’s points")).to_be_visible()
    assert not world.may_sign_in(stranger)
    assert world.sessions_since(stranger) > began
    assert world.refusal("bank_points", session, request_id=uuid4().hex, points=500) == "address-not-verified"


def test_signing_out_everywhere_ends_every_session(page: Page, world: World, post: Post) -> None:
    patient = world.patient()
    elsewhere, began = world.session(patient), world.sessions_since(patient)
    ask_for_a_link(page, patient.email)
    page.goto(post.link(patient.email))
    expect_home(page)
    page.get_by_role("button", name="Sign out everywhere").click()
    page.wait_for_timeout(1_100)  # sign-ins are dated by the second
    page.get_by_role("button", name="Yes, sign out everywhere").click()
    expect(page.get_by_role("button", name="Send me a link")).to_be_visible()
    assert world.refusal("refresh_standing", elsewhere) == "session-over"
    assert world.sessions_since(patient) > began
    assert world.refusal("refresh_standing", world.session(patient)) == ""


def test_a_link_opened_elsewhere_asks_for_its_address_and_takes_no_other(
    page: Page, profile: Profile, world: World, post: Post
) -> None:
    patient = world.patient()
    ask_for_a_link(page, patient.email)
    other = phone_of(profile, world, "link").new_page()
    other.goto(post.link(patient.email))
    expect(other.get_by_text("This link was asked for somewhere else.")).to_be_visible()
    other.get_by_label("E-mail").fill("somebody.else@people.example")
    other.get_by_role("button", name="Sign in").click()
    expect(other.get_by_role("alert")).to_have_text("The link was sent to another address.")
    other.get_by_label("E-mail").fill(patient.email)
    other.get_by_role("button", name="Sign in").click()
    expect_home(other)


def test_a_used_link_is_told_calmly_and_a_new_one_offered(
    page: Page, profile: Profile, world: World, post: Post
) -> None:
    patient = world.patient()
    ask_for_a_link(page, patient.email)
    link = post.link(patient.email)
    page.goto(link)
    expect_home(page)
    page.goto(link)
    expect_home(page)
    other = phone_of(profile, world, "link").new_page()
    other.goto(link)
    other.get_by_label("E-mail").fill(patient.email)
    other.get_by_role("button", name="Sign in").click()
    expect(other.get_by_text("This link was used already, or it is too old.")).to_be_visible()
    assert urlsplit(other.url).query == ""
    other.get_by_role("button", name="Send me a new link").click()
    expect(other.get_by_role("heading", name="Look in your e-mail")).to_be_visible()
    other.goto(post.link(patient.email))
    expect_home(other)


def test_a_link_can_be_pasted_where_it_would_open_in_another_window(page: Page, world: World, post: Post) -> None:
    patient = world.patient()
    ask_for_a_link(page, patient.email)
    page.get_by_text("Does the link open another window?").click()
    page.get_by_label("Link from the e-mail").fill("https://clinic.example/")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("alert")).to_have_text("This is not the link from our e-mail.")
    page.get_by_label("Link from the e-mail").fill(post.link(patient.email))
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect_home(page)


def test_a_clinic_with_both_ways_lets_the_patient_choose(page: Page, world: World) -> None:
    page.get_by_role("button", name="Sign in with a password").click()
    expect(page.get_by_role("button", name="Send me a link instead")).to_be_visible()
    sign_in(page, world.patient())
    expect_home(page)


def test_a_link_and_the_password_of_one_address_are_one_account(page: Page, world: World, post: Post) -> None:
    patient = world.patient()
    ask_for_a_link(page, patient.email)
    page.goto(post.link(patient.email))
    expect_home(page)
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('account:'))") == [
        f"account:{world.clinic_id}:{patient.uid}"
    ]


def test_everybody_can_sign_in_by_link_in_both_languages(
    profile: Profile, world: World, post: Post, hosting_url: str
) -> None:
    page = phone_of(profile, world, "link", "password", locale="es-US", reduced_motion="reduce").new_page()
    look = Look(page, "link")
    address = f"{uuid4().hex[:12]}@people.example"
    page.goto(hosting_url)
    expect(page.get_by_role("button", name="Enviarme un enlace")).to_be_visible()
    _see(look, "1-ask")
    page.get_by_label("Correo electrónico").fill(address)
    page.get_by_role("button", name="Enviarme un enlace").click()
    expect(page.get_by_role("heading", name="Revise su correo")).to_be_visible()
    page.get_by_text("¿El enlace abre otra ventana?").click()
    _see(look, "2-sent")
    link = post.link(address)
    page.evaluate("localStorage.removeItem('sign-in-address')")
    page.goto(link)
    expect(page.get_by_text("Este enlace se pidió desde otro lugar.")).to_be_visible()
    _see(look, "3-whose")
    page.goto(re.sub("oobCode=[^&]+", "oobCode=used", page.url))
    page.get_by_label("Correo electrónico").fill(address)
    page.get_by_role("button", name="Iniciar sesión", exact=True).click()
    expect(page.get_by_text("Este enlace ya se usó")).to_be_visible()
    _see(look, "4-stale")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("button", name="Send me a link", exact=True)).to_be_visible()
    look.at("5-english")
    assert look.found == []


def _see(look: Look, state: str) -> None:
    look.at(state)
    look.note(state, english_on(look.page))
