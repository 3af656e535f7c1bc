"""A patient's past entries in a dictionary: the port `PastEntries`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tests.support.clinic import Fields
from tests.support.memory import MemoryDocuments


class MemoryPastEntries:
    """See the protocol `PastEntries`."""

    def __init__(self, documents: MemoryDocuments) -> None:
        self._documents = documents

    def purchases(
        self, clinic_id: str, patient_id: str, location_id: str, before: tuple[datetime, str] | None, most: int
    ) -> Sequence[str]:
        found = [
            (entry["recorded_at"], entry_id)
            for entry_id, entry in self._of_kind(clinic_id, patient_id, "accrual")
            if entry["location_id"] == location_id
        ]
        return [entry_id for at, entry_id in found if before is None or (at, entry_id) < before][:most]

    def expiries(self, clinic_id: str, patient_id: str, most: int) -> Sequence[str]:
        return [entry_id for entry_id, _ in self._of_kind(clinic_id, patient_id, "expiry")][:most]

    def _of_kind(self, clinic_id: str, patient_id: str, kind: str) -> list[tuple[str, Fields]]:
        """The ids and entries of a kind, the newest first."""
        within = f"clinics/{clinic_id}/patients/{patient_id}/entries/"
        found = [
            (path.removeprefix(within), fields)
            for path, fields in self._documents.all().items()
            if path.startswith(within) and fields["kind"] == kind
        ]
        return sorted(found, key=lambda one: (one[1]["recorded_at"], one[0]), reverse=True)
