"""Downloads: everything a clinic owns, read as of one instant, a part at a time; and the port that reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Protocol

from annotated_types import Ge, Le, MaxLen

from loyalty.domain.bounds import Pattern
from loyalty.domain.proof.findings import Fields

# A path below the clinic, of ids with a slash between: those of entries have dots.
PathBelow = Annotated[str, Pattern(r"^([A-Za-z0-9][A-Za-z0-9_.-]*(/[A-Za-z0-9][A-Za-z0-9_.-]*)*)?$"), MaxLen(1500)]
Collection = Annotated[str, Pattern(r"^([A-Za-z0-9][A-Za-z0-9_-]*)?$"), MaxLen(128)]
Digest = Annotated[str, Pattern(r"^[0-9a-f]{64}$")]
Count = Annotated[int, Ge(0), Le(1_000_000_000)]


@dataclass(frozen=True, slots=True)
class Download:
    """The record that an owner began to take everything out."""

    clinic_id: str
    downloaded_by: str
    downloaded_at: datetime


@dataclass(frozen=True, slots=True)
class DownloadCursor:
    """The place at which a download goes on: after a document of a collection; `as_of` is the instant of all of it.

    `collection` is empty before the first one, and `after` before the first document of one. `digest` is the ledger's
    so far, `rows` are the lines of each file.
    """

    as_of: datetime
    collection: Collection
    after: PathBelow
    digest: Digest
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class DownloadManifest:
    """The end of a download: the format of its files, the ledger's digest, and the lines of each file."""

    format: int
    clinic_id: str
    exported_at: str
    ledger_digest: str
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """A document as a database keeps it: its path, its fields, and itself as a line without loss."""

    path: str
    fields: Fields
    line: str


class EveryDocument(Protocol):
    """Everything that a clinic owns, as of an instant of the last hour. Each method raises StoreUnavailable."""

    def now(self, clinic_id: str) -> datetime:
        """The database's own clock."""

    def clinic(self, clinic_id: str, as_of: datetime) -> KeptDocument | None:
        """The clinic's own document."""

    def collections(self, clinic_id: str, as_of: datetime) -> Sequence[str]:
        """The collections below the clinic, in order."""

    def below(self, clinic_id: str, collection: str, after: str, as_of: datetime) -> Iterator[KeptDocument]:
        """Every document of a collection and below it, in order, from the one that follows the path `after`."""
