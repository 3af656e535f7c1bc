"""Workers that start on a busy machine take longer than a page waits: so each is called once, before any page does."""

from __future__ import annotations

from uuid import uuid4

from tests.support.clinic import CALABASAS
from tests.web.world import World


def wake(world: World) -> None:
    """Call what the desk waits for."""
    world.buy(world.patient(), cash=100)
    member, at = world.staff(), {"location_id": CALABASAS}
    found = world.call("find_patients", member, letters="ana", **at)
    opened = {"lookup_id": found["lookup_id"], "patient_id": found["patients"][0]["patient_id"]}
    visit = world.call("open_visit", member, request_id=uuid4().hex, **opened, **at)
    who = {"patient_id": opened["patient_id"], "visit_id": visit["visit_id"]}
    for name in ("list_undoable", "list_purchases", "list_expired_points"):
        world.call(name, member, **who, **at)
    for name in ("list_receipts", "list_requests", "list_coming_visits"):
        world.call(name, member, **at)
