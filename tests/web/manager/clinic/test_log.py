"""The clinic's log: who did what, and who looked at whom, by person and kind, a page at a time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.support.clinic import CALABASAS
from tests.web.conftest import Profile
from tests.web.looks import Look
from tests.web.manager.manager_page import ManagerPage
from tests.web.world import Person, World


def open_log(profile: Profile, url: str, person: Person) -> Page:
    context = profile(viewport={"width": 1366, "height": 650}, reduced_motion="reduce", accept_downloads=True)
    at = ManagerPage(context.new_page(), url, place="clinic/log")
    at.sign_in(person, heading="Clinic")
    expect(at.page.get_by_role("heading", name="Log")).to_be_visible()
    return at.page


def lines(page: Page) -> Locator:
    return page.locator("log-section li")


def look_often(world: World, person: Person, times: int) -> None:
    """So many looks of a person at a patient, a minute apart."""
    for minutes in range(times):
        at = datetime.now(UTC) - timedelta(minutes=10 + minutes)
        of = {"clinic_id": world.clinic_id, "patient_id": f"patient-{minutes}", "viewed_by": person.uid}
        world.add("views", **of, viewed_at=at, part=None)


def test_every_kind_is_in_one_stream_the_newest_first_and_each_is_shown_alone(
    profile: Profile, hosting_url: str, own_world: World
) -> None:
    world, manager = own_world, own_world.manager()
    ana = world.patient()
    world.buy(ana, cash=450_00)
    clerk = world.staff()
    world.call("find_patients", clerk, letters="ana", location_id=CALABASAS)
    world.adjust(manager, ana, 250, "sorry")
    world.call("list_patients", manager, choice="owing")
    world.call("get_patient", manager, patient_id=ana.uid)
    page = open_log(profile, hosting_url, manager)
    expect(lines(page)).to_have_count(4)
    said = ["Opened a patient.", "Opened the list “owing”", "+250 points for goodwill: done.", "1 patient found"]
    for line, text in zip(lines(page).all(), said, strict=True):
        expect(line).to_contain_text(text)
    page.get_by_label("Kind").select_option(label="Corrections")
    expect(lines(page)).to_have_count(1)
    expect(lines(page)).to_contain_text("+250 points for goodwill: done.")
    with page.expect_download() as saved:
        page.get_by_role("button", name="CSV").click()
    rows = Path(saved.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert (len(rows), rows[0]) == (2, "at,by,kind,what,patient_id")
    page.get_by_role("link", name="Open the patient").click()
    expect(page.get_by_role("heading", name="Ana Ruiz", level=1)).to_be_visible()


def test_the_log_of_one_person_is_read_on_page_by_page_until_its_end(
    profile: Profile, hosting_url: str, own_world: World
) -> None:
    world, manager, curious = own_world, own_world.manager(), own_world.manager()
    look_often(world, curious, 60)
    look_often(world, manager, 3)
    page = open_log(profile, hosting_url, manager)
    expect(lines(page)).to_have_count(7)
    page.get_by_label("Kind").select_option(label="Looks of managers")
    expect(lines(page)).to_have_count(50)
    page.get_by_label("Person").select_option(value=curious.uid)
    expect(lines(page)).to_have_count(50)
    page.get_by_role("button", name="Older").click()
    expect(lines(page)).to_have_count(60)
    expect(page.get_by_role("button", name="Older")).to_have_count(0)


def test_everybody_can_read_the_log(profile: Profile, hosting_url: str, own_world: World) -> None:
    manager = own_world.manager()
    page = profile(reduced_motion="reduce").new_page()
    look, at = Look(page, "manager-log"), ManagerPage(page, hosting_url, place="clinic/log")
    at.sign_in(manager, heading="Clinic")
    expect(page.get_by_text("Nothing of this kind yet.")).to_be_visible()
    look.at("1-nothing")
    look_often(own_world, manager, 12)
    page.get_by_label("Kind").select_option(label="Looks of managers")
    expect(lines(page)).to_have_count(12)
    look.at("2-log")
    look.expect_large_targets("2-log")
    assert look.found == []
