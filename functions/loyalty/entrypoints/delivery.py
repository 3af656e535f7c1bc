"""Notices on their way to the phones, for whichever schedule sends them: the pieces put together, and one log line."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from firebase_functions import logger

from loyalty import config
from loyalty.entrypoints.endpoint import CODEC
from loyalty.services.reminders.deliver_notices import Delivery, deliver_notices
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import FirestoreDocuments, shared_client
from loyalty.store.firestore.reminders import FirestoreNotices
from loyalty.store.transaction import TransactionalStore

if TYPE_CHECKING:
    from loyalty.push.fcm import FcmPusher

# So many notices are claimed, or settled, at once.
HANDS = 16
_lock = threading.Lock()
_pushers: dict[tuple[str, str], FcmPusher] = {}


def deliver_due(project_id: str | None, now: datetime, seconds: float) -> Delivery:
    """Send what is due, beginning for at most so many seconds; a batch that has begun is brought to its end.

    `now` is the time on the patients' clocks as the run begins, and goes on with the machine's: nothing is sent in the
    quiet hours because a run was late, or long.
    """
    began_at = time.monotonic()

    def elapsed() -> float:
        return time.monotonic() - began_at

    client = shared_client(project_id)
    store = TransactionalStore(FirestoreDocuments(client, Usage()), CODEC)
    with ThreadPoolExecutor(HANDS, thread_name_prefix="deliver") as hands:
        delivery = deliver_notices(
            store,
            FirestoreNotices(client),
            _pusher(client.project, config.fcm_endpoint()),
            clock=lambda: now + timedelta(seconds=elapsed()),
            go_on=lambda: elapsed() < seconds,
            hands=hands.map,
        )
    _tell(delivery, elapsed())
    return delivery


def _pusher(project_id: str, endpoint: str) -> FcmPusher:
    """The process's one sender to an endpoint, so that connections last from batch to batch and from run to run."""
    from loyalty.push.fcm import FcmPusher  # noqa: PLC0415 - who pushes nothing does not load it

    with _lock:
        if (project_id, endpoint) not in _pushers:
            _pushers[project_id, endpoint] = FcmPusher(project_id, endpoint)
        return _pushers[project_id, endpoint]


def let_go() -> None:
    """Close the connections of a process that sends no more."""
    with _lock:
        pushers = list(_pushers.values())
        _pushers.clear()
    for pusher in pushers:
        pusher.close()


def _tell(delivery: Delivery, seconds: float) -> None:
    """One JSON line a run: how many notices ended how; never a token, a name or a text."""
    logger.info(
        "deliver_notices",
        outcome="ok",
        notices=dict(sorted(delivery.ended.items())),
        pushes=delivery.pushes,
        removed_devices=delivery.removed_devices,
        complete=not delivery.left,
        seconds=round(seconds, 1),
    )
