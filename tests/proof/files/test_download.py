"""A download of everything, part by part: the files of an export, for owners alone, and whole only at its end."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from google.cloud.firestore import Client

from loyalty.domain.proof.downloads import DownloadCursor
from loyalty.errors.access import NotStaff, RoleNotAllowed
from loyalty.errors.base import MalformedRequest, Refusal
from loyalty.errors.proof import DownloadOver
from loyalty.services.preconditions import Caller
from loyalty.services.proof import download_part as service
from loyalty.services.proof.download_part import FILES, DownloadedPart, DownloadPart, download_part
from loyalty.store.documents import Usage
from loyalty.store.firestore import everything
from loyalty.store.firestore.everything import FirestoreEverything
from scripts.clinic.export import export_clinic
from scripts.clinic.restore import RestoreError, restore_clinic
from tests.proof.history import ACCOUNT
from tests.support.clinic import DESK, MANAGER, OWNER, PATIENT
from tests.support.emulator import all_documents, firestore_store


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts and pages of a few documents, so that a small clinic has many."""
    monkeypatch.setattr(service, "MOST_DOCUMENTS", 7)
    monkeypatch.setattr(everything, "PAGE", 3)


def part_of(database: Client, cursor: DownloadCursor | None = None, uid: str = OWNER) -> DownloadedPart:
    """The next part, for somebody."""
    body = DownloadPart("bella", cursor)
    source = FirestoreEverything(database, Usage())
    return download_part(firestore_store(database), source, body, Caller(uid, datetime.now(UTC)))


def parts_of(database: Client, between: Callable[[], object] = lambda: None) -> Iterator[DownloadedPart]:
    """Every part; something may happen between two of them."""
    part = part_of(database)
    yield part
    while part.cursor is not None:
        between()
        part = part_of(database, part.cursor)
        yield part


def put_together(parts: list[DownloadedPart], folder: Path) -> Path:
    """The files of a download, as the page puts them together."""
    folder.mkdir()
    for name in FILES:
        (folder / name).write_text("".join(part.texts[name] for part in parts), encoding="utf-8", newline="")
    end = parts[-1].manifest
    if end is not None:
        seals = {
            name: {"rows": end.rows[name], "sha256": hashlib.sha256((folder / name).read_bytes()).hexdigest()}
            for name in FILES
        }
        said = {"format": end.format, "clinic_id": end.clinic_id, "exported_at": end.exported_at}
        manifest = {**said, "ledger_digest": end.ledger_digest, "files": seals}
        (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


@pytest.mark.usefixtures("small")
def test_the_parts_come_to_the_files_of_an_export(database: Client, tmp_path: Path) -> None:
    parts = list(parts_of(database))
    folder = put_together(parts, tmp_path / "download")
    manifest = export_clinic(database, "bella", tmp_path / "export")
    assert len(parts) > 10
    assert [part.manifest is None for part in parts] == [True] * (len(parts) - 1) + [False]
    for name in FILES:
        downloaded, exported = ((tmp_path / made / name).read_text().split("\n") for made in ("download", "export"))
        assert sorted(downloaded) == sorted(exported)
    said = json.loads((folder / "manifest.json").read_text())
    assert said["ledger_digest"] == manifest["ledger_digest"]
    assert {name: seal["rows"] for name, seal in said["files"].items()} == {
        name: seal["rows"] for name, seal in manifest["files"].items()
    }


@pytest.mark.usefixtures("small")
def test_what_was_downloaded_comes_in_again_with_an_equal_digest(
    database: Client, empty: Client, tmp_path: Path
) -> None:
    parts = list(parts_of(database))
    folder = put_together(parts, tmp_path / "download")
    before = all_documents(database)
    done = restore_clinic(empty, folder)
    assert all_documents(empty) == before
    assert parts[-1].manifest is not None
    assert done.audited.progress.digest == parts[-1].manifest.ledger_digest


@pytest.mark.usefixtures("small")
def test_all_of_it_is_as_of_one_instant_whatever_is_done_meanwhile(
    database: Client, empty: Client, tmp_path: Path
) -> None:
    before = all_documents(database)[ACCOUNT]
    changes = iter(range(1_000))

    def change() -> None:
        database.document(ACCOUNT).update({"name": f"Name {next(changes)}"})

    restore_clinic(empty, put_together(list(parts_of(database, change)), tmp_path / "download"))
    assert all_documents(empty)[ACCOUNT] == before
    assert all_documents(database)[ACCOUNT]["name"] != before["name"]


@pytest.mark.usefixtures("small")
def test_a_download_that_broke_off_is_no_export(database: Client, empty: Client, tmp_path: Path) -> None:
    folder = put_together(list(parts_of(database))[:-1], tmp_path / "download")
    with pytest.raises(RestoreError, match="holds no whole export"):
        restore_clinic(empty, folder)
    assert all_documents(empty) == {}


def test_a_large_document_ends_a_part_early(database: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MOST_CHARACTERS", 2_000)
    sizes = [len(part.texts["documents.jsonl"]) for part in parts_of(database)]
    longest = max(len(line) for part in parts_of(database) for line in part.texts["documents.jsonl"].split("\n"))
    assert max(sizes) <= 2_000 + longest + 2


@pytest.mark.parametrize(("uid", "refusal"), [(MANAGER, RoleNotAllowed), (DESK, RoleNotAllowed), (PATIENT, NotStaff)])
def test_only_owners_download_and_each_part_asks_anew(database: Client, uid: str, refusal: type[Refusal]) -> None:
    begun = part_of(database)
    for cursor in (None, begun.cursor):
        with pytest.raises(refusal):
            part_of(database, cursor, uid)


@pytest.mark.usefixtures("small")
def test_who_takes_everything_out_is_kept_once_and_is_in_the_files(database: Client) -> None:
    parts = list(parts_of(database))
    kept = {path: fields for path, fields in all_documents(database).items() if "/downloads/" in path}
    assert [fields["downloaded_by"] for fields in kept.values()] == [OWNER]
    (path,) = kept
    assert any(path in part.texts["documents.jsonl"] for part in parts)


@pytest.mark.usefixtures("small")
def test_a_cursor_of_another_place_or_time_is_refused(database: Client) -> None:
    cursor = part_of(database).cursor
    assert cursor is not None
    for after in ("clinics/other/patients/ana", "clinics/bella/patients", "elsewhere"):
        with pytest.raises(MalformedRequest):
            part_of(database, replace(cursor, collection="patients", after=after))
    for ago in (timedelta(minutes=56), -timedelta(minutes=2)):
        with pytest.raises(DownloadOver):
            part_of(database, replace(cursor, as_of=datetime.now(UTC) - ago))
