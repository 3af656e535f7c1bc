"""The brand as an owner keeps it: seen on the phone beside as it is typed, and on an open phone once it is saved."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import FilePayload, expect

from tests.web.catalogue import Catalogue
from tests.web.conftest import Profile
from tests.web.looks import Look
from tests.web.manager.for_patients.offered import Offered
from tests.web.pages import Phone

SOON = 5  # seconds, from a press on Save to the phones
ONE_COLOR = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path fill="#123456" d="M0 0h8v8z"/></svg>'
TWO_COLORS = ONE_COLOR.replace("</svg>", '<path style="fill: red" d="M1 1h2v2z"/></svg>')


@pytest.fixture
def branding(profile: Profile, hosting_url: str, world: Catalogue) -> Offered:
    """An owner at the brand."""
    page = profile(viewport={"width": 1366, "height": 650}, reduced_motion="reduce").new_page()
    found = Offered(page, hosting_url, kind="brand")
    found.sign_in(world.staff(role="owner"), heading="For patients")
    expect(page.get_by_label("Line below the name")).to_be_visible()
    return found


def test_a_brand_is_seen_on_an_open_phone_within_five_seconds_and_taken_back(
    branding: Offered, phone: Phone, world: Catalogue
) -> None:
    page, before = branding.page, world.read("")
    phone.sign_in(world.patient())
    expect(phone.page.locator("balance-card")).to_be_visible()
    page.get_by_label("Line below the name").fill("A quieter light")
    page.get_by_label("Color", exact=True).first.fill("#7A003C")
    page.get_by_label("Type", exact=True).select_option("modern")
    expect(branding.phone()).to_contain_text("A quieter light")
    expect(phone.page.get_by_text("A quieter light")).to_have_count(0)
    began = time.monotonic()
    branding.save()
    expect(phone.page.get_by_text("A quieter light")).to_be_visible(timeout=SOON * 1_000)
    assert time.monotonic() - began <= SOON
    shown = "getComputedStyle(document.documentElement).getPropertyValue('--brand-on-light').trim()"
    assert phone.page.evaluate(shown) == "#7a003c"
    stored = world.read("")
    assert (stored["brand"]["primary"], stored["currency"]) == ("#7A003C", before["currency"])
    (change,) = world.all("changes").values()
    assert (change["path"], change["before"]["brand"]) == ("", before["brand"])
    page.get_by_role("button", name="Undo").click()
    expect(phone.page.get_by_text("A quieter light")).to_have_count(0)


def test_a_color_that_cannot_be_read_is_shown_as_it_is_moved_with_both_ratios(branding: Offered) -> None:
    page = branding.page
    page.get_by_label("Color", exact=True).first.fill("#FFE600")
    on_light = page.get_by_text(re.compile(r"it cannot be read, at 1\.\d to 1: the phone shows #\w{6}, at 4\.\d to 1"))
    expect(on_light).to_be_visible()
    expect(page.get_by_text(re.compile(r"it is read as it is, at 1\d\.\d to 1"))).to_be_visible()
    page.get_by_label("Color", exact=True).first.fill("yellow")
    expect(page.get_by_text("Give a color as #RRGGBB.")).to_be_visible()
    expect(page.get_by_role("button", name="Save")).to_be_disabled()


def test_a_mark_has_one_color_and_at_most_fifteen_kilobytes(branding: Offered, world: Catalogue) -> None:
    page = branding.page
    chooser = page.get_by_label("Mark", exact=True)
    wrong = {
        "This mark has 2 colors": TWO_COLORS,
        "This is no SVG that can be read.": "<html></html>",
        "15 are the most": ONE_COLOR.replace("M0 0", "M0 0" + " " * 16_000),
    }
    for told, content in wrong.items():
        chooser.set_input_files(FilePayload(name="mark.svg", mimeType="image/svg+xml", buffer=content.encode()))
        expect(page.get_by_role("alert")).to_contain_text(told)
    chooser.set_input_files(FilePayload(name="mark.svg", mimeType="image/svg+xml", buffer=ONE_COLOR.encode()))
    expect(branding.phone().locator(".logo")).to_be_attached()
    branding.save()
    expect(branding.done("Saved: the brand.")).to_be_visible()
    assert world.read("")["brand"]["logo"].startswith("data:image/svg+xml;base64,")


def test_a_manager_who_is_no_owner_keeps_no_brand(profile: Profile, hosting_url: str, world: Catalogue) -> None:
    at = Offered(profile().new_page(), hosting_url, kind="brand")
    at.sign_in(world.manager(), heading="For patients")
    expect(at.table()).to_be_visible()
    expect(at.page.get_by_role("link", name="Brand")).to_have_count(0)


def test_everybody_can_keep_the_brand(branding: Offered) -> None:
    look = Look(branding.page, "manager-brand")
    branding.page.get_by_label("Color", exact=True).first.fill("#FFE600")
    expect(branding.phone()).to_contain_text("Show my code")
    look.at("a color that is moved")
    look.expect_large_targets("a color that is moved")
    branding.page.get_by_label("Light / Dark").select_option("dark")
    look.at("the phone in the dark")
    assert "\n".join(look.found) == ""
