"""Opening balances of a clinic's patients, taken over from another system: all rows of a file, or none.

    python -m scripts.clinic open-balances CLINIC FILE.csv [--dry-run]

It may be repeated: a balance that is there already is left as it is. docs/export.md describes the file.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from loyalty.domain.calendar import business_date
from loyalty.domain.documents import Decision, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.errors.base import Refusal, RequestIdReused
from loyalty.services.ledger.open_balances import OpenBalance, open_balance
from loyalty.services.preconditions import require_clinic
from scripts.clinic.files.opening_rows import BadRow, Rows, read_rows
from scripts.clinic.project import AsJson, ClinicId, Project, client_of, store_of
from scripts.progress import show_progress

app = typer.Typer(add_completion=False)
File = Annotated[Path, typer.Argument(metavar="FILE", help="The rows, as CSV.", exists=True, dir_okay=False)]
DryRun = Annotated[bool, typer.Option("--dry-run", help="List every bad row, and write nothing.")]


@app.command()
def open_balances(
    clinic_id: ClinicId,
    file: File,
    project: Project = None,
    dry_run: DryRun = False,  # noqa: FBT002
    as_json: AsJson = False,  # noqa: FBT002
) -> None:
    """Take over opening balances: all of them, or, where any row is bad, none."""
    now, store = datetime.now(UTC), store_of(client_of(project))
    rows = check_rows(store, clinic_id, file, now)
    new = 0 if dry_run or rows.bad else take_over(store, rows, now)
    told = {"rows": len(rows.good) + len(rows.bad), "taken_over": new, "bad": [asdict(row) for row in rows.bad]}
    if as_json:
        print(json.dumps(told, indent=2))
    else:
        print(f"{told['rows']} rows: {len(rows.bad) or 'none'} bad, {new} taken over.")
        for row in rows.bad:
            print(f"  line {row.line}: {row.source_id or '(no source_id)'}: {row.reason}")
    sys.exit(1 if rows.bad else 0)


def check_rows(store: Store, clinic_id: str, file: Path, now: datetime) -> Rows:
    """The rows of a file, each rehearsed against what the clinic holds; writes nothing."""
    keys = ClinicKeys(clinic_id)
    try:
        clinic = store.transact((keys.clinic,), lambda docs: Decision(require_clinic(docs, keys)))
    except Refusal as refusal:
        return Rows(bad=[BadRow(1, "", str(refusal))])
    rows, today = read_rows(file, clinic_id), business_date(now, clinic.time_zone)
    with show_progress("rows checked", len(rows.good)) as tell:
        for number, (line, body) in enumerate(list(rows.good.items()), 1):
            reason = _obstacle(store, body, today, now)
            if reason:
                rows.bad.append(BadRow(line, body.source_id, reason))
                del rows.good[line]
            tell(number, f"{len(rows.bad)} bad")
    rows.bad.sort(key=lambda row: row.line)
    return rows


def _obstacle(store: Store, body: OpenBalance, today: date, now: datetime) -> str | None:
    """The reason why a balance cannot be taken over, or None; one that was taken over before may have expired since."""
    try:
        new = open_balance(store, body, now, rehearse=True)
    except RequestIdReused:
        return "its source_id stands for another balance here"
    except Refusal as refusal:
        return str(refusal)
    over = [day for day in (body.expires_on, body.wallet_expires_on) if day is not None and day < today]
    return f"its last day, {over[0]}, is over" if new and over else None


def take_over(store: Store, rows: Rows, now: datetime) -> int:
    """Open each balance; returns how many were not there yet."""
    new = 0
    with show_progress("balances", len(rows.good)) as tell:
        for number, body in enumerate(rows.good.values(), 1):
            new += open_balance(store, body, now)
            tell(number, f"{new} new")
    return new
