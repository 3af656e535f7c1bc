"""Reports from Firestore: the ports `Engagements` and `MembershipHistory`. Firestore does the counting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from loyalty.domain.checkout.engagement import Done, Week
from loyalty.domain.ledger.entry import REDEMPTION
from loyalty.domain.membership.events import MembershipEvent
from loyalty.store.decoding import decode
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import refuse_unavailable

if TYPE_CHECKING:
    from google.cloud.firestore import Client, DocumentSnapshot, Query

PAGE = 300
THREADS = 16
ENROLLED = "enrolled"
UNDOING = ["cancel", "void"]


class FirestoreEngagements:
    """See the protocol `Engagements`."""

    def __init__(self, client: Client, usage: Usage) -> None:
        self._client = client
        self._usage = usage

    def staff_at(self, clinic_id: str, location_id: str, most: int) -> Sequence[str]:
        """See `Engagements`."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        staff = self._client.collection(f"clinics/{clinic_id}/staff")
        there = staff.where(filter=FieldFilter("location_ids", "array_contains", location_id)).order_by("__name__")
        with refuse_unavailable():
            found = [person.id for person in there.limit(most).stream()]
        self._usage.add(documents_read=len(found))
        return found

    def work_of(self, week: Week, uids: Sequence[str]) -> Sequence[Done]:
        """See `Engagements`: three counts a person, many persons at once."""
        with ThreadPoolExecutor(THREADS) as pool:
            return list(pool.map(lambda uid: self._count_all(*self._of_one(week, uid)), uids))

    def work_of_all(self, week: Week) -> Done:
        """See `Engagements`."""
        return self._count_all(*self._of_all(week))

    def undone_redemptions(self, week: Week) -> Mapping[str, int]:
        """See `Engagements`: a reversal names the entry it undoes, and that entry names its actor."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        reversals = (
            self._client.collection_group("entries")
            .where(filter=FieldFilter("clinic_id", "==", week.clinic_id))
            .where(filter=FieldFilter("location_id", "==", week.location_id))
            .where(filter=FieldFilter("why.reason", "in", UNDOING))
            .where(filter=FieldFilter("recorded_at", ">=", week.begins_at))
            .order_by("recorded_at")
        )
        undone: Counter[str] = Counter()
        for page in _pages(reversals, self._usage):
            named = [entry.reference.parent.document(str(entry.get("reverses"))) for entry in page]
            with refuse_unavailable():
                originals = [found.to_dict() or {} for found in self._client.get_all(named)]
            self._usage.add(documents_read=len(named))
            undone.update(entry["actor"]["uid"] for entry in originals if _is_redemption_of(entry, week))
        return undone

    def _of_one(self, week: Week, uid: str) -> tuple[Query, Query, Query]:
        """The queries for the visits, enrolments and redemptions of one person."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        visits = (
            self._client.collection_group("visits")
            .where(filter=FieldFilter("clinic_id", "==", week.clinic_id))
            .where(filter=FieldFilter("location_id", "==", week.location_id))
            .where(filter=FieldFilter("checked_in_by", "==", uid))
            .where(filter=FieldFilter("checked_in_at", ">=", week.begins_at))
        )
        enrolments = (
            self._client.collection_group("membership_events")
            .where(filter=FieldFilter("clinic_id", "==", week.clinic_id))
            .where(filter=FieldFilter("membership.location_id", "==", week.location_id))
            .where(filter=FieldFilter("what", "==", ENROLLED))
            .where(filter=FieldFilter("actor.uid", "==", uid))
            .where(filter=FieldFilter("recorded_at", ">=", week.begins_at))
        )
        redemptions = (
            self._client.collection_group("entries")
            .where(filter=FieldFilter("clinic_id", "==", week.clinic_id))
            .where(filter=FieldFilter("location_id", "==", week.location_id))
            .where(filter=FieldFilter("kind", "==", REDEMPTION))
            .where(filter=FieldFilter("actor.uid", "==", uid))
            .where(filter=FieldFilter("recorded_at", ">=", week.begins_at))
        )
        return visits, enrolments, redemptions

    def _of_all(self, week: Week) -> tuple[Query, Query, Query]:
        """The queries for the visits, enrolments and redemptions of all people."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        visits = (
            self._client.collection_group("visits")
            .where(filter=FieldFilter("clinic_id", "==", week.clinic_id))
            .where(filter=FieldFilter("location_id", "==", week.location_id))
            .where(filter=FieldFilter("checked_in_at", ">=", week.begins_at))
        )
        enrolments = (
            self._client.collection_group("membership_events")
            .where(filter=FieldFilter("clinic_id", "==", week.clinic_id))
            .where(filter=FieldFilter("membership.location_id", "==", week.location_id))
            .where(filter=FieldFilter("what", "==", ENROLLED))
            .where(filter=FieldFilter("recorded_at", ">=", week.begins_at))
        )
        redemptions = (
            self._client.collection_group("entries")
            .where(filter=FieldFilter("clinic_id", "==", week.clinic_id))
            .where(filter=FieldFilter("location_id", "==", week.location_id))
            .where(filter=FieldFilter("kind", "==", REDEMPTION))
            .where(filter=FieldFilter("recorded_at", ">=", week.begins_at))
        )
        return visits, enrolments, redemptions

    def _count_all(self, visits: Query, enrolments: Query, redemptions: Query) -> Done:
        return Done(self._count(visits), self._count(enrolments), self._count(redemptions))

    def _count(self, query: Query) -> int:
        """Count by an aggregation: one read is charged for up to a thousand."""
        counted: Any = query.count()
        with refuse_unavailable():
            number = int(counted.get()[0][0].value)
        self._usage.add(documents_read=1)
        return number


class FirestoreMembershipHistory:
    """See the protocol `MembershipHistory`."""

    def __init__(self, client: Client, usage: Usage) -> None:
        self._client = client
        self._usage = usage

    def events(self, clinic_id: str) -> Iterator[MembershipEvent]:
        """See `MembershipHistory`."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        events = (
            self._client.collection_group("membership_events")
            .where(filter=FieldFilter("clinic_id", "==", clinic_id))
            .order_by("__name__")
        )
        for page in _pages(events, self._usage):
            yield from (decode(MembershipEvent, found.to_dict() or {}) for found in page)


def _pages(query: Query, usage: Usage) -> Iterator[list[DocumentSnapshot[Any]]]:
    while True:
        with refuse_unavailable():
            page = list(query.limit(PAGE).stream())
        usage.add(documents_read=len(page))
        if page:
            yield page
        if len(page) < PAGE:
            return
        query = query.start_after(page[-1])


def _is_redemption_of(entry: Mapping[str, Any], week: Week) -> bool:
    """True if an entry is a redemption of the week at its location."""
    here = entry.get("kind") == REDEMPTION and entry.get("location_id") == week.location_id
    return here and entry["recorded_at"] >= week.begins_at
