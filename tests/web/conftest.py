"""One browser and one clinic for the page tests; every phone and desk is a browser profile of its own, and watched."""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Keyboard, Request, expect, sync_playwright

from tests.support.post import Post
from tests.support.stack import stack_variable
from tests.web.acts import Acts
from tests.web.own_clinic import give_clinic
from tests.web.pages import QUICK, Desk, Phone
from tests.web.sheets import Arrive
from tests.web.waking import wake
from tests.web.world import Person, World

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
ARGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
# The last list of features wins, so this one says again what Playwright switches off. The popups of the address bar are
# pages of their own, loaded for every tab: they took a third of all that opening one costs.
NO_FEATURES = (
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,"
    "LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,OptimizationHints,AimEnabled,"
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup"
)
QUIET_ARGS = ("--disable-component-update", "--disable-sync", f"--disable-features={NO_FEATURES}")
# The functions are not among them: a page calls its own origin, and Hosting passes the call on.
HOSTS = ("HOSTING_EMULATOR_HOST", "FIREBASE_AUTH_EMULATOR_HOST", "FIRESTORE_EMULATOR_HOST")
TIMEOUT = 20_000  # milliseconds; a cold worker may need some of it

Profile = Callable[..., BrowserContext]


def chromium_path() -> str | None:
    """The browser named by CHROMIUM_PATH, or the first on the PATH."""
    return os.environ.get("CHROMIUM_PATH") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def camera_film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The picture before the browser's camera: a test writes it before the camera is opened."""
    return tmp_path_factory.mktemp("camera") / "film.mjpeg"


@pytest.fixture(scope="session", autouse=True)
def hand() -> Iterator[None]:
    """Whoever presses keys one by one is a person: no key comes sooner after the one before than a hand can."""
    press, pressed_at = Keyboard.press, 0.0

    def after_the_key_before(keyboard: Keyboard, key: str, *, delay: float | None = None) -> None:
        nonlocal pressed_at
        time.sleep(max(0.0, pressed_at + QUICK.person / 1000 - time.monotonic()))
        press(keyboard, key, delay=delay)
        pressed_at = time.monotonic()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Keyboard, "press", after_the_key_before)
        yield


@pytest.fixture(scope="session")
def browser(camera_film: Path) -> Iterator[Browser]:
    """Chromium, with a camera that plays a film."""
    camera = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
    play = f"--use-file-for-fake-video-capture={camera_film}"
    expect.set_options(timeout=TIMEOUT)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=[*ARGS, *QUIET_ARGS, *camera, play])
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def world(stack_project: str, auth_host: str, functions_host: str, firestore_host: str) -> Iterator[World]:
    """The clinic of these tests, in the running stack."""
    assert firestore_host
    made = World(stack_project, auth_host, functions_host)
    wake(made)
    yield made
    made.close()


@pytest.fixture
def profile(browser: Browser, world: World) -> Iterator[Profile]:
    """Makes browser profiles whose pages belong to the tests' clinic.

    A page that breaks its security policy, throws, or asks anybody but the origin and the emulators (and whom a test
    plays itself) fails the test.
    """
    contexts: list[BrowserContext] = []
    told: list[str] = []
    allowed = {stack_variable(host) for host in HOSTS}

    def make(*, played: Collection[str] = (), **options: Any) -> BrowserContext:  # noqa: ANN401 - whatever the browser takes
        context = browser.new_context(**options)
        context.set_default_timeout(TIMEOUT)
        give_clinic(context, world)
        context.on("console", lambda message: told.extend(_broken_policy(message)))
        context.on("weberror", lambda error: told.append(str(error.error)))
        context.on("request", lambda request: told.extend(_strange(request.url, allowed.union(played))))
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
    assert told == []


@pytest.fixture
def phone(profile: Profile, hosting_url: str) -> Phone:
    """A phone on the patient's page, nobody signed in."""
    return Phone(profile(viewport={"width": 390, "height": 844}).new_page(), hosting_url)


@pytest.fixture
def desk(profile: Profile, hosting_url: str) -> Desk:
    """A desk on its page, nobody signed in."""
    return Desk(profile(viewport={"width": 1280, "height": 800}).new_page(), hosting_url)


@pytest.fixture
def post(auth_host: str, stack_project: str) -> Post:
    """The post of everybody."""
    return Post(auth_host, stack_project)


@pytest.fixture
def patient(world: World) -> Person:
    """A patient with an account and nothing on it."""
    return world.patient()


@pytest.fixture
def acts(world: World, patient: Person) -> Acts:
    """The clinic at work on that patient's account."""
    return Acts(world, patient)


def _broken_policy(message: ConsoleMessage) -> list[str]:
    return [message.text] if "Content Security Policy" in message.text else []


def _strange(url: str, allowed: set[str]) -> list[str]:
    parts = urlsplit(url)
    return [] if parts.scheme in {"data", "blob"} or parts.netloc in allowed else [url]


@pytest.fixture
def arrive(world: World, desk: Desk) -> Arrive:
    """Lets a patient with so many points arrive at the desk, after whatever else was to come before."""

    def at_the_desk(
        points: int = 0, before: Callable[[Person], object] = lambda _: None, by: Person | None = None
    ) -> Person:
        patient = world.patient()
        if points:
            world.give_lots(patient, (points, datetime.now(UTC) + timedelta(days=100)))
        before(patient)
        desk.sign_in(by or world.staff())
        desk.scan(world.code(patient))
        desk.expect_patient(patient.name)
        return patient

    return at_the_desk


@pytest.fixture
def sent(desk: Desk) -> list[dict[str, Any]]:
    """The bodies of what the page asks to write, as they were sent."""
    acts = "record|redeem|refund|void|cancel|cash|adjust|decide|reassign|reissue|reverse|change|undo|withdraw"
    bodies: list[dict[str, Any]] = []

    def note(request: Request) -> None:
        if request.method == "POST" and re.search(rf"/({acts})_", request.url):
            bodies.append(json.loads(request.post_data or "{}")["data"])

    desk.page.on("request", note)
    return bodies
