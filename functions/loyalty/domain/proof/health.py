"""The health of a clinic: the last run of each schedule, and the last event that each hook took in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol

ScheduleName = Literal["sweep_points", "refresh_tiers", "deliver_notices", "publish_releases", "nightly_audit"]
HookName = Literal["stripe_events", "ingest_treatments"]

# How long after a run that succeeded the next one must have: a run that failed is tried again by itself.
LATE_AFTER: dict[ScheduleName, timedelta] = {
    "sweep_points": timedelta(hours=3),
    "refresh_tiers": timedelta(hours=3),
    "deliver_notices": timedelta(minutes=30),
    "publish_releases": timedelta(minutes=30),
    "nightly_audit": timedelta(hours=36),
}
# The roles of the other systems that act by a hook.
PAYMENTS, RECORDS = "payments", "records"


@dataclass(frozen=True, slots=True)
class ScheduleRun:
    """The last run of a schedule, for all clinics: its end, and the end of the last run that did not fail, or None."""

    ended_at: datetime
    failed: bool
    succeeded_at: datetime | None


@dataclass(frozen=True, slots=True)
class ScheduleHealth:
    """A schedule's last run; null where none was noted. It is `late` where none has succeeded for too long."""

    name: ScheduleName
    ended_at: datetime | None
    failed: bool
    late: bool


@dataclass(frozen=True, slots=True)
class HookHealth:
    """A hook: if a secret signs for the clinic, and when the last event about one of its patients was taken in."""

    name: HookName
    has_secret: bool
    last_event_at: datetime | None


class LastEvents(Protocol):
    """The last event that a hook took in for a clinic, along one index each. Both raise StoreUnavailable."""

    def of_payments(self, clinic_id: str) -> datetime | None:
        """The instant at which the last event of a payment provider was recorded."""

    def of_records(self, clinic_id: str) -> datetime | None:
        """The instant at which the last treatment of a records system was recorded."""


def schedule_health(name: ScheduleName, run: ScheduleRun | None, now: datetime) -> ScheduleHealth:
    """The health of a schedule by its last run."""
    if run is None:
        return ScheduleHealth(name, None, failed=False, late=False)
    late = run.succeeded_at is None or now > run.succeeded_at + LATE_AFTER[name]
    return ScheduleHealth(name, run.ended_at, failed=run.failed, late=late)
