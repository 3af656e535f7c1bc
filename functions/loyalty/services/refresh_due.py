"""Every account whose tier, year or membership time has changed is looked at again, until all are, or the time is up.

Nothing is remembered between runs: an account that is done is due later.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from loyalty.domain.documents import Store
from loyalty.domain.due_accounts import DueAccount, DueAccounts
from loyalty.errors import Contention, StoreUnavailable
from loyalty.services.due_work import THREADS, outcomes
from loyalty.services.refresh_tier import Refreshed, refresh_tier

MOST_COUNTED = 10_000


@dataclass(slots=True)
class Refresh:
    """What a run did: accounts it went through, changes of tier it recorded, months of memberships it gave points for.

    `refused`, `left` and `cut_short` are as in a sweep.
    """

    accounts: int = 0
    changes: int = 0
    months: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    left: int = 0
    cut_short: bool = False


def refresh_due(
    store: Store, accounts: DueAccounts, now: datetime, go_on: Callable[[], bool] = lambda: True, threads: int = THREADS
) -> Refresh:
    """Refresh every account that time has changed by an instant, as long as `go_on` says so."""
    run = Refresh()
    due = itertools.takewhile(lambda _: go_on(), accounts.due(now))
    for outcome in outcomes(
        due, lambda one: refresh_tier(store, one.clinic_id, one.patient_id, now, one.at_hand), threads
    ):
        run.accounts += 1
        if isinstance(outcome, str):
            run.refused[outcome] += 1
        else:
            run.changes += outcome.changes
            run.months += outcome.months
    if run.refused or not go_on():
        run.left = accounts.count_due(now, MOST_COUNTED)
    again = {Contention.code, StoreUnavailable.code} & run.refused.keys()
    run.cut_short = run.left > 0 and bool(again or not go_on())
    return run


def _refreshed(store: Store, account: DueAccount, now: datetime) -> Refreshed:
    return refresh_tier(store, account.clinic_id, account.patient_id, now, account.at_hand)
