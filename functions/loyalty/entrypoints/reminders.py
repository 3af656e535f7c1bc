"""A call about points that end, and the schedules of reminders: sweep due accounts, push due notices."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import firebase_admin
from firebase_functions import logger, scheduler_fn

from loyalty import config
from loyalty.entrypoints.endpoint import Call
from loyalty.entrypoints.schedules import on_schedule, work_off

if TYPE_CHECKING:
    from loyalty.domain.ports import EndingAccounts
    from loyalty.entrypoints.backend import Backend
    from loyalty.push.fcm import FcmPusher
    from loyalty.services.reminders.deliver_notices import Delivery

# Seconds: a run has time to finish its last batch, and is over before the next begins.
DELIVERY_WORK = 240
# Notices that are claimed, or settled, at once.
HANDS = 16
_lock = threading.Lock()
_pushers: dict[tuple[str, str], FcmPusher] = {}


def _ending(backend: Backend) -> EndingAccounts:
    from loyalty.store.firestore.reminders import FirestoreEndingAccounts

    return FirestoreEndingAccounts(backend.client, backend.usage)


OFFICE_CALLS = (Call("get_ending_points", "reminders.get_ending_points", {"ending": _ending}),)


@on_schedule(schedule="0 * * * *", timezone=ZoneInfo("Etc/UTC"), min_backoff_seconds=10, cpu=0.375)
def sweep_points(event: scheduler_fn.ScheduledEvent) -> None:
    """Expire lots that ended and make the notices that are due, of every clinic, each in its own time zone."""
    from loyalty.services.reminders.sweep_due import sweep_due
    from loyalty.store.firestore.ledger import FirestoreDueAccounts

    work_off("sweep_points", event, FirestoreDueAccounts, sweep_due)


@on_schedule(schedule="*/5 * * * *", timezone=ZoneInfo("America/Los_Angeles"), min_backoff_seconds=60, cpu=0.25)
def deliver_notices(event: scheduler_fn.ScheduledEvent) -> None:
    """Push the notices that are due, by the clock if the run is late: quiet hours may have begun."""
    now = max(event.schedule_time.astimezone(UTC), datetime.now(UTC))
    deliver_due(firebase_admin.get_app().project_id, now, DELIVERY_WORK)


def deliver_due(project_id: str | None, now: datetime, seconds: float) -> Delivery:
    """Send the notices that are due; no batch begins after so many seconds, and one that has begun is finished.

    `now` is the instant at which the run begins, and goes on with the machine's clock: no run that is late or long
    sends in the quiet hours.
    """
    from loyalty.entrypoints.backend import backend_of
    from loyalty.services.reminders import deliver_notices as service
    from loyalty.store.documents import Usage
    from loyalty.store.firestore.reminders import FirestoreNotices

    began_at = time.monotonic()

    def elapsed() -> float:
        return time.monotonic() - began_at

    backend = backend_of(Usage(), project_id)
    with ThreadPoolExecutor(HANDS, thread_name_prefix="deliver") as hands:
        delivery = service.deliver_notices(
            backend.store,
            FirestoreNotices(backend.client),
            _pusher(backend.client.project, config.fcm_endpoint()),
            clock=lambda: now + timedelta(seconds=elapsed()),
            go_on=lambda: elapsed() < seconds,
            hands=hands.map,
        )
    _log(delivery, elapsed())
    return delivery


def _pusher(project_id: str, endpoint: str) -> FcmPusher:
    """The process's one sender to an endpoint: connections last from batch to batch and from run to run."""
    from loyalty.push.fcm import FcmPusher

    with _lock:
        if (project_id, endpoint) not in _pushers:
            _pushers[project_id, endpoint] = FcmPusher(project_id, endpoint)
        return _pushers[project_id, endpoint]


def close_connections() -> None:
    """Close the connections of a process that has stopped sending."""
    with _lock:
        pushers = list(_pushers.values())
        _pushers.clear()
    for pusher in pushers:
        pusher.close()


def _log(delivery: Delivery, seconds: float) -> None:
    """Write one JSON line for a run: notices by how they ended; never a token, a name or a text."""
    logger.info(
        "deliver_notices",
        outcome="ok",
        notices=dict(sorted(delivery.ended.items())),
        pushes=delivery.pushes,
        removed_devices=delivery.removed_devices,
        complete=not delivery.left,
        seconds=round(seconds, 1),
    )
