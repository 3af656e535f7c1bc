"""The figures of the managers' first place: their lines, their files, and what they cost to read."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.web.conftest import Profile
from tests.web.manager.manager_page import ManagerPage
from tests.web.manager.today.clinic_of_today import ClinicOfToday, arrive
from tests.web.patient.screens import Listening, eventually
from tests.web.patient.test_reads import KEEP_ANSWERS, documents_sent

MOST_READS = 90


def test_four_figures_say_what_their_lines_show_and_the_file_has_every_day(
    today: ManagerPage, world: ClinicOfToday
) -> None:
    arrive(today, world.manager())
    days = [world.read(f"ledger_days/{on}") for on in closed_dates(world)[:28]]
    given = sum(day["total"]["movements"]["accrual"]["points"] for day in days)
    figure = today.page.locator("figure-line").first
    expect(figure).to_contain_text(f"{given:,}")
    expect(figure.locator("figcaption")).to_contain_text(re.compile("(more|less) than in the 28 days before|As in the"))
    expect(today.page.locator("figure-line").nth(2)).to_contain_text("Worth $4,108.50 at the desk.")
    today.page.get_by_text("Show as a table").click()
    expect(today.page.locator("figures-section").get_by_role("row")).to_have_count(29)
    with today.page.expect_download() as saved:
        today.page.get_by_role("button", name="CSV", exact=True).click()
    rows = list(csv.reader(io.StringIO(Path(saved.value.path()).read_text(encoding="utf-8-sig"))))
    assert rows[0] == ["business_date", "given_points", "used_points", "outstanding_points", "wallet_minor"]
    assert [row[0] for row in rows[1:]] == closed_dates(world)[:28]
    assert sum(int(row[1]) for row in rows[1:]) == given


def test_what_ends_in_the_next_weeks_is_counted_when_it_is_asked_for(today: ManagerPage, world: ClinicOfToday) -> None:
    before = world.call("get_ending_points", world.manager())
    world.buy(world.patient(), cash=12_500)
    arrive(today, world.manager())
    section = today.page.get_by_role("region", name="What ends in the next 28 days")
    section.get_by_role("button", name="Count them").click()
    expect(section.locator(".sum")).to_be_focused()
    expect(section).to_contain_text(f"{before['points'] + 1_250:,} points of ")
    expect(section.get_by_role("row")).to_have_count(5)
    with today.page.expect_download() as saved:
        section.get_by_role("button", name="CSV").click()
    rows = list(csv.reader(io.StringIO(Path(saved.value.path()).read_text(encoding="utf-8-sig"))))
    assert sum(int(row[1]) for row in rows[1:]) == before["points"] + 1_250


def closed_dates(world: ClinicOfToday) -> list[str]:
    """The closed days, newest first."""
    return world.ids("ledger_days")[::-1]


@pytest.fixture
def usual_clinic(stack_project: str, auth_host: str, functions_host: str) -> Iterator[ClinicOfToday]:
    """A clinic of two locations, one of which is closed besides, and of a dozen staff."""
    made = ClinicOfToday(stack_project, auth_host, functions_host)
    for _ in range(12 - len(made.ids("staff"))):
        made.staff()
    yield made
    made.close()


def test_opening_reads_at_most_ninety_documents_and_listens_only_while_it_is_seen(
    profile: Profile, usual_clinic: ClinicOfToday, hosting_url: str
) -> None:
    world = usual_clinic
    context = profile(viewport={"width": 1280, "height": 800})
    context.add_init_script(f"({KEEP_ANSWERS})()")
    page = context.new_page()
    listening = Listening(page)
    world.wait_for_a_correction(world.staff(), world.patient())
    arrive(ManagerPage(page, hosting_url, place="today"), world.manager())
    places = {"adjustments", "approvals", "releases"}
    eventually(page, lambda: listening.below(world.clinic_id) == places)
    counted = len(world.ids("locations"))  # an aggregation for each
    expect(page.locator("figure-line")).to_have_count(4)
    assert 56 < documents_sent(page) + counted <= MOST_READS
    page.get_by_role("link", name="Program").click()
    # Program listens to the releases, too.
    eventually(page, lambda: not listening.below(world.clinic_id) & (places - {"releases"}))
