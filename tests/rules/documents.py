"""The language of the rules' cases: documents, and operations on them as the REST protocol takes them."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any


class _Stamp(Enum):
    NOW = "the time of the request, set by the server"


NOW = _Stamp.NOW

Document = Mapping[str, Any]


@dataclass(frozen=True)
class Get:
    """Reads one document, which need not exist."""

    path: str


@dataclass(frozen=True)
class Query:
    """Asks for the documents of one collection, or of all of that name below `parent`, that hold every filter."""

    path: str
    filters: tuple[tuple[str, str, object], ...] = ()
    everywhere: bool = False

    @property
    def parent(self) -> str:
        return self.path.rpartition("/")[0]

    def structured(self) -> dict[str, Any]:
        """The query as the REST protocol takes it."""
        source = {"collectionId": self.path.rpartition("/")[2], "allDescendants": self.everywhere}
        query: dict[str, Any] = {"from": [source]}
        if self.filters:
            query["where"] = {"compositeFilter": {"op": "AND", "filters": [_filter(*one) for one in self.filters]}}
        return query


@dataclass(frozen=True)
class Write:
    """Makes one document exactly this, whether it exists or not."""

    path: str
    fields: Document


@dataclass(frozen=True)
class Delete:
    """Removes one document."""

    path: str


@dataclass(frozen=True)
class Commit:
    """Does these writes together or not at all."""

    writes: tuple[Write | Delete, ...]


Operation = Get | Query | Commit


def write(path: str, fields: Document) -> Commit:
    """A commit of one written document."""
    return Commit((Write(path, fields),))


def delete(path: str) -> Commit:
    """A commit of one removed document."""
    return Commit((Delete(path),))


def without(fields: Document, *names: str) -> Document:
    """The document less these fields."""
    return {name: value for name, value in fields.items() if name not in names}


def stamped(fields: Document, within: str = "") -> list[str]:
    """The paths of the fields that the server sets, those inside of maps too."""
    found = list[str]()
    for name, value in fields.items():
        if value is NOW:
            found.append(f"{within}{name}")
        elif isinstance(value, dict):
            found += stamped(value, f"{within}{name}.")
    return found


def unstamped(fields: Document) -> Document:
    """The document less the fields that the server sets."""
    sent = {name: value for name, value in fields.items() if value is not NOW}
    return {name: unstamped(value) if isinstance(value, dict) else value for name, value in sent.items()}


def encode(value: object) -> dict[str, Any]:
    """A value as the REST protocol takes it; whole numbers and floats stay what they are."""
    match value:
        case list():
            return {"arrayValue": {"values": [encode(item) for item in value]}}
        case dict():
            return {"mapValue": {"fields": {name: encode(item) for name, item in value.items()}}}
        case datetime():
            return {"timestampValue": value.isoformat()}
        case bytes():
            return {"bytesValue": base64.b64encode(value).decode()}
        case int() if not isinstance(value, bool):
            return {"integerValue": str(value)}
    return {_PLAIN[type(value)]: value}


_PLAIN = {type(None): "nullValue", bool: "booleanValue", float: "doubleValue", str: "stringValue"}


def _filter(field: str, op: str, value: object) -> dict[str, Any]:
    if value is None:
        return {"unaryFilter": {"field": {"fieldPath": field}, "op": "IS_NULL"}}
    return {"fieldFilter": {"field": {"fieldPath": field}, "op": op, "value": encode(value)}}
