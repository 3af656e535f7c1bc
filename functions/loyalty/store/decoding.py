"""Decoding: documents become the dataclasses they were written from, by their annotations.

It is the inverse of `loyalty.domain.fields`, for documents that only functions write; those that people edit are
validated instead. Each class is inspected once, when its first document is read.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import Any, Literal, TypeVar, cast

T = TypeVar("T")
Read = Callable[[Any], Any]


def decode(kind: type[T], document: Mapping[str, Any], **given: object) -> T:
    """Decode a document as a dataclass; `given` are fields that the document does not hold, or holds differently."""
    values = {
        name: document[name] if read is _as_it_is else read(document[name])
        for name, read in _readers(cast("Hashable", kind))
        if name in document and name not in given
    }
    return kind(**values, **given)


@cache
def _readers(kind: Hashable) -> tuple[tuple[str, Read], ...]:
    known = cast("type[Any]", kind)
    hints = typing.get_type_hints(known)
    return tuple((field.name, _reader(hints[field.name])) for field in fields(known))


def _reader(hint: Any) -> Read:  # noqa: ANN401 - a type's annotation is any object
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return _optional(arguments)
    if origin is Literal:
        return _as_it_is
    if origin is tuple:
        item = _reader(arguments[0])
        return lambda values: tuple(item(value) for value in values)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        item = _reader(arguments[1])
        return lambda values: {name: item(value) for name, value in values.items()}
    return _plain(hint)


def _optional(alternatives: tuple[Any, ...]) -> Read:
    kinds = [kind for kind in alternatives if kind is not types.NoneType]
    if len(kinds) > 1:
        return _as_it_is
    read = _reader(kinds[0])
    return _as_it_is if read is _as_it_is else lambda value: None if value is None else read(value)


def _plain(kind: type[Any]) -> Read:
    if is_dataclass(kind):
        return lambda document: decode(kind, document)
    if issubclass(kind, StrEnum):
        return kind
    if issubclass(kind, Fraction):
        return _fraction
    if issubclass(kind, date) and not issubclass(kind, datetime):
        return date.fromisoformat
    return _as_it_is


def _fraction(value: Any) -> Fraction:  # noqa: ANN401 - a map or text
    return Fraction(**value) if isinstance(value, Mapping) else Fraction(value)


def _as_it_is(value: Any) -> Any:  # noqa: ANN401 - whatever the document holds
    return value
