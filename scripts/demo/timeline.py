"""The demo's timeline: a checkout told line by line, at most 100 columns wide."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import zip_longest
from zoneinfo import ZoneInfo

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from loyalty.domain.money import money
from scripts.demo.checkout import AMOUNT_MINOR, Checkout, Repeats
from scripts.seed.clinic import STAFF, TIME_ZONE

COLUMNS = 100
_STYLES = {"phone": "cyan", "desk": "magenta", "manager": "yellow"}
_NAMES = {person.uid: person.name for person in STAFF}


def console() -> Console:
    """The console of the demo: plain where it is not a terminal, never wider than the timeline may be."""
    usual = Console(highlight=False)
    return Console(highlight=False, width=min(usual.width, COLUMNS) if usual.is_terminal else COLUMNS)


def timeline(cold: Checkout, warm: Checkout, repeats: Repeats) -> RenderableType:
    """The second checkout step by step, beside the times of both, then the repeats, and the reason of the points."""
    visit = warm.visit
    title = f"{visit['patient']['name']} pays {_cash()} in cash at {_place(visit['location_id'])}"
    story = steps_table("milliseconds since the tap for a code; functions", "cold", "warm")
    for who, step, what, moment in _steps(warm):
        story.add_row(
            actor(who), step, what, _ms(cold.times.after_asking(moment)), _ms(warm.times.after_asking(moment))
        )
    afterwards = steps_table()
    for who, step, what, milliseconds in _afterwards(repeats):
        afterwards.add_row(actor(who), step, what, "", _ms(milliseconds))
    return Group(Text(title, style="bold"), story, "", afterwards, "", *upgrade(cold, warm), reason(warm, repeats))


def upgrade(first: Checkout, second: Checkout) -> Iterator[Text]:
    """A line on what the first purchase did to the patient's tier, and what the second earned by it; or nothing."""
    why, later = first.receipt["why"], second.receipt
    after = why["tier_after"]
    if after is None or after["tier_id"] == why["tier_id"]:
        return
    name = first.visit["patient"]["name"]
    told = f"Upgraded at the counter: {name} was {why['tier_name']} and is {after['name']}. "
    yield Text(f"{told}As much again earned {later['points']:,} points, not {first.receipt['points']:,}.")


def reason(checkout: Checkout, repeats: Repeats) -> Text:
    """One line: the points, their explanation, the version of the rule, and their last day."""
    receipt, version = checkout.receipt, repeats.rule["version"]
    until = date.fromisoformat(receipt["lot"]["expires_on"])
    said = f"{receipt['points']:,} points = {receipt['explanation']} (rule `earning`, version {version}), "
    return Text(f"{said}usable until {until:%B} {until.day}, {until.year}")


def steps_table(title: str = "", *headings: str) -> Table:
    """Columns that stand below each other in every table; headings only where there are some."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, show_header=bool(title), expand=True)
    table.add_column("", width=7)
    table.add_column("", width=13)
    table.add_column(Text(title, justify="right"), ratio=1)
    for heading, style in zip_longest(headings, ("", "bold"), fillvalue=""):
        table.add_column(heading, justify="right", width=6, style=style)
    return table


def _steps(checkout: Checkout) -> Iterator[tuple[str, str, str, str]]:
    """Each step: its actor, its name, what was done and the name of its moment, in the order of the clock."""
    visit, receipt = checkout.visit, checkout.receipt
    patient = visit["patient"]
    steps = [
        ("phone", "asked", f"{patient['name']}, with {patient['points']:,} points, asks for a code", "asked"),
        ("phone", "issued", f"a signed QR that is good for {checkout.lifetime_seconds} seconds", "shown"),
        ("desk", "scanned", "the picture says what was signed, letter for letter", "read"),
        ("desk", "checked in", f"{patient['name']}, at {_place(visit['location_id'])}", "checked_in"),
        ("desk", "credited", f"+{receipt['points']:,} points: {receipt['explanation']}", "credited"),
        ("phone", "seen", f"{receipt['points_after']:,} points, told by its listener alone", "seen"),
    ]
    yield from sorted(steps, key=lambda step: checkout.times.after_asking(step[3]))


def _afterwards(repeats: Repeats) -> Iterator[tuple[str, str, str, float]]:
    """The outcome of each repeat, and how long it took."""
    details, account = repeats.refusal.details, repeats.account
    scanned_at = datetime.fromisoformat(details["checked_in_at"]).astimezone(ZoneInfo(TIME_ZONE))
    who, where = _NAMES[details["checked_in_by"]], _place(details["location_id"])
    scanned = f"by {who} at {scanned_at:%H:%M:%S} in {where}"
    yield "desk", "scanned again", f"{repeats.refusal.code}: {scanned}", repeats.refused_ms
    yield "desk", "sent again", "the same receipt; nothing was written", repeats.repeated_ms
    still = f"{account['points']:,} points in {account['revision']} entries, as before"
    yield "manager", "looked", still, repeats.read_ms


def _place(location_id: str) -> str:
    return location_id.capitalize()


def _cash() -> str:
    return money(AMOUNT_MINOR, "USD")


def actor(who: str) -> Text:
    """The actor of a step, in their color."""
    return Text(who, style=_STYLES.get(who, ""))


def _ms(milliseconds: float) -> str:
    return f"{milliseconds:,.0f}"
