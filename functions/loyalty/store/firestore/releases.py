"""People, rewards and releases that a change of rules is looked at with: the port `ProgramFacts`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from loyalty.domain.documents import Key
from loyalty.domain.program.clinic import MANAGING_ROLES, Staff
from loyalty.domain.program.releases import SCHEDULED, Release
from loyalty.domain.program.rules import Reward
from loyalty.errors.base import DocumentInvalid
from loyalty.store.codec import Codec
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import in_pages

if TYPE_CHECKING:
    from google.cloud.firestore import Client, Query

D = TypeVar("D")


class FirestoreProgramFacts:
    """See the protocol `ProgramFacts`."""

    def __init__(self, client: Client, codec: Codec, usage: Usage) -> None:
        self._client = client
        self._codec = codec
        self._usage = usage

    def managing(self, clinic_id: str) -> Mapping[str, Staff]:
        """See `ProgramFacts`."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        staff = self._client.collection(f"clinics/{clinic_id}/staff")
        found = staff.where(filter=FieldFilter("role", "in", sorted(MANAGING_ROLES))).order_by("__name__")
        return {uid: person for uid, person in self._values(found, Staff) if person.active}

    def rewards(self, clinic_id: str) -> Sequence[Reward]:
        """See `ProgramFacts`."""
        found = self._client.collection(f"clinics/{clinic_id}/rewards").order_by("__name__")
        return [reward for _, reward in self._values(found, Reward)]

    def due(self, now: datetime) -> Iterator[Key[Release]]:
        """See `ProgramFacts`."""
        from google.cloud.firestore import FieldFilter  # noqa: PLC0415 - loaded with the client

        due = (
            self._client.collection_group("releases")
            .where(filter=FieldFilter("state", "==", SCHEDULED))
            .where(filter=FieldFilter("due_at", "<=", now))
            .order_by("due_at")
        )
        for page in in_pages(due, self._usage):
            for one in page:
                yield Key(Release, one.reference.path)

    def _values(self, query: Query, kind: type[D]) -> Iterator[tuple[str, D]]:
        """The values of the documents that a query finds, by their ids; invalid ones are left out."""
        for page in in_pages(query, self._usage):
            for one in page:
                try:
                    yield one.id, self._codec.value_of(Key(kind, one.reference.path), one.to_dict() or {})
                except DocumentInvalid:
                    continue
