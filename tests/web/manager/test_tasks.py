"""The tasks of a manager who has no manual: played by clicks and by keys alone, on a phone, a tablet and a desktop.

In a soak they are played at the pace of people, several times over, and what they took is written to
.cache/manager-tasks.md.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.counts import count, soaking
from tests.web.conftest import Profile
from tests.web.manager.manager_page import ManagerPage
from tests.web.own_clinic import give_clinic
from tests.web.pages import HUMAN, QUICK
from tests.web.world import World

MEASURED = Path(__file__).parents[3] / ".cache" / "manager-tasks.md"
SIZES = ((320, 640), (768, 1024), (1280, 800))
ROUNDS = count(1, 8)
NOTE = "Winter"
Play = Callable[[ManagerPage], None]


@dataclass(frozen=True, slots=True)
class Task:
    """A task: how it is played, and within how many clicks and seconds."""

    name: str
    play: Play
    clicks: int
    seconds: float


def publish_a_rate(at: ManagerPage) -> None:
    """10 % becomes 12 %, checked and published."""
    at.click(at.page.get_by_role("link", name="Edit: Earning"))
    expect(at.page.get_by_label("Patients earn")).to_be_focused()
    at.type("12")
    at.click(at.page.get_by_label("Why"))
    at.type(NOTE)
    at.click(at.button("Check"))
    expect(at.button("Publish now")).to_be_enabled(timeout=30_000)
    expect(at.page.locator("#past")).to_contain_text("It assumes the same visits.")
    at.click(at.button("Publish now"))
    expect(at.rule("Earning")).to_contain_text("Patients earn 12\u00a0%")


def schedule_a_life(at: ManagerPage) -> None:
    """Points live nine months, from the first of the next month."""
    at.click(at.page.get_by_role("link", name="Edit: The life of points"))
    expect(at.page.get_by_label("Points live")).to_be_focused()
    at.type("9")
    at.click(at.page.get_by_role("radio", name="From"))
    at.click(at.page.get_by_label("Why"))
    at.type(NOTE)
    at.click(at.button("Check"))
    expect(at.button("Schedule")).to_be_enabled(timeout=30_000)
    at.click(at.button("Schedule"))
    expect(at.page.get_by_role("article", name=re.compile("The life of points, from .* 1, "))).to_be_visible()


def cancel_what_is_scheduled(at: ManagerPage) -> None:
    """What was scheduled does not come."""
    at.click(at.page.get_by_role("button", name="Cancel: The life of points"))
    expect(at.page.get_by_role("article")).to_have_count(0)
    expect(at.rule("The life of points")).to_contain_text("Points live 6 months")


def go_back_a_version(at: ManagerPage) -> None:
    """The version before is live again."""
    at.click(at.page.get_by_role("link", name="History: Earning"))
    at.click(at.page.get_by_role("button", name="Restore version").first)
    at.click(at.page.get_by_role("button", name="Restore now"))
    expect(at.rule("Earning")).to_contain_text("Patients earn 10\u00a0%")


TASKS = (
    Task("a rate, checked and published", publish_a_rate, 5, 60),
    Task("a longer life, scheduled", schedule_a_life, 6, 60),
    Task("what is scheduled, canceled", cancel_what_is_scheduled, 2, 10),
    Task("back to the version before", go_back_a_version, 3, 12),
)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_manager_without_a_manual_does_each_task_within_its_clicks_and_seconds(
    profile: Profile, hosting_url: str, own_world: World, width: int, height: int
) -> None:
    pace = HUMAN if soaking() else QUICK
    page = _page_of(profile, own_world, width, height)
    at = ManagerPage(page, hosting_url, pace)
    at.sign_in(own_world.manager())
    own_world.buy(own_world.patient(), cash=45_000)
    rows = []
    for _ in range(ROUNDS):
        for task in TASKS:
            at.clicks, began = 0, time.monotonic()
            task.play(at)
            took = time.monotonic() - began
            rows.append(f"| {task.name} | {width} | {at.clicks} | {took:.1f} |")
            assert at.clicks <= task.clicks, task.name
            if soaking():
                assert took <= task.seconds, task.name
    if soaking():
        with MEASURED.open("a") as file:
            file.write("\n".join(["| task | px | clicks | s |", "|---|---|---|---|", *rows, ""]))


@pytest.mark.parametrize(("width", "height"), SIZES[count(2, 0) :])
def test_every_task_is_done_by_keys_alone(
    profile: Profile, hosting_url: str, own_world: World, width: int, height: int
) -> None:
    page = _page_of(profile, own_world, width, height)
    at = ManagerPage(page, hosting_url)
    at.sign_in(own_world.manager())
    own_world.buy(own_world.patient(), cash=45_000)
    expect(at.rule("Earning")).to_be_visible()
    _open(page, "patients earn")
    expect(page.get_by_label("Patients earn")).to_be_focused()
    page.keyboard.type("12")
    page.keyboard.press("Control+Enter")
    expect(at.button("Publish now")).to_be_enabled(timeout=30_000)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_label("Why")).to_be_focused()
    page.keyboard.type(NOTE)
    page.keyboard.press("Control+Enter")
    expect(at.rule("Earning")).to_contain_text("Patients earn 12\u00a0%")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("link", name="History: Earning").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Restore version 1").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Restore now")).to_be_focused()
    page.keyboard.press("Enter")
    expect(at.rule("Earning")).to_contain_text("Patients earn 10\u00a0%")
    expect(page.get_by_role("link", name="History: Earning")).to_be_focused()
    _open(page, "points live")
    expect(page.get_by_label("Points live")).to_be_focused()
    page.keyboard.type("9")
    page.get_by_role("radio", name="Now").focus()
    page.keyboard.press("ArrowDown")
    page.get_by_label("Why").focus()
    page.keyboard.type(NOTE)
    page.keyboard.press("Control+Enter")
    expect(at.button("Schedule")).to_be_enabled(timeout=30_000)
    page.keyboard.press("Control+Enter")
    cancel = page.get_by_role("button", name="Cancel: The life of points")
    cancel.focus()
    page.keyboard.press("Enter")
    expect(cancel).to_have_count(0)


def _open(page: Page, words: str) -> None:
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type(words)
    page.keyboard.press("Enter")


def _page_of(profile: Profile, world: World, width: int, height: int) -> Page:
    """A page of a clinic of one's own."""
    context = profile(viewport={"width": width, "height": height}, reduced_motion="reduce")
    give_clinic(context, world)
    return context.new_page()
