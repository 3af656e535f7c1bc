"""Alerts: what one person did beyond the usual in four weeks, with what passes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from playwright.sync_api import expect

from tests.web.catalogue import here_today
from tests.web.conftest import Profile
from tests.web.looks import Look
from tests.web.manager.manager_page import ManagerPage
from tests.web.world import Person, World


def report(world: World, days_ago: int, *found: dict[str, Any]) -> None:
    """The report of a day."""
    on = (here_today() - timedelta(days=days_ago)).isoformat()
    world.add("exceptions", business_date=on, found_count=len(found), found=list(found), entries=12)


def pattern(person: Person, name: str, number: int, most: int, patient_id: str | None = None) -> dict[str, Any]:
    found = {"pattern": name, "uid": person.uid, "number": number, "most": most}
    return {**found, "patient_id": patient_id, "act_ids": ["a"]}


def test_managers_see_four_weeks_of_what_was_beyond_the_usual_and_its_rule(
    profile: Profile, hosting_url: str, own_world: World
) -> None:
    clerk, ana = own_world.staff(), own_world.patient()
    page = profile(reduced_motion="reduce").new_page()
    look, at = Look(page, "manager-alerts"), ManagerPage(page, hosting_url, place="clinic/alerts")
    at.sign_in(own_world.manager(), heading="Clinic")
    expect(page.get_by_text("No report yet.")).to_be_visible()
    report(own_world, 1, pattern(clerk, "lookup-cash", 250_000, 200_000))
    report(own_world, 9, pattern(clerk, "one-patient", 8, 6, ana.uid))
    report(own_world, 10)
    page.reload()
    rows = page.get_by_role("table", name="Alerts").locator("tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("Maya Chen took much cash at visits without a code")
    expect(rows.first).to_contain_text("$2,500.00")
    expect(rows.first).to_contain_text("$2,000.00")
    look.at("1-alerts")
    look.expect_large_targets("1-alerts")
    page.get_by_role("link", name="Open the patient").click()
    expect(page.get_by_role("heading", name="Ana Ruiz", level=1)).to_be_visible()
    assert look.found == []
