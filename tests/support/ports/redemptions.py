"""A patient's redemptions in a dictionary: the port `Redemptions`."""

from __future__ import annotations

from collections.abc import Sequence

from loyalty.domain.checkout.undoable import FoundRedemption
from tests.support.memory import MemoryDocuments


class MemoryRedemptions:
    """See the protocol `Redemptions`."""

    def __init__(self, documents: MemoryDocuments) -> None:
        self._documents = documents

    def latest(self, clinic_id: str, patient_id: str, most: int) -> Sequence[FoundRedemption]:
        within = f"clinics/{clinic_id}/patients/{patient_id}/entries/"
        used = [
            (path.removeprefix(within), entry)
            for path, entry in self._documents.all().items()
            if path.startswith(within) and entry["kind"] == "redemption"
        ]
        used.sort(key=lambda found: found[1]["recorded_at"], reverse=True)
        return [FoundRedemption(entry_id, entry["why"]["visit_id"]) for entry_id, entry in used[:most]]
