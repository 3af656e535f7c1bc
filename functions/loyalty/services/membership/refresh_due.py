"""The run of refreshing: every account whose tier, year or membership has changed by time alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from loyalty.domain.documents import Store
from loyalty.domain.ports import DueAccounts
from loyalty.services.membership.refresh_tier import Refreshed, refresh_tier
from loyalty.services.runs import THREADS, Due, Run, work_off


@dataclass(slots=True)
class Refresh(Run):
    """The counts of a run: also changes of tier that it recorded, and months of memberships that it gave points for."""

    changes: int = 0
    months: int = 0

    def count(self, refreshed: Refreshed) -> None:
        """Count an account."""
        self.changes += refreshed.changes
        self.months += refreshed.months


def refresh_due(
    store: Store, accounts: DueAccounts, now: datetime, go_on: Callable[[], bool] = lambda: True, threads: int = THREADS
) -> Refresh:
    """Refresh every account that has changed by time alone until an instant, as long as `go_on` is true."""
    refresh = Refresh()
    work_off(
        Due(accounts, now, go_on, threads),
        refresh,
        lambda account: refresh_tier(store, account.clinic_id, account.patient_id, now, account.at_hand),
        refresh.count,
    )
    return refresh
