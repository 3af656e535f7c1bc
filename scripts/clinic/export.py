"""Everything a clinic owns, as files: JSON Lines without loss, tables to read, and a manifest that seals them.

    python -m scripts.clinic export CLINIC FOLDER [--json]

All of it is as of one instant, however long it takes (at most an hour), and whatever is done at the clinic meanwhile.
docs/export.md describes the files.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Annotated, Any, Self

import typer
from google.cloud.firestore import Client

from loyalty.domain.ledger.entry import GENESIS_HASH
from loyalty.domain.proof.export_tables import BYTE_ORDER_MARK, COLUMNS, rows_of
from loyalty.services.proof.audit_ledger import next_digest
from loyalty.store.firestore.lossless import Fields, line_of
from scripts.clinic.project import AsJson, ClinicId, Project, client_of
from scripts.progress import show_progress

FORMAT = 1
DOCUMENTS, MANIFEST = "documents.jsonl", "manifest.json"
PAGE = 300
app = typer.Typer(add_completion=False)
Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder that is new, or empty.")]


class ExportError(Exception):
    """There is nothing to export, or nowhere to."""


class SealedFile:
    """A file that counts its lines and digests its bytes while it is written."""

    def __init__(self, path: Path) -> None:
        self.rows = 0
        self._file = path.open("wb")
        self._digest = hashlib.sha256()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def write(self, text: str) -> int:
        """Write text, as UTF-8."""
        data = text.encode()
        self._digest.update(data)
        return self._file.write(data)

    def seal(self) -> dict[str, str | int]:
        """The manifest's line about the file."""
        return {"rows": self.rows, "sha256": self._digest.hexdigest()}


@app.command()
def export(clinic_id: ClinicId, folder: Folder, project: Project = None, as_json: AsJson = False) -> None:  # noqa: FBT002
    """Export everything that a clinic owns, as of now, into a folder."""
    try:
        manifest = export_clinic(client_of(project), clinic_id, folder)
    except ExportError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    rows = {name: seal["rows"] for name, seal in manifest["files"].items()}
    print(json.dumps(manifest, indent=2) if as_json else "\n".join(f"{rows[name]:>9}  {name}" for name in rows))


def export_clinic(client: Client, clinic_id: str, folder: Path) -> dict[str, Any]:
    """Write a clinic's files as of now; the manifest, which is written last. Raises ExportError."""
    as_of = _now(client, clinic_id)
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise ExportError(f"{folder} is not empty")
    with ExitStack() as open_files:
        files = {name: open_files.enter_context(SealedFile(folder / name)) for name in (DOCUMENTS, *COLUMNS)}
        ledger_digest = _write(client, clinic_id, files, as_of)
    if not files[DOCUMENTS].rows:
        raise ExportError(f"there is no clinic {clinic_id}")
    manifest = {
        "format": FORMAT,
        "clinic_id": clinic_id,
        "exported_at": as_of.isoformat(timespec="microseconds"),
        "ledger_digest": ledger_digest,
        "files": {name: file.seal() for name, file in files.items()},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    return manifest


def _now(client: Client, clinic_id: str) -> datetime:
    """The database's own clock, to the microsecond that it can be asked for: this machine's may be ahead."""
    at = client.document(f"clinics/{clinic_id}").get().read_time
    return datetime(at.year, at.month, at.day, at.hour, at.minute, at.second, at.microsecond, tzinfo=UTC)


def _write(client: Client, clinic_id: str, files: dict[str, SealedFile], as_of: datetime) -> str:
    tables = {name: csv.writer(files[name], lineterminator="\n") for name in COLUMNS}
    for name, columns in COLUMNS.items():
        files[name].write(BYTE_ORDER_MARK)
        tables[name].writerow(columns)
    ledger, currency = _LedgerDigest(clinic_id), ""
    with show_progress("documents", None) as tell:
        for path, fields in every_document(client, clinic_id, as_of):
            files[DOCUMENTS].write(f"{line_of(path, fields)}\n")
            files[DOCUMENTS].rows += 1
            currency = currency or str(fields.get("currency", ""))  # the clinic's own document comes first
            for name, row in rows_of(path, fields, currency):
                tables[name].writerow(row)
                files[name].rows += 1
            ledger.add(path, fields)
            tell(files[DOCUMENTS].rows, path)
    return ledger.digest()


def every_document(client: Client, clinic_id: str, as_of: datetime) -> Iterator[tuple[str, Fields]]:
    """Every document of a clinic as of an instant of the last hour, the clinic's own first, in pages."""
    clinic = client.document(f"clinics/{clinic_id}")
    own = clinic.get(read_time=as_of)
    if own.exists:
        yield own.reference.path, own.to_dict() or {}
    for collection in clinic.collections(read_time=as_of):
        query = collection.recursive()
        while True:
            page = list(query.limit(PAGE).stream(read_time=as_of))
            yield from ((found.reference.path, found.to_dict() or {}) for found in page)
            if len(page) < PAGE:
                break
            query = query.start_after(page[-1])


@dataclass
class _LedgerDigest:
    """The digest that an audit of the same ledger ends in: accounts in order, then closed days."""

    clinic_id: str

    def __post_init__(self) -> None:
        self._digest = GENESIS_HASH
        self._days: list[tuple[str, Fields]] = []

    def add(self, path: str, fields: Fields) -> None:
        match path.split("/"):
            case ["clinics", self.clinic_id, "patients", patient_id]:
                self._digest = next_digest(self._digest, [patient_id, fields])
            case ["clinics", self.clinic_id, "ledger_days", on]:
                self._days.append((on, fields))

    def digest(self) -> str:
        digest = self._digest
        for on, fields in self._days:
            digest = next_digest(digest, [on, fields])
        return digest
