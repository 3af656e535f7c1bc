"""Photograph every screen of the pages for docs/screens: the seeded clinic, light and dark, phone and desktop.

Run as `python -m scripts.stack exec -- python -m scripts.screens`; it walks as a person would, and writes WebP files.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import product

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from scripts import ROOT
from scripts.demo.clients import Addresses, Client
from scripts.screens.together import FOLDER, SCHEMES, write_together
from scripts.seed.clinic import CALABASAS, CLINIC_ID, DESKS, MANAGER, PASSWORD, TIME_ZONE, Person
from scripts.seed.history import PATIENTS
from scripts.seed.seed import seed
from scripts.setup.chromium import find_chromium

PAGE = ROOT / "docs" / "screens.md"
HEAD = """# Every screen

The seeded clinic, on a phone and on a desktop, light and dark; photographed by
`python -m scripts.stack exec -- python -m scripts.screens`. Brand, names and amounts are invented.
"""
SIZES: dict[str, ViewportSize] = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 800}}
QUALITY = 78
PATIENT = PATIENTS[0].person
DESK = DESKS[CALABASAS]
SCREENS = ("history", "rewards", "appointments", "offers", "gallery", "bank", "wallet", "reminders")
SHEETS = {"r": "redeem", "b": "refund", "a": "adjust", "j": "membership", "o": "cash-out", "u": "undo"}
OVERLAYS = {"/": "lookup", "t": "receipts", "q": "requests", "v": "visits", "?": "shortcuts"}
TITLES = {"app": "The app", "desk": "The desk", "manager": "The managers' page"}
SETTLED = 700  # milliseconds in which counting figures and images have come to rest


@dataclass(frozen=True, slots=True)
class Camera:
    """A camera that takes the page as it is, in every scheme and size, and remembers what it took."""

    page: Page
    taken: list[str] = field(default_factory=list)

    def take(self, name: str) -> None:
        """One state, four pictures."""
        self.page.mouse.move(0, 0)
        self.page.get_by_text("Loading…").wait_for(state="detached")
        for (where, size), scheme in product(SIZES.items(), SCHEMES):
            self.page.set_viewport_size(size)
            self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            self.page.wait_for_timeout(SETTLED)
            image = Image.open(io.BytesIO(self.page.screenshot()))
            image.save(FOLDER / f"{name}-{where}-{scheme}.webp", quality=QUALITY, method=6)
        self.taken.append(name)
        print(name, flush=True)


def page_of(names: Sequence[str]) -> str:
    """The text of docs/screens.md: each screen on a phone and on a desktop, light and dark."""
    sections = [HEAD]
    for name in names:
        page, _, screen = name.partition("-")
        views = [f"{name}-{where}-{scheme}" for where, scheme in product(SIZES, SCHEMES)]
        pictures = "\n".join(f"![{view}](screens/{view}.webp)" for view in views)
        sections.append(f"## {TITLES[page]}: {screen}\n{pictures}\n")
    return "\n".join(sections)


def patient_app(page: Page, address: str) -> list[str]:
    """Every screen of the patient's app."""
    camera = Camera(page)
    page.goto(address)
    page.get_by_role("button", name="Sign in").wait_for()
    camera.take("app-welcome")
    _sign_in(page, PATIENT)
    page.get_by_role("button", name="Show my code").wait_for()
    camera.take("app-home")
    page.get_by_role("button", name="Show my code").click()
    page.locator("code-screen img").wait_for()
    camera.take("app-code")
    page.keyboard.press("Escape")
    for screen in SCREENS:
        page.goto(f"{address}/#{screen}")
        page.get_by_role("heading", level=1).wait_for()
        page.wait_for_timeout(SETTLED)
        camera.take(f"app-{screen}")
    return camera.taken


def front_desk(page: Page, address: str, addresses: Addresses) -> list[str]:
    """The desk's page from the scan to the receipt, and its sheets."""
    camera = Camera(page)
    page.goto(f"{address}/desk")
    _sign_in(page, DESK)
    page.get_by_role("heading", name="Ready to scan").wait_for()
    camera.take("desk-ready")
    with Client(addresses, PATIENT) as phone:
        code = phone.call("issue_code", {"clinic_id": CLINIC_ID, "location_id": CALABASAS})["text"]
    page.keyboard.type(code, delay=5)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name=PATIENT.name).wait_for()
    page.keyboard.type("400+d50", delay=60)
    camera.take("desk-amount")
    for key, sheet in SHEETS.items():
        page.locator("#amount-0").focus()
        page.keyboard.press(key)
        page.get_by_role("dialog").wait_for()
        camera.take(f"desk-{sheet}")
        page.keyboard.press("Escape")
        page.get_by_role("dialog").wait_for(state="detached")
    page.locator("#amount-0").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Credited").wait_for()
    camera.take("desk-receipt")
    page.keyboard.press("Escape")
    for key, sheet in OVERLAYS.items():
        page.get_by_role("heading", name="Ready to scan").wait_for()
        page.keyboard.press(key)
        page.get_by_role("dialog").wait_for()
        camera.take(f"desk-{sheet}")
        page.keyboard.press("Escape")
    return camera.taken


def managers_page(page: Page, address: str) -> list[str]:
    """The managers' page: how points work, and a rule from its draft to what the past would have been."""
    camera = Camera(page)
    page.goto(f"{address}/manager")
    _sign_in(page, MANAGER)
    page.get_by_role("link", name="Program").click()
    page.get_by_role("region", name="Earning").wait_for()
    camera.take("manager-program")
    page.keyboard.press("/")
    page.keyboard.type("points")
    camera.take("manager-search")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Edit: Earning").click()
    page.get_by_label("Patients earn").fill("12")
    page.get_by_label("Why").fill("Winter: reward cash again")
    page.get_by_role("button", name="Check").click()
    page.get_by_role("button", name="Publish now").wait_for(timeout=60_000)
    camera.take("manager-rule")
    page.get_by_role("button", name="Publish now").click()
    page.get_by_role("dialog").wait_for(state="detached")
    page.get_by_role("link", name="History: Earning").click()
    page.get_by_role("button", name="Restore version 1").click()
    camera.take("manager-history")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Edit: Tiers").click()
    page.get_by_label("Name").first.wait_for()
    camera.take("manager-tiers")
    return camera.taken


def _sign_in(page: Page, person: Person) -> None:
    page.get_by_label("E-mail").fill(person.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def main() -> int:
    """Seed, walk, photograph; the emulators are found by the environment."""
    addresses = Addresses.of(os.environ)
    seed(addresses.project, datetime.now(UTC))
    FOLDER.mkdir(exist_ok=True)
    address = f"http://{os.environ['HOSTING_EMULATOR_HOST']}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        taken = [
            *patient_app(_page(browser), address),
            *front_desk(_page(browser), address, addresses),
            *managers_page(_page(browser), address),
        ]
        browser.close()
    PAGE.write_text(page_of(taken))
    write_together()
    return 0


def _page(browser: Browser) -> Page:
    return browser.new_context(locale="en-US", timezone_id=TIME_ZONE, reduced_motion="reduce").new_page()


if __name__ == "__main__":
    sys.exit(main())
