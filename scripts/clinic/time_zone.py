"""Time zone of a clinic: its days that are over are closed, then its calendar goes on in another zone.

    python -m scripts.clinic time-zone CLINIC ZONE [--project PROJECT] [--json]

From its first closed day on a clinic's zone changes only so: owners cannot edit it. No entry is ever booked on a closed
day: where the new zone is still on it, acts belong to the day after until its calendar is there.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from loyalty.errors.base import Refusal
from loyalty.services.proof.move_zone import move_zone
from loyalty.store.firestore.proof import FirestorePages
from scripts.clinic.project import AsJson, ClinicId, Project, client_of, store_of

app = typer.Typer(add_completion=False)
Zone = Annotated[str, typer.Argument(metavar="ZONE", help="The new time zone, like America/Denver.")]


@app.command()
def time_zone(clinic_id: ClinicId, zone: Zone, project: Project = None, as_json: AsJson = False) -> None:  # noqa: FBT002
    """Move a clinic to another time zone; exit status 1 where that cannot be."""
    client = client_of(project)
    try:
        moved = move_zone(store_of(client), FirestorePages(client), clinic_id, ZoneInfo(zone), datetime.now(UTC))
    except (ZoneInfoNotFoundError, ValueError):
        print(f"There is no time zone {zone}.", file=sys.stderr)
        sys.exit(1)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        sys.exit(1)
    if as_json:
        print(json.dumps(asdict(moved), default=str, indent=2))
        return
    closed = f"closed until {moved.closed_until_on}" if moved.closed_until_on else "with no closed day"
    print(f"Clinic {clinic_id}: from {moved.from_zone} to {moved.to_zone}, {closed}; today is {moved.today}.")
