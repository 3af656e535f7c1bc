"""An export that was made before the code was moved into rooms comes in whole, with the digest it went out with."""

from __future__ import annotations

import json
from pathlib import Path

from google.cloud.firestore import Client

from scripts.clinic.restore import restore_clinic

KEPT = Path(__file__).parent / "kept_export"


def test_an_export_of_an_earlier_version_comes_in_with_an_equal_digest(empty: Client) -> None:
    manifest = json.loads((KEPT / "manifest.json").read_text())
    restored = restore_clinic(empty, KEPT)
    assert restored.written == manifest["files"]["documents.jsonl"]["rows"]
    assert restored.audited.progress.digest == manifest["ledger_digest"]
    assert restored.audited.findings_count == 0
