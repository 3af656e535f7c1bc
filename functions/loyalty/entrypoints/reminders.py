"""Calls about points that end and offers, and the schedules of reminders: sweep due accounts, push due notices."""

from __future__ import annotations

import threading
import time
from collections import Counter
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
    from collections.abc import Callable

    from loyalty.domain.ports import EndingAccounts
    from loyalty.domain.reminders.audiences import Audiences
    from loyalty.entrypoints.backend import Backend
    from loyalty.push.fcm import FcmPusher
    from loyalty.services.reminders.deliver_notices import Delivery

# Seconds: a run has time to finish its last batch, and is over before the next begins.
DELIVERY_WORK = 240
# Seconds of the five minutes that `office` has.
PLACING_WORK = 240
# Notices that are claimed, or settled, at once.
HANDS = 16
_lock = threading.Lock()
_pushers: dict[tuple[str, str], FcmPusher] = {}


def _ending(backend: Backend) -> EndingAccounts:
    from loyalty.store.firestore.reminders import FirestoreEndingAccounts

    return FirestoreEndingAccounts(backend.client, backend.usage)


def _audiences(backend: Backend) -> Audiences:
    from loyalty.store.firestore.offers import FirestoreAudiences

    return FirestoreAudiences(backend.client, backend.usage)


def _in_time(_: Backend) -> Callable[[], bool]:
    """True as long as a call about many patients may go on."""
    ends_at = time.monotonic() + PLACING_WORK
    return lambda: time.monotonic() < ends_at


OFFICE_CALLS = (
    Call("get_ending_points", "reminders.get_ending_points", {"ending": _ending}),
    Call("count_audience", "reminders.count_audience", {"audiences": _audiences}),
    Call("place_offer", "reminders.place_offer", {"audiences": _audiences, "go_on": _in_time}),
    Call("get_offer_result", "reminders.get_offer_result", {"audiences": _audiences}),
)


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


def place_offers(now: datetime, go_on: Callable[[], bool]) -> None:
    """Place every offer to an audience that is not yet placed on its clinic's date, and log one line of counts."""
    from loyalty.entrypoints.backend import backend_of
    from loyalty.services.reminders.place_offer import Placer
    from loyalty.store.documents import Usage

    usage = Usage()
    backend = backend_of(usage)
    placings = list(Placer(backend.store, _audiences(backend), now, go_on).place_all())
    refused = Counter(one for one in placings if isinstance(one, str))
    done = [one for one in placings if not isinstance(one, str)]
    (logger.error if refused else logger.info)(
        "place_offers",
        now=now.isoformat(),
        done=sum(one.finished_at is not None for one in done),
        left=sum(one.finished_at is None for one in done),
        refused=dict(refused),
        round_trips=usage.round_trips,
        documents_read=usage.documents_read,
        documents_written=usage.documents_written,
    )
