"""Work on every account that is due, several at a time, no more held at once than that needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import TypeVar

from loyalty.domain.due_accounts import DueAccount
from loyalty.errors import DocumentInvalid, DocumentMissing, Refusal

T = TypeVar("T")

THREADS = 16
# So many are found ahead of those at work.
AHEAD = 2 * THREADS


def outcomes(due: Iterable[DueAccount], work: Callable[[DueAccount], T], threads: int = THREADS) -> Iterator[T | str]:
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
