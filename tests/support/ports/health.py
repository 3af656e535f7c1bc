"""The last events of hooks in a dictionary: the port `LastEvents`."""

from __future__ import annotations

from datetime import datetime

from loyalty.domain.proof.health import PAYMENTS, RECORDS
from tests.support.memory import MemoryDocuments


class MemoryLastEvents:
    """See the protocol `LastEvents`."""

    def __init__(self, documents: MemoryDocuments) -> None:
        self._documents = documents

    def of_payments(self, clinic_id: str) -> datetime | None:
        """See `LastEvents`."""
        return self._last(clinic_id, "membership_events", PAYMENTS)

    def of_records(self, clinic_id: str) -> datetime | None:
        """See `LastEvents`."""
        return self._last(clinic_id, "treatments", RECORDS)

    def _last(self, clinic_id: str, collection: str, role: str) -> datetime | None:
        found = [doc for path, doc in self._documents.all().items() if path.split("/")[-2] == collection]
        own = [doc for doc in found if doc["clinic_id"] == clinic_id and doc["actor"]["role"] == role]
        return max((doc["recorded_at"] for doc in own), default=None)
