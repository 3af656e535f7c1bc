"""The readable half of an export: accounts, lots, wallet lots and entries as CSV, a row each, for spreadsheets.

A file begins with the mark by which a spreadsheet knows UTF-8. Money is in minor units of the row's `currency`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from loyalty.domain.ledger.lot_texts import maps_of_lots

Fields = Mapping[str, Any]
Row = list[str | int]

_BALANCES = ("points", "wallet_minor", "debt_points")
_REMAINDER = ("remainder.numerator", "remainder.denominator")
_ACCOUNT = ("name", "active", "joined_at", *_BALANCES, *_REMAINDER, "tier_id", "revision", "due_at")
_LOT = ("points_earned", "points_remaining", "earned_at", "expires_on", "expires_at", "milestone", "milestone_at")
_WALLET_LOT = ("origin", "received_minor", "remaining_minor", "received_at", "expires_on", "expires_at")
_ENTRY = (
    *("revision", "kind", *_BALANCES, *(f"{name}_after" for name in _BALANCES)),
    *("why.reason", "actor.uid", "actor.role", "location_id", "business_date", "occurred_at", "recorded_at"),
    *("reverses", "linked_entry_id", "hash"),
)
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "accounts.csv": ("patient_id", *_ACCOUNT, "currency"),
    "lots.csv": ("patient_id", "lot_id", *_LOT),
    "wallet_lots.csv": ("patient_id", "wallet_lot_id", *_WALLET_LOT, "currency"),
    "entries.csv": ("patient_id", "entry_id", *_ENTRY, "currency"),
}
BYTE_ORDER_MARK = "\ufeff"
# The beginning of a formula: of the cell, or of what a spreadsheet of another country takes for the next one.
_FORMULA = re.compile(r"(^|[;,\t\r\n])(\s*)(?=[=+\-@\t\r])")


def rows_of(path: str, fields: Fields, currency: str) -> Iterator[tuple[str, Row]]:
    """The table and the row of each line that a document gives; most documents give none."""
    match path.split("/"):
        case [_, _, "patients", patient_id]:
            yield "accounts.csv", [_cell(patient_id), *_cells(fields, _ACCOUNT), currency]
            lots, wallet_lots = maps_of_lots(fields.get("lots")), fields.get("wallet_lots", {})
            for lot_id, lot in sorted(lots.items()):
                yield "lots.csv", [_cell(patient_id), _cell(lot_id), *_cells(lot, _LOT)]
            for lot_id, lot in sorted(wallet_lots.items()):
                yield "wallet_lots.csv", [_cell(patient_id), _cell(lot_id), *_cells(lot, _WALLET_LOT), currency]
        case [_, _, "patients", patient_id, "entries", entry_id]:
            yield "entries.csv", [_cell(patient_id), _cell(entry_id), *_cells(fields, _ENTRY), currency]


def _cells(fields: Fields, columns: tuple[str, ...]) -> Row:
    return [_cell(_at(fields, column)) for column in columns]


def _at(fields: Fields, column: str) -> object:
    value: Any = fields
    for name in column.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _cell(value: object) -> str | int:
    """A value as a cell. Where a spreadsheet would take text for a formula, an apostrophe goes before it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int():
            return value
        case datetime():
            return value.isoformat(timespec="microseconds")
        case _:
            return _FORMULA.sub(r"\1\2'", str(value))
