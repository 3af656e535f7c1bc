"""Pages that belong to a test's own clinic, though one stack serves them all."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import BrowserContext

from tests.web.world import World

# A route would do it too, but then the browser asks about every request it makes, and takes a quarter longer for all.
_ANSWERED = """(() => {
  const ask = window.fetch;
  const answer = () => new Response(JSON.stringify(CLINIC), { headers: { "Content-Type": "application/json" } });
  window.fetch = (what, how) => (String(what).endsWith("/clinic.json") ? Promise.resolve(answer()) : ask(what, how));
})()"""


def give_clinic(context: BrowserContext, world: World, **more: Any) -> None:  # noqa: ANN401 - whatever clinic.json holds
    """Tell every page of this browser profile the clinic, as clinic.json would; who tells last is believed."""
    context.add_init_script(_ANSWERED.replace("CLINIC", json.dumps({"clinic_id": world.clinic_id, **more})))
