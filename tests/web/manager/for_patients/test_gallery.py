"""Pairs of the gallery as managers keep them: cut, stored without what a camera tells, consented to, and withdrawn."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import FilePayload, expect

from tests.support.counts import count, soaking
from tests.web.catalogue import Catalogue
from tests.web.conftest import Profile
from tests.web.looks import Look
from tests.web.manager.for_patients.offered import Offered
from tests.web.manager.for_patients.photographs import CAMERAS, TELLTALES, photograph
from tests.web.pages import HUMAN, QUICK, Phone
from tests.web.patient.screens import open_screen

MOST_BYTES = 700_000
PAIRS = count(2, 25)  # of two pictures each
CLICKS = 7
# The picture itself, and the colors that the browser draws in: nothing of a camera's.
DRAWN = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"}


@pytest.fixture
def pairs(profile: Profile, hosting_url: str, world: Catalogue) -> Offered:
    """A manager at the gallery, in which nothing hangs."""
    page = profile(viewport={"width": 1366, "height": 650}, reduced_motion="reduce").new_page()
    found = Offered(page, hosting_url, HUMAN if soaking() else QUICK, kind="gallery")
    found.sign_in(world.manager(), heading="For patients")
    expect(page.get_by_text("There is no pair yet.")).to_be_visible()
    return found


def fill(at: Offered, title: str, photographs: tuple[bytes, bytes]) -> None:
    """A new pair, all but the press on *Save*."""
    page = at.page
    at.click(page.get_by_role("button", name="New pair"))
    page.get_by_label("Title", exact=True).fill(title)
    page.get_by_label("Service", exact=True).select_option("Chemical peel")
    page.get_by_label("The picture before, in words").fill("A cheek with uneven color")
    page.get_by_label("The picture after, in words").fill("The same cheek, even in color")
    page.get_by_label("Consent given on").fill("2026-02-01")
    page.get_by_label("Number of the form").fill("C-2026-017")
    for side, content in zip(("Before", "After"), photographs, strict=True):
        at.clicks += 2  # the chooser, and the file in it
        file = FilePayload(name="IMG_0412.JPG", mimeType="image/jpeg", buffer=content)
        page.get_by_label(f"Choose a picture, or drop one here: {side}").set_input_files(file)
        expect(page.locator("picture-drop").filter(has_text=side).locator("canvas")).to_be_visible()


def test_a_pair_with_its_consent_hangs_in_the_gallery_and_is_withdrawn_in_one_act(
    pairs: Offered, phone: Phone, world: Catalogue
) -> None:
    page, patient = pairs.page, world.patient()
    taken = (photograph(0), photograph(1))
    began = time.monotonic()
    fill(pairs, "Even tone after one peel", taken)
    expect(pairs.phone()).to_contain_text("Even tone after one peel")
    expect(pairs.phone().get_by_alt_text("A cheek with uneven color")).to_be_attached()
    pairs.click(page.get_by_role("button", name="Save"))
    expect(pairs.done("Saved: Even tone after one peel.")).to_be_visible()
    assert time.monotonic() - began <= 90
    assert pairs.clicks <= CLICKS
    (pair_id,) = world.ids("gallery")
    assert world.read(f"gallery_consents/{pair_id}")["form"] == "C-2026-017"
    phone.sign_in(patient)
    open_screen(phone.page, "Gallery")
    expect(phone.page.get_by_alt_text("A cheek with uneven color")).to_be_visible()
    pairs.clicks = 0
    page.get_by_role("button", name="Edit Even tone after one peel").click()
    pairs.click(page.get_by_role("button", name="Withdraw the consent"))
    pairs.click(page.get_by_role("button", name="Remove both pictures now"))
    expect(page.get_by_role("button", name="Archived: 1")).to_be_visible()
    expect(phone.page.get_by_text("No pictures at present")).to_be_visible()
    for path in ("", "/images/before", "/images/after"):
        assert not world.may_read(patient, f"gallery/{pair_id}{path}")
    assert world.read(f"gallery/{pair_id}")["withdrawn_at"] is not None
    assert world.ids(f"gallery/{pair_id}/images") == []


def test_nothing_that_a_camera_tells_is_stored_with_a_picture(pairs: Offered, world: Catalogue) -> None:
    page = pairs.page
    for number in range(PAIRS):
        taken = (photograph(2 * number), photograph(2 * number + 1))
        assert all(any(word in each for word in TELLTALES) for each in taken)
        fill(pairs, f"Pair {number}", taken)
        page.get_by_role("button", name="Save").click()
        expect(pairs.done(f"Saved: Pair {number}.")).to_be_visible()
    stored = [
        world.read(f"gallery/{pair_id}/images/{side}")["bytes"]
        for pair_id in world.ids("gallery")
        for side in ("before", "after")
    ]
    assert len(stored) == 2 * PAIRS >= len(CAMERAS)
    for image in stored:
        assert len(image) <= MOST_BYTES
        assert chunks_of(image) <= DRAWN
        assert [word for word in TELLTALES if word in image] == []


def test_a_picture_of_twelve_megapixels_is_a_stored_pair_within_three_seconds(pairs: Offered) -> None:
    page = pairs.page
    large = photograph(3, 4_000, 3_000)
    began = time.monotonic()
    pairs.pace = QUICK
    fill(pairs, "Large", (large, large))
    page.get_by_role("button", name="Save").click()
    expect(pairs.done("Saved: Large.")).to_be_visible()
    took = time.monotonic() - began
    assert took <= (3 if soaking() else 30)


def test_what_is_no_picture_or_a_small_one_is_told_and_a_pair_needs_both(pairs: Offered, world: Catalogue) -> None:
    page = pairs.page
    page.get_by_role("button", name="New pair").click()
    before = page.get_by_label("Choose a picture, or drop one here: Before")
    before.set_input_files(FilePayload(name="a.jpg", mimeType="image/jpeg", buffer=b"no picture"))
    expect(page.get_by_text("This is no picture that can be read.")).to_be_visible()
    small = photograph(0, 300, 200)
    before.set_input_files(FilePayload(name="a.jpg", mimeType="image/jpeg", buffer=small))
    expect(page.get_by_text("This picture is too small")).to_be_visible()
    page.get_by_role("button", name="Discard").click()
    fill(pairs, "Half", (photograph(1), photograph(2)))
    page.get_by_role("slider", name="After: Closer").fill("60")
    page.get_by_role("button", name="Save").click()
    expect(pairs.done("Saved: Half.")).to_be_visible()
    assert len(world.ids("gallery")) == 1


def test_everybody_can_hang_a_pair(pairs: Offered) -> None:
    look = Look(pairs.page, "manager-gallery")
    fill(pairs, "Even tone", (photograph(0), photograph(1)))
    look.at("a new pair")
    look.expect_large_targets("a new pair")
    pairs.save()
    expect(pairs.done("Saved: Even tone.")).to_be_visible()
    pairs.page.get_by_role("button", name="Edit Even tone").click()
    pairs.page.get_by_role("button", name="Withdraw the consent").click()
    look.at("a withdrawal")
    assert "\n".join(look.found) == ""


def chunks_of(webp: bytes) -> set[bytes]:
    """The names of the parts of a WebP file."""
    assert (webp[:4], webp[8:12]) == (b"RIFF", b"WEBP")
    at, found = 12, set[bytes]()
    while at < len(webp):
        size = int.from_bytes(webp[at + 4 : at + 8], "little")
        found.add(webp[at : at + 4])
        at += 8 + size + size % 2
    return found
