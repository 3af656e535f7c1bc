"""The timeline tells a checkout in the order of the clock, in a hundred columns or in fewer."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from rich.console import Console

from scripts.demo.checkout import Checkout, Repeats, Times
from scripts.demo.clients import RefusedError
from scripts.demo.timeline import COLUMNS, timeline, upgrade

VISIT = {"patient": {"name": "Ana Ruiz", "points": 10_799}, "location_id": "calabasas"}
RECEIPT: dict[str, Any] = {
    "points": 4500,
    "points_after": 15_299,
    "explanation": "10 % of $450.00 cash",
    "lot": {"expires_on": "2027-05-22"},
    "why": {"tier_id": "base", "tier_name": "Base", "tier_after": {"tier_id": "base", "name": "Base"}},
}
REFUSAL = RefusedError(
    "This code was scanned.",
    {
        "code": "code-already-used",
        "checked_in_by": "staff-desk-calabasas",
        "checked_in_at": "2026-11-22T18:04:05+00:00",
        "location_id": "calabasas",
    },
)


def checkout(slowness: float = 1, seen: float = 260) -> Checkout:
    """A checkout of a quarter of a second, or so many times slower."""
    taken = [slowness * milliseconds for milliseconds in (0, 80, 90, 160, 250, seen)]
    return Checkout(Times(*(1_000_000 + each for each in taken)), 60, {}, VISIT, {}, RECEIPT)


def test_an_upgrade_at_the_counter_is_told_and_nothing_where_there_was_none() -> None:
    upgraded = {**RECEIPT, "why": {**RECEIPT["why"], "tier_after": {"tier_id": "silver", "name": "Silver"}}}
    first, second = replace(checkout(), receipt=upgraded), replace(checkout(), receipt={**RECEIPT, "points": 6750})
    (said,) = (line.plain for line in upgrade(first, second))
    assert "Ana Ruiz was Base and is Silver" in said
    assert "6,750 points, not 4,500" in said
    assert list(upgrade(checkout(), second)) == []


def text_of(warm: Checkout, width: int = COLUMNS) -> str:
    """The timeline as a terminal of that width shows it."""
    repeats = Repeats(REFUSAL, 40.4, RECEIPT, 51.2, {"points": 15_299, "revision": 7}, 12.0, {"version": 3})
    out = Console(file=io.StringIO(), width=width)
    out.print(timeline(checkout(slowness=20), warm, repeats))
    assert isinstance(out.file, io.StringIO)
    return out.file.getvalue()


def steps(said: str) -> list[str]:
    """The steps of a checkout in the order they are told in."""
    known = ("asked", "issued", "scanned", "checked in", "credited", "seen")
    return [step for line in said.splitlines() for step in known if line[10:].startswith(f"{step} ")]


def test_what_the_phone_sees_before_the_desk_is_answered_is_told_before_it() -> None:
    assert steps(text_of(checkout(seen=260)))[4:6] == ["credited", "seen"]
    assert steps(text_of(checkout(seen=240)))[4:6] == ["seen", "credited"]


def test_both_checkouts_stand_side_by_side_in_milliseconds() -> None:
    [credited] = [line for line in text_of(checkout()).splitlines() if " credited " in line]

    assert credited.split()[-2:] == ["5,000", "250"]


def test_the_second_scan_is_told_who_scanned_first_and_when_on_the_clinics_clock() -> None:
    assert "code-already-used: by Maya Chen at 10:04:05 in Calabasas" in text_of(checkout())


def test_the_points_are_explained_in_one_line() -> None:
    said = "4,500 points = 10 % of $450.00 cash (rule `earning`, version 3), usable until May 22, 2027"

    assert said in text_of(checkout()).splitlines()


@pytest.mark.parametrize("width", [72, 80, COLUMNS])
def test_a_narrower_terminal_still_shows_every_time(width: int) -> None:
    lines = text_of(checkout(), width).splitlines()

    assert max(map(len, lines)) <= width
    assert [line for line in lines if line.endswith(" 5,000      250")]
