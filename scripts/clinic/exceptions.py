"""Exceptions of a clinic's last days, as the nightly reports name them: who did more of something than is usual.

    python -m scripts.clinic exceptions CLINIC [--days 28] [--project PROJECT] [--json]

It reads the reports that the nightly run wrote, and writes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from loyalty.domain.calendar import business_date
from loyalty.domain.documents import Decision, Store
from loyalty.domain.fields import maps_of
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.proof.exceptions import ExceptionsReport, FoundException
from loyalty.services.preconditions import require_clinic
from scripts.clinic.project import AsJson, ClinicId, Project, client_of, store_of

app = typer.Typer(add_completion=False)
Days = Annotated[int, typer.Option(help="So many days before today.", min=1, max=366)]


@app.command()
def exceptions(clinic_id: ClinicId, days: Days = 28, project: Project = None, as_json: AsJson = False) -> None:  # noqa: FBT002
    """Print the exceptions of a clinic's last days."""
    reports = kept_reports(store_of(client_of(project)), clinic_id, days, datetime.now(UTC))
    said = json.dumps([maps_of(report) for report in reports], indent=2, default=str)
    print(said if as_json else "\n".join(_lines(clinic_id, reports)))


def kept_reports(store: Store, clinic_id: str, days: int, now: datetime) -> list[ExceptionsReport]:
    """The reports of the last days that are kept, the oldest first."""
    keys = ClinicKeys(clinic_id)
    clinic = store.transact((keys.clinic,), lambda docs: Decision(require_clinic(docs, keys)))
    today = business_date(now, clinic.time_zone)
    days_at = [keys.exceptions(today - timedelta(days=ago)) for ago in range(days, 0, -1)]
    found = store.transact(days_at, lambda docs: Decision([docs.get(at) for at in days_at]))
    return [report for report in found if report is not None]


def _lines(clinic_id: str, reports: Sequence[ExceptionsReport]) -> Iterator[str]:
    named = sum(report.found_count for report in reports)
    yield f"Clinic {clinic_id}: {named or 'no'} exceptions in {len(reports)} reports."
    for report in reports:
        yield from (f"  {report.business_date} {_line(found)}" for found in report.found)


def _line(found: FoundException) -> str:
    about = f", patient {found.patient_id}" if found.patient_id else ""
    acts = f": {', '.join(found.act_ids)}" if found.act_ids else ""
    return f"{found.pattern} by {found.uid}{about}, {found.number} where {found.most} passes{acts}"
