"""Calls and the schedule of memberships: changes, treatments, revenue, tiers that change by time."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from firebase_functions import logger, scheduler_fn

from loyalty.entrypoints.endpoint import Call
from loyalty.entrypoints.reminders import place_offers
from loyalty.entrypoints.schedules import SWEEP_WORK, SweepUnfinished, on_schedule, work_off

if TYPE_CHECKING:
    from loyalty.domain.ports import MembershipHistory
    from loyalty.entrypoints.backend import Backend


def _history(backend: Backend) -> MembershipHistory:
    from loyalty.store.firestore.membership import FirestoreMembershipHistory

    return FirestoreMembershipHistory(backend.client, backend.usage)


CALLS = (
    Call("change_membership", "membership.memberships"),
    Call("complete_treatment", "membership.treatments"),
    Call("withdraw_treatment", "membership.withdraw_treatment"),
    Call("refresh_standing", "membership.refresh_standing"),
)
OFFICE_CALLS = (Call("get_revenue", "membership.get_revenue", {"history": _history}),)


@on_schedule(schedule="20 * * * *", timezone=ZoneInfo("Etc/UTC"), min_backoff_seconds=10, cpu=0.25)
def refresh_tiers(event: scheduler_fn.ScheduledEvent) -> None:
    """Refresh every account whose tier, year or membership has changed by time, of every clinic, in its own zone.

    Then every account is placed whose clinic published rules of tiers, and the offers that are not yet placed today.
    Raises SweepUnfinished where some accounts are left.
    """
    from loyalty.services.membership.refresh_due import refresh_due
    from loyalty.store.firestore.program import FirestoreChangedAccounts

    began = time.monotonic()
    work_off("refresh_tiers", event, FirestoreChangedAccounts, refresh_due)
    now = event.schedule_time.astimezone(UTC)

    def go_on() -> bool:
        return time.monotonic() < began + SWEEP_WORK

    try:
        place_all(now, go_on)
    finally:  # whatever keeps one from its end keeps the other from nothing
        place_offers(now, go_on)


def place_all(now: datetime, go_on: Callable[[], bool]) -> None:
    """Go on with every placing that is open, and log a line for each. Raises SweepUnfinished where one is not done."""
    from loyalty.entrypoints.backend import backend_of
    from loyalty.services.membership.place_accounts import Placer
    from loyalty.store.documents import Usage
    from loyalty.store.firestore.program import FirestorePlacingAccounts

    usage = Usage()
    backend = backend_of(usage)
    accounts = FirestorePlacingAccounts(backend.client, backend.documents, usage)
    latest = {placing.clinic_id: placing for placing in Placer(backend.store, accounts, now, go_on).place_all()}
    for placing in latest.values():
        told = {"rule_versions": dict(placing.rule_versions), "refused": dict(placing.refused)}
        told |= {name: getattr(placing, name) for name in ("clinic_id", "total", "done", "changed")}
        log = logger.error if placing.refused else logger.info
        log("place_accounts", finished=placing.finished_at is not None, **told)
    left = [placing.clinic_id for placing in latest.values() if placing.finished_at is None]
    if left:
        raise SweepUnfinished(f"accounts are still to be placed: {', '.join(left)}")
