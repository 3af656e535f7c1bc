"""The patient's page in Spanish: unasked where the browser speaks it, by choice anywhere, whole, and kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.web.acts import Acts
from tests.web.conftest import Profile
from tests.web.looks import Look
from tests.web.pages import Phone, sign_in
from tests.web.patient.reminding import HOSTS, Messaging, turn
from tests.web.patient.screens import ENOUGH_CASH, dialog, eventually, open_screen
from tests.web.patient.spanish import english_on, fill_sign_in, sign_in_in_spanish
from tests.web.tiered import set_tiers
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
def page(profile: Profile, hosting_url: str) -> Page:
    """A phone that asks for Spanish, on the patient's page."""
    page = profile(reduced_motion="reduce", locale="es-MX").new_page()
    page.goto(hosting_url)
    return page


def _see(look: Look, state: str) -> None:
    look.at(state)
    look.note(state, english_on(look.page))


def test_a_spanish_browser_finds_every_screen_in_spanish(page: Page, world: World, patient: Person, acts: Acts) -> None:
    look = Look(page, "spanish")
    expect(page.get_by_role("heading", name="Le damos la bienvenida")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "es"
    _see(look, "1-welcome")
    purchase = acts.pay(cash=45_000, card=5_000)
    acts.refund(purchase, cash=5_000)
    acts.adjust(250, "Por la espera en marzo.")
    acts.redeem(500, 20_000)
    acts.give_money(1_500, "Un regalo de cumpleaños")
    acts.take_money_in(4_000, "Un paquete de tres")
    sign_in_in_spanish(page, patient)
    expect(page.get_by_text(re.compile("^Usted gana el 10"))).to_be_visible()
    expect(page.get_by_text(re.compile(r"^Faltan \$\d+\.00 para Silver"))).to_be_visible()
    _see(look, "2-home")
    open_screen(page, "Historial")
    expect(page.get_by_text("10\u00a0% de $450.00 en efectivo")).to_be_visible()
    _see(look, "3-history")
    _walk_on_from_the_history(page, look)
    lots = ((1950, 5), (1999, 21), (4900, 160))
    world.give_lots(patient, *((points, datetime.now(UTC) + timedelta(days=days)) for points, days in lots))
    expect(
        page.get_by_text(re.compile(r"^hasta el (lunes|martes|miércoles|jueves|viernes|sábado|domingo) \d"))
    ).to_be_visible()
    _see(look, "8-ending")
    page.get_by_role("button", name="Mostrar mi código").click()
    page.locator("code-screen img").wait_for()
    _see(look, "9-code")
    assert look.found == []


def _walk_on_from_the_history(page: Page, look: Look) -> None:
    page.go_back()
    page.get_by_role("link", name=re.compile(r"en su monedero")).click()
    expect(page.get_by_role("heading", name="Monedero", level=1)).to_be_focused()
    _see(look, "4-wallet")
    page.go_back()
    open_screen(page, "Convertir puntos")
    _see(look, "5-bank")
    page.get_by_role("button", name=re.compile("^Convertir ")).click()
    expect(page.get_by_text(re.compile(r"puntos se convirtieron en \$\d+\.\d\d del monedero\."))).to_be_visible()
    _see(look, "6-banked")
    page.get_by_role("link", name="Volver a sus puntos").click()
    open_screen(page, "Recordatorios")
    expect(page.get_by_text("No hay recordatorios configurados")).to_be_visible()
    _see(look, "7-reminders")
    page.go_back()


def test_a_question_of_the_desk_is_asked_in_spanish(page: Page, patient: Person, acts: Acts) -> None:
    look = Look(page, "spanish")
    acts.pay(cash=ENOUGH_CASH)
    sign_in_in_spanish(page, patient)
    acts.ask(12_000, acts.visit())
    expect(dialog(page).get_by_role("heading", name="¿Usar 12,000 puntos?")).to_be_visible()
    _see(look, "10-question")
    dialog(page).get_by_role("button", name="Sí, usar 12,000 puntos").click()
    expect(dialog(page).get_by_role("heading", name="Usted dijo que sí")).to_be_visible()
    _see(look, "11-answered")
    assert look.found == []


def test_the_account_is_opened_in_spanish(page: Page, world: World) -> None:
    look = Look(page, "spanish")
    stranger = world.stranger()
    fill_sign_in(page, stranger)
    expect(page.get_by_role("heading", name="Únase a Bella Riva Dermatology")).to_be_visible()
    _see(look, "12-join")
    page.get_by_label("Su nombre").fill("Daria Petrova")
    page.get_by_role("button", name="Abrir mi cuenta").click()
    expect(page.get_by_text("Puntos de Daria Petrova")).to_be_visible()
    expect(page.get_by_role("heading", name="Todavía no hay puntos")).to_be_visible()
    _see(look, "13-no-points")
    assert look.found == []


def test_a_choice_takes_effect_at_once_and_outlives_reload_and_sign_out(phone: Phone, patient: Person) -> None:
    page = phone.page
    page.get_by_role("button", name="Español").click()
    expect(page.get_by_role("heading", name="Le damos la bienvenida")).to_be_visible()
    page.reload()
    sign_in_in_spanish(page, patient)
    open_screen(page, "Historial")
    page.reload()
    expect(page.get_by_role("heading", name="Historial", level=1)).to_be_visible()
    page.get_by_role("button", name="Cerrar sesión").click()
    expect(page.get_by_role("heading", name="Le damos la bienvenida")).to_be_visible()
    page.get_by_role("button", name="English").click()
    sign_in(page, patient)
    expect(page.get_by_role("button", name="Show my code")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "en"


def test_spanish_is_there_without_a_network(page: Page, patient: Person) -> None:
    sign_in_in_spanish(page, patient)
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    page.add_init_script("setInterval(() => dispatchEvent(new Event('offline')), 1)")
    page.reload()
    expect(page.get_by_text(re.compile("^No hay conexión. Su saldo, tal como estaba: "))).to_be_visible()
    assert english_on(page) == []


def test_english_is_spoken_where_spanish_cannot_be_had(profile: Profile, hosting_url: str) -> None:
    context = profile(locale="es-MX", service_workers="block")
    context.route(re.compile(r"/assets/es-\w+\.js|/assets/es-.*\.js"), lambda route: route.abort())
    page = context.new_page()
    page.goto(hosting_url)
    expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "en"


def test_reminders_speak_as_the_page_does(profile: Profile, world: World, patient: Person, hosting_url: str) -> None:
    context = profile(viewport={"width": 390, "height": 844}, played=HOSTS, locale="es-MX")
    context.grant_permissions(["notifications"], origin=hosting_url)
    Messaging(context, world)
    page = context.new_page()
    page.goto(hosting_url)
    sign_in_in_spanish(page, patient)
    open_screen(page, "Recordatorios")
    turn(page, "Recordatorios en este teléfono", on=True)
    assert english_on(page) == []
    assert (world.preferences(patient) or {})["locale"] == "es"
    page.get_by_role("button", name="English").click()
    expect(page.get_by_text("Reminders are on")).to_be_visible()
    eventually(page, lambda: (world.preferences(patient) or {})["locale"] == "en")
    assert (world.preferences(patient) or {})["push"] is True
