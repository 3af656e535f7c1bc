"""The page's service worker: keeps the page for when there is no network, shows reminders once, and waits for a tap."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, CDPSession, Page, expect

from tests.web.conftest import Profile
from tests.web.pages import Phone
from tests.web.patient.screens import eventually
from tests.web.world import Person, World

# A machine that has no network but its own is not told by the browser that it is offline.
OFFLINE = "setInterval(() => dispatchEvent(new Event('offline')), 1)"
NOTIFICATIONS = """async () => (await (await navigator.serviceWorker.ready).getNotifications())
  .map(({ title, body, tag }) => [title, body, tag])"""
KEPT = """async () => (await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys())))
  .flat().map(({ url }) => new URL(url).pathname)"""


@pytest.fixture
def context(profile: Profile, hosting_url: str) -> BrowserContext:
    """A phone that may show notifications."""
    made = profile(viewport={"width": 390, "height": 844})
    made.grant_permissions(["notifications"], origin=hosting_url)
    return made


@pytest.fixture
def page(context: BrowserContext, world: World, patient: Person, hosting_url: str) -> Page:
    """The patient's page with 200 points on it, and its worker at work."""
    world.give_lots(patient, (200, datetime.now(UTC) + timedelta(days=60)))
    page = context.new_page()
    Phone(page, hosting_url).sign_in(patient)
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    return page


class PushService:
    """The browser's own push service, as the browser lets tests play it."""

    def __init__(self, page: Page, origin: str) -> None:
        """Find the page's worker."""
        self._page = page
        self._origin = origin
        self._registrations: list[dict[str, Any]] = []
        self._session: CDPSession = page.context.new_cdp_session(page)
        self._session.on("ServiceWorker.workerRegistrationUpdated", lambda told: self._note(told["registrations"]))
        self._session.send("ServiceWorker.enable")

    def _note(self, registrations: list[dict[str, Any]]) -> None:
        self._registrations += registrations

    def deliver(self, message: object) -> None:
        """A push arrives."""
        eventually(self._page, lambda: self._registrations)
        registration_id = self._registrations[0]["registrationId"]
        push = {"origin": self._origin, "registrationId": registration_id, "data": json.dumps(message)}
        self._session.send("ServiceWorker.deliverPushMessage", push)


def _reminder(body: str, tag: str) -> dict[str, object]:
    return {"notification": {"title": "Bella Riva", "body": body, "tag": tag}, "from": "1234567890"}


def _shown(page: Page, count: int) -> list[list[str]]:
    eventually(page, lambda: len(page.evaluate(NOTIFICATIONS)) == count)
    shown: list[list[str]] = page.evaluate(NOTIFICATIONS)
    return sorted(shown)


def test_a_push_is_shown_and_a_repeat_takes_its_place(page: Page, hosting_url: str) -> None:
    push = PushService(page, hosting_url)
    push.deliver(_reminder("You have points to enjoy until 20 December.", "2026-11-22"))
    first = ["Bella Riva", "You have points to enjoy until 20 December.", "2026-11-22"]
    assert _shown(page, 1) == [first]
    push.deliver(_reminder("You have points to enjoy until 20 December.", "2026-11-22"))
    push.deliver(_reminder("A gentle reminder.", "2026-12-13"))
    assert _shown(page, 2) == [["Bella Riva", "A gentle reminder.", "2026-12-13"], first]


def test_a_push_that_cannot_be_read_still_says_something_harmless(page: Page, hosting_url: str) -> None:
    PushService(page, hosting_url).deliver("?")
    assert _shown(page, 1) == [["Your points", "Open the app to see them.", "points"]]


def test_a_tap_on_a_reminder_brings_the_open_page_to_the_front(page: Page, hosting_url: str) -> None:
    PushService(page, hosting_url).deliver(_reminder("A gentle reminder.", "2026-12-13"))
    assert _shown(page, 1)
    (worker,) = page.context.service_workers
    focused = worker.evaluate(
        """async () => {
          const [notification] = await registration.getNotifications();
          const focused = new Promise((resolve) => {
            WindowClient.prototype.focus = async function () { resolve(this.url); };  // only a real tap may
          });
          dispatchEvent(new NotificationEvent("notificationclick", { notification }));
          return focused;
        }"""
    )
    assert focused == f"{hosting_url}/"
    assert _shown(page, 0) == []


def test_without_a_network_a_reload_shows_the_last_balance_with_its_time(page: Page) -> None:
    page.context.set_offline(True)
    page.add_init_script(OFFLINE)
    page.reload()
    expect(page.locator("points-figure .unseen")).to_have_text("200")
    expect(page.get_by_text(re.compile(r"Your balance as it was at .*\d+:\d\d"))).to_be_visible()
    expect(page.locator("lot-list li")).to_have_count(1)
    expect(page.locator("header .clinic")).to_have_text("Bella Riva Dermatology")


def test_the_phone_keeps_the_patients_page_and_nothing_of_the_desk(page: Page) -> None:
    kept: list[str] = page.evaluate(KEPT)
    assert "/index.html" in kept
    assert any(path.startswith("/assets/home-") for path in kept)
    assert [path for path in kept if "desk" in path or path.endswith((".wasm", ".woff", ".json"))] == []


def test_a_new_version_waits_for_a_tap(page: Page) -> None:
    note = page.get_by_text("A new version is here")
    expect(note).to_have_count(0)
    page.evaluate("navigator.serviceWorker.register('/sw.js?newer').then(() => true)")
    expect(note).to_be_visible()
    page.evaluate("window.isTheOldOne = true")
    with page.expect_event("load"):
        page.get_by_role("button", name="Reload").click()
    assert page.evaluate("window.isTheOldOne") is None
    assert str(page.evaluate("navigator.serviceWorker.controller.scriptURL")).endswith("?newer")
    expect(page.locator("points-figure .unseen")).to_have_text("200")


def test_the_page_can_be_installed(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    manifest = session.send("Page.getAppManifest")
    assert manifest["errors"] == []
    icons = json.loads(manifest["data"])["icons"]
    assert {icon["purpose"] for icon in icons} == {"any", "maskable"}
    for icon in icons:
        size = page.evaluate(
            "async (src) => { const image = new Image(); image.src = src; await image.decode(); return image.width; }",
            icon["src"],
        )
        assert icon["sizes"] == f"{size}x{size}"
    errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [error["errorId"] for error in errors if error["errorId"] != "in-incognito"] == []


def test_a_worker_that_the_network_kept_away_is_fetched_when_it_is_back(
    context: BrowserContext, patient: Person, hosting_url: str
) -> None:
    page = context.new_page()
    page.add_init_script("""
      const register = navigator.serviceWorker.register.bind(navigator.serviceWorker);
      window.asked = 0;
      navigator.serviceWorker.register = (...all) =>
        ++window.asked === 1 ? Promise.reject(new TypeError("no network")) : register(...all);
    """)
    Phone(page, hosting_url).sign_in(patient)
    page.wait_for_function("() => window.asked === 1")
    page.evaluate("dispatchEvent(new Event('online'))")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    assert page.evaluate("window.asked") == 2
