"""A placing in a process of its own that is killed, as by `kill -9`, at one of its commits."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from loyalty.services.membership.place_accounts import Placer
from loyalty.store.documents import Usage, Write
from loyalty.store.firestore.client import FirestoreDocuments, shared_client
from loyalty.store.firestore.program import FirestorePlacingAccounts
from loyalty.store.transaction import TransactionalStore
from tests.reminders.killed import die
from tests.support.clinic import NOW
from tests.support.due import CODEC


class DyingDocuments(FirestoreDocuments):
    """Dies after so many commits."""

    left = 0

    def commit(self, writes: Sequence[Write], timeout: float) -> None:
        super().commit(writes, timeout)
        self.left -= 1
        if self.left <= 0:
            die()


def main(project_id: str, commits: int) -> None:
    """Place, and die on the way."""
    client, usage = shared_client(project_id), Usage()
    documents = DyingDocuments(client, usage)
    documents.left = commits
    accounts = FirestorePlacingAccounts(client, documents, usage)
    list(Placer(TransactionalStore(documents, CODEC), accounts, NOW).place_all())


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
