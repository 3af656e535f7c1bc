"""A clinic goes out as files and comes in again, whole: another project, the same documents, the same digest."""

from __future__ import annotations

import csv
import json
from datetime import datetime
from pathlib import Path

import pytest
from google.cloud.firestore import Client, GeoPoint

from loyalty.services.proof.audit_ledger import audit_clinic
from loyalty.store.firestore.proof import FirestorePages
from scripts.clinic.export import ExportError, export_clinic
from scripts.clinic.rebuild import rebuild_accounts
from scripts.clinic.restore import RestoreError, restore_clinic
from tests.proof.history import ACCOUNT
from tests.proof.history import documents as history
from tests.support.clinic import NOW, PATIENT
from tests.support.documents import lots_of, with_part
from tests.support.emulator import all_documents
from tests.support.ports.pages import MemoryPages

ODD = {
    "bytes": b"\x00\xff",
    "place": GeoPoint(34.1, -118.6),
    "not a number": float("inf"),
    "third": 1 / 3,
    "one": 1.0,
    "deep": {"$at": {"list": [1, None, {"at": NOW}]}},
    "name": "=1+1",
}


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_an_export_restored_elsewhere_is_the_same_clinic_to_the_last_field(
    database: Client, empty: Client, tmp_path: Path
) -> None:
    database.document("clinics/bella/gallery/odd").set({**ODD, "self": database.document("clinics/bella")})
    database.document("clinics/bella/ghost/none/below/this").set({"a": 1})
    manifest = export_clinic(database, "bella", tmp_path / "out")
    before = audit_clinic(FirestorePages(database), "bella")
    done = restore_clinic(empty, tmp_path / "out")
    exported, restored = all_documents(database), all_documents(empty)
    restored["clinics/bella/gallery/odd"].pop("self")
    exported["clinics/bella/gallery/odd"].pop("self")
    assert restored == exported
    assert type(restored["clinics/bella/gallery/odd"]["one"]) is float
    assert done.written == done.documents == manifest["files"]["documents.jsonl"]["rows"]
    assert done.audited == before
    assert before.progress.digest == manifest["ledger_digest"]
    assert before.findings == ()


def test_restoring_again_writes_nothing_and_over_another_clinic_is_refused(
    database: Client, empty: Client, tmp_path: Path
) -> None:
    export_clinic(database, "bella", tmp_path)
    restore_clinic(empty, tmp_path)
    assert restore_clinic(empty, tmp_path).written == 0
    empty.document(ACCOUNT).update({"name": "Somebody else"})
    standing = all_documents(empty)
    with pytest.raises(RestoreError, match=ACCOUNT):
        restore_clinic(empty, tmp_path)
    assert all_documents(empty) == standing


@pytest.mark.parametrize("name", ["documents.jsonl", "entries.csv"])
def test_a_file_with_one_byte_changed_is_refused_before_anything_is_written(
    database: Client, empty: Client, tmp_path: Path, name: str
) -> None:
    export_clinic(database, "bella", tmp_path)
    content = bytearray((tmp_path / name).read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / name).write_bytes(content)
    with pytest.raises(RestoreError, match=name):
        restore_clinic(empty, tmp_path)
    assert all_documents(empty) == {}


def test_the_tables_hold_every_account_lot_and_entry(database: Client, tmp_path: Path) -> None:
    database.document(f"clinics/bella/patients/{PATIENT}").update({"name": "=cmd()"})
    manifest = export_clinic(database, "bella", tmp_path)
    account = all_documents(database)[ACCOUNT]
    (row,) = [row for row in table(tmp_path, "accounts.csv") if row["patient_id"] == PATIENT]
    assert (row["name"], row["points"]) == ("'=cmd()", str(account["points"]))
    lots = {row["lot_id"]: row for row in table(tmp_path, "lots.csv") if row["patient_id"] == PATIENT}
    assert {lot_id: (row["points_remaining"], row["expires_on"]) for lot_id, row in lots.items()} == {
        lot_id: (str(lot["points_remaining"]), lot["expires_on"]) for lot_id, lot in lots_of(account).items()
    }
    for row in lots.values():
        assert datetime.fromisoformat(row["expires_at"]) > NOW
    for name, seal in manifest["files"].items():
        if name.endswith(".csv"):
            assert len(table(tmp_path, name)) == seal["rows"] > 0
    assert json.loads((tmp_path / "manifest.json").read_text()) == manifest


def test_a_table_is_read_in_any_country_and_is_no_formula_in_any(database: Client, tmp_path: Path) -> None:
    formulas = ("=cmd()", "+1", "a;=cmd()", "b,@x", "c\t-1", "d\n=e", "; =f", "José")
    for number, name in enumerate(formulas):
        fields = {**all_documents(database)[ACCOUNT], "name": name, "remainder": {"numerator": 1, "denominator": 2}}
        database.document(f"clinics/bella/patients/formula-{number}").set(fields)
    export_clinic(database, "bella", tmp_path)
    for table_name in ("accounts.csv", "lots.csv", "wallet_lots.csv", "entries.csv"):
        assert (tmp_path / table_name).read_bytes().startswith(b"\xef\xbb\xbf")
    rows = [row for row in table(tmp_path, "accounts.csv") if row["patient_id"].startswith("formula-")]
    assert [row["name"] for row in rows] == [
        *("'=cmd()", "'+1", "a;'=cmd()", "b,'@x", "c\t'-1", "d\n'=e", "; '=f", "José")
    ]
    assert {(row["remainder.numerator"], row["remainder.denominator"], row["currency"]) for row in rows} == {
        ("1", "2", "USD")
    }
    assert {row["currency"] for row in table(tmp_path, "entries.csv")} == {"USD"}


def test_there_is_nothing_to_export_of_no_clinic_and_nothing_is_written_over(database: Client, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="no clinic nowhere"):
        export_clinic(database, "nowhere", tmp_path / "one")
    with pytest.raises(ExportError, match="not empty"):
        export_clinic(database, "bella", tmp_path / "one")


def test_every_account_is_what_its_entries_come_to_and_one_that_is_not_is_named() -> None:
    kept = history()
    assert [patient_id for patient_id, _, differing in rebuild_accounts(MemoryPages(kept), "bella") if differing] == []
    account = kept.all()[ACCOUNT]
    lot_id = next(iter(account["lots"]))
    more = lots_of(account)[lot_id]["points_remaining"] + 1
    account["lots"][lot_id] = with_part(account["lots"][lot_id], "points_remaining", more)
    account["points"] += 1
    kept.put(ACCOUNT, account)
    assert [
        (patient_id, differing)
        for patient_id, _, differing in rebuild_accounts(MemoryPages(kept), "bella")
        if differing
    ] == [(PATIENT, ["points", f"lots.{lot_id}"])]
