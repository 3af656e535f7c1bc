"""Documents as lines of JSON and back, without loss: a value without a type in JSON is a map of one key, led by `$`.

{"$at": "2026-11-22T18:04:05.123456+00:00"}   an instant
{"$bytes": "aGVsbG8="}                        bytes, in base64
{"$float": "NaN"}                             a number that JSON does not know
{"$point": [34.1, -118.6]}                    a place on earth: latitude, longitude
{"$document": "clinics/bella"}                a reference to a document
{"$map": {"$at": 1}}                          a map whose own keys begin with `$`
"""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from google.cloud.firestore import Client

Fields = dict[str, Any]


def line_of(path: str, fields: Fields) -> str:
    """A document as one line."""
    said = {"path": path, "fields": _json_of(fields)}
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def document_of(line: str, client: Client) -> tuple[str, Fields]:
    """The document of a line: its path and its fields. Raises ValueError or KeyError for a line that is none."""
    said = json.loads(line)
    return str(said["path"]), dict(_value(said["fields"], client))


def _json_of(value: object) -> object:
    if isinstance(value, dict):
        said = {name: _json_of(item) for name, item in value.items()}
        return {"$map": said} if any(name.startswith("$") for name in said) else said
    if isinstance(value, list):
        return [_json_of(item) for item in value]
    if isinstance(value, datetime):
        return {"$at": value.astimezone(UTC).isoformat(timespec="microseconds")}
    if value is None or isinstance(value, bool | int | str):
        return value
    return _rare_json_of(value)


def _rare_json_of(value: object) -> object:
    from google.cloud.firestore import DocumentReference, GeoPoint  # noqa: PLC0415 - loaded with the client

    match value:
        case float():
            return value if math.isfinite(value) else {"$float": str(value)}
        case bytes():
            return {"$bytes": base64.b64encode(value).decode()}
        case GeoPoint():
            return {"$point": [value.latitude, value.longitude]}
        case DocumentReference():
            return {"$document": value.path}
        case _:
            raise TypeError(f"{type(value).__name__} has no place in an export")


def _point(said: Any) -> object:  # noqa: ANN401 - two numbers
    from google.cloud.firestore import GeoPoint  # noqa: PLC0415 - loaded with the client

    return GeoPoint(*said)


_TYPES: dict[str, Callable[[Any, Client], object]] = {
    "$at": lambda said, _: datetime.fromisoformat(said),
    "$bytes": lambda said, _: base64.b64decode(said),
    "$float": lambda said, _: float(said),
    "$point": lambda said, _: _point(said),
    "$document": lambda said, client: client.document(said),
    "$map": lambda said, client: {name: _value(item, client) for name, item in said.items()},
}


def _value(said: Any, client: Client) -> Any:  # noqa: ANN401 - whatever JSON holds, whatever a document holds
    if isinstance(said, list):
        return [_value(item, client) for item in said]
    if not isinstance(said, dict):
        return said
    for name in said:
        if name.startswith("$"):
            return _TYPES[name](said[name], client)
    return {name: _value(item, client) for name, item in said.items()}
