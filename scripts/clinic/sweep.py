"""Sweep by hand: what is due is expired and reminded of, now or as of an instant; or only told.

    python -m scripts.clinic sweep --dry-run [--at 2026-11-30T18:00:00Z] [--clinic CLINIC] [--json]
    python -m scripts.clinic sweep [--at …] [--clinic CLINIC] [--json]

A dry run tells what one sweep at that instant would do to the accounts as they stand now, and writes nothing. A real
one may be run at any time, also beside the schedule's own: whichever comes second finds nothing to do. It ends with
exit status 1 where an account could not be swept.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Annotated

import typer
from google.cloud.firestore import Client

from loyalty.domain.ports import DueAccount, DueAccounts
from loyalty.services.reminders.sweep_due import Sweep, sweep_due
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import FirestoreDocuments
from loyalty.store.firestore.ledger import FirestoreDueAccounts
from scripts.clinic.project import AsJson, Project, client_of, store_of
from scripts.clinic.running.rehearsal import NoticePlan, Plan, plan_of

# A project of this name is in the emulators only, where time may be played with.
ON_THIS_MACHINE = "demo-"

app = typer.Typer(add_completion=False)
At = Annotated[str | None, typer.Option(help="The instant to decide by, ISO 8601 with its offset; by default now.")]
Clinic = Annotated[str | None, typer.Option(help="This clinic's accounts only.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Tell what would happen, and write nothing.")]


class SweepError(Exception):
    """It is not done; the message says why in one sentence."""


@dataclass(frozen=True, slots=True)
class OfClinic:
    """The due accounts of one clinic: the port `DueAccounts`, over that of all clinics."""

    every: DueAccounts
    clinic_id: str

    def due(self, now: datetime) -> Iterator[DueAccount]:
        """See `DueAccounts`."""
        return (account for account in self.every.due(now) if account.clinic_id == self.clinic_id)

    def count_due(self, now: datetime, most: int) -> int:
        """See `DueAccounts`."""
        return sum(1 for _ in itertools.islice(self.due(now), most))


@app.command()
def sweep(
    at: At = None,
    clinic: Clinic = None,
    dry_run: DryRun = False,  # noqa: FBT002
    project: Project = None,
    as_json: AsJson = False,  # noqa: FBT002
) -> None:
    """Expire and remind what is due, or with --dry-run tell what would be done."""
    client = client_of(project)
    try:
        now = instant_of(at, client.project, dry_run=dry_run)
    except SweepError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    refused = (
        _rehearse(client, now, clinic, as_json=as_json) if dry_run else _sweep(client, now, clinic, as_json=as_json)
    )
    sys.exit(1 if refused else 0)


def instant_of(at: str | None, project: str, *, dry_run: bool) -> datetime:
    """The instant that is meant. Raises SweepError for one to come, unless nothing real is swept by it."""
    now = datetime.now(UTC)
    if at is None:
        return now
    try:
        instant = datetime.fromisoformat(at)
    except ValueError as error:
        raise SweepError(f"{at} is no instant, as 2026-11-30T18:00:00Z is one.") from error
    if instant.tzinfo is None:
        raise SweepError(f"{at} names no offset from UTC; Z is none.")
    if instant > now and not dry_run and not project.startswith(ON_THIS_MACHINE):
        raise SweepError("An instant to come would expire points that can still be used: add --dry-run.")
    return instant.astimezone(UTC)


def accounts_of(client: Client, clinic_id: str | None) -> DueAccounts:
    """The due accounts of all clinics, or of one."""
    usage = Usage()
    every = FirestoreDueAccounts(client, FirestoreDocuments(client, usage), usage)
    return OfClinic(every, clinic_id) if clinic_id else every


def _rehearse(client: Client, now: datetime, clinic_id: str | None, *, as_json: bool) -> bool:
    """Tell what would be done, account by account; True where any could not be swept."""
    store = store_of(client)
    plans = (plan_of(store, account, now) for account in accounts_of(client, clinic_id).due(now))
    if as_json:
        told = list(plans)
        print(json.dumps({"at": now, "accounts": list(map(asdict, told))}, indent=2, default=_text))
        return any(plan.refused for plan in told)
    due = refused = 0
    for plan in plans:
        due, refused = due + 1, refused + (plan.refused is not None)
        print(line_of(plan))
    print(f"{due or 'No'} accounts are due at {now.isoformat(timespec='seconds')}; nothing was written.")
    return bool(refused)


def _sweep(client: Client, now: datetime, clinic_id: str | None, *, as_json: bool) -> bool:
    """Sweep; True where any could not be swept."""
    swept = sweep_due(store_of(client), accounts_of(client, clinic_id), now)
    said = {"at": now, **asdict(swept), "refused": dict(swept.refused)}
    print(json.dumps(said, indent=2, default=_text) if as_json else _sentence(swept))
    return bool(swept.refused)


def line_of(plan: Plan) -> str:
    """A line for people: ids alone, never a name."""
    acts = [
        f"{plan.expiring_points:,} points expire" if plan.expiring_points else "",
        f"{plan.expiring_minor:,} of wallet money (minor units) expire" if plan.expiring_minor else "",
        f"{plan.extended_lots} lots live until {plan.extended_until}" if plan.extended_lots else "",
        _of_notice(plan.notice) if plan.notice else "",
        f"refused: {plan.refused}" if plan.refused else "",
    ]
    said = "; ".join(act for act in acts if act) or "its milestones move on"
    again = f"; due again {plan.due_at.isoformat(timespec='seconds')}" if plan.due_at else ""
    return f"{plan.clinic_id} {plan.patient_id}: {said}{again}"


def _of_notice(notice: NoticePlan) -> str:
    what = f"{notice.kind} about {notice.lots} lots"
    if notice.send_at is None:
        return f"{what}, suppressed: {notice.suppressed}"
    return f"{what}, to be sent {notice.send_at.isoformat(timespec='seconds')}"


def _sentence(swept: Sweep) -> str:
    done = f"{swept.accounts} accounts swept: {swept.expired} lots expired, {swept.extended} live longer, "
    told = f"{swept.notices} notices to send, {swept.suppressed} suppressed."
    refused = ", ".join(f"{count} {code}" for code, count in sorted(swept.refused.items()))
    return f"{done}{told}" + (f" Refused: {refused}; {swept.left} are still due." if refused else "")


def _text(value: date) -> str:
    """A date or an instant as JSON has it."""
    return value.isoformat()
