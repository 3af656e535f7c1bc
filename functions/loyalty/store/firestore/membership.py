"""The history of memberships read in pages from Firestore: the port `MembershipHistory`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from loyalty.domain.membership.events import MembershipEvent
from loyalty.store.decoding import decode
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import in_pages

if TYPE_CHECKING:
    from google.cloud.firestore import Client


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
        for page in in_pages(events, self._usage):
            yield from (decode(MembershipEvent, found.to_dict() or {}) for found in page)
