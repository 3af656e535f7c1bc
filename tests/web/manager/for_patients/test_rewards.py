"""Rewards as managers keep them: made, edited in place and many at once, put away, and taken back."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

from playwright.sync_api import Page, expect

from tests.support.counts import soaking
from tests.web.catalogue import Catalogue, here_today
from tests.web.conftest import Profile
from tests.web.manager.for_patients.offered import CLICKS_OF_A_REWARD, Offered
from tests.web.manager.manager_page import ManagerPage
from tests.web.pages import HUMAN, QUICK, Phone, go_offline, go_online
from tests.web.patient.screens import eventually, open_screen

SOON = 5  # seconds, from a press on Save to the phones


def test_a_reward_for_gold_stands_in_the_open_screen_of_a_phone_within_five_seconds(
    profile: Profile, hosting_url: str, phone: Phone, world: Catalogue
) -> None:
    phone.sign_in(world.patient())
    open_screen(phone.page, "Rewards")
    page = profile(viewport={"width": 1366, "height": 650}, reduced_motion="reduce").new_page()
    at = Offered(page, hosting_url, HUMAN if soaking() else QUICK, kind="services")
    ManagerPage.sign_in(at, world.manager(), heading="For patients")
    last_day = here_today() + timedelta(days=60)
    at.clicks, began = 0, time.monotonic()
    at.make_a_reward_for_gold("Quiet hour", last_day.strftime("%m%d%Y"))
    saved = time.monotonic()
    expect(phone.page.locator("rewards-screen")).to_contain_text("Quiet hour", timeout=SOON * 1_000)
    assert time.monotonic() - saved <= SOON
    assert saved - began <= 45
    assert at.clicks <= CLICKS_OF_A_REWARD
    expect(phone.page.locator("rewards-screen [data-group=others]")).to_contain_text("For Gold")
    (made,) = (each for each in world.all("rewards").values() if each["name"] == "Quiet hour")
    assert (made["cost_points"], made["stock"], made["tier_ids"]) == (5_000, 20, ["gold"])
    assert made["ends_on"] == last_day.isoformat()


def test_the_phone_beside_shows_what_is_typed_before_it_is_saved(offered: Offered, world: Catalogue) -> None:
    expect(offered.phone()).to_contain_text("Lip mask")
    offered.cell("Costs", "Lip mask").fill("777")
    expect(offered.phone()).to_contain_text("777 points")
    offered.page.get_by_role("button", name="New reward").click()
    offered.page.keyboard.type("Midnight candle")
    expect(offered.phone()).to_contain_text("Midnight candle")
    offered.page.get_by_role("button", name="Discard").click()
    expect(offered.phone()).not_to_contain_text("Midnight candle")
    assert all(each["cost_points"] != 777 for each in world.all("rewards").values())


def test_many_rows_are_edited_in_place_and_saved_at_once_each_with_its_change(
    offered: Offered, world: Catalogue
) -> None:
    before = world.all("rewards")
    offered.cell("Costs", "Lip mask").fill("350")
    offered.cell("Pieces in all", "Hydrating facial").fill("12")
    expect(offered.page.get_by_text("2 rows changed")).to_be_visible()
    offered.page.keyboard.press("Control+Enter")
    expect(offered.done("Saved: Lip mask and Hydrating facial.")).to_be_visible()
    now = {each["name"]: each for each in world.all("rewards").values()}
    assert (now["Lip mask"]["cost_points"], now["Hydrating facial"]["stock"]) == (350, 12)
    kept = [each for each in world.all("changes").values() if each["path"].startswith("rewards/")]
    assert sorted(each["after"]["name"] for each in kept) == ["Hydrating facial", "Lip mask"]
    assert all(each["before"] == before[each["path"].removeprefix("rewards/")] for each in kept)
    offered.page.get_by_role("button", name="Undo").click()
    eventually(offered.page, lambda: _without_changes(world.all("rewards")) == _without_changes(before))
    assert len(world.all("changes")) == len(kept) * 2


def test_chosen_rows_are_set_and_put_away_together_and_come_back(offered: Offered, world: Catalogue) -> None:
    page = offered.page
    offered.choose("Lip mask", "Hydrating facial")
    bar = page.get_by_role("group", name="2 selected")
    bar.get_by_label("Set", exact=True).select_option("Pieces in all")
    bar.get_by_label("to", exact=True).fill("7")
    bar.get_by_role("button", name="Apply to all selected").click()
    page.get_by_role("button", name="Save").click()
    expect(offered.cell("Pieces in all", "Lip mask")).to_have_value("7")
    expect(offered.done("Saved: Lip mask and Hydrating facial.")).to_be_visible()
    bar.get_by_role("button", name="Archive").click()
    expect(offered.done("Archived: Lip mask and Hydrating facial.")).to_be_visible()
    expect(offered.row("Lip mask")).to_have_count(0)
    expect(offered.phone()).not_to_contain_text("Lip mask")
    stored = {each["name"]: each for each in world.all("rewards").values()}
    assert (stored["Lip mask"]["active"], stored["Lip mask"]["stock"]) == (False, 7)
    page.get_by_role("button", name="Archived: 2").click()
    offered.choose("Lip mask")
    page.get_by_role("button", name="Bring back").click()
    expect(offered.phone()).to_contain_text("Lip mask")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Archived: 2")).to_be_visible()


def test_the_cost_to_the_clinic_is_kept_beside_where_managers_alone_read_it(offered: Offered, world: Catalogue) -> None:
    page = offered.page
    page.get_by_role("button", name="Edit Lip mask").click()
    page.get_by_label("Costs the clinic").fill("12.50")
    offered.save()
    expect(offered.done("Saved: Lip mask.")).to_be_visible()
    expect(page.get_by_role("button", name="Edit Lip mask")).to_be_focused()
    (cost,) = world.all("reward_costs").values()
    assert cost["cost_minor"] == 1_250
    assert all("cost_minor" not in each for each in world.all("rewards").values())
    page.get_by_role("button", name="Undo").click()
    eventually(page, lambda: next(iter(world.all("reward_costs").values()))["cost_minor"] is None)


def test_a_field_that_cannot_be_says_why_and_nothing_is_saved(offered: Offered, world: Catalogue) -> None:
    page, before = offered.page, world.all("rewards")
    page.get_by_role("button", name="New reward").click()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_label("Name", exact=True)).to_be_focused()
    expect(page.get_by_text("Give 1 to 80 characters.")).to_be_visible()
    page.keyboard.type("A candle")
    page.get_by_label("Costs", exact=True).fill("0")
    expect(page.get_by_text("Give a whole number from 1 to 10,000,000.")).to_be_visible()
    page.get_by_label("Costs", exact=True).fill("100")
    page.get_by_label("From", exact=True).fill("2026-12-31")
    page.get_by_label("Until", exact=True).fill("2026-12-30")
    offered.save()
    expect(page.get_by_text("It cannot end before it begins.")).to_be_visible()
    assert world.all("rewards") == before
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="New reward")).to_be_focused()


def test_somebody_elses_save_meanwhile_is_seen_and_not_written_over(offered: Offered, world: Catalogue) -> None:
    offered.cell("Costs", "Lip mask").fill("999")
    (lip_mask,) = (path for path, each in world.all("rewards").items() if each["name"] == "Lip mask")
    world.change(f"rewards/{lip_mask}", stock=3)
    expect(offered.cell("Pieces in all", "Lip mask")).to_have_value("3")
    expect(offered.cell("Costs", "Lip mask")).to_have_value("999")
    offered.save()
    expect(offered.done("Saved: Lip mask.")).to_be_visible()
    stored = world.read(f"rewards/{lip_mask}")
    assert (stored["cost_points"], stored["stock"]) == (999, 3)


def test_without_a_network_what_was_typed_stays_and_is_saved_when_it_is_back(
    offered: Offered, world: Catalogue
) -> None:
    offered.cell("Costs", "Lip mask").fill("404")
    go_offline(offered.page)
    expect(offered.page.get_by_role("button", name="Save")).to_be_disabled()
    go_online(offered.page)
    offered.save()
    expect(offered.done("Saved: Lip mask.")).to_be_visible()
    assert 404 in [each["cost_points"] for each in world.all("rewards").values()]


def test_a_reward_is_made_and_taken_back_by_keys_alone(offered: Offered, world: Catalogue) -> None:
    page = offered.page
    page.get_by_role("button", name="New reward").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Name", exact=True)).to_be_focused()
    page.keyboard.type("Quiet hour")
    page.keyboard.press("Tab")
    page.keyboard.type("5000")
    _tab_to(page, "Gold")
    page.keyboard.press("Space")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("button", name="Edit Quiet hour")).to_be_focused()
    offered.tab_to("Undo")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Archived: 1")).to_be_visible()
    eventually(page, lambda: [each["active"] for each in _named(world, "Quiet hour")] == [False])


def _tab_to(page: Page, name: str) -> None:
    box = page.get_by_role("checkbox", name=name)
    for _ in range(30):
        if box.evaluate("(each) => each.getRootNode().activeElement === each"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(name)


def _named(world: Catalogue, name: str) -> list[dict[str, Any]]:
    return [each for each in world.all("rewards").values() if each["name"] == name]


def _without_changes(documents: dict[str, dict[str, object]]) -> list[tuple[str, dict[str, object]]]:
    return sorted(
        (path, {name: value for name, value in fields.items() if name != "change_id"})
        for path, fields in documents.items()
    )
