"""Health: an owner reads what is fine in one line, and what needs somebody with what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from google.cloud.firestore import Client
from playwright.sync_api import Page, expect

from loyalty.domain.proof.health import LATE_AFTER
from loyalty.store.firestore.client import shared_client
from tests.support.clinic import CALABASAS
from tests.web.conftest import Profile
from tests.web.looks import Look
from tests.web.manager.manager_page import ManagerPage
from tests.web.own_clinic import give_clinic
from tests.web.world import World


class Runs:
    """The last runs of the schedules, as the functions note them."""

    def __init__(self, client: Client) -> None:
        """Take the database's place of them."""
        self._runs = client.collection("schedule_runs")

    def note(self, name: str, hours_ago: float, **more: Any) -> None:  # noqa: ANN401 - whatever the document holds
        """A run that ended so many hours ago, and did not fail."""
        at = datetime.now(UTC) - timedelta(hours=hours_ago)
        self._runs.document(name).set({"ended_at": at, "failed": False, "succeeded_at": at, **more})

    def forget(self) -> None:
        """As before the first run."""
        for name in LATE_AFTER:
            self._runs.document(name).delete()


@pytest.fixture
def runs(stack_project: str) -> Iterator[Runs]:
    """Every schedule ran a minute ago."""
    made = Runs(shared_client(stack_project))
    for name in LATE_AFTER:
        made.note(name, 1 / 60)
    yield made
    made.forget()


def health(profile: Profile, hosting_url: str, world: World, role: str = "owner") -> Page:
    """The page, at its health, of somebody of that role."""
    context = profile(reduced_motion="reduce")
    give_clinic(context, world)
    page = context.new_page()
    ManagerPage(page, hosting_url, place="clinic/health").sign_in(world.staff(CALABASAS, role=role), heading="Clinic")
    expect(page.get_by_role("heading", name="Health", level=2)).to_be_visible()
    return page


def prove(world: World, findings: int = 0) -> None:
    """The report of last night."""
    at = datetime.now(UTC) - timedelta(hours=7)
    world.add("audits", audited_at=at, entries=61_204, accounts=812, days=3, findings_count=findings, complete=True)


def test_an_owner_reads_in_one_line_that_all_is_well_and_then_what_runs_and_what_is_connected(
    profile: Profile, hosting_url: str, own_world: World, runs: Runs
) -> None:
    assert runs
    prove(own_world)
    page = health(profile, hosting_url, own_world)
    look = Look(page, "manager-health")
    expect(page.get_by_text("All is well: nothing here needs anybody.")).to_be_visible()
    expect(page.get_by_text(re.compile("61,204 entries, nothing found"))).to_be_visible()
    schedules = page.get_by_role("table", name="Schedules").locator("tbody tr")
    expect(schedules).to_have_count(len(LATE_AFTER))
    expect(schedules.filter(has_text="Fine")).to_have_count(len(LATE_AFTER))
    payments = page.get_by_role("row", name=re.compile("Payments of memberships"))
    expect(payments).to_contain_text(re.compile("Set.*none yet", re.DOTALL))
    look.at("1-well")
    look.expect_large_targets("1-well")
    assert look.found == []


def test_a_schedule_that_stands_still_and_a_proof_with_findings_say_what_to_do(
    profile: Profile, hosting_url: str, own_world: World, runs: Runs
) -> None:
    prove(own_world, findings=2)
    runs.note("sweep_points", 5)
    runs.note("publish_releases", 0.1, failed=True)
    page = health(profile, hosting_url, own_world)
    look = Look(page, "manager-health-needs")
    needs = page.get_by_role("region", name="What needs somebody").get_by_role("listitem")
    expect(needs).to_have_count(2)
    expect(needs.first).to_contain_text("found 2 things that do not add up")
    expect(needs.last).to_contain_text("“Points that end, and reminders” last ran")
    expect(needs.last).to_contain_text("Tell whoever runs the platform")
    expect(page.get_by_role("row", name=re.compile("Scheduled changes"))).to_contain_text("Failed, and is tried again")
    look.at("1-needs")
    assert look.found == []


def test_managers_are_told_that_owners_alone_see_it_and_nothing_is_asked(
    profile: Profile, hosting_url: str, own_world: World
) -> None:
    page = health(profile, hosting_url, own_world, role="manager")
    expect(page.get_by_text("Only owners see this.")).to_be_visible()
    expect(page.get_by_role("table")).to_have_count(0)
