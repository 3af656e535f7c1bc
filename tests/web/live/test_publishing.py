"""From Publish to whoever looks: a manager publishes by the clinic's own call, and a phone and a desk stand open."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.support.publishing import content_of
from tests.web.catalogue import Catalogue
from tests.web.pages import Desk, Phone
from tests.web.world import Person

SOON = 5.0  # seconds


@pytest.fixture
def world(stack_project: str, auth_host: str, functions_host: str) -> Iterator[Catalogue]:
    """A clinic that has never published anything."""
    made = Catalogue(stack_project, auth_host, functions_host)
    yield made
    made.close()


def look_and_publish(world: Catalogue, manager: Person, **changes: object) -> float:
    """A manager has seen what a change of `earning` would have been, and publishes it; answers when they pressed."""
    said = content_of(world.read("rules/earning"), **changes)
    of = {"rule": "earning", "base_version": 1, "content": said}
    looked = world.call("preview_rule", manager, request_id=uuid4().hex, **of, days=30)
    pressed_at = time.monotonic()
    what = {"action": "publish", "note": "a little more", "preview_id": looked["preview_id"]}
    assert world.call("manage_rule", manager, request_id=uuid4().hex, **of, **what)["state"] == "live"
    return pressed_at


def test_from_publish_to_an_open_phone_and_an_open_desk_it_takes_less_than_five_seconds(
    phone: Phone, desk: Desk, world: Catalogue, patient: Person
) -> None:
    manager = world.manager()
    world.staff(role="owner")
    phone.sign_in(patient)
    expect(phone.page.get_by_text("You earn 10")).to_be_visible()
    desk.sign_in(world.staff())
    desk.scan(world.code(patient))
    desk.expect_patient(patient.name)
    desk.type("450")
    pressed_at = look_and_publish(world, manager, rate_bp=1_100)
    expect(phone.page.get_by_text("You earn 11")).to_be_visible(timeout=SOON * 1_000)
    on_the_phone = time.monotonic() - pressed_at
    desk.enter()
    expect(desk.page.get_by_role("alert").filter(has_text="4,950 points now")).to_be_visible(timeout=SOON * 1_000)
    expect(desk.page.locator("purchase-form .points")).to_have_text(re.compile(r"^4,950 "))
    on_the_desk = time.monotonic() - pressed_at
    assert max(on_the_phone, on_the_desk) < SOON, f"{on_the_phone:.2f} s, {on_the_desk:.2f} s"
    desk.read()
    desk.enter()
    desk.expect_credited("4,950")
    phone.expect_balance("4,950")
