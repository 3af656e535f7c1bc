"""A clinic's day in a dictionary: the port `DayActs`."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime

from loyalty.domain.ledger.governance.alone import Approval
from loyalty.domain.ledger.governance.till import FoundEntry, MembershipAct
from loyalty.domain.membership.events import MembershipEvent, act_of
from loyalty.store.codec import entry_of
from loyalty.store.decoding import decode
from tests.support.memory import MemoryDocuments


class MemoryDayActs:
    """See the protocol `DayActs`."""

    def __init__(self, documents: MemoryDocuments) -> None:
        self._documents = documents

    def entries(self, clinic_id: str, on: date, most: int) -> Sequence[FoundEntry]:
        return [
            FoundEntry(path.split("/")[3], entry_of(path.split("/")[-1], fields))
            for path, fields in self._documents.all().items()
            if path.split("/")[-2] == "entries"
            and (fields["clinic_id"], fields["business_date"]) == (clinic_id, on.isoformat())
        ][:most]

    def memberships(self, clinic_id: str, begins_at: datetime, most: int) -> Sequence[MembershipAct]:
        found = [
            decode(MembershipEvent, fields)
            for path, fields in self._documents.all().items()
            if path.split("/")[-2] == "membership_events"
            and fields["clinic_id"] == clinic_id
            and fields["recorded_at"] >= begins_at
        ]
        acts = (act_of(event) for event in sorted(found, key=lambda event: event.recorded_at)[:most])
        return [act for act in acts if act is not None]

    def approvals(self, clinic_id: str, begins_at: datetime, ends_at: datetime) -> Sequence[tuple[str, Approval]]:
        found = [
            (path.split("/")[-1], decode(Approval, fields))
            for path, fields in self._documents.all().items()
            if path.startswith(f"clinics/{clinic_id}/approvals/") and begins_at <= fields["requested_at"] < ends_at
        ]
        return sorted(found, key=lambda one: one[1].requested_at)

    def names(self, clinic_id: str, patient_ids: AbstractSet[str], uids: AbstractSet[str]) -> dict[str, str]:
        paths = [f"patients/{one}" for one in patient_ids] + [f"staff/{one}" for one in uids]
        every = self._documents.all()
        known = {path: every.get(f"clinics/{clinic_id}/{path}") for path in paths}
        return {path: fields["name"] for path, fields in known.items() if fields}
