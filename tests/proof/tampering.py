"""Every way to change one thing in a document: one byte of each text, one of each number, any field gone or added."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Tampered:
    """A document in which one thing is changed, and what that was."""

    what: str
    fields: dict[str, Any]


def tampered(fields: dict[str, Any]) -> Iterator[Tampered]:
    """Each copy of a document with one thing changed."""
    for place, value in _places(fields):
        for what, other in _others(value):
            yield Tampered(f"{_said(place)}: {what}", _with(fields, place, other))
        yield Tampered(f"{_said(place)}: gone", _without(fields, place))
    yield Tampered("a field more", {**fields, "extra": 1})


def _places(value: object, place: Place = ()) -> Iterator[tuple[Place, object]]:
    if place:
        yield place, value
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _places(item, (*place, name))
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _places(item, (*place, number))


def _others(value: object) -> Iterator[tuple[str, object]]:
    """Other values of the same type, and the same value as another type."""
    match value:
        case bool():
            yield "the contrary", not value
        case int():
            yield "one more", value + 1
            yield "as a fraction", float(value)
            yield "as text", str(value)
        case str():
            yield "another last byte", f"{value[:-1]}{'x' if value[-1:] != 'x' else 'y'}"
            yield "another first byte", f"{'x' if value[:1] != 'x' else 'y'}{value[1:]}"
        case datetime():
            yield "a microsecond later", value + timedelta(microseconds=1)
            yield "as text", value.isoformat(timespec="microseconds")
        case None:
            yield "something", "something"
        case _:
            yield "nothing", None


def _with(fields: dict[str, Any], place: Place, value: object) -> dict[str, Any]:
    changed = copy.deepcopy(fields)
    _parent(changed, place)[place[-1]] = value
    return changed


def _without(fields: dict[str, Any], place: Place) -> dict[str, Any]:
    changed = copy.deepcopy(fields)
    del _parent(changed, place)[place[-1]]
    return changed


def _parent(fields: Any, place: Place) -> Any:  # noqa: ANN401 - maps and lists within each other
    for step in place[:-1]:
        fields = fields[step]
    return fields


def _said(place: Place) -> str:
    return ".".join(str(step) for step in place)
