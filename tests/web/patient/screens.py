"""The screens of the patient's page that tests walk through, and what the page says to the servers meanwhile."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Locator, Page, Request, Route, expect

ENOUGH_CASH = 200_000  # earns 20,000 points


def open_screen(page: Page, name: str) -> None:
    """From the home screen, by its link; the heading has the focus then."""
    page.get_by_role("link", name=re.compile(f"^{name}")).click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_focused()


def history(page: Page) -> Locator:
    """The acts of the history, newest first."""
    return page.locator("history-screen .act")


def dialog(page: Page) -> Locator:
    """The desk's question."""
    return page.get_by_role("dialog")


class Listening:
    """The targets that a page listens to in Firestore, by its own requests: added and not removed."""

    def __init__(self, page: Page) -> None:
        """Note from now on."""
        self._targets: dict[int, dict[str, Any]] = {}
        self.added = 0
        page.on("request", self._note)

    def _note(self, request: Request) -> None:
        if "/Listen/channel" not in request.url or not request.post_data:
            return
        for name, text in parse_qsl(request.post_data):
            if name.endswith("___data__"):
                self._hear(json.loads(text))

    def _hear(self, message: dict[str, Any]) -> None:
        if target := message.get("addTarget"):
            self._targets[target["targetId"]] = target
            self.added += 1
        self._targets.pop(message.get("removeTarget", 0), None)

    @property
    def targets(self) -> list[dict[str, Any]]:
        """The targets that are listened to now, as they were asked for."""
        return list(self._targets.values())

    def below(self, clinic_id: str) -> set[str]:
        """What is listened to now below the clinic: documents by their paths, queries by their collections."""
        return {_below(clinic_id, target) for target in self.targets}

    @property
    def paths(self) -> list[str]:
        """The documents, and the queries as they were asked, that are listened to now."""
        return [found for target in self.targets for found in re.findall(r"/clinics/[^\"]+", json.dumps(target))]


def _below(clinic_id: str, target: dict[str, Any]) -> str:
    if "query" in target:
        (source,) = target["query"]["structuredQuery"]["from"]
        return str(source["collectionId"])
    (name,) = target["documents"]["documents"]
    return str(name).split(f"/clinics/{clinic_id}")[1].lstrip("/")


def at_home(uid: str) -> set[str]:
    """What the home screen of a patient listens to below the clinic, beside which other screens have their own."""
    return {"", f"patients/{uid}", "locations", "rules/earning", "rules/redemption"}


def eventually(page: Page, is_so: Callable[[], object]) -> None:
    """Wait, ten seconds at most, for what shows nowhere on the page."""
    for _ in range(100):
        if is_so():
            return
        page.wait_for_timeout(100)
    pytest.fail("it did not come to be so")


def lose_answers(page: Page, name: str) -> Callable[[Route], None]:
    """Let a call of this name happen, and lose its answer."""

    def lose(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch()
        route.abort()

    page.route(f"**/{name}", lose)
    return lose
