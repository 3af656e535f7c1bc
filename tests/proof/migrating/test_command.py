"""The command on Firestore itself: an export of before is restored, migrated and proved; killed, it goes on."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from google.cloud.firestore import Client
from typer.testing import CliRunner

from loyalty.services.proof.audit_ledger import audit_clinic
from loyalty.services.proof.nightly import audit_one_clinic
from loyalty.store.firestore.proof import FirestorePages
from scripts.clinic.export import export_clinic
from scripts.clinic.migrate import app, migrate_clinic
from scripts.clinic.restore import restore_clinic
from tests.proof.migrating.before import EXPORT, FORGOTTEN, HAL, NOW, PATIENTS, documents, manifest, migrated
from tests.support.emulator import all_documents, firestore_store, put_documents

HOUSE = Path(__file__).parents[3]
COPIES = 12


def rows_in(table: Path) -> list[dict[str, str]]:
    """The rows of a table; an older one has no mark of its encoding."""
    with table.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def test_an_export_of_before_comes_in_with_equal_balances_and_is_migrated_as_in_memory(
    empty: Client, tmp_path: Path
) -> None:
    restored = restore_clinic(empty, EXPORT)
    assert restored.audited.progress.digest == manifest()["ledger_digest"]
    assert [(one.code, one.patient_id) for one in restored.audited.findings] == [FORGOTTEN]
    export_clinic(empty, "bella", tmp_path / "again")
    for name in ("accounts.csv", "lots.csv", "wallet_lots.csv", "entries.csv"):
        before, again = rows_in(EXPORT / name), rows_in(tmp_path / "again" / name)
        assert [
            {field: row[field] for field in row.keys() & was.keys()} for was, row in zip(before, again, strict=True)
        ] == [{field: was[field] for field in row.keys() & was.keys()} for was, row in zip(before, again, strict=True)]
    told = migrate_clinic(empty, "bella", NOW, write=True)
    assert told.digest_before == told.digest_after
    assert all_documents(empty) == migrated().all()
    assert audit_clinic(FirestorePages(empty), "bella").findings == ()
    assert audit_one_clinic(firestore_store(empty), FirestorePages(empty), "bella", NOW).findings_count == 0
    assert migrate_clinic(empty, "bella", NOW, write=True).changed.total() == 0


def test_the_command_only_tells_unless_it_is_to_write(empty: Client) -> None:
    restore_clinic(empty, EXPORT)
    before, arguments = all_documents(empty), ["bella", "--project", empty.project]
    shown = CliRunner().invoke(app, arguments)
    assert shown.exit_code == 0
    assert "Nothing was written. Run it with --write." in shown.stdout
    assert "clinics/bella: nothing → 2026-12-18" in shown.stdout
    assert all_documents(empty) == before
    done = CliRunner().invoke(app, [*arguments, "--write", "--json"])
    told = json.loads(done.stdout)
    assert (done.exit_code, told["written"], told["ledgers"]["changed"]) == (0, True, [])
    assert told["ledgers"]["before"] == told["ledgers"]["after"]
    assert told["sorts"]["accounts"] == {"seen": len(PATIENTS), "changed": len(PATIENTS)}
    missing = CliRunner().invoke(app, ["nowhere", "--project", empty.project])
    assert missing.exit_code == 1


def test_a_command_that_is_killed_is_run_again(empty: Client) -> None:
    restore_clinic(empty, EXPORT)
    mine = {path: fields for path, fields in documents().all().items() if f"/patients/{HAL}" in path}
    for copy in range(COPIES):  # enough patients to be killed among them
        put_documents(empty, {path.replace(HAL, f"{HAL}-{copy:02d}"): fields for path, fields in mine.items()})
    running = subprocess.Popen(
        [sys.executable, "-m", "scripts.clinic", "migrate", "bella", "--write", "--project", empty.project],
        cwd=HOUSE,
        env=os.environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    first = empty.document(f"clinics/bella/patients/{PATIENTS[0]}")
    while isinstance((first.get().to_dict() or {})["days"][0], dict):
        assert running.poll() is None
        time.sleep(0.002)
    os.kill(running.pid, signal.SIGKILL)
    assert running.wait() == -signal.SIGKILL
    told = migrate_clinic(empty, "bella", NOW, write=True)
    assert 0 < told.changed["accounts"] < len(PATIENTS) + COPIES
    assert told.ledgers_changed == []
    assert migrate_clinic(empty, "bella", NOW, write=True).changed.total() == 0
