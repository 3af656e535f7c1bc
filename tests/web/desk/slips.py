"""Slips of a hand in every state of the desk: what each may begin, and what may never come of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator

from tests.web.desk.slip_states import ACTS, ANSWERED, BETWEEN, BUTTONS, SLOWER, STATES, STUTTER, Slips, State
from tests.web.pages import shown


def _twice(at: Slips, *keys: str) -> None:
    for key in keys:
        at.page.keyboard.press(key)
        at.page.wait_for_timeout(BETWEEN)


def _scan_twice(at: Slips, text: str, between: int) -> None:
    at.desk.scan_at_once(text)
    at.page.wait_for_timeout(between)
    at.desk.scan_at_once(text)
    at.page.wait_for_timeout(ANSWERED)


Gesture = Callable[[Slips], None]
GESTURES: dict[str, Gesture] = {
    "Enter twice": lambda at: _twice(at, "Enter", "Enter"),
    "space twice": lambda at: _twice(at, "Space", "Space"),
    "Escape twice": lambda at: _twice(at, "Escape", "Escape"),
    "Escape, then Enter": lambda at: _twice(at, "Escape", "Enter"),
    "Ctrl+Z twice": lambda at: _twice(at, "Control+z", "Control+z"),
    "K twice": lambda at: _twice(at, "k", "k"),
    "the same code twice": lambda at: _scan_twice(at, at.code or at.world.code(at.daria), STUTTER),
    "a fresh code twice": lambda at: _scan_twice(at, at.world.code(at.daria), BETWEEN),
    "another patient's code twice": lambda at: _scan_twice(at, at.world.code(at.elise), BETWEEN),
}
"""What a key may begin, once, where a state does not say it."""
KEYS = {"Ctrl+Z twice": "void_purchase|cancel_redemption", "K twice": "record_purchase"}


def combinations(states: dict[str, State]) -> list[tuple[str, str]]:
    """Every state with every slip: a double-click on each of its buttons, and each gesture."""
    return [
        (name, slip)
        for name, state in states.items()
        for slip in (*GESTURES, *(f"double-click on button {turn + 1}" for turn in range(state.buttons)))
    ]


def play(at: Slips, name: str, slip: str) -> str:
    """Reach a state, let a hand slip, and look what came of it: what is wrong with that, or nothing."""
    state = STATES[name]
    at.code = ""
    at.begin()
    state.reach(at)
    at.desk.read()  # what slips is the second press, not the first
    at.sent.clear()
    if slip in GESTURES:
        GESTURES[slip](at)
        meant = {"Enter twice": state.enter, "Escape, then Enter": state.enter, "space twice": state.space}
        allowed = {**KEYS, **meant}.get(slip, "")
    else:
        found = _buttons(at)
        if found.count() != state.buttons:
            return f"{name}: has the buttons {found.all_inner_texts()}"
        slip = _double_click(at, found, int(slip.rsplit(maxsplit=1)[-1]) - 1)
        allowed = next((act for label, act in ACTS.items() if slip.startswith(label)), "")
    at.page.wait_for_timeout(ANSWERED)
    wrong = _unmeant(at, allowed)
    if not wrong and not slip.startswith(("Discard", "Remove")):
        wrong = _lost(at, state, takes_typing_back=slip == "Ctrl+Z twice")
    return f"{name}: {slip}: {wrong}" if wrong else ""


def _double_click(at: Slips, found: Locator, turn: int) -> str:
    """Two clicks at one place: as one double-click, or a little slower than that, by turns; the button's name."""
    button = found.nth(turn)
    said = " ".join(button.inner_text().split()) or str(button.get_attribute("aria-label"))
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box is not None
    at.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    for click in (1, 2):
        clicks = click if turn % 2 == 0 else 1
        at.page.mouse.down(click_count=clicks)
        at.page.mouse.up(click_count=clicks)
        at.page.wait_for_timeout(BETWEEN if turn % 2 == 0 else SLOWER)
    return said


def _buttons(at: Slips) -> Locator:
    """The buttons that can be pressed now: of the sheet, where one is open."""
    dialog = at.page.locator("dialog[open]")
    return dialog.locator(BUTTONS) if dialog.count() else at.page.locator("desk-counter").locator(BUTTONS)


def _unmeant(at: Slips, allowed: str) -> str:
    """More than one act, or another one than the first press meant."""
    acts = {body["request_id"]: body["act"] for body in at.sent}
    meant = [act for act in acts.values() if re.fullmatch(allowed, act)]
    return "" if len(acts) == len(meant) <= 1 else f"did {list(acts.values())}"


def _lost(at: Slips, state: State, *, takes_typing_back: bool) -> str:
    """An amount that is neither on its patient's screen, nor waits, nor was recorded; or a sheet's, without a word."""
    if at.page.get_by_label("E-mail").is_visible():
        return "signed out" if state.typed else ""
    text = shown(at.page)
    recorded = {_patient(at, body) for body in at.sent if body["act"] == "record_purchase"}
    for who, amount in state.typed:
        if takes_typing_back and _is_here(at, who):
            continue  # as a backspace would: the hand was in the field
        if who not in recorded and f"{who}: {amount} not credited." not in text and not _is_there(at, who, amount):
            return f"{who}'s {amount} is lost: {text}"
    is_open = at.page.locator("dialog[open]").count() > 0
    if state.typed_in_sheet and not at.sent and not is_open and "was not sent" not in text:
        return f"what was typed in the sheet is lost: {text}"
    return ""


def _patient(at: Slips, body: dict[str, Any]) -> str:
    return "Daria P." if body["patient_id"] == at.daria.uid else "Elise R."


def _is_here(at: Slips, who: str) -> bool:
    heading = at.page.locator("purchase-form h1")
    return heading.count() > 0 and heading.inner_text().startswith(who.removesuffix("."))


def _is_there(at: Slips, who: str, amount: str) -> bool:
    if not _is_here(at, who):
        return False
    typed = [field.input_value() for field in at.page.locator("purchase-form .amount input").all()]
    try:
        return sum(float(text or 0) for text in typed) == float(amount.strip("$").replace(",", ""))
    except ValueError:
        return typed == [amount]
