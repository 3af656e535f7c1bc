"""Due accounts found in Firestore by one index: the port `loyalty.domain.due_accounts`; no query is without a limit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from loyalty.domain.documents import Key, account_key, clinic_key, reminders_key
from loyalty.domain.due_accounts import DueAccount
from loyalty.store.documents import Documents, Found, Usage
from loyalty.store.paths import path_of

if TYPE_CHECKING:
    from google.cloud.firestore import Client, DocumentSnapshot, Query

PAGE = 100
READ_TIMEOUT = 10.0  # seconds


class FirestoreDueAccounts:
    """See the protocol `DueAccounts`. A clinic and its rule are read once a run."""

    def __init__(self, client: Client, documents: Documents, usage: Usage) -> None:
        self._client = client
        self._documents = documents
        self._usage = usage
        self._clinics: dict[str, dict[Key[Any], Found]] = {}

    def due(self, now: datetime) -> Iterator[DueAccount]:
        """See `DueAccounts`."""
        query = self._query(now).limit(PAGE)
        while True:
            page = list(query.stream())
            self._usage.add(documents_read=len(page))
            self._read_clinics([found.reference.parent.parent.id for found in page])
            yield from map(self._account, page)
            if len(page) < PAGE:
                return
            query = query.start_after(page[-1])

    def count_due(self, now: datetime, most: int) -> int:
        """See `DueAccounts`."""
        counted: Any = self._query(now).limit(most).count()
        return int(counted.get()[0][0].value)

    def _query(self, now: datetime) -> Query:
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        return (
            self._client.collection_group("patients").where(filter=FieldFilter("due_at", "<=", now)).order_by("due_at")
        )

    def _read_clinics(self, clinic_ids: Sequence[str]) -> None:
        """What the accounts' clinics say, for those that were not met before in this run: one read for all of them."""
        keys: list[Key[Any]] = []
        for clinic_id in dict.fromkeys(clinic_ids):
            if clinic_id not in self._clinics:
                keys += [clinic_key(clinic_id), reminders_key(clinic_id)]
        if keys:
            found = self._documents.read([path_of(key) for key in keys], READ_TIMEOUT)
            for key, document in zip(keys, found, strict=True):
                self._clinics.setdefault(key.ids[0], {})[key] = document

    def _account(self, found: DocumentSnapshot[Any]) -> DueAccount:
        clinic_id, patient_id = found.reference.parent.parent.id, found.id
        document = Found(found.to_dict(), found.update_time)
        key = account_key(clinic_id, patient_id)
        return DueAccount(clinic_id, patient_id, {**self._clinics[clinic_id], key: document})
