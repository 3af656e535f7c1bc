"""Adjustments that wait, in a dictionary: the port `WaitingAdjustments`."""

from __future__ import annotations

from collections.abc import Sequence

from loyalty.domain.ledger.adjustments import WaitingAdjustment
from loyalty.store.firestore.ledger import waiting_adjustment
from tests.support.memory import MemoryDocuments


class MemoryWaitingAdjustments:
    """See the protocol `WaitingAdjustments`."""

    def __init__(self, documents: MemoryDocuments) -> None:
        self._documents = documents

    def of(self, clinic_id: str, requested_by: str | None, most: int) -> Sequence[WaitingAdjustment]:
        every, within = self._documents.all(), f"clinics/{clinic_id}"
        names = {path: str(fields.get("name", "")) for path, fields in every.items()}
        waiting = [
            waiting_adjustment(path.rpartition("/")[2], fields, names, within)
            for path, fields in every.items()
            if path.startswith(f"{within}/adjustments/") and fields["status"] == "pending"
        ]
        asked = [one for one in waiting if requested_by in (None, one.requested_by)]
        return sorted(asked, key=lambda one: (one.requested_at, one.adjustment_id))[:most]
