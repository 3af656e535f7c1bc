"""Work on every account that is due, several at a time, until all are done or the time is up.

Nothing is remembered between runs: an account that is done is due later, so a run that was cut short, killed or started
twice leaves to the next exactly what is left.
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
# So many are found ahead of those at work.
AHEAD = 2 * THREADS
MOST_COUNTED = 10_000

SCHEDULE = Actor("schedule", "schedule")
# A run makes its entries by itself: there is no request to compare with.
BY_ITSELF = Request("schedule", "")


@dataclass(slots=True)
class Run:
    """What every run says: accounts it went through, and those it did not.

    `refused` counts, by code, the accounts it could not do; `left` those that are still due, up to 10,000. It is
    `cut_short` where the time was up, or an account was in other hands: it is worth trying again at once.
    """

    accounts: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    left: int = 0
    cut_short: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """Where due accounts are found, as of which instant, for how long, and how many are worked on at once."""

    accounts: DueAccounts
    now: datetime
    go_on: Callable[[], bool] = lambda: True
    threads: int = THREADS


def work_off(due: Due, run: Run, work: Callable[[DueAccount], T], count: Callable[[T], None]) -> None:
    """Do the work on every account that is due, and count what came of it in the run."""
    found = itertools.takewhile(lambda _: due.go_on(), due.accounts.due(due.now))
    for outcome in _outcomes(found, work, due.threads):
        run.accounts += 1
        if isinstance(outcome, str):
            run.refused[outcome] += 1
        else:
            count(outcome)
    if run.refused or not due.go_on():
        run.left = due.accounts.count_due(due.now, MOST_COUNTED)
    again = {Contention.code, StoreUnavailable.code} & run.refused.keys()
    run.cut_short = run.left > 0 and bool(again or not due.go_on())


def _outcomes(due: Iterable[DueAccount], work: Callable[[DueAccount], T], threads: int = THREADS) -> Iterator[T | str]:
    """What became of each account, as they come: what `work` gives, or the code of its refusal.

    One clinic's broken rule keeps no other from its turn.
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
