"""Effect of reminders: how many patients visit after one, against those held out, who by chance are not reminded.

    python -m scripts.clinic uplift CLINIC --from 2026-09-01 --until 2026-10-31 [--days 28] [--json]

Each patient counts once, by their first notice of those business dates; a visit counts from when the notice was made,
for so many days. It compares twice: as *assigned*, everybody not held out, whether a push reached them or not, which
chance alone decided; and those it was *sent* to, who have the app and agreed, and might have come more often anyway.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any

import typer
from google.cloud.firestore import Client, FieldFilter, Query

from loyalty.domain.reminders.notices import HOLDOUT, OFFER, SENT
from loyalty.domain.reminders.proportions import FEWER, MORE, NOT_SHOWN, TOO_FEW, Comparison, Group, compare
from scripts.clinic.project import AsJson, ClinicId, Project, client_of
from scripts.progress import show_progress

PAGE = 300
THREADS = 16
app = typer.Typer(add_completion=False)
From = Annotated[str, typer.Option("--from", help="The first business date of notices, YYYY-MM-DD.")]
Until = Annotated[str, typer.Option(help="The last business date of notices.")]
Days = Annotated[int, typer.Option(min=1, max=365, help="For how many days a visit counts.")]
SAID = {
    TOO_FEW: "Too few patients to say anything.",
    NOT_SHOWN: "Not shown: chance alone gives as much.",
    MORE: "More visits after reminders than without.",
    FEWER: "Fewer visits after reminders than without.",
}


@dataclass(frozen=True, slots=True)
class Reminded:
    """A patient's first notice: whether it was sent, whether they are held out, and whether they visited in time."""

    sent: bool
    held_out: bool
    visited: bool


@dataclass(frozen=True, slots=True)
class Uplift:
    """The groups compared: everybody not held out, those of them it was sent to, and those held out."""

    assigned: Group
    sent: Group
    held_out: Group
    too_recent: int

    def comparisons(self) -> dict[str, Comparison]:
        """Each group against those held out."""
        return {"assigned": compare(self.assigned, self.held_out), "sent": compare(self.sent, self.held_out)}


@app.command()
def uplift(
    clinic: ClinicId,
    first: From,
    until: Until,
    days: Days = 28,
    project: Project = None,
    as_json: AsJson = False,  # noqa: FBT002
) -> None:
    """Compare the visits of reminded patients with those of patients held out."""
    try:
        on = date.fromisoformat(first), date.fromisoformat(until)
    except ValueError as error:
        print(f"A date is written YYYY-MM-DD: {error}.", file=sys.stderr)
        sys.exit(1)
    found = measure(client_of(project), clinic, on, timedelta(days=days), datetime.now(UTC))
    said = {"clinic_id": clinic, "from": first, "until": until, "days": days}
    print(json.dumps(said | _figures(found), indent=2) if as_json else "\n".join(_lines(found, days)))


def measure(client: Client, clinic_id: str, on: tuple[date, date], within: timedelta, now: datetime) -> Uplift:
    """Measure the notices of these business dates, of which the time to visit is over."""
    notices = first_notices(client, clinic_id, *on)
    over = {patient_id: made for patient_id, made in notices.items() if made["created_at"] + within <= now}

    def follow(item: tuple[str, dict[str, Any]]) -> Reminded:
        patient_id, notice = item
        visited = _has_visited(client, clinic_id, patient_id, notice["created_at"], within)
        return Reminded(notice["state"] == SENT, notice["reason"] == HOLDOUT, visited)

    with show_progress("patients", len(over)) as tell, ThreadPoolExecutor(THREADS) as pool:
        counted: Counter[Reminded] = Counter()
        for number, one in enumerate(pool.map(follow, over.items()), 1):
            counted[one] += 1
            tell(number, f"{sum(count for each, count in counted.items() if each.visited)} visited")
    return Uplift(
        assigned=_group({one: count for one, count in counted.items() if not one.held_out}),
        sent=_group({one: count for one, count in counted.items() if one.sent}),
        held_out=_group({one: count for one, count in counted.items() if one.held_out}),
        too_recent=len(notices) - len(over),
    )


def first_notices(client: Client, clinic_id: str, first: date, until: date) -> dict[str, dict[str, Any]]:
    """The first notice of each patient of a clinic, of those of some business dates; news of offers is no reminder."""
    query = (
        client.collection_group("notices")
        .where(filter=FieldFilter("clinic_id", "==", clinic_id))
        .where(filter=FieldFilter("business_date", ">=", first.isoformat()))
        .where(filter=FieldFilter("business_date", "<=", until.isoformat()))
        .order_by("business_date")
    )
    kept: dict[str, dict[str, Any]] = {}
    for notice in _read_all(query):
        if notice.get("kind") != OFFER:
            kept.setdefault(notice["patient_id"], notice)
    return kept


def _read_all(query: Query) -> Iterator[dict[str, Any]]:
    while True:
        page = list(query.limit(PAGE).stream())
        yield from (found.to_dict() or {} for found in page)
        if len(page) < PAGE:
            return
        query = query.start_after(page[-1])


def _has_visited(client: Client, clinic_id: str, patient_id: str, since: datetime, within: timedelta) -> bool:
    visits = (
        client.collection(f"clinics/{clinic_id}/patients/{patient_id}/visits")
        .where(filter=FieldFilter("checked_in_at", ">=", since))
        .where(filter=FieldFilter("checked_in_at", "<", since + within))
        .order_by("checked_in_at")
    )
    return bool(list(visits.limit(1).stream()))


def _group(counted: dict[Reminded, int]) -> Group:
    return Group(sum(counted.values()), sum(count for one, count in counted.items() if one.visited))


def _figures(found: Uplift) -> dict[str, object]:
    groups = {"assigned": found.assigned, "sent": found.sent, "held_out": found.held_out}
    shares = {name: asdict(group) | {"share": group.share} for name, group in groups.items()}
    compared = {name: asdict(comparison) for name, comparison in found.comparisons().items()}
    return {"groups": shares, "against_held_out": compared, "too_recent": found.too_recent}


def _lines(found: Uplift, days: int) -> list[str]:
    groups = {"not held out": found.assigned, "of them sent": found.sent, "held out": found.held_out}
    shares = [
        f"{name:<13} {group.patients:>7,} patients, {group.visited:>7,} visited within {days} days: {group.share:.1%}"
        for name, group in groups.items()
    ]
    compared = [_line(name, comparison) for name, comparison in found.comparisons().items()]
    recent = f"{found.too_recent:,} patients are left out: their {days} days are not over."
    return [*shares, *compared, *([recent] if found.too_recent else [])]


def _line(name: str, comparison: Comparison) -> str:
    low, high = 100 * comparison.lowest, 100 * comparison.highest
    what = f"{name} against held out: {100 * comparison.difference:+.1f} points of a hundred"
    return f"{what} (95 %: {low:+.1f} to {high:+.1f}). {SAID[comparison.conclusion]}"
