"""Runs: work on every account that is due, several at a time, until all are done or the time is up.

No state is kept between runs. An account that is done is due later, so the next run goes on with exactly what is left
after one that was cut short, killed or started twice.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from loyalty.domain.ledger.entry import Actor, Request
from loyalty.domain.ports import DueAccount, DueAccounts
from loyalty.errors.base import Contention, DocumentInvalid, DocumentMissing, Refusal, StoreUnavailable

T = TypeVar("T")

THREADS = 16
# Accounts that may be at work or in line at once.
AHEAD = 2 * THREADS
MOST_COUNTED = 10_000

SCHEDULE = Actor("schedule", "schedule")
# The request of entries that a run makes: nobody sent one, so there is none to compare with.
BY_ITSELF = Request("schedule", "")


@dataclass(slots=True)
class Run:
    """The counts of a run: the accounts it went through, and those it did not.

    `refused` counts, by code, the accounts that could not be done; `left` those that are still due, up to 10,000. A run
    is `cut_short` where the time was up or another writer interfered: it is worth trying again at once.
    """

    accounts: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    left: int = 0
    cut_short: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """The accounts that are due at an instant, how long to go on, and how many to work on at once."""

    accounts: DueAccounts
    now: datetime
    go_on: Callable[[], bool] = lambda: True
    threads: int = THREADS


def work_off(due: Due, run: Run, work: Callable[[DueAccount], T], count: Callable[[T], None]) -> None:
    """Do the work on every account that is due, and count each outcome in the run."""
    found = itertools.takewhile(lambda _: due.go_on(), due.accounts.due(due.now))
    for outcome in outcomes_of(found, work, due.threads):
        run.accounts += 1
        if isinstance(outcome, str):
            run.refused[outcome] += 1
        else:
            count(outcome)
    if run.refused or not due.go_on():
        run.left = due.accounts.count_due(due.now, MOST_COUNTED)
    again = {Contention.code, StoreUnavailable.code} & run.refused.keys()
    run.cut_short = run.left > 0 and bool(again or not due.go_on())


def outcomes_of(
    due: Iterable[DueAccount], work: Callable[[DueAccount], T], threads: int = THREADS
) -> Iterator[T | str]:
    """The outcome of each account as it comes: what `work` returns, or the code of its refusal.

    A broken rule of one clinic does not stop the work on another.
    """
    broken: dict[str, str] = {}
    running: set[Future[T | str]] = set()
    with ThreadPoolExecutor(threads) as pool:
        for account in due:
            running.add(pool.submit(_outcome, account, work, broken))
            if len(running) >= AHEAD:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        yield from (future.result() for future in running)


def _outcome(account: DueAccount, work: Callable[[DueAccount], T], broken: dict[str, str]) -> T | str:
    if account.clinic_id in broken:
        return broken[account.clinic_id]
    try:
        return work(account)
    except (DocumentInvalid, DocumentMissing) as refusal:
        broken[account.clinic_id] = refusal.code
        return refusal.code
    except Refusal as refusal:
        return refusal.code
