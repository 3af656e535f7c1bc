"""The demo's timeline: a checkout told line by line, at most 100 columns wide."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from loyalty.domain.explain import money
from scripts.demo_checkout import AMOUNT_MINOR, Checkout, Repeats
from scripts.seed_clinic import DESKS, STAFF, TIME_ZONE

COLUMNS = 100
_STYLES = {"phone": "cyan", "desk": "magenta", "manager": "yellow"}
_NAMES = {person.uid: person.name for person in STAFF}


def console() -> Console:
    """Where the demo speaks: plain where it is not a terminal, never wider than the timeline may be."""
    usual = Console(highlight=False)
    return Console(highlight=False, width=min(usual.width, COLUMNS) if usual.is_terminal else COLUMNS)


def timeline(cold: Checkout, warm: Checkout, repeats: Repeats) -> RenderableType:
    """Both checkouts' times beside the story of the second, then the repeats and the reason of the points."""
    table = Table(box=box.SIMPLE_HEAD, width=COLUMNS - 2, pad_edge=False)
    table.add_column("who", width=7)
    table.add_column("what happened", ratio=1)
    table.add_column("first ever", justify="right")
    table.add_column("warm", justify="right", style="bold")
    for who, what, step in _steps(warm):
        table.add_row(_who(who), what, _ms(cold.times.after_asking(step)), _ms(warm.times.after_asking(step)))
    table.add_section()
    for who, what, milliseconds in _again(repeats):
        table.add_row(_who(who), what, "", _ms(milliseconds) if milliseconds else "")
    return Group(table, reason(warm, repeats))


def reason(checkout: Checkout, repeats: Repeats) -> Text:
    """In one line: how many points, why, by which version of the rule, and until when."""
    receipt, version = checkout.receipt, repeats.rule["version"]
    until = date.fromisoformat(receipt["lot"]["expires_on"])
    said = f"{receipt['points']:,} points: {receipt['explanation']}, by version {version} of the rule `earning`; "
    return Text(f"{said}usable until {until:%B} {until.day}, {until.year}.")


def _steps(checkout: Checkout) -> Iterator[tuple[str, str, str]]:
    """Who did what, and the name of its time, in the order of the clock."""
    visit, receipt = checkout.visit, checkout.receipt
    patient = visit["patient"]
    steps = [
        ("phone", f"{patient['name']}, {patient['points']:,} points, asks for a code", "asked"),
        ("phone", f"issued: a signed QR that lives {checkout.lifetime_seconds} s", "shown"),
        ("desk", "scanned: the picture read, to the very letters that were signed", "read"),
        ("desk", f"checked in: {patient['name']}, at {_place(visit['location_id'])}", "checked_in"),
        ("desk", f"credited: +{receipt['points']:,} points for {_cash()} cash", "credited"),
        ("phone", f"seen: {receipt['points_after']:,} points, by its listener, no call made", "seen"),
    ]
    yield from sorted(steps, key=lambda step: checkout.times.after_asking(step[2]))


def _again(repeats: Repeats) -> Iterator[tuple[str, str, float | None]]:
    details = repeats.refusal.details
    scanned_at = datetime.fromisoformat(details["checked_in_at"]).astimezone(ZoneInfo(TIME_ZONE))
    who, where = _NAMES[details["checked_in_by"]], _place(details["location_id"])
    yield "desk", f"same code again: {repeats.refusal.code}", repeats.refused_ms
    yield "", f"  scanned by {who} at {scanned_at:%H:%M:%S} in {where}", None
    yield "desk", "same request again: the same receipt, letter for letter", repeats.repeated_ms
    account = repeats.account
    yield "manager", f"the account stands still: {account['points']:,} points, {account['revision']} entries", None


def _place(location_id: str) -> str:
    return location_id.capitalize() if location_id in DESKS else location_id


def _cash() -> str:
    return money(AMOUNT_MINOR, "USD")


def _who(who: str) -> Text:
    return Text(who, style=_STYLES.get(who, ""))


def _ms(milliseconds: float) -> str:
    return f"{milliseconds:,.0f} ms"
