"""The two pages as their people use them: the phone that shows a code, and the desk that scans it."""

from __future__ import annotations

import asyncio
import io
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import zxingcpp
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.web.world import PASSWORD, Person


@dataclass(frozen=True, slots=True)
class Pace:
    """The milliseconds between keys, of a scanner and of a person."""

    scanner: float
    person: float
    aim: float


HUMAN = Pace(scanner=10, person=280, aim=1_200)
QUICK = Pace(scanner=0, person=105, aim=0)  # as fast as can still be told apart, where time is not what is tested
LEAST_AIM = 120  # milliseconds from a key to a scan, however quick a hand is: what is nearer is one transmission
READ = 650  # milliseconds after which a screen has been read; the desk hears neither Enter nor a click before


# Timers that can be held: one that comes due meanwhile runs at the release.
HELD_TIMERS = """(() => {
  const set = window.setTimeout.bind(window);
  const due = [];
  let isHeld = false;
  window.setTimeout = (then, wait, ...given) => set(() => (isHeld ? due.push(then) : then(...given)), wait);
  window.holdTimers = () => void (isHeld = true);
  window.releaseTimers = () => {
    isHeld = false;
    for (const then of due.splice(0)) then();
  };
})()"""


class Phone:
    """A patient's phone, on the patient's page."""

    def __init__(self, page: Page, url: str) -> None:
        """Open the page."""
        self.page = page
        page.goto(url)

    def sign_in(self, person: Person) -> None:
        """Sign in and wait for the home screen."""
        sign_in(self.page, person)
        expect(self.page.get_by_role("button", name="Show my code")).to_be_visible()

    def expect_balance(self, points: str, seconds: float = 10) -> None:
        """The balance that is read aloud is this."""
        figure = self.page.locator("points-figure .unseen")
        expect(figure).to_have_text(points, timeout=seconds * 1000)

    def show_code(self) -> str:
        """Tap the button; answer what a scanner reads from the picture on the screen."""
        self.page.get_by_role("button", name="Show my code").click()
        return self.read_code()

    def read_code(self) -> str:
        """The text that a scanner reads from the picture on the screen now."""
        (found,) = zxingcpp.read_barcodes(self.picture())
        return str(found.text)

    def picture(self) -> Image.Image:
        """The shown code as a camera would see it, quiet zone and all."""
        self.code.wait_for()
        return Image.open(io.BytesIO(self.page.locator("code-screen .card").screenshot()))

    @property
    def code(self) -> Locator:
        """The picture of the code."""
        return self.page.locator("code-screen img")


