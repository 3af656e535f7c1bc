"""Questions of the day to Firestore: its entries, the changes of memberships, and the names of all in them.

The port `DayActs`.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from typing import TYPE_CHECKING

from loyalty.domain.ledger.governance.alone import Approval
from loyalty.domain.ledger.governance.till import FoundEntry, MembershipAct
from loyalty.domain.membership.events import MembershipEvent, act_of
from loyalty.store.codec import entry_of
from loyalty.store.decoding import decode
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import refuse_unavailable

if TYPE_CHECKING:
    from google.cloud.firestore import Client


class FirestoreDayActs:
    """See the protocol `DayActs`."""

    def __init__(self, client: Client, usage: Usage) -> None:
        self._client = client
        self._usage = usage

    def entries(self, clinic_id: str, on: date, most: int) -> Sequence[FoundEntry]:
        """See `DayActs`."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        of_day = (
            self._client.collection_group("entries")
            .where(filter=FieldFilter("clinic_id", "==", clinic_id))
            .where(filter=FieldFilter("business_date", "==", on.isoformat()))
        )
        with refuse_unavailable():
            found = list(of_day.limit(most).stream())
        self._usage.add(documents_read=len(found))
        return [FoundEntry(one.reference.parent.parent.id, entry_of(one.id, one.to_dict() or {})) for one in found]

    def memberships(self, clinic_id: str, begins_at: datetime, most: int) -> Sequence[MembershipAct]:
        """See `DayActs`."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        since = (
            self._client.collection_group("membership_events")
            .where(filter=FieldFilter("clinic_id", "==", clinic_id))
            .where(filter=FieldFilter("recorded_at", ">=", begins_at))
            .order_by("recorded_at")
        )
        with refuse_unavailable():
            found = list(since.limit(most).stream())
        self._usage.add(documents_read=len(found))
        acts = (act_of(decode(MembershipEvent, one.to_dict() or {})) for one in found)
        return [act for act in acts if act is not None]

    def approvals(self, clinic_id: str, begins_at: datetime, ends_at: datetime) -> Sequence[tuple[str, Approval]]:
        """See `DayActs`."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        asked = (
            self._client.collection(f"clinics/{clinic_id}/approvals")
            .where(filter=FieldFilter("requested_at", ">=", begins_at))
            .where(filter=FieldFilter("requested_at", "<", ends_at))
            .order_by("requested_at")
        )
        with refuse_unavailable():
            found = list(asked.stream())
        self._usage.add(documents_read=len(found))
        return [(one.id, decode(Approval, one.to_dict() or {})) for one in found]

    def names(self, clinic_id: str, patient_ids: AbstractSet[str], uids: AbstractSet[str]) -> dict[str, str]:
        """See `DayActs`."""
        paths = [f"patients/{one}" for one in sorted(patient_ids)] + [f"staff/{one}" for one in sorted(uids)]
        if not paths:
            return {}
        clinic = self._client.document(f"clinics/{clinic_id}")
        references = [clinic.collection(path.split("/")[0]).document(path.split("/")[1]) for path in paths]
        with refuse_unavailable():
            there = list(self._client.get_all(references, field_paths=["name"]))
        self._usage.add(documents_read=len(references))
        return {f"{one.reference.parent.id}/{one.id}": str((one.to_dict() or {}).get("name", "")) for one in there}
