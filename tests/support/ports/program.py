"""The people and rewards of a clinic, and its due releases, in a dictionary: the port `ProgramFacts`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from loyalty.domain.documents import Key
from loyalty.domain.program.clinic import MANAGING_ROLES, Staff
from loyalty.domain.program.releases import SCHEDULED, Release
from loyalty.domain.program.rules import Reward
from loyalty.entrypoints.managed.parsers import PARSERS
from loyalty.errors.base import DocumentInvalid
from loyalty.store.codec import Codec
from tests.support.memory import MemoryDocuments

D = TypeVar("D")
CODEC = Codec(PARSERS)


class MemoryProgramFacts:
    """See the protocol `ProgramFacts`."""

    def __init__(self, documents: MemoryDocuments) -> None:
        self._documents = documents

    def managing(self, clinic_id: str) -> Mapping[str, Staff]:
        """See `ProgramFacts`."""
        people = self._values(f"clinics/{clinic_id}/staff/", Staff)
        return {uid: person for uid, person in people if person.role in MANAGING_ROLES and person.active}

    def rewards(self, clinic_id: str) -> Sequence[Reward]:
        """See `ProgramFacts`."""
        return [reward for _, reward in self._values(f"clinics/{clinic_id}/rewards/", Reward)]

    def due(self, now: datetime) -> Iterator[Key[Release]]:
        """See `ProgramFacts`."""
        found = [(path, fields) for path, fields in self._documents.all().items() if "/releases/" in path]
        scheduled = [(fields["due_at"], path) for path, fields in found if fields["state"] == SCHEDULED]
        return iter([Key(Release, path) for due_at, path in sorted(scheduled) if due_at <= now])

    def _values(self, above: str, kind: type[D]) -> Iterator[tuple[str, D]]:
        for path, fields in sorted(self._documents.all().items()):
            if path.startswith(above):
                try:
                    yield path.removeprefix(above), CODEC.value_of(Key(kind, path), fields)
                except DocumentInvalid:
                    continue
