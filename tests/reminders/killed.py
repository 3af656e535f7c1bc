"""A sweep in a process of its own that is killed, as by `kill -9`, at a step of one of its accounts."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime

from loyalty.domain.ports import DueAccount
from loyalty.services.reminders.sweep_due import sweep_due
from loyalty.store.documents import Usage, Write
from loyalty.store.firestore.client import FirestoreDocuments, shared_client
from loyalty.store.firestore.ledger import FirestoreDueAccounts
from loyalty.store.transaction import TransactionalStore
from tests.support.due import CODEC, DUE_AT

STEPS = ("before-read", "before-commit", "after-commit")


def die() -> None:
    """Nothing more is said or done."""
    os.kill(os.getpid(), signal.SIGKILL)


class DyingDocuments(FirestoreDocuments):
    """Dies before or after the commit of one account."""

    def __init__(self, *given: object, step: str, turn: int) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self._step, self._left = step, turn

    def commit(self, writes: Sequence[Write], timeout: float) -> None:
        last, self._left = self._left == 0, self._left - 1
        if last and self._step == "before-commit":
            die()
        super().commit(writes, timeout)
        if last and self._step == "after-commit":
            die()


class DyingAccounts(FirestoreDueAccounts):
    """Dies before the first account is read, or hands them on."""

    step = ""

    def due(self, now: datetime) -> Iterator[DueAccount]:
        if self.step == "before-read":
            die()
        yield from super().due(now)


def main(project_id: str, step: str, turn: int) -> None:
    """Sweep, and die on the way."""
    client, usage = shared_client(project_id), Usage()
    documents = DyingDocuments(client, usage, step=step, turn=turn)
    accounts = DyingAccounts(client, documents, usage)
    accounts.step = step
    sweep_due(TransactionalStore(documents, CODEC), accounts, DUE_AT, threads=2)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
