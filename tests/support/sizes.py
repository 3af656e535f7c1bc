"""The size of a document as Firestore counts it: https://firebase.google.com/docs/firestore/storage-size."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

MIB = 1_048_576
_OF_A_NAME, _OF_A_DOCUMENT = 16, 32


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
