"""The commands of docs/export.md, run as they stand there, one after another, on a clinic in the emulator."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from loyalty.domain.proof.export_tables import COLUMNS
from loyalty.store.firestore.client import shared_client
from tests.proof.history import documents
from tests.support.emulator import put_documents
from tests.support.stack import clear_documents

HOUSE = Path(__file__).parents[2]
PAGE = (HOUSE / "docs" / "export.md").read_text()
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]
(ROWS,) = re.findall(r"```csv\n(.*?)```", PAGE, re.DOTALL)
ANOTHER = "demo-another"


@pytest.fixture
def place(project_id: str, firestore_host: str, tmp_path: Path) -> Iterator[Path]:
    """A folder with the page's file, and the clinic in the emulator."""
    # The history is of days to come, so their closings would stand before the balances that come in today.
    kept = [item for item in documents().all().items() if "/ledger_days/" not in item[0]]
    for _, fields in kept:
        fields.pop("closed_until_on", None)
    for first in range(0, len(kept), 50):
        put_documents(shared_client(project_id), dict(kept[first : first + 50]))
    (tmp_path / "balances.csv").write_text(ROWS)
    yield tmp_path
    clear_documents(firestore_host, ANOTHER)


def test_every_command_of_the_page_does_what_it_says(place: Path, project_id: str) -> None:
    environment = os.environ | {"GCLOUD_PROJECT": project_id, "PYTHONPATH": f"{HOUSE}:{HOUSE / 'functions'}"}
    said = []
    for command in COMMANDS:
        words = [sys.executable, *command.split()[1:], "--json"]
        done = subprocess.run(words, cwd=place, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, (command, done.stderr)
        said.append(json.loads(done.stdout))
    exported, restored, dry, taken, told, migrated, audited, rebuilt = said
    assert (told["written"], migrated["written"], migrated["ledgers"]["changed"]) == (False, True, [])
    assert restored["written"] == exported["files"]["documents.jsonl"]["rows"]
    assert (restored["digest"], restored["findings"]) == (exported["ledger_digest"], 0)
    assert (dry["rows"], dry["taken_over"], dry["bad"]) == (3, 0, [])
    assert taken["taken_over"] == 3
    assert (audited["accounts"], audited["findings"]) == (4, [])
    assert (rebuilt["accounts"], rebuilt["differing"]) == (4, {})
    assert len((place / "rebuilt.jsonl").read_text().splitlines()) == 4


@pytest.mark.parametrize("table", COLUMNS)
def test_every_column_of_every_table_is_on_the_page(table: str) -> None:
    (row,) = re.findall(rf"^\| `{table}` \|.*$", PAGE, re.MULTILINE)
    assert re.findall(r"`([\w.]+)`", row)[1:] == list(COLUMNS[table])
