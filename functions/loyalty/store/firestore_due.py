"""Due accounts found in Firestore by one index: the port `loyalty.domain.due_accounts`; no query is without a limit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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


def sweep_keys(clinic_id: str) -> tuple[Key[Any], ...]:
    """What a sweep reads of a clinic."""
    return clinic_key(clinic_id), reminders_key(clinic_id)


class FirestoreDueAccounts:
    """See the protocol `DueAccounts`; `field` says when an account is due. A clinic's `keys` are read once a run."""

    def __init__(
        self,
        client: Client,
        documents: Documents,
        usage: Usage,
        field: str = "due_at",
        keys: Callable[[str], tuple[Key[Any], ...]] = sweep_keys,
    ) -> None:
        self._client = client
        self._field, self._keys = field, keys
        self._documents = documents
        self._usage = usage
        self._clinics: dict[str, dict[Key[Any], Found]] = {}

    def due(self, now: datetime) -> Iterator[DueAccount]:
        """See `DueAccounts`."""
        query = self._query(now).limit(PAGE)
        while True:
            last, left = None, PAGE
            for last in query.stream():
                left -= 1
                yield self._account(last)
            self._usage.add(documents_read=PAGE - left)
            if last is None or left:
                return
            query = query.start_after(last)

    def count_due(self, now: datetime, most: int) -> int:
        """See `DueAccounts`."""
        counted: Any = self._query(now).limit(most).count()
        return int(counted.get()[0][0].value)

    def _query(self, now: datetime) -> Query:
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        due = FieldFilter(self._field, "<=", now)
        return self._client.collection_group("patients").where(filter=due).order_by(self._field)

    def _account(self, found: DocumentSnapshot[Any]) -> DueAccount:
        clinic_id, patient_id = found.reference.parent.parent.id, found.id
        if clinic_id not in self._clinics:
            self._clinics[clinic_id] = self._read_clinic(clinic_id)
        document = Found(found.to_dict(), found.update_time)
        return DueAccount(
            clinic_id, patient_id, {**self._clinics[clinic_id], account_key(clinic_id, patient_id): document}
        )

    def _read_clinic(self, clinic_id: str) -> dict[Key[Any], Found]:
        keys = self._keys(clinic_id)
        return dict(zip(keys, self._documents.read([path_of(key) for key in keys], READ_TIMEOUT), strict=True))
