"""Schedules: the declaration of a run by the clock, and the work on accounts that are due.

`now` is the instant that a run was scheduled for: a late run decides as if it were not late.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

from firebase_functions import logger, scheduler_fn

if TYPE_CHECKING:
    from loyalty.domain.documents import Store
    from loyalty.domain.ports import DueAccounts
    from loyalty.services.runs import Run
    from loyalty.store.documents import Usage
    from loyalty.store.firestore.client import FirestoreDocuments

Handle = Callable[[scheduler_fn.ScheduledEvent], None]
SWEEP_WORK = 420


class SweepUnfinished(Exception):
    """Accounts are still due; the schedule tries again at once, and goes on with them."""


def on_schedule(schedule: str, timezone: ZoneInfo, min_backoff_seconds: int, cpu: float) -> Callable[[Handle], Any]:
    """Declare a run by the clock: one at a time, of at most nine minutes, tried again where it fails.

    A run that mostly waits has a fraction of a `cpu`, since a project's quota of CPUs is small.
    """
    declare: Callable[[Handle], Any] = scheduler_fn.on_schedule(
        schedule=schedule,
        timezone=timezone,
        min_backoff_seconds=min_backoff_seconds,
        retry_count=3,
        timeout_sec=540,
        memory=512,
        cpu=cpu,  # type: ignore[arg-type]  # the SDK says int; Cloud Run takes fractions, and the CLI passes them on
        concurrency=1,
        max_instances=1,
    )

    def declared(handle: Handle) -> Any:  # noqa: ANN401 - the SDK's
        return declare(_noting(handle))

    return declared


def _noting(handle: Handle) -> Handle:
    """Note the end of each run, for the owners' page; a run that cannot be noted is no worse for it."""

    @functools.wraps(handle)
    def run(event: scheduler_fn.ScheduledEvent) -> None:
        failed = True
        try:
            handle(event)
            failed = False
        finally:
            _note(handle.__name__, failed=failed)

    return run


def _note(name: str, *, failed: bool) -> None:
    from loyalty.domain.proof.health import ScheduleName
    from loyalty.entrypoints.backend import backend_of
    from loyalty.errors.base import Refusal
    from loyalty.services.proof.get_health import note_run
    from loyalty.store.documents import Usage

    try:
        note_run(backend_of(Usage()).store, cast("ScheduleName", name), datetime.now(UTC), failed=failed)
    except Refusal as refusal:
        logger.warn("run_not_noted", schedule=name, outcome=refusal.code)


def work_off(
    name: str,
    event: scheduler_fn.ScheduledEvent,
    find: Callable[[Any, FirestoreDocuments, Usage], DueAccounts],
    work: Callable[[Store, DueAccounts, datetime, Callable[[], bool]], Run],
) -> None:
    """Work on the accounts that are due at the instant that a run was scheduled for, and log one line of counts.

    Raises SweepUnfinished where it is worth going on at once.
    """
    from loyalty.entrypoints.backend import backend_of
    from loyalty.store.documents import Usage

    began, usage, now = time.monotonic(), Usage(), event.schedule_time.astimezone(UTC)
    backend = backend_of(usage)
    accounts = find(backend.client, backend.documents, usage)
    run = work(backend.store, accounts, now, lambda: time.monotonic() < began + SWEEP_WORK)
    said = {**asdict(run), "refused": dict(run.refused), "seconds": round(time.monotonic() - began)}
    said |= {"round_trips": usage.round_trips, "documents_read": usage.documents_read}
    said["documents_written"] = usage.documents_written
    (logger.error if run.refused else logger.info)(name, now=now.isoformat(), **said)
    if run.cut_short:
        raise SweepUnfinished(f"{run.left} accounts are still due")
