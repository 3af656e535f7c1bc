"""The managers' first place: whether all is well, and what waits and is decided there."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.support.clinic import CALABASAS, ENCINO
from tests.support.counts import soaking
from tests.web.conftest import Profile
from tests.web.looks import TABLET, Look
from tests.web.manager.held import held
from tests.web.manager.manager_page import ManagerPage
from tests.web.manager.today.clinic_of_today import ClinicOfToday, arrive, waiting
from tests.web.pages import HUMAN, READ, go_offline, go_online

PHONE = {"width": 320, "height": 640}
MOST_CLICKS, MOST_SECONDS = 3, 15
PLAYED = 8 if soaking() else 1


def test_a_manager_arrives_at_today_and_reads_that_all_is_well(today: ManagerPage, world: ClinicOfToday) -> None:
    arrive(today, world.manager())
    expect(
        today.page.get_by_text(re.compile(r"All is well\. The ledger was proved .*: 61,204 entries"))
    ).to_be_visible()
    expect(today.page.get_by_text("Nothing waits.")).to_be_visible()


@pytest.mark.parametrize(
    ("night", "told"),
    [
        ({"findings": 1}, "found one thing that does not add up"),
        ({"findings": 3}, "found 3 things that do not add up"),
        ({"hours_ago": 40}, "The last proof is from"),
        ({"complete": False}, "was cut short"),
    ],
)
def test_what_is_not_well_is_said_and_what_to_do(
    today: ManagerPage, world: ClinicOfToday, night: dict[str, Any], told: str
) -> None:
    world.prove_night(**night)
    arrive(today, world.manager())
    expect(today.page.locator("state-section")).to_contain_text(told)
    expect(today.page.get_by_text("All is well")).to_have_count(0)


def test_a_schedule_that_stands_still_is_told_by_the_change_that_was_due(
    today: ManagerPage, world: ClinicOfToday
) -> None:
    world.release("scheduled", "somebody", due_in=timedelta(minutes=-30))
    arrive(today, world.manager())
    expect(today.page.locator("state-section")).to_contain_text(
        re.compile("change of “Earning” was due .* not live yet")
    )


def test_exceptions_name_the_person_and_the_number_and_ask_no_more_than_a_look(
    today: ManagerPage, world: ClinicOfToday
) -> None:
    clerk = world.staff()
    world.find_exceptions(
        {"pattern": "adjustments", "uid": clerk.uid, "number": 9, "most": 5},
        {"pattern": "near-bound-purchase", "uid": clerk.uid, "number": 2_300_000, "most": 2_249_999},
    )
    arrive(today, world.manager())
    today.page.get_by_text("Beyond the usual on").click()
    said = today.page.locator("state-section li")
    expect(said.first).to_have_text("Maya Chen adjusted points often: 9, where 5 pass.")
    expect(said.last).to_contain_text("$23,000.00")


def test_a_correction_is_approved_where_it_stands_and_becomes_one_entry_by_two_people(
    today: ManagerPage, world: ClinicOfToday
) -> None:
    patient, clerk, manager = world.patient(), world.staff(), world.manager()
    world.wait_for_a_correction(clerk, patient)
    arrive(today, manager)
    row = waiting(today.page)
    expect(row).to_contain_text("+5,000 points for Ana Ruiz")
    expect(row).to_contain_text("asked by Maya Chen")
    expect(row).to_contain_text("“long wait”")
    today.click(row.get_by_role("button", name="Approve"))
    today.page.wait_for_timeout(READ)
    today.click(row.get_by_role("button", name="Yes, +5,000"))
    expect(row).to_contain_text("Approved: +5,000 points for Ana Ruiz.")
    (entry,) = world.entries(patient)
    assert (entry["points"], entry["why"]["approved_by"]) == (5_000, manager.uid)


def test_a_double_click_decides_nothing_and_back_is_always_there(today: ManagerPage, world: ClinicOfToday) -> None:
    patient = world.patient()
    world.wait_for_a_correction(world.staff(), patient)
    arrive(today, world.manager())
    row = waiting(today.page)
    row.get_by_role("button", name="Approve").dblclick()
    expect(row.get_by_role("button", name="Yes, +5,000")).to_be_visible()
    row.get_by_role("button", name="Back").click()
    expect(row.get_by_role("button", name="Approve")).to_be_focused()
    assert world.entries(patient) == []


def test_a_row_stays_in_its_place_until_its_own_answer_is_here(today: ManagerPage, world: ClinicOfToday) -> None:
    def answer_late(route: Route) -> None:
        answer = route.fetch()
        time.sleep(1.5)  # the listener has told by then that it does not wait any more
        route.fulfill(response=answer)

    world.wait_for_a_correction(world.staff(), world.patient())
    arrive(today, world.manager())
    today.page.route("**/decide_adjustment", answer_late)
    row = waiting(today.page)
    row.get_by_role("button", name="Approve").click()
    today.page.wait_for_timeout(READ)
    row.get_by_role("button", name="Yes, +5,000").click()
    expect(row).to_contain_text("Approved: +5,000 points for Ana Ruiz.")


def test_a_correction_is_declined_and_nothing_is_posted(today: ManagerPage, world: ClinicOfToday) -> None:
    patient = world.patient()
    world.wait_for_a_correction(world.staff(), patient)
    arrive(today, world.manager())
    row = waiting(today.page)
    row.get_by_role("button", name="Decline").click()
    today.page.wait_for_timeout(READ)
    row.get_by_role("button", name="Yes, decline").click()
    expect(row).to_contain_text("Declined: +5,000 points for Ana Ruiz.")
    assert world.entries(patient) == []


def test_nobody_decides_on_what_they_asked_for(today: ManagerPage, world: ClinicOfToday) -> None:
    manager = world.manager()
    world.wait_for_a_correction(manager, world.patient())
    arrive(today, manager)
    expect(waiting(today.page)).to_contain_text("You asked for this. Another manager decides.")
    expect(waiting(today.page).get_by_role("button")).to_have_count(0)


def test_what_comes_to_wait_stands_there_by_itself_and_below_what_was_there(
    today: ManagerPage, world: ClinicOfToday
) -> None:
    first, second, clerk = world.patient("Ana Ruiz"), world.patient("Bo Lindqvist"), world.staff()
    world.wait_for_a_correction(clerk, first, 4_000)
    arrive(today, world.manager())
    expect(waiting(today.page)).to_have_count(1)
    world.wait_for_a_correction(world.staff(), second, 4_500)
    expect(waiting(today.page)).to_have_count(2)
    expect(waiting(today.page).first).to_contain_text("Ana Ruiz")
    expect(waiting(today.page).last).to_contain_text("Bo Lindqvist")


def test_what_somebody_else_decided_goes_and_a_late_answer_is_told(today: ManagerPage, world: ClinicOfToday) -> None:
    patient, other = world.patient(), world.manager()
    adjustment_id = world.wait_for_a_correction(world.staff(), patient)
    arrive(today, world.manager())
    row = waiting(today.page)
    row.get_by_role("button", name="Approve").click()
    today.page.wait_for_timeout(READ)
    go_offline(today.page)
    world.decide(other, patient, adjustment_id, approve=False)
    go_online(today.page)
    expect(waiting(today.page)).to_have_count(0)
    expect(today.page.get_by_text("Nothing waits.")).to_be_visible()


def test_an_act_beyond_a_bound_gets_its_second_yes_here(today: ManagerPage, world: ClinicOfToday) -> None:
    patient = world.patient()
    world.beyond_bound(world.staff(), patient)
    arrive(today, world.manager())
    row = waiting(today.page)
    expect(row).to_contain_text("A payment into the wallet of $6,000.00 for Ana Ruiz")
    row.get_by_role("button", name="Approve").click()
    today.page.wait_for_timeout(READ)
    row.get_by_role("button", name="Yes, $6,000.00").click()
    expect(row).to_contain_text("Approved")


def test_requests_older_than_a_day_are_counted_and_lead_to_the_desk(today: ManagerPage, world: ClinicOfToday) -> None:
    for name in ("Ana Ruiz", "Bo Lindqvist"):
        world.ask_long_ago(world.patient(name))
    world.ask_for(world.patient("Cy Young"), "2027-01-12")
    arrive(today, world.manager())
    row = waiting(today.page)
    expect(row).to_contain_text("2 appointment requests in Calabasas are older than a day")
    row.get_by_role("link", name="Open at the desk").click()
    expect(today.page).to_have_url(re.compile("/desk$"))


def test_a_change_that_waits_is_canceled_here_and_one_to_come_says_when(
    today: ManagerPage, world: ClinicOfToday
) -> None:
    world.release("waiting", world.manager().uid)
    world.release("scheduled", "somebody", due_in=timedelta(days=3))
    arrive(today, world.manager())
    row = waiting(today.page)
    expect(row).to_contain_text("A change of “Earning”")
    expect(row.get_by_role("button", name="Agree")).to_be_visible()
    coming = today.page.get_by_role("region", name="Coming changes").locator("waiting-row")
    expect(coming).to_contain_text("live ")
    row.get_by_role("button", name="Cancel it").click()
    today.page.wait_for_timeout(READ)
    row.get_by_role("button", name="Yes, cancel it").click()
    expect(row).to_contain_text("Canceled: the change of “Earning”.")
    row_of_rule = coming.get_by_role("link", name="Look at the rule")
    row_of_rule.click()
    expect(today.page.get_by_role("heading", name="Program", level=1)).to_be_visible()


@pytest.mark.parametrize(
    ("because", "told"),
    [("rule-changed", "another version was, meanwhile"), ("rule-invalid", "it does not fit the other rules any more")],
)
def test_a_change_that_was_not_published_waits_here_until_somebody_sets_it_aside(
    today: ManagerPage, world: ClinicOfToday, because: str, told: str
) -> None:
    world.release("stale", "somebody", stale_because=because)
    arrive(today, world.manager())
    row = waiting(today.page)
    expect(row).to_contain_text(told)
    row.get_by_role("button", name="Set it aside").click()
    today.page.wait_for_timeout(READ)
    row.get_by_role("button", name="Yes, set it aside").click()
    expect(row).to_contain_text("Set aside: the change of “Earning”.")
    today.page.reload()
    expect(today.page.get_by_text("Nothing waits.")).to_be_visible()


def test_a_part_that_cannot_be_read_says_so_and_the_others_stand(today: ManagerPage, world: ClinicOfToday) -> None:
    today.page.route("**/list_adjustments", lambda route: route.abort())
    world.wait_for_a_correction(world.staff(), world.patient())
    today.sign_in(world.manager(), heading="Today")
    expect(today.page.get_by_role("alert")).to_contain_text("This part could not be read.")
    expect(today.page.locator("figure-line")).to_have_count(4)
    today.page.unroute("**/list_adjustments")
    today.page.get_by_role("button", name="Try again").click()
    expect(waiting(today.page)).to_contain_text("+5,000 points for Ana Ruiz")


def test_without_a_network_what_was_read_stays_and_nothing_can_be_decided(
    today: ManagerPage, world: ClinicOfToday
) -> None:
    world.wait_for_a_correction(world.staff(), world.patient())
    arrive(today, world.manager())
    expect(waiting(today.page)).to_have_count(1)
    go_offline(today.page)
    expect(waiting(today.page).get_by_role("button", name="Approve")).to_be_disabled()
    go_online(today.page)
    expect(waiting(today.page).get_by_role("button", name="Approve")).to_be_enabled()


@pytest.mark.parametrize("by", ["finger", "keyboard"])
def test_a_correction_is_decided_on_a_small_phone_in_three_clicks_and_fifteen_seconds(
    profile: Profile, world: ClinicOfToday, hosting_url: str, by: str
) -> None:
    for _ in range(PLAYED):
        world.forget_what_waits()
        patient, manager = world.patient(), world.manager()
        world.wait_for_a_correction(world.staff(), patient)
        page = ManagerPage(profile(viewport=PHONE).new_page(), hosting_url, HUMAN, place="today")
        arrive(page, manager)
        expect(waiting(page.page)).to_be_visible()
        began = time.monotonic()
        if by == "finger":
            page.click(waiting(page.page).get_by_role("button", name="Approve"))
            page.click(waiting(page.page).get_by_role("button", name="Yes, +5,000"))
        else:
            page.tab_to("Approve: +5,000 points for Ana Ruiz")
            page.press("Enter")
            page.page.wait_for_timeout(READ)
            page.press("Enter")
        expect(waiting(page.page)).to_contain_text("Approved: +5,000 points for Ana Ruiz.")
        assert time.monotonic() - began <= MOST_SECONDS
        assert page.clicks <= MOST_CLICKS
        (entry,) = world.entries(patient)
        assert entry["why"]["approved_by"] == manager.uid


def test_everybody_can_use_today_in_every_state(profile: Profile, world: ClinicOfToday, hosting_url: str) -> None:
    page = profile(reduced_motion="reduce").new_page()
    look, today = Look(page, "today", TABLET), ManagerPage(page, hosting_url, place="today")
    clerk, manager = world.staff(), world.manager()
    with held(page, "**/list_adjustments"):
        today.sign_in(manager, heading="Today")
        expect(page.locator("today-place .ghost").first).to_be_visible()
        look.at("0-loading")
    expect(page.locator("today-place .ghost")).to_have_count(0)
    expect(page.locator("figure-line")).to_have_count(4)
    look.at("1-nothing-waits")
    world.wait_for_a_correction(clerk, world.patient("Ana Ruiz"))
    world.beyond_bound(world.staff(), world.patient("Bo Lindqvist"))
    world.release("waiting", clerk.uid)
    world.release("scheduled", clerk.uid, due_in=timedelta(days=3))
    world.release("stale", clerk.uid, stale_because="rule-changed")
    world.ask_long_ago(world.patient("Cy Young"))
    world.find_exceptions({"pattern": "moves", "uid": clerk.uid, "number": 5, "most": 3})
    page.reload()
    expect(waiting(page)).to_have_count(5)
    page.get_by_text("Beyond the usual on").click()
    look.at("2-waiting")
    look.expect_large_targets("2-waiting")
    waiting(page).first.get_by_role("button", name="Approve").click()
    look.at("3-sure")
    page.wait_for_timeout(READ)
    waiting(page).first.get_by_role("button", name="Yes, +5,000").click()
    expect(waiting(page).first).to_contain_text("Approved")
    look.at("4-done")
    page.get_by_text("Show as a table").click()
    look.at("5-table")
    world.prove_night(findings=2)
    page.reload()
    expect(page.locator("state-section")).to_contain_text("found 2 things")
    go_offline(page)
    look.at("6-trouble-offline")
    go_online(page)
    assert look.found == []


def test_today_has_no_patient_and_no_other_place_in_its_address_or_storage(
    today: ManagerPage, world: ClinicOfToday
) -> None:
    world.wait_for_a_correction(world.staff(CALABASAS, ENCINO), world.patient("Zoltan Quist"))
    arrive(today, world.manager())
    expect(waiting(today.page)).to_contain_text("Zoltan Quist")
    kept = today.page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href])")
    assert "Zoltan" not in kept
