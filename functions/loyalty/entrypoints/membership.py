"""Calls and the schedule of memberships: changes, treatments, revenue, tiers that change by time."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from firebase_functions import scheduler_fn

from loyalty.entrypoints.endpoint import Call
from loyalty.entrypoints.schedules import on_schedule, work_off

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
)
OFFICE_CALLS = (Call("get_revenue", "membership.get_revenue", {"history": _history}),)


@on_schedule(schedule="20 * * * *", timezone=ZoneInfo("Etc/UTC"), min_backoff_seconds=10, cpu=0.25)
def refresh_tiers(event: scheduler_fn.ScheduledEvent) -> None:
    """Refresh every account whose tier, year or membership has changed by time, of every clinic, in its own zone."""
    from loyalty.services.membership.refresh_due import refresh_due
    from loyalty.store.firestore.program import FirestoreChangedAccounts

    work_off("refresh_tiers", event, FirestoreChangedAccounts, refresh_due)
