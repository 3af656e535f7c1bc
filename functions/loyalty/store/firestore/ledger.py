"""Due accounts in Firestore, found by one index: the port `DueAccounts`. Every query has a limit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from loyalty.domain.documents import Key
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ports import DueAccount
from loyalty.store.documents import Documents, Found, Usage

if TYPE_CHECKING:
    from google.cloud.firestore import Client, DocumentSnapshot, Query

PAGE = 500
READ_TIMEOUT = 10.0  # seconds


class FirestoreDueAccounts:
    """See the protocol `DueAccounts`, for the sweep. A clinic's documents are read once a run."""

    def __init__(self, client: Client, documents: Documents, usage: Usage) -> None:
        self._client = client
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

        return (
            self._client.collection_group("patients").where(filter=FieldFilter("due_at", "<=", now)).order_by("due_at")
        )

    def _keys(self, clinic_id: str) -> tuple[Key[Any], ...]:
        keys = ClinicKeys(clinic_id)
        return keys.clinic, keys.reminders

    def _account(self, found: DocumentSnapshot[Any]) -> DueAccount:
        clinic_id, patient_id = found.reference.parent.parent.id, found.id
        if clinic_id not in self._clinics:
            self._clinics[clinic_id] = self._read_clinic(clinic_id)
        document = Found(found.to_dict(), _version_of(found))
        return DueAccount(
            clinic_id, patient_id, {**self._clinics[clinic_id], ClinicKeys(clinic_id).account(patient_id): document}
        )

    def _read_clinic(self, clinic_id: str) -> dict[Key[Any], Found]:
        keys = self._keys(clinic_id)
        return dict(zip(keys, self._documents.read([key.path for key in keys], READ_TIMEOUT), strict=True))


def _version_of(found: DocumentSnapshot[Any]) -> Any:  # noqa: ANN401 - protobuf makes its classes at run time
    """The version as a commit sends it: a query of one collection gives an instant, one of a group the message."""
    at: Any = found.update_time
    return at.timestamp_pb() if hasattr(at, "timestamp_pb") else at
