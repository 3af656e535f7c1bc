"""The pages before outside judges: Lighthouse, html-validate, and the browser's own word on what can be installed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import PIPE
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.support.counts import count
from tests.web.conftest import ARGS, QUIET_ARGS, TIMEOUT, chromium_path
from tests.web.looks import ROOT, html_problems
from tests.web.manager.manager_page import ManagerPage
from tests.web.own_clinic import give_clinic
from tests.web.pages import Desk, Phone
from tests.web.world import Person, World

LIGHTHOUSE = ["node", str(Path(__file__).with_name("lighthouse.mjs"))]
DOCUMENTS = ("index.html", "desk/index.html", "manager/index.html")
SCREENS = ("history", "wallet", "bank", "reminders")


class Judge:
    """Lighthouse, looking on at a browser's port for as long as a test takes."""

    def __init__(self, port: str) -> None:
        """Start it."""
        self._process = subprocess.Popen([*LIGHTHOUSE, port], stdin=PIPE, stdout=PIPE, text=True, cwd=ROOT)

    def judge(self, page: Page) -> list[Any]:
        """The score for accessibility of the page as it is now, 0 to 1, and what failed."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{page.url}\n")
        self._process.stdin.flush()
        judged: list[Any] = json.loads(self._process.stdout.readline())
        return judged

    def leave(self) -> None:
        """End it."""
        self._process.communicate(timeout=TIMEOUT / 1000)


@pytest.fixture
def page(browser: Browser, world: World, tmp_path: Path) -> Iterator[Page]:
    """The page of a browser whose profile lasts, as an installed page has it; others may look on at its port."""
    context = browser.browser_type.launch_persistent_context(
        str(tmp_path),
        executable_path=chromium_path(),
        args=[*ARGS, *QUIET_ARGS, "--remote-debugging-port=0"],
        viewport={"width": 390, "height": 844},
    )
    context.set_default_timeout(TIMEOUT)
    give_clinic(context, world)
    yield context.pages[0]
    context.close()


@pytest.fixture
def lighthouse(page: Page, tmp_path: Path) -> Iterator[Judge]:
    assert page.context
    judge = Judge((tmp_path / "DevToolsActivePort").read_text().splitlines()[0])
    yield judge
    judge.leave()


def test_lighthouse_finds_nobody_shut_out_of_any_screen(
    page: Page, lighthouse: Judge, world: World, patient: Person, hosting_url: str
) -> None:
    world.give_lots(patient, (4_900, datetime.now(UTC) + timedelta(days=21)))
    told: dict[str, list[Any]] = {}
    phone = Phone(page, hosting_url)
    page.get_by_role("button", name="Sign in").wait_for()
    told["signed out"] = lighthouse.judge(page)
    phone.sign_in(patient)
    phone.expect_balance("4,900")
    told["home"] = lighthouse.judge(page)
    for screen in SCREENS[: count(1, len(SCREENS))]:
        page.goto(f"{hosting_url}/#{screen}")
        page.get_by_role("heading", level=1).wait_for()
        told[screen] = lighthouse.judge(page)
    desk = Desk(page, hosting_url)
    desk.sign_in(world.staff())
    told["desk"] = lighthouse.judge(page)
    desk.scan(world.code(patient))
    desk.expect_patient(patient.name)
    told["a visit"] = lighthouse.judge(page)
    page.keyboard.press("Escape")
    desk.click(page.get_by_role("button", name="Sign out"))
    page.get_by_role("button", name="Sign in").wait_for()
    managers = ManagerPage(page, hosting_url)
    managers.sign_in(world.manager())
    managers.rule("Earning").wait_for()
    told["the program"] = lighthouse.judge(page)
    page.get_by_role("link", name="Edit: Earning").click()
    page.get_by_role("dialog").wait_for()
    told["a rule"] = lighthouse.judge(page)
    assert told == {at: [1, []] for at in told}


def test_nothing_keeps_the_patients_page_from_being_installed(page: Page, patient: Person, hosting_url: str) -> None:
    Phone(page, hosting_url).sign_in(patient)
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    session = page.context.new_cdp_session(page)
    assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] == []


def test_the_documents_that_are_served_are_valid_html() -> None:
    assert html_problems({name: (ROOT / "web" / "dist" / name).read_text() for name in DOCUMENTS}) == []
