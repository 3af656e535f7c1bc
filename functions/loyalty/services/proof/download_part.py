"""A download: everything a clinic owns as files, for its owners; each call brings the next part of every file.

A part is small enough for an answer, and whoever downloads puts the parts of a file together. All of it is as of one
instant. Only the last part has the manifest: files without it are incomplete.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from loyalty.domain.bounds import Id
from loyalty.domain.documents import Decision, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.entry import GENESIS_HASH
from loyalty.domain.program.clinic import OWNERS
from loyalty.domain.proof.downloads import Download, DownloadCursor, DownloadManifest, EveryDocument, KeptDocument
from loyalty.domain.proof.export_tables import BYTE_ORDER_MARK, COLUMNS, rows_of
from loyalty.errors.base import MalformedRequest
from loyalty.errors.proof import DownloadOver
from loyalty.services.preconditions import Caller, require_active_staff, require_clinic, require_role
from loyalty.services.proof.audit_ledger import next_digest

FORMAT = 1
DOCUMENTS = "documents.jsonl"
FILES = (DOCUMENTS, *COLUMNS)
# A part ends after so many documents or characters: an answer of some megabytes, in some seconds.
MOST_DOCUMENTS, MOST_CHARACTERS = 1_500, 4_000_000
# The database remembers an hour.
REMEMBERED = timedelta(minutes=55)
LEDGER_DAYS = "ledger_days"


@dataclass(frozen=True, slots=True)
class DownloadPart:
    """The next part of a clinic's download: from its beginning, or from the cursor that the last part answered."""

    clinic_id: Id
    cursor: DownloadCursor | None = None


@dataclass(frozen=True, slots=True)
class DownloadedPart:
    """A part of a download: what follows in each file, and the cursor of the next part; the last has the manifest."""

    clinic_id: str
    as_of: datetime
    texts: Mapping[str, str]
    cursor: DownloadCursor | None
    manifest: DownloadManifest | None


def download_part(store: Store, everything: EveryDocument, body: DownloadPart, caller: Caller) -> DownloadedPart:
    """Bring the next part of a download, for an owner; the first one is kept for all who manage the clinic.

    Refuses ClinicNotFound, NotStaff, StaffDisabled, RoleNotAllowed, MalformedRequest for a cursor that is none of this
    clinic, and DownloadOver for one from more than 55 minutes ago.
    """
    keys, cursor = ClinicKeys(body.clinic_id), body.cursor
    # Kept before anything is read, so that the files hold it, too.
    download = Download(body.clinic_id, caller.uid, caller.now)
    begins = Put(keys.download(f"{caller.now:%Y%m%dT%H%M%S%f}"), download)

    def decide(docs: Snapshots) -> Decision[str]:
        clinic = require_clinic(docs, keys)
        require_role(require_active_staff(docs, keys, caller.uid), OWNERS)
        return Decision(clinic.currency, (begins,) if cursor is None and docs.get(begins.key) != download else ())

    currency = store.transact((keys.clinic, keys.staff(caller.uid), begins.key), decide)
    if cursor is not None:
        _require_cursor(body.clinic_id, cursor, caller.now)
    as_of = cursor.as_of if cursor else everything.now(body.clinic_id)
    part = _Part(body.clinic_id, currency, as_of, everything)
    if cursor is None:
        part.begin()
    else:
        part.resume(cursor)
    return part.fill()


def _require_cursor(clinic_id: str, cursor: DownloadCursor, now: datetime) -> None:
    if not now - REMEMBERED <= cursor.as_of <= now + timedelta(minutes=1):
        raise DownloadOver
    below = f"clinics/{clinic_id}/{cursor.collection}/"
    is_document = cursor.after.startswith(below) and cursor.after.count("/") % 2 == 1
    if cursor.after and not (cursor.collection and is_document):
        raise MalformedRequest(field="cursor.after", problem="it is no document of the collection")


@dataclass(slots=True)
class _Part:
    """A part as it is made."""

    clinic_id: str
    currency: str
    as_of: datetime
    everything: EveryDocument
    digest: str = GENESIS_HASH
    collection: str = ""
    after: str = ""
    documents: int = 0
    characters: int = 0
    rows: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FILES, 0))
    texts: dict[str, io.StringIO] = field(default_factory=lambda: {name: io.StringIO() for name in FILES})

    def begin(self) -> None:
        """Begin every file: the tables have a mark and a head, and the clinic's own document comes first."""
        for name, columns in COLUMNS.items():
            self.texts[name].write(BYTE_ORDER_MARK)
            self._write_row(name, columns)
        own = self.everything.clinic(self.clinic_id, self.as_of)
        if own is not None:
            self._add(own)

    def resume(self, cursor: DownloadCursor) -> None:
        """Go on where another part ended."""
        self.digest, self.collection, self.after = cursor.digest, cursor.collection, cursor.after
        self.rows = {name: cursor.rows.get(name, 0) for name in FILES}

    def fill(self) -> DownloadedPart:
        """Read on until the part is full, or everything was read."""
        names = self.everything.collections(self.clinic_id, self.as_of)
        for name in (name for name in names if name >= self.collection):
            after = self.after if name == self.collection else ""
            self.collection = name
            for found in self.everything.below(self.clinic_id, name, after, self.as_of):
                self._add(found)
                self.after = found.path
                if self.documents >= MOST_DOCUMENTS or self.characters >= MOST_CHARACTERS:
                    return self._answer(DownloadCursor(self.as_of, name, found.path, self.digest, self.rows), None)
            self.after = ""
        return self._answer(None, self._manifest())

    def _answer(self, cursor: DownloadCursor | None, manifest: DownloadManifest | None) -> DownloadedPart:
        texts = {name: text.getvalue() for name, text in self.texts.items()}
        return DownloadedPart(self.clinic_id, self.as_of, texts, cursor, manifest)

    def _manifest(self) -> DownloadManifest:
        exported_at = self.as_of.isoformat(timespec="microseconds")
        return DownloadManifest(FORMAT, self.clinic_id, exported_at, self._whole_digest(), self.rows)

    def _whole_digest(self) -> str:
        """The ledger's digest: accounts in order, then closed days, which are read again for it."""
        digest = self.digest
        for day in self.everything.below(self.clinic_id, LEDGER_DAYS, "", self.as_of):
            digest = next_digest(digest, [day.path.rpartition("/")[2], day.fields])
        return digest

    def _add(self, found: KeptDocument) -> None:
        self.texts[DOCUMENTS].write(f"{found.line}\n")
        self.rows[DOCUMENTS] += 1
        for name, row in rows_of(found.path, found.fields, self.currency):
            self._write_row(name, row)
            self.rows[name] += 1
        match found.path.split("/"):
            case [_, _, "patients", patient_id]:
                self.digest = next_digest(self.digest, [patient_id, found.fields])
        self.documents += 1
        self.characters += len(found.line)

    def _write_row(self, name: str, row: Sequence[str | int]) -> None:
        csv.writer(self.texts[name], lineterminator="\n").writerow(row)
