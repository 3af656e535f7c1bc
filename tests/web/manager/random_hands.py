"""Hands that press anything: what can be seen is clicked, typed into and gone through by keys, by a seed."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from playwright.sync_api import Page

PLACES = ("today", "program", "for-patients", "patients", "clinic", "clinic/people", "clinic/locations", "clinic/log")
KEYS = ("Tab", "Shift+Tab", "Enter", "Escape", "Control+Enter", "ArrowDown", "ArrowUp", "Space", "/", "?", "Backspace")
LONG = "x" * 250
TEXTS = (
    "0",
    "-1",
    "12",
    "12.5",
    "999999999",
    "Ana",
    "ruiz",
    "x" * 250,
    "<b>",
    "2026-12-24",
    "a@b.example",
    "ñ 漢字 \u202e",
    " ",
)
SETTLE = 60  # milliseconds between two acts: no hand is faster

# The middle of one of all controls that can be seen and reached, with its kind; what ends the sign-in is left alone.
_PICK = """(chance) => {
  const found = [];
  const walk = (root) => {
    for (const each of root.querySelectorAll("*")) {
      if (each.shadowRoot) walk(each.shadowRoot);
      if (!each.matches("button, a[href], input, select, textarea, summary")) continue;
      if (each.disabled || /sign out|files/i.test(each.textContent + (each.ariaLabel ?? ""))) continue;
      const { width, height } = each.getBoundingClientRect();
      if (width && height && each.checkVisibility()) found.push(each);
    }
  };
  walk(document);
  if (!found.length) return null;
  const chosen = found[Math.floor(chance * found.length)];
  chosen.scrollIntoView({ block: "center" });
  const { x, y, width, height } = chosen.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2, kind: chosen.localName };
}"""


def press_anything(page: Page, url: str, seed: int, go_on: Callable[[int], bool]) -> int:
    """Act by the seed as long as `go_on` is true of the number of acts; return how many there were."""
    dice, done = random.Random(seed), 0  # noqa: S311 - not for secrets
    while go_on(done):
        match dice.choices(("click", "key", "type", "go", "back"), (60, 18, 14, 6, 2))[0]:
            case "click":
                if at := page.evaluate(_PICK, dice.random()):
                    page.mouse.click(at["x"], at["y"])
            case "key":
                page.keyboard.press(dice.choice(KEYS))
            case "type":
                page.keyboard.insert_text(dice.choice(TEXTS))
            case "go":
                page.evaluate("(hash) => void (location.hash = hash)", dice.choice(PLACES))
            case "back":
                page.go_back()
        page.wait_for_timeout(SETTLE)
        done += 1
        if not page.url.startswith(f"{url}/manager"):
            page.goto(f"{url}/manager#today")
            page.wait_for_load_state()
    return done


def until(seconds: float | None, acts: int) -> Callable[[int], bool]:
    """For so many seconds, or so many acts where there are none."""
    ends = None if seconds is None else time.monotonic() + seconds
    return lambda done: done < acts if ends is None else time.monotonic() < ends
