"""A clinic's ledgers out of its documents alone: entries in the order they were committed, then all that must agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from itertools import groupby

from tests.simulation.arithmetic import Fields
from tests.simulation.books import Books

CLINIC = "clinics/bella"


def entries_of(documents: Mapping[str, Fields]) -> dict[str, list[tuple[str, Fields]]]:
    """Each patient's entries in commit order, with their paths within the clinic."""
    found: dict[str, list[tuple[str, Fields]]] = defaultdict(list)
    for path, fields in documents.items():
        within = path.removeprefix(CLINIC)
        if "/entries/" in within:
            found[within.split("/")[2]].append((within, fields))
    return {patient_id: sorted(lines, key=lambda line: line[1]["revision"]) for patient_id, lines in found.items()}


def replayed(documents: Mapping[str, Fields], now: datetime) -> Books:
    """Books that took over every act of every patient, and that all other documents agree with."""
    books = Books({path.removeprefix(CLINIC): fields for path, fields in documents.items()})
    for lines in entries_of(documents).values():
        for _, act in groupby(lines, key=lambda line: line[1]["request"]["request_id"]):
            books.take(list(act), now)
    besides = [(path.removeprefix(CLINIC), fields) for path, fields in documents.items() if "/entries/" not in path]
    books.take([(path, fields) for path, fields in besides if "/patients/" in path], now)
    books.add_up()
    return books
