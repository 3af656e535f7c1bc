"""Values as documents hold them, and the one byte string of each that is hashed and compared."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from fractions import Fraction
from functools import cache, singledispatch
from operator import attrgetter
from typing import Any, cast

# Metadata of a field that came later: its default is left out, so that older documents and requests stay equal.
LATER = {"later": True}
# Most values in documents are of these types; looking here first is cheaper than a dispatch.
_AS_THEY_ARE = frozenset({str, int, bool, type(None), datetime})


@singledispatch
def fields_of(value: object) -> object:
    """A value as a document holds it: maps, lists, text, integers, instants; a fraction as a map, a date as text."""
    return maps_of(value) if is_dataclass(value) else value


@fields_of.register
def _(value: datetime) -> datetime:
    return value


@fields_of.register
def _(value: date) -> str:
    return value.isoformat()


@fields_of.register
def _(value: StrEnum) -> str:
    return value.value


@fields_of.register
def fraction_fields(value: Fraction) -> dict[str, int]:
    """An exact fraction as two integers."""
    return {"numerator": value.numerator, "denominator": value.denominator}


@fields_of.register(Mapping)
def _(value: Mapping[str, object]) -> dict[str, object]:
    return {key: fields_of(item) for key, item in value.items()}


@fields_of.register(tuple)
@fields_of.register(list)
def _(value: Iterable[object]) -> list[object]:
    return [fields_of(item) for item in value]


def maps_of(value: object) -> dict[str, object]:
    """The value of a dataclass as a map. Unlike `dataclasses.asdict` it does not copy values that cannot change."""
    names, values_of = _shape(cast("Hashable", type(value)))
    said = dict(zip(names, values_of(value), strict=True))
    for name, item in said.items():
        if type(item) not in _AS_THEY_ARE:
            said[name] = _coder_of(cast("Hashable", type(item)))(item)
    for name, default in _later_defaults(cast("Hashable", type(value))):
        if getattr(value, name) == default:
            del said[name]
    return said


@cache
def _coder_of(kind: Hashable) -> Callable[[Any], object]:
    """What `fields_of` would call for a type; asked once for each, since an account holds hundreds of lots."""
    return maps_of if is_dataclass(kind) else fields_of.dispatch(cast("Any", kind))


@cache
def _shape(kind: Hashable) -> tuple[tuple[str, ...], Callable[[object], Iterable[object]]]:
    """The names of a dataclass's fields, and what reads all their values at once."""
    names = tuple(field.name for field in fields(cast("Any", kind)))
    if len(names) > 1:
        return names, attrgetter(*names)
    return names, lambda value: [getattr(value, name) for name in names]


@cache
def _later_defaults(kind: Hashable) -> tuple[tuple[str, object], ...]:
    """The fields of a dataclass that came later, each with its default."""
    later = (field for field in fields(cast("Any", kind)) if field.metadata == LATER)
    return tuple(
        (field.name, field.default if field.default_factory is MISSING else field.default_factory()) for field in later
    )


def canonical_json(value: object) -> bytes:
    """One byte string for one value: keys sorted, no white space, instants in UTC to the microsecond."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=_instant_text
    ).encode()


def fingerprint(name: str, body: object, **besides: object) -> str:
    """The short text of a request: equal requests have equal fingerprints. `body` is a map or a dataclass's value."""
    said = body if isinstance(body, Mapping) else maps_of(body)
    return hashlib.sha256(canonical_json([name, {**said, **besides}])).hexdigest()


def _instant_text(value: object) -> str:
    if not isinstance(value, datetime):
        raise TypeError(f"{type(value).__name__} has no canonical form")
    return value.astimezone(UTC).isoformat(timespec="microseconds")
