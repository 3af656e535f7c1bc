"""Export put back: every document as it was, into a project where the clinic does not stand, or stands just so.

    python -m scripts.clinic restore FOLDER

It may be repeated: what is there already is left as it is.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from google.cloud.firestore import Client

from loyalty.services.proof.audit_ledger import Audited, audit_clinic
from loyalty.store.firestore.lossless import Fields, document_of
from loyalty.store.firestore.proof import FirestorePages
from scripts.clinic.export import DOCUMENTS, FORMAT, MANIFEST
from scripts.clinic.project import AsJson, Project, client_of
from scripts.progress import show_progress

T = TypeVar("T")

app = typer.Typer(add_completion=False)
Folder = Annotated[
    Path, typer.Argument(metavar="FOLDER", help="The folder of an export.", exists=True, file_okay=False)
]
_BATCH = 50
_MOST_NAMED = 10


class RestoreError(Exception):
    """The files are not what their manifest says, or something else stands where they would go."""


@dataclass(frozen=True, slots=True)
class Restored:
    """The outcome of a restore: its documents, how many had to be written, and the audit of what stands now."""

    clinic_id: str
    documents: int
    written: int
    audited: Audited


@app.command()
def restore(folder: Folder, project: Project = None, as_json: AsJson = False) -> None:  # noqa: FBT002
    """Restore a clinic from its export, and audit it; exit status 1 where anything is found."""
    try:
        done = restore_clinic(client_of(project), folder)
    except RestoreError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    told: dict[str, str | int] = {"clinic_id": done.clinic_id, "documents": done.documents, "written": done.written}
    told |= {"digest": done.audited.progress.digest, "findings": done.audited.findings_count}
    print(json.dumps(told, indent=2) if as_json else f"Clinic {done.clinic_id}: {_sentence(told)}")
    sys.exit(1 if done.audited.findings_count else 0)


def _sentence(told: dict[str, str | int]) -> str:
    findings = told["findings"] or "no"
    return f"{told['written']} of {told['documents']} documents written; {findings} findings; digest {told['digest']}"


def restore_clinic(client: Client, folder: Path) -> Restored:
    """Restore an export, whole or not at all as far as can be known beforehand; a second time changes nothing.

    Raises RestoreError where a file is not as it was written, where a document of the clinic stands already and is
    another one, and where the restored ledger does not come to the digest of the exported one.
    """
    manifest = read_manifest(folder)
    clinic_id, total = manifest["clinic_id"], manifest["files"][DOCUMENTS]["rows"]
    missing = _missing(client, folder, clinic_id, total)
    if missing:
        _create(client, folder, total)
    audited = audit_clinic(FirestorePages(client), clinic_id)
    if audited.progress.digest != manifest["ledger_digest"]:
        raise RestoreError(f"the ledger comes to {audited.progress.digest}, not to {manifest['ledger_digest']}")
    return Restored(clinic_id, total, missing, audited)


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of an export whose files are as they were written. Raises RestoreError."""
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        seals = manifest["files"]
    except (OSError, ValueError, KeyError) as error:
        raise RestoreError(f"{folder} holds no whole export: {error}") from error
    if manifest.get("format") != FORMAT:
        raise RestoreError(f"the export is of format {manifest.get('format')}, and {FORMAT} is known")
    for name, seal in seals.items():
        if _digest(folder / name) != seal["sha256"]:
            raise RestoreError(f"{name} is not as it was exported")
    return manifest


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise RestoreError(f"{path.name} cannot be read: {error}") from error


def _missing(client: Client, folder: Path, clinic_id: str, total: int) -> int:
    """Count the documents that do not stand yet. Raises RestoreError where one stands that is another."""
    missing, others = 0, list[str]()
    with show_progress("documents compared", total) as tell:
        for number, (path, fields, standing) in enumerate(_beside(client, folder), 1):
            if not f"{path}/".startswith(f"clinics/{clinic_id}/"):
                raise RestoreError(f"{path} is no document of the clinic {clinic_id}")
            missing += standing is None
            if standing is not None and standing != fields:
                others.append(path)
            tell(number, f"{missing} to write")
    if others:
        told = ", ".join(others[:_MOST_NAMED])
        raise RestoreError(f"{len(others)} documents stand there and are others, for example {told}")
    return missing


def _create(client: Client, folder: Path, total: int) -> None:
    with show_progress("documents written", total) as tell:
        done = 0
        for batch in _batches(_beside(client, folder)):
            writes = client.batch()
            for path, fields, standing in batch:
                if standing is None:
                    writes.create(client.document(path), fields)
            writes.commit()
            done += len(batch)
            tell(done, "")


def _beside(client: Client, folder: Path) -> Iterator[tuple[str, Fields, Fields | None]]:
    """Each document of the export, with the one that stands at its path."""
    with (folder / DOCUMENTS).open(encoding="utf-8") as file:
        for batch in _batches(document_of(line, client) for line in file):
            references = [client.document(path) for path, _ in batch]
            standing = {found.reference.path: found.to_dict() for found in client.get_all(references)}
            for path, fields in batch:
                yield path, fields, standing[path]


def _batches(items: Iterator[T]) -> Iterator[list[T]]:
    while batch := list(islice(items, _BATCH)):
        yield batch
