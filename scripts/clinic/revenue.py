"""Recurring revenue of a clinic's memberships, by month and location, as the function `get_revenue` answers it.

    python -m scripts.clinic revenue CLINIC --from 2026-01 --to 2026-12 [--json] [--project PROJECT]

What each column means is in docs/branches.md. The whole history is read, in pages, and nothing is written.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, NoReturn

import typer
from google.cloud.firestore import Client
from pydantic_core import to_jsonable_python
from rich.console import Console
from rich.table import Table

from loyalty.domain.documents import Decision
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.membership.events import MembershipEvent
from loyalty.domain.membership.revenue import MonthOfRevenue, Revenue, month_of
from loyalty.errors.base import Refusal
from loyalty.services.membership.get_revenue import GetRevenue, RevenueReport, revenue_report
from loyalty.services.preconditions import require_clinic
from loyalty.store.documents import Usage
from loyalty.store.firestore.membership import FirestoreMembershipHistory
from scripts.clinic.project import AsJson, ClinicId, Project, client_of, store_of
from scripts.progress import show_progress

app = typer.Typer(add_completion=False)
From = Annotated[str, typer.Option("--from", help="The first month, YYYY-MM.")]
To = Annotated[str, typer.Option("--to", help="The last month.")]
COLUMNS = ("month", "location", "before", "new", "expansion", "contraction", "churn", "MRR", "members")
ALL = "all"


class CountedHistory:
    """A history that shows how many of its events were read."""

    def __init__(self, history: FirestoreMembershipHistory) -> None:
        self._history = history

    def events(self, clinic_id: str) -> Iterator[MembershipEvent]:
        """See `MembershipHistory`."""
        with show_progress("events", None) as tell:
            for number, event in enumerate(self._history.events(clinic_id), 1):
                tell(number, "read")
                yield event


@app.command()
def revenue(clinic: ClinicId, first: From, last: To, project: Project = None, as_json: AsJson = False) -> None:  # noqa: FBT002
    """Report what memberships bring, month by month."""
    try:
        body = GetRevenue(clinic, month_of(first), month_of(last))
    except ValueError as error:
        _leave(f"It is not a month: {error}.")
    try:
        report = report_of(client_of(project), body, datetime.now(UTC))
    except Refusal as refusal:
        _leave(str(refusal))
    if as_json:
        print(json.dumps(to_jsonable_python(report), indent=2))
    else:
        Console().print(table_of(report))


def report_of(client: Client, body: GetRevenue, now: datetime) -> RevenueReport:
    """The report of a clinic, for whoever has the project's own rights."""
    keys = ClinicKeys(body.clinic_id)
    clinic = store_of(client).transact((keys.clinic,), lambda docs: Decision(require_clinic(docs, keys)))
    return revenue_report(CountedHistory(FirestoreMembershipHistory(client, Usage())), clinic, body, now)


def table_of(report: RevenueReport) -> Table:
    """A row for each month and location, and one for all of them."""
    table = Table(*COLUMNS, title=f"{report.clinic_id}: recurring revenue a month, in minor units of {report.currency}")
    for column in table.columns[2:]:
        column.justify = "right"
    for month in report.months:
        for location_id, of_location in _rows(month):
            last = location_id == ALL
            table.add_row(month.month, location_id, *_figures(of_location), end_section=last)
    return table


def _rows(month: MonthOfRevenue) -> Iterator[tuple[str, Revenue]]:
    yield from month.locations.items()
    yield ALL, month.total


def _figures(revenue: Revenue) -> Iterator[str]:
    yield from (f"{getattr(revenue, name):,}" for name in Revenue.__match_args__)


def _leave(why: str) -> NoReturn:
    print(why, file=sys.stderr)
    sys.exit(1)
