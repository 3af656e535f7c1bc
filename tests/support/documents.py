"""Documents as the database holds them: their size as Firestore counts, and the open lots that an account keeps.

Nothing here calls the code under test. The size: https://firebase.google.com/docs/firestore/storage-size.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

MIB = 1_048_576
_OF_A_NAME, _OF_A_DOCUMENT = 16, 32
_NAMES = (
    *("points_remaining", "points_earned", "expires_on", "expires_at", "nudge_days", "urge_days"),
    *("earned_at", "milestone", "milestone_at", "noticed_on", "appointment_id", "location_id"),
    *("own_expires_on", "own_expires_at", "expiry_version", "reminders_version", "send_hour", "grace_days"),
)
_POLICY = ("expiry_version", "reminders_version", "nudge_days", "urge_days", "send_hour", "grace_days")
_LEFT_OUT = ("location_id", "own_expires_on", "own_expires_at")


def document_size(path: str, fields: Mapping[str, object]) -> int:
    """The bytes of a document with its name."""
    return sum(len(part) + 1 for part in path.split("/")) + _OF_A_NAME + _OF_A_DOCUMENT + _size_of(fields)


def _size_of(value: object) -> int:
    """The bytes of a field's value."""
    if value is None or isinstance(value, bool):
        return 1
    if isinstance(value, int | float | datetime):
        return 8
    if isinstance(value, str):
        return len(value.encode()) + 1
    if isinstance(value, Mapping):
        return sum(_size_of(str(name)) + _size_of(item) for name, item in value.items())
    if isinstance(value, list | tuple):
        return sum(map(_size_of, value))
    raise TypeError(f"{type(value).__name__} is no value of a document")


def lots_of(account: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The lots of an account's document, each as entries have it."""
    return {lot_id: _lot_of(text) for lot_id, text in account["lots"].items()}


def with_part(text: str, name: str, value: object) -> str:
    """A lot's text with another value of a part."""
    parts = text.split(" ")
    parts[_NAMES.index(name)] = str(value)
    return " ".join(parts)


def _lot_of(text: str) -> dict[str, Any]:
    parts = dict(zip(_NAMES, text.split(" "), strict=False))
    said: dict[str, Any] = {name: None if part == "-" else _value_of(name, part) for name, part in parts.items()}
    policy = {name: said.pop(name) for name in _POLICY}
    return {
        **{name: value for name, value in said.items() if value is not None or name not in _LEFT_OUT},
        "policy": policy,
    }


def _value_of(name: str, part: str) -> object:
    if name.endswith("_at"):
        return datetime.fromisoformat(part)
    return int(part) if name in _POLICY or name.startswith("points_") else part
