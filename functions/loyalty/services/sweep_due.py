"""The sweep: every account that is due, in pages, several at a time, until all are done or the time is up.

Nothing is remembered between runs: an account that is done is due later, so a run that was cut short, killed or started
twice leaves to the next exactly what is left.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from loyalty.domain.documents import Store
from loyalty.domain.due_accounts import DueAccount, DueAccounts
from loyalty.domain.notices import PENDING
from loyalty.errors import Contention, StoreUnavailable
from loyalty.services.due_work import THREADS, outcomes
from loyalty.services.sweep_account import Swept, sweep_account

MOST_COUNTED = 10_000


@dataclass(slots=True)
class Sweep:
    """What a run did: accounts it went through, lots that expired or live longer, notices to send and suppressed.

    `refused` counts, by code, the accounts it could not do; `left` those that are still due, up to 10,000. It is
    `cut_short` where the time was up, or an account was in other hands: it is worth trying again at once.
    """

    accounts: int = 0
    expired: int = 0
    extended: int = 0
    notices: int = 0
    suppressed: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    left: int = 0
    cut_short: bool = False


def sweep_due(
    store: Store, accounts: DueAccounts, now: datetime, go_on: Callable[[], bool] = lambda: True, threads: int = THREADS
) -> Sweep:
    """Sweep every account due at an instant, as long as `go_on` says so."""
    sweep = Sweep()
    due = itertools.takewhile(lambda _: go_on(), accounts.due(now))
    for outcome in outcomes(due, lambda account: _swept(store, account, now), threads):
        _count(sweep, outcome)
    if sweep.refused or not go_on():
        sweep.left = accounts.count_due(now, MOST_COUNTED)
    again = {Contention.code, StoreUnavailable.code} & sweep.refused.keys()
    sweep.cut_short = sweep.left > 0 and bool(again or not go_on())
    return sweep


def _swept(store: Store, account: DueAccount, now: datetime) -> Swept:
    return sweep_account(store, account.clinic_id, account.patient_id, now, account.at_hand)


def _count(sweep: Sweep, outcome: Swept | str) -> None:
    sweep.accounts += 1
    if isinstance(outcome, str):
        sweep.refused[outcome] += 1
        return
    sweep.expired += outcome.expired
    sweep.extended += outcome.extended
    if outcome.notice is not None:
        sent = outcome.notice.state == PENDING
        sweep.notices += sent
        sweep.suppressed += not sent
