"""The health of a clinic for its owners: schedules, hooks and their secrets, which are never told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from loyalty.domain.bounds import Id
from loyalty.domain.documents import Decision, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys, schedule_run
from loyalty.domain.program.clinic import OWNERS
from loyalty.domain.proof.health import (
    LATE_AFTER,
    HookHealth,
    HookName,
    LastEvents,
    ScheduleHealth,
    ScheduleName,
    ScheduleRun,
    schedule_health,
)
from loyalty.services.preconditions import Caller, require_active_staff, require_clinic, require_role

# True if a secret of the hook signs for the clinic.
HasSecret = Callable[[HookName, str], bool]


@dataclass(frozen=True, slots=True)
class GetHealth:
    """A clinic whose health is asked for."""

    clinic_id: Id


@dataclass(frozen=True, slots=True)
class Health:
    """The last run of each schedule, and each hook with its secret and its last event."""

    clinic_id: str
    schedules: tuple[ScheduleHealth, ...]
    hooks: tuple[HookHealth, ...]


def get_health(store: Store, events: LastEvents, has_secret: HasSecret, body: GetHealth, caller: Caller) -> Health:
    """The health of a clinic, for an owner; nothing is written.

    Refuses ClinicNotFound, NotStaff, StaffDisabled, RoleNotAllowed.
    """
    keys, clinic_id = ClinicKeys(body.clinic_id), body.clinic_id
    runs = {name: schedule_run(name) for name in LATE_AFTER}

    def decide(docs: Snapshots) -> Decision[tuple[ScheduleHealth, ...]]:
        require_clinic(docs, keys)
        require_role(require_active_staff(docs, keys, caller.uid), OWNERS)
        return Decision(tuple(schedule_health(name, docs.get(at), caller.now) for name, at in runs.items()))

    schedules = store.transact((keys.clinic, keys.staff(caller.uid), *runs.values()), decide)
    stripe = HookHealth("stripe_events", has_secret("stripe_events", clinic_id), events.of_payments(clinic_id))
    records = HookHealth("ingest_treatments", has_secret("ingest_treatments", clinic_id), events.of_records(clinic_id))
    return Health(clinic_id, schedules, (stripe, records))


def note_run(store: Store, name: ScheduleName, ended_at: datetime, *, failed: bool) -> None:
    """Note the end of a schedule's run, unless that of a later one is noted."""
    at = schedule_run(name)

    def decide(docs: Snapshots) -> Decision[None]:
        noted = docs.get(at)
        if noted is not None and noted.ended_at > ended_at:
            return Decision(None)
        succeeded_at = ended_at if not failed else noted.succeeded_at if noted else None
        return Decision(None, (Put(at, ScheduleRun(ended_at, failed, succeeded_at)),))

    store.transact((at,), decide)
