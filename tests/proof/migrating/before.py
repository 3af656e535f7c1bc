"""A clinic as the version before wrote it: an export of eight patients on the day of the deployment.

The code of commit 6ca3146 played it, the last before purchases name their redemptions, memberships their months, and
accounts what they remember; its own `export` wrote the files. Nearly every act is in it: `NOW` is about noon of a day
on which the desk was at work, with a bill open, points used and banked, and a ladder published that placed nobody yet.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, cast

from loyalty.store.firestore.lossless import document_of
from scripts.clinic.migrate import Told, tell_of
from scripts.clinic.migrating.migration import Migration
from scripts.clinic.project import CODEC
from tests.support.clinic import NOW as FIRST
from tests.support.clinic import Fields
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.pages import MemoryPages

EXPORT = Path(__file__).parent.parent / "export_of_before"
NOW = FIRST + timedelta(days=27, hours=1)
ANA, BEN, CLEO, DORA, EVE, FAY, GUS, HAL = PATIENTS = tuple(
    f"patient-{name}" for name in ("ana", "ben", "cleo", "dora", "eve", "fay", "gus", "hal")
)
# Eve's membership of the desk is paid until December 22, beside the provider's: the version before kept one alone.
FORGOTTEN = ("record-differs", EVE)


@cache
def _documents() -> dict[str, Fields]:
    with (EXPORT / "documents.jsonl").open(encoding="utf-8") as lines:
        return dict(document_of(line, cast("Any", None)) for line in lines)


def documents() -> MemoryDocuments:
    """The clinic in a dictionary."""
    return MemoryDocuments(_documents())


def manifest() -> dict[str, Any]:
    """The manifest of the export."""
    found: dict[str, Any] = json.loads((EXPORT / "manifest.json").read_text(encoding="utf-8"))
    return found


def migrate(kept: MemoryDocuments, now: datetime = NOW, *, write: bool = True) -> Told:
    """Run the command's migration on a dictionary."""
    pages = MemoryPages(kept)
    return tell_of(Migration(memory_store(kept), pages, CODEC, "bella", now), pages, "bella", write=write)


def migrated() -> MemoryDocuments:
    """The clinic after its migration."""
    kept = documents()
    migrate(kept)
    return kept
