"""The sweep: on every account that is due, ended lots expire, and the patient is reminded of those that end soon."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from loyalty.domain.documents import Store
from loyalty.domain.ports import DueAccounts
from loyalty.domain.reminders.notices import PENDING
from loyalty.services.reminders.sweep_account import Swept, sweep_account
from loyalty.services.runs import THREADS, Due, Run, work_off


@dataclass(slots=True)
class Sweep(Run):
    """The counts of a sweep: also lots that expired or live longer, and notices to send and suppressed."""

    expired: int = 0
    extended: int = 0
    notices: int = 0
    suppressed: int = 0

    def count(self, swept: Swept) -> None:
        """Count an account."""
        self.expired += swept.expired
        self.extended += swept.extended
        if swept.notice is not None:
            sent = swept.notice.state == PENDING
            self.notices += sent
            self.suppressed += not sent


def sweep_due(
    store: Store, accounts: DueAccounts, now: datetime, go_on: Callable[[], bool] = lambda: True, threads: int = THREADS
) -> Sweep:
    """Sweep every account that is due at an instant, as long as `go_on` is true."""
    sweep = Sweep()
    work_off(
        Due(accounts, now, go_on, threads),
        sweep,
        lambda account: sweep_account(store, account.clinic_id, account.patient_id, now, account.at_hand),
        sweep.count,
    )
    return sweep
