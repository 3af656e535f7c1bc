"""Opening balances as another system hands them over: a CSV file, each row read whole or refused with its reason."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from loyalty.domain.ledger.lots import MOST_OPEN_LOTS
from loyalty.domain.ledger.wallet.lots import MOST_WALLET_LOTS
from loyalty.services.ledger.open_balances import OpenBalance

REQUIRED = ("source_id", "patient_id", "name", "points", "expires_on", "wallet_minor", "wallet_expires_on")
MOST = 1_000_000_000
LONGEST_NAME = 80
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,127}")
_WHOLE = re.compile(r"[0-9]{1,10}")


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be taken over: its line in the file, and why."""

    line: int
    source_id: str
    reason: str


@dataclass
class Rows:
    """The content of a file: balances by their lines, and every row that is none."""

    good: dict[int, OpenBalance] = field(default_factory=dict)
    bad: list[BadRow] = field(default_factory=list)


class _Bad(Exception):
    """A cell is not what it must be."""


def read_rows(file: Path, clinic_id: str) -> Rows:
    """Every row of a file."""
    rows, seen, lots = Rows(), dict[str, int](), Counter[tuple[str, str]]()
    for line, cells in _cells(file, rows):
        try:
            body = _balance(cells, clinic_id)
            lots[body.patient_id, "points"] += bool(body.points)
            lots[body.patient_id, "wallet"] += bool(body.wallet_minor)
            _require_room(body, seen, lots)
        except _Bad as bad:
            rows.bad.append(BadRow(line, cells.get("source_id", ""), str(bad)))
        else:
            rows.good[line] = body
        seen.setdefault(cells.get("source_id", ""), line)
    return rows


def _require_room(body: OpenBalance, seen: Mapping[str, int], lots: Mapping[tuple[str, str], int]) -> None:
    if body.source_id in seen:
        raise _Bad(f"source_id stands on line {seen[body.source_id]} too")
    for what, most in (("points", MOST_OPEN_LOTS), ("wallet", MOST_WALLET_LOTS)):
        if lots[body.patient_id, what] > most:
            raise _Bad(f"the patient has more than {most} rows of {what}")


def _cells(file: Path, rows: Rows) -> Iterator[tuple[int, Mapping[str, str]]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        reader = csv.DictReader(opened, restkey="", restval=None)
        missing = [name for name in REQUIRED if name not in (reader.fieldnames or ())]
        if missing:
            rows.bad.append(BadRow(1, "", f"no column {', '.join(missing)}"))
            return
        for cells in reader:
            if "" in cells or None in cells.values():
                rows.bad.append(BadRow(reader.line_num, cells.get("source_id") or "", "not as many cells as columns"))
            else:
                yield reader.line_num, {name: cell.strip() for name, cell in cells.items()}


def _balance(cells: Mapping[str, str], clinic_id: str) -> OpenBalance:
    points, wallet_minor = _whole(cells, "points"), _whole(cells, "wallet_minor")
    expires_on, wallet_expires_on = (_day(cells, name) for name in ("expires_on", "wallet_expires_on"))
    if not points and not wallet_minor:
        raise _Bad("neither points nor wallet_minor")
    if (expires_on and not points) or (wallet_expires_on and not wallet_minor):
        raise _Bad("a last day of nothing")
    if not cells["source_id"] or len(cells["source_id"]) > 200:
        raise _Bad("source_id must be 1 to 200 characters")
    if not _ID.fullmatch(cells["patient_id"]):
        raise _Bad("patient_id is no id")
    if not 1 <= len(cells["name"]) <= LONGEST_NAME:
        raise _Bad(f"name must be 1 to {LONGEST_NAME} characters")
    return OpenBalance(
        clinic_id=clinic_id,
        source_id=cells["source_id"],
        patient_id=cells["patient_id"],
        name=cells["name"],
        points=points,
        expires_on=expires_on,
        wallet_minor=wallet_minor,
        wallet_expires_on=wallet_expires_on,
    )


def _whole(cells: Mapping[str, str], name: str) -> int:
    said = cells[name] or "0"
    if not _WHOLE.fullmatch(said) or int(said) > MOST:
        raise _Bad(f"{name} must be a whole number from 0 to {MOST}, not {said!r}")
    return int(said)


def _day(cells: Mapping[str, str], name: str) -> date | None:
    if not cells[name]:
        return None
    try:
        return date.fromisoformat(cells[name])
    except ValueError:
        raise _Bad(f"{name} must be a date YYYY-MM-DD, not {cells[name]!r}") from None
