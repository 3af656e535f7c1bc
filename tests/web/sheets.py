"""The desk's sheets as a person uses them, by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator, expect

from tests.web.pages import Desk
from tests.web.world import Person, World

Arrive = Callable[..., Person]


def press(desk: Desk, *keys: str) -> None:
    """A person presses keys by their names."""
    desk.press(*keys)


def sheet(desk: Desk, title: str | re.Pattern[str]) -> Locator:
    """An open sheet."""
    found = desk.page.get_by_role("dialog", name=title)
    found.wait_for()
    return found


def use_points(desk: Desk, bill: str, points: str) -> None:
    """Open the sheet, type the bill and the points, and send them."""
    desk.read()
    press(desk, "r")
    expect(sheet(desk, "Use points").get_by_label("The bill")).to_be_focused()
    desk.type(bill)
    press(desk, "Tab")
    desk.type(points)
    desk.enter()


def expect_done(desk: Desk, sentence: str) -> None:
    """The last act went through, and the hands are back at the amount."""
    expect(desk.page.locator("visit-view .done")).to_contain_text(sentence)
    expect(desk.page.get_by_role("dialog")).to_have_count(0)
    expect(desk.amount).to_be_focused()


def open_refund(desk: Desk) -> Locator:
    """Open the sheet of refunds and wait for the list, with the hands on its newest purchase."""
    press(desk, "b")
    found = sheet(desk, "Refund")
    found.locator("input:checked:focus").wait_for()
    return found


def kinds(world: World, patient: Person) -> dict[str, int]:
    """The points of the patient's entries by kind."""
    return {entry["kind"]: entry["points"] for entry in world.entries(patient)}