class Desk:
    """A front desk, on its page; `keys` counts what its person pressed."""

    def __init__(self, page: Page, url: str, pace: Pace = QUICK) -> None:
        """Open the page."""
        self.page = page
        self.pace = pace
        self.keys = 0
        self._has_typed = False
        page.add_init_script(HELD_TIMERS)
        page.goto(f"{url}/desk")

    def sign_in(self, person: Person, location: str | None = None) -> None:
        """Sign in, say where the desk stands if it asks, and wait until it is ready."""
        sign_in(self.page, person)
        if location:
            self.page.get_by_role("button", name=re.compile(location)).click()
        expect(self.page.get_by_role("heading", name="Ready to scan")).to_be_visible()

    def expect_told(self, text: str | re.Pattern[str]) -> None:
        """The last scan led nowhere, and the page says why."""
        expect(self.page.locator(".trouble")).to_contain_text(text)

    def scan(self, text: str) -> None:
        """A keyboard-wedge scanner reads a code; by its keys only where time is what is tested."""
        self.page.wait_for_timeout(self.pace.aim or LEAST_AIM)
        if self.pace.scanner:
            self.scan_by_keys(text)
        else:
            self.scan_at_once(text)

    def scan_by_keys(self, text: str) -> None:
        """A scanner presses real keys, wherever the focus is."""
        self.transmit([*text, "Enter"], self.pace.scanner)

    def transmit(self, keys: Sequence[str], pace: float, pauses: Mapping[int, float] | None = None) -> None:
        """Press real keys at a pace in milliseconds; `pauses` has the longer gaps, by the key that they stand before.

        They are sent together, each stamped with when it was pressed, and no timer of the page runs until all of them
        have arrived: so no gap between two is the machine's.
        """
        began = time.time()
        gaps = [(pauses or {}).get(turn, pace) for turn in range(1, len(keys))]
        pressed = [began + at / 1000 for at in accumulate(gaps, initial=0.0)]
        self.page.wait_for_timeout((pressed[-1] - began) * 1000)
        self.page.evaluate("holdTimers()")
        send_together(self.page, [_key_down(key, at) for key, at in zip(keys, pressed, strict=True)])
        self.page.evaluate("releaseTimers()")

    def scan_at_once(self, text: str) -> None:
        """A scanner reads with no time in between, however busy the machine is."""
        self.page.evaluate(
            """text => {
                for (const key of [...text, "Enter"]) {
                    document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
                }
            }""",
            text,
        )

    def expect_patient(self, name: str) -> None:
        """The patient has appeared, with the caret in the amount."""
        self.page.get_by_role("heading", name=name).wait_for()
        self.page.locator("#amount-0:focus").wait_for()

    def read(self) -> None:
        """A person reads what is new on the screen."""
        self.page.wait_for_timeout(READ)

    def click(self, found: Locator) -> None:
        """A person reads the screen, and clicks."""
        self.read()
        found.click()

    def type(self, keys: str) -> None:
        """A person types."""
        self.press(*keys)
        self._has_typed = keys != ""

    def enter(self) -> None:
        """A person presses Enter: at once after what was typed, or when the screen is read."""
        if not self._has_typed:
            self.read()
        self.press("Enter")

    def press(self, *keys: str) -> None:
        """A person presses keys by their names, each so long after the one before; `keys` counts them."""
        self._has_typed = False
        began = time.monotonic()
        for turn, key in enumerate(keys, 1):
            left = began + turn * self.pace.person / 1000 - time.monotonic()
            self.page.wait_for_timeout(max(QUICK.person, left * 1000))
            self.page.keyboard.press(key)
            self.keys += 1

    def expect_credited(self, points: str) -> None:
        """The receipt says so, large."""
        self.page.get_by_role("heading", name=f"Credited {points}").wait_for()

    @property
    def amount(self) -> Locator:
        """The first amount field."""
        return self.page.locator("#amount-0")


# The text of a page through all of its components: `innerText` ends at each shadow root.
SHOWN = """() => {
  const texts = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return [node.data.trim()];
    if (node instanceof Element && (node.localName === "style" || !node.checkVisibility())) return [];
    const inside = node.localName === "slot" ? node.assignedNodes() : (node.shadowRoot ?? node).childNodes;
    return [...inside].flatMap(texts);
  };
  return texts(document.body).filter(Boolean).join(" ");
}"""


def shown(page: Page) -> str:
    """All that is written on the page."""
    text: str = page.evaluate(SHOWN)
    return text


def sign_in(page: Page, person: Person, password: str = PASSWORD) -> None:
    """Fill the sign-in form and send it."""
    page.get_by_label("E-mail").fill(person.email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def send_together(page: Page, keys: list[dict[str, Any]]) -> None:
    """Send keys to the browser without waiting for each; Playwright's own calls wait after every one."""
    session = page.context.new_cdp_session(page)

    async def sent() -> None:
        await asyncio.gather(*(session._impl_obj.send("Input.dispatchKeyEvent", key, None) for key in keys))

    session._sync(sent())
    session.detach()


def _key_down(key: str, at: float) -> dict[str, Any]:
    """A key as Chromium takes it; `at` is in seconds since 1970."""
    named = {"Enter": (13, "\r"), "Tab": (9, "")}
    # The codes of punctuation are those of other keys: a full stop would be Delete.
    code, text = named.get(key) or (ord(key.upper()) if key.isalnum() else 0, key)
    return {"type": "keyDown", "key": key, "text": text, "windowsVirtualKeyCode": code, "timestamp": at}


def go_offline(page: Page) -> None:
    """Take the network away; the event is for machines that have none but their own, where nothing changes by it."""
    page.context.set_offline(True)
    page.evaluate("dispatchEvent(new Event('offline'))")


def go_online(page: Page) -> None:
    """Bring the network back."""
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")


def film(picture: Image.Image, file: Path) -> None:
    """Write what a camera sees that is held over a phone: a few frames of Motion JPEG, 1280 by 720."""
    frame = Image.new("RGB", (1280, 720), (96, 92, 88))
    code = picture.convert("RGB").resize((560, 560))
    frame.paste(code, ((1280 - 560) // 2, (720 - 560) // 2))
    jpeg = io.BytesIO()
    frame.save(jpeg, "JPEG", quality=85)
    file.write_bytes(jpeg.getvalue() * 10)
