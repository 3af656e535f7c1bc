"""What runs by the clock. `now` is the time a run was scheduled for: a late run decides as if it were not late.

What a run needs is imported with it, so that no other function's worker waits for it.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import firebase_admin
from firebase_functions import logger, scheduler_fn

from loyalty.entrypoints.endpoint import CODEC
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import FirestoreDocuments, shared_client
from loyalty.store.transaction import TransactionalStore

if TYPE_CHECKING:
    from loyalty.domain.documents import Store
    from loyalty.domain.ports import DueAccounts
    from loyalty.services.proof.nightly import Night
    from loyalty.services.runs import Run

# An audit stops between two accounts, and the last one may be long.
NIGHTLY_WORK = 420
SWEEP_WORK = 420
# A run is over before the next begins, and has time to bring its last batch to an end.
DELIVERY_WORK = 240
ALERT = "ledger-audit"

# One run at a time, of at most nine minutes, tried again where it fails.
_scheduled = functools.partial(
    scheduler_fn.on_schedule, retry_count=3, timeout_sec=540, memory=512, concurrency=1, max_instances=1
)


class NightFailed(Exception):
    """Some clinic could not be audited; the schedule tries again."""


class SweepUnfinished(Exception):
    """Some accounts are still due; the schedule tries again at once, and goes on with those."""


@_scheduled(schedule="0 * * * *", timezone=ZoneInfo("Etc/UTC"), min_backoff_seconds=10)
def sweep_points(event: scheduler_fn.ScheduledEvent) -> None:
    """Expire what has ended and make the notices that are due, of every clinic, each in its own time zone."""
    from loyalty.services.reminders.sweep_due import sweep_due
    from loyalty.store.firestore.ledger import FirestoreDueAccounts

    _work_off("sweep_points", event, FirestoreDueAccounts, sweep_due)


@_scheduled(schedule="20 * * * *", timezone=ZoneInfo("Etc/UTC"), min_backoff_seconds=10)
def refresh_tiers(event: scheduler_fn.ScheduledEvent) -> None:
    """Look again at every account whose tier, year or membership time has changed, of every clinic, in its own zone."""
    from loyalty.services.membership.refresh_due import refresh_due
    from loyalty.store.firestore.program import FirestoreChangedAccounts

    _work_off("refresh_tiers", event, FirestoreChangedAccounts, refresh_due)


@_scheduled(schedule="30 3 * * *", timezone=ZoneInfo("America/Los_Angeles"), min_backoff_seconds=60)
def nightly_audit(event: scheduler_fn.ScheduledEvent) -> None:
    """Close the days that are over and audit every clinic; findings are an error in the log, and left as they are."""
    from loyalty.services.proof.nightly import audit_every_clinic
    from loyalty.store.firestore.proof import FirestorePages

    client = shared_client(firebase_admin.get_app().project_id)
    store = TransactionalStore(FirestoreDocuments(client, Usage()), CODEC)
    now = event.schedule_time.astimezone(UTC)
    nights = list(map(_told, audit_every_clinic(store, FirestorePages(client), now, NIGHTLY_WORK)))
    refused = [night.clinic_id for night in nights if night.refused]
    if refused:
        raise NightFailed(f"not audited: {', '.join(refused)}")


@_scheduled(schedule="*/5 * * * *", timezone=ZoneInfo("America/Los_Angeles"), min_backoff_seconds=60)
def deliver_notices(event: scheduler_fn.ScheduledEvent) -> None:
    """Push the notices that are due. A late run goes by the clock instead: quiet hours may have begun."""
    from loyalty.entrypoints.delivery import deliver_due

    now = max(event.schedule_time.astimezone(UTC), datetime.now(UTC))
    deliver_due(firebase_admin.get_app().project_id, now, DELIVERY_WORK)


def _work_off(
    name: str,
    event: scheduler_fn.ScheduledEvent,
    find: Callable[[Any, FirestoreDocuments, Usage], DueAccounts],
    work: Callable[[Store, DueAccounts, datetime, Callable[[], bool]], Run],
) -> None:
    """Work on what is due as of the time that a run was scheduled for; one line says what came of it.

    Raises SweepUnfinished where it is worth going on at once.
    """
    began, usage, client = time.monotonic(), Usage(), shared_client(firebase_admin.get_app().project_id)
    documents, now = FirestoreDocuments(client, usage), event.schedule_time.astimezone(UTC)
    store = TransactionalStore(documents, CODEC)
    run = work(store, find(client, documents, usage), now, lambda: time.monotonic() < began + SWEEP_WORK)
    said = {**asdict(run), "refused": dict(run.refused), "seconds": round(time.monotonic() - began)}
    said |= {"round_trips": usage.round_trips, "documents_read": usage.documents_read}
    said["documents_written"] = usage.documents_written
    (logger.error if run.refused else logger.info)(name, now=now.isoformat(), **said)
    if run.cut_short:
        raise SweepUnfinished(f"{run.left} accounts are still due")


def _told(night: Night) -> Night:
    """One line a clinic, and one more that wakes somebody where the ledger does not prove itself."""
    report = night.report
    if report is None:
        logger.error("nightly_audit", clinic_id=night.clinic_id, outcome=night.refused, alert=ALERT)
        return night
    said: dict[str, Any] = {
        "clinic_id": night.clinic_id,
        "accounts": report.accounts,
        "entries": report.entries,
        "days": report.days,
        "closed_days": report.closed_days,
        "findings": report.findings_count,
        "complete": report.after is None,
        "seconds": report.seconds,
    }
    logger.info("nightly_audit", outcome="ok", **said)
    if report.findings_count:
        codes = sorted({finding.code for finding in report.findings})
        logger.error("the ledger does not prove itself", alert=ALERT, codes=codes, **said)
    return night
