"""A week's work counted in a dictionary: the port `Engagements`, document by document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from loyalty.domain.checkout.engagement import Done, Week
from tests.support.clinic import Fields
from tests.support.memory import MemoryDocuments


class MemoryEngagements:
    """See the protocol `Engagements`."""

    def __init__(self, documents: MemoryDocuments) -> None:
        self._documents = documents

    def staff_at(self, clinic_id: str, location_id: str, most: int) -> Sequence[str]:
        staff = ((path, fields) for path, fields in self._documents.all().items() if "/staff/" in path)
        within = f"clinics/{clinic_id}/staff/"
        here = [path for path, fields in staff if path.startswith(within) and location_id in fields["location_ids"]]
        return sorted(path.removeprefix(within) for path in here)[:most]

    def work_of(self, week: Week, uids: Sequence[str]) -> Sequence[Done]:
        return [self._done(week, {uid}) for uid in uids]

    def work_of_all(self, week: Week) -> Done:
        return self._done(week, None)

    def undone_redemptions(self, week: Week) -> Mapping[str, int]:
        every, undone = self._documents.all(), Counter[str]()
        for path, entry in self._kept(week, "entries", "recorded_at"):
            if entry["location_id"] == week.location_id and entry["why"]["reason"] in {"cancel", "void"}:
                original = every[f"{path.rpartition('/')[0]}/{entry['reverses']}"]
                if _redeemed(original, week) and original["recorded_at"] >= week.begins_at:
                    undone[original["actor"]["uid"]] += 1
        return undone

    def _done(self, week: Week, uids: set[str] | None) -> Done:
        def by(uid: str) -> bool:
            return uids is None or uid in uids

        visits = [one for _, one in self._kept(week, "visits", "checked_in_at") if by(one["checked_in_by"])]
        events = [one for _, one in self._kept(week, "membership_events", "recorded_at") if by(one["actor"]["uid"])]
        entries = [one for _, one in self._kept(week, "entries", "recorded_at") if by(one["actor"]["uid"])]
        return Done(
            sum(one["location_id"] == week.location_id for one in visits),
            sum(one["what"] == "enrolled" and one["membership"]["location_id"] == week.location_id for one in events),
            sum(_redeemed(one, week) for one in entries),
        )

    def _kept(self, week: Week, collection: str, since: str) -> Iterator[tuple[str, Fields]]:
        for path, fields in self._documents.all().items():
            if path.split("/")[-2] == collection and fields["clinic_id"] == week.clinic_id:
                at: datetime = fields[since]
                if at >= week.begins_at:
                    yield path, fields


def _redeemed(entry: Mapping[str, Any], week: Week) -> bool:
    return bool(entry["kind"] == "redemption" and entry["location_id"] == week.location_id)
