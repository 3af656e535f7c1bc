"""The port to a document database: read many at once, commit many at once, each write on a condition.

It is the part of Firestore that the ledger needs, small enough for a dictionary to stand in for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Protocol

Fields = Mapping[str, Any]


class Conflict(Exception):
    """The condition of a write did not hold, or another commit went first. Probably nothing was written."""


class Interrupted(Exception):
    """The database gave no clear answer: it is not known if anything was written."""


@dataclass(frozen=True, slots=True)
class Found:
    """A document as it was read; `fields` is None if there is none. `version` marks its last change.

    `values` keeps its decoded value, so that it is decoded once for many decisions.
    """

    fields: Fields | None
    version: Any = None
    values: list[Any] = field(default_factory=list, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Write:
    """A document to write whole: created if `version` is None, else replaced if it still has that version.

    One that `removes` has no fields, and removes the document if it still has that version.

    `before` are its fields at that version, so that only the changes need be sent to a database.
    """

    path: str
    fields: Fields
    version: Any = None
    before: Fields | None = None
    removes: bool = False


@dataclass(slots=True)
class Usage:
    """The cost of one call, or of all threads of a run: round trips to the database, documents read and written."""

    round_trips: int = 0
    documents_read: int = 0
    documents_written: int = 0
    _lock: Lock = field(default_factory=Lock, repr=False, compare=False)

    def add(self, documents_read: int = 0, documents_written: int = 0) -> None:
        """Count one more round trip."""
        with self._lock:
            self.round_trips += 1
            self.documents_read += documents_read
            self.documents_written += documents_written


class Documents(Protocol):
    """A document database, for one call."""

    def read(self, paths: Sequence[str], timeout: float) -> list[Found]:
        """The documents at these paths, in order, as of one instant; one round trip. Raises Interrupted."""

    def commit(self, writes: Sequence[Write], timeout: float) -> None:
        """Commit all writes or none, in one round trip. Raises Conflict or Interrupted."""
