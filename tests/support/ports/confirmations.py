"""Questions that wait for a second person, in a dictionary: the port `WaitingConfirmations`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from loyalty.domain.ledger.governance.alone import WAITING, Approval, WaitingApproval
from loyalty.domain.ledger.uses import WaitingConfirmation
from loyalty.store.decoding import decode
from loyalty.store.firestore.ledger import waiting_approval, waiting_of
from tests.support.memory import MemoryDocuments


class MemoryWaitingConfirmations:
    """See the protocol `WaitingConfirmations`."""

    def __init__(self, documents: MemoryDocuments) -> None:
        self._documents = documents

    def at(self, clinic_id: str, location_id: str, now: datetime, most: int) -> Sequence[WaitingConfirmation]:
        asked = [
            waiting_of(path.rpartition("/")[2], fields, location_id)
            for path, fields in self._documents.all().items()
            if path.startswith(f"clinics/{clinic_id}/patients/")
            and path.count("/") == 3
            and fields.get("confirmation")
            and fields["confirmation"]["lapses_at"] > now
        ]
        return [one for one in asked if one is not None][:most]

    def approvals_at(self, clinic_id: str, location_id: str, since: datetime, most: int) -> Sequence[WaitingApproval]:
        every, root = self._documents.all(), f"clinics/{clinic_id}"
        names = {path.rpartition("/")[2]: str(fields.get("name", "")) for path, fields in every.items()}
        return [
            waiting_approval(path.rpartition("/")[2], decode(Approval, fields), names)
            for path, fields in every.items()
            if path.startswith(f"{root}/approvals/")
            and (fields["location_id"], fields["status"]) == (location_id, WAITING)
            and fields["requested_at"] >= since
        ][:most]
