"""The port to a document database: read many at once, commit many at once, each write on a condition.

It is the part of Firestore that the ledger stands on, small enough to be played by a dictionary.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Protocol

Fields = Mapping[str, Any]


class Conflict(Exception):
    """A write's condition did not hold, or the database let another commit go first. Probably nothing was written."""


class Interrupted(Exception):
    """The database did not answer, or not clearly: it is not known whether anything was written."""


@dataclass(frozen=True, slots=True)
class Found:
    """A document as read, or that there is none: `fields` is None. `version` marks its last change.

    `values` keeps what it was decoded to, so that a document that many decisions ask for is decoded once.
    """

    fields: Fields | None
    version: Any = None
    values: list[Any] = field(default_factory=list, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Write:
    """A document to write whole: created where `version` is None, else replaced if it still has that version.

    `before` is what it held at that version: enough for a database to be sent the changes alone.
    """

    path: str
    fields: Fields
    version: Any = None
    before: Fields | None = None


@dataclass(slots=True)
class Usage:
    """What one call, or all threads of a run, cost: round trips to the database, documents read and written."""

    round_trips: int = 0
    documents_read: int = 0
    documents_written: int = 0
    _lock: Lock = field(default_factory=Lock, repr=False, compare=False)

    def add(self, documents_read: int = 0, documents_written: int = 0) -> None:
        """One more round trip."""
        with self._lock:
            self.round_trips += 1
            self.documents_read += documents_read
            self.documents_written += documents_written


class Documents(Protocol):
    """A document database, for one call."""

    def read(self, paths: Sequence[str], timeout: float) -> list[Found]:
        """The documents at these paths, in order, as of one instant; one round trip. Raises Interrupted."""

    def commit(self, writes: Sequence[Write], timeout: float) -> None:
        """All writes or none; one round trip. Raises Conflict or Interrupted."""
