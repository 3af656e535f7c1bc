"""A patient's latest acts in a dictionary: the port `LatestActs`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from loyalty.domain.checkout.undoable import FoundTreatment, FoundUse
from tests.support.clinic import Fields
from tests.support.memory import MemoryDocuments


class MemoryLatestActs:
    """See the protocol `LatestActs`."""

    def __init__(self, documents: MemoryDocuments) -> None:
        self._documents = documents

    def uses(self, clinic_id: str, patient_id: str, most: int) -> Sequence[FoundUse]:
        entries = self._newest_first(f"clinics/{clinic_id}/patients/{patient_id}/entries/")
        used = [(entry_id, entry) for entry_id, entry in entries if entry["kind"] in {"redemption", "cash_out"}]
        return [FoundUse(entry_id, entry["kind"], entry["why"].get("visit_id")) for entry_id, entry in used[:most]]

    def treatments(self, clinic_id: str, patient_id: str, since: datetime, most: int) -> Sequence[FoundTreatment]:
        noted = self._newest_first(f"clinics/{clinic_id}/patients/{patient_id}/treatments/")
        names = self._documents.all()
        found = [
            FoundTreatment(
                treatment_id, names.get(f"clinics/{clinic_id}/services/{treatment['service_id']}", {}).get("name", "")
            )
            for treatment_id, treatment in noted
            if treatment["recorded_at"] >= since
        ]
        return found[:most]

    def _newest_first(self, within: str) -> list[tuple[str, Fields]]:
        """The ids and documents of a collection."""
        found = [
            (path.removeprefix(within), fields)
            for path, fields in self._documents.all().items()
            if path.startswith(within)
        ]
        return sorted(found, key=lambda one: one[1]["recorded_at"], reverse=True)
