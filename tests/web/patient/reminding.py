"""Firebase Cloud Messaging as the tests play it for a page: the two services that give a browser its address."""

from __future__ import annotations

import base64
import json
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.web.own_clinic import give_clinic
from tests.web.world import World

VAPID_KEY = base64.urlsafe_b64encode(bytes([4, *range(64)])).decode().rstrip("=")
HOSTS = ("firebaseinstallations.googleapis.com", "fcmregistrations.googleapis.com")
PROJECT = {"messagingSenderId": "1234567890", "appId": "1:1234567890:web:0a1b2c", "apiKey": "any"}
ANYWHERE = {
    "access-control-allow-origin": "*",
    "access-control-allow-headers": "*",
    "access-control-allow-methods": "*",
}
# No push service is reached: the browser's own part is played here, and all that builds on it is real. A machine that
# has no network but its own counts as connected.
SUBSCRIBES = """
  Object.defineProperty(Navigator.prototype, "onLine", { get: () => true });
  const key = (size) => new Uint8Array(size).fill(7).buffer;
  const made = { endpoint: "https://push.example/1", getKey: (name) => key(name === "auth" ? 16 : 65),
                 unsubscribe: async () => true };
  PushManager.prototype.getSubscription = async () => null;
  PushManager.prototype.subscribe = async () => made;
"""


class Messaging:
    """The calls of the page to it, and the token that it gives."""

    def __init__(self, context: BrowserContext, world: World, *, vapid_key: str = VAPID_KEY) -> None:
        """Play it for the pages of a browser profile."""
        self.token = "the-first-token"
        self.dropped: list[str] = []
        self._project: dict[str, Any] = {}
        context.add_init_script(SUBSCRIBES)
        give_clinic(context, world, vapid_key=vapid_key)
        context.route("**/__/firebase/init.json", self._configure)
        for host in HOSTS:
            context.route(f"https://{host}/**", self._answer)

    def _configure(self, route: Route) -> None:
        self._project = self._project or {**route.fetch().json(), **PROJECT}
        route.fulfill(json=self._project)

    def _answer(self, route: Route) -> None:
        parts = urlsplit(route.request.url)
        if parts.netloc == HOSTS[0]:
            auth = {"token": "an installation", "expiresIn": "604800s"}
            body = {"fid": "cAtBreedsAreManyAndVar", "refreshToken": "r", "authToken": auth}
        else:
            body = {"token": self.token}
            if route.request.method == "DELETE":
                self.dropped.append(parts.path.rpartition("/")[2])
        route.fulfill(status=200, headers=ANYWHERE, content_type="application/json", body=json.dumps(body))


def turn(page: Page, name: str, *, on: bool) -> None:
    """Tap a switch, which stands the other way, and wait until it stands so."""
    switch = page.get_by_role("switch", name=name)
    expect(switch).to_have_attribute("aria-checked", "false" if on else "true")
    switch.click()
    if on or name != "Reminders on this phone":
        expect(switch).to_have_attribute("aria-checked", "true" if on else "false")
    expect(switch).to_be_enabled()
