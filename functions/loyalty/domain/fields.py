"""Values as documents hold them, and the one byte string of each that is hashed and compared."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from fractions import Fraction
from functools import singledispatch

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
    names: tuple[str, ...] = type(value).__match_args__  # type: ignore[attr-defined]  # every dataclass has it
    held = ((name, getattr(value, name)) for name in names)
    return {name: item if type(item) in _AS_THEY_ARE else fields_of(item) for name, item in held}


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
