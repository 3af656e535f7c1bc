"""The accounts of a clinic and its open placings in a dictionary: the port `PlacingAccounts`."""

from __future__ import annotations

from collections.abc import Sequence

from loyalty.domain.documents import Key
from loyalty.domain.ports import DueAccount
from loyalty.domain.program.placings import Placing
from tests.support.memory import MemoryDocuments


class MemoryPlacingAccounts:
    """See the protocol `PlacingAccounts`; nothing is at hand, so every account is read again."""

    def __init__(self, documents: MemoryDocuments) -> None:
        self._documents = documents

    def open_placings(self) -> Sequence[Key[Placing]]:
        """See `PlacingAccounts`."""
        found = [(path, fields) for path, fields in self._documents.all().items() if "/placings/" in path]
        waiting = sorted((fields["asked_at"], path) for path, fields in found if fields["finished_at"] is None)
        return [Key(Placing, path) for _, path in waiting]

    def count(self, clinic_id: str) -> int:
        """See `PlacingAccounts`."""
        return len(self._patients(clinic_id))

    def page(self, clinic_id: str, after: str, most: int) -> Sequence[DueAccount]:
        """See `PlacingAccounts`."""
        following = [patient_id for patient_id in self._patients(clinic_id) if patient_id > after]
        return [DueAccount(clinic_id, patient_id, {}) for patient_id in following[:most]]

    def _patients(self, clinic_id: str) -> list[str]:
        above = f"clinics/{clinic_id}/patients/"
        names = (path.removeprefix(above) for path in self._documents.all() if path.startswith(above))
        return sorted(name for name in names if "/" not in name)
