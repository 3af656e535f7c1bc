"""An offer to "had a peel 8 to 12 weeks ago, not since" comes to the phone of whom it means, and to no other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import Page, expect

from loyalty.domain.reminders.offers import HELD_OUT, group_of
from tests.support.clinic import CALABASAS
from tests.support.offers import audience, offer_fields
from tests.web.catalogue import Catalogue, here_today
from tests.web.conftest import Profile
from tests.web.pages import Phone
from tests.web.patient.screens import open_screen
from tests.web.world import Person

SOON = 5_000  # milliseconds
TITLE = "Time for another"
EIGHT_TO_TWELVE_WEEKS = audience(service_id="chemical-peel", from_days=56, to_days=84, not_since=True)


@pytest.fixture(scope="module")
def world(stack_project: str, auth_host: str, functions_host: str) -> Iterator[Catalogue]:
    """A clinic of these tests' own, whose offers are placed."""
    made = Catalogue(stack_project, auth_host, functions_host)
    yield made
    made.close()


def treated(world: Catalogue, *days_ago: int) -> Person:
    """A patient who had peels so many days ago."""
    person, desk = world.patient(), world.staff()
    for ago in days_ago:
        on = (here_today() - timedelta(days=ago)).isoformat()
        at = {"location_id": CALABASAS, "patient_id": person.uid, "service_id": "chemical-peel", "completed_on": on}
        world.call("complete_treatment", desk, treatment_id=uuid4().hex, **at)
    return person


def place(world: Catalogue, offer_id: str, **changes: object) -> dict[str, Any]:
    """A manager publishes the offer as it is now."""
    world.put(f"targeted_offers/{offer_id}", **offer_fields(EIGHT_TO_TWELVE_WEEKS, **changes))
    return world.call("place_offer", world.manager(), offer_id=offer_id)


def offers_of(profile: Profile, hosting_url: str, person: Person) -> Page:
    """The offers on somebody's phone."""
    phone = Phone(profile(viewport={"width": 390, "height": 844}).new_page(), hosting_url)
    phone.sign_in(person)
    open_screen(phone.page, "Offers")
    return phone.page


def test_who_had_a_peel_eight_to_twelve_weeks_ago_and_not_since_has_the_offer_and_nobody_else(
    profile: Profile, hosting_url: str, world: Catalogue
) -> None:
    meant, again, never, offer_id = treated(world, 70), treated(world, 70, 10), treated(world), uuid4().hex
    asked = {"audience": offer_fields(EIGHT_TO_TWELVE_WEEKS)["audience"]}
    assert world.call("count_audience", world.manager(), **asked)["patients"] == 1
    phones = {name: offers_of(profile, hosting_url, person) for name, person in (("meant", meant), ("again", again))}
    expect(phones["meant"].get_by_role("heading", name="No offers at present")).to_be_visible()
    placed = place(world, offer_id)
    assert (placed["offered"], placed["held_out"], placed["complete"]) == (1, 0, True)
    expect(phones["meant"].get_by_role("heading", name=TITLE)).to_be_visible(timeout=SOON)
    expect(phones["again"].get_by_role("heading", name="No offers at present")).to_be_visible()
    for stranger in (again, never):
        for path in (
            f"targeted_offers/{offer_id}",
            f"targeted_offers/{offer_id}/placed/{meant.uid}",
            f"offer_placings/{offer_id}",
            f"patients/{meant.uid}/offers/{offer_id}",
            f"offers_lately/{meant.uid}",
        ):
            assert not world.may_read(stranger, path)
    place(world, offer_id, active=False)
    expect(phones["meant"].get_by_role("heading", name="No offers at present")).to_be_visible(timeout=SOON)


def test_who_is_held_out_sees_what_a_stranger_sees(profile: Profile, hosting_url: str, world: Catalogue) -> None:
    person = treated(world, 70)
    ids = (uuid4().hex for _ in range(1_000))
    offer_id = next(one for one in ids if group_of(world.clinic_id, person.uid, one, 5_000) == HELD_OUT)
    assert place(world, offer_id, holdout_bp=5_000)["held_out"] >= 1
    page = offers_of(profile, hosting_url, person)
    expect(page.get_by_role("heading", name="No offers at present")).to_be_visible()
    for path in (f"patients/{person.uid}/offers/{offer_id}", f"targeted_offers/{offer_id}/placed/{person.uid}"):
        assert not world.may_read(person, path)
    with pytest.raises(httpx.HTTPStatusError):
        world.call("get_offer_result", person, offer_id=offer_id)
