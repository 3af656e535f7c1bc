"""Schedules: how a run by the clock is declared, and how one works off what is due.

`now` is the time that a run was scheduled for: a late run decides as if it were not late.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
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
    """Some accounts are still due; the schedule tries again at once, and goes on with those."""


def scheduled(schedule: str, timezone: ZoneInfo, min_backoff_seconds: int, cpu: float) -> Callable[[Handle], Any]:
    """Declare a run by the clock: one at a time, of at most nine minutes, tried again where it fails.

    A run that waits most of its time has a fraction of a `cpu`, since a project's quota of them is small.
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
    return declare


def work_off(
    name: str,
    event: scheduler_fn.ScheduledEvent,
    find: Callable[[Any, FirestoreDocuments, Usage], DueAccounts],
    work: Callable[[Store, DueAccounts, datetime, Callable[[], bool]], Run],
) -> None:
    """Work on what is due as of the time that a run was scheduled for; one line says what came of it.

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
