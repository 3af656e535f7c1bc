"""Findings of an audit, and readers of values that may be anything.

A document under audit may be corrupt, so no field can be trusted: a reader returns the value if it has the right type,
else None.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

Fields = Mapping[str, Any]
LONGEST_TEXT = 200
INSTANTS = ("_at", "_until")
# Where somebody acted, not when.
PLACES = frozenset({"acted_at"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: the invariant (`code`), the place (the ids), and the values `expected` and `found`.

    `revision` is the place in the account's line, also for a missing entry, which has no id.
    """

    code: str
    patient_id: str | None = None
    entry_id: str | None = None
    revision: int | None = None
    business_date: str | None = None
    field: str | None = None
    expected: str = ""
    found: str = ""


Note = Callable[[str, str, object, object], None]
"""Takes the code of a finding, the field, the expected value and the one found."""


def quote(value: object) -> str:
    """Quote a value for a finding."""
    return (value if isinstance(value, str) else repr(value))[:LONGEST_TEXT]


def is_same(one: object, other: object) -> bool:
    """True if two values are equal and of one type: 1, 1.0 and true are three values."""
    return one == other and (type(one) is type(other) or isinstance(one, datetime))


def whole(value: object) -> int | None:
    """An integer; a boolean is not one."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def text(value: object) -> str | None:
    """A text that is not empty."""
    return value if isinstance(value, str) and value else None


def map_of(value: object) -> Fields:
    """A map; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def list_of(value: object) -> Sequence[Any]:
    """A list; an empty one for anything else."""
    return value if isinstance(value, list | tuple) else ()


def instant(value: object) -> datetime | None:
    """An instant with a time zone."""
    return value if isinstance(value, datetime) and value.tzinfo is not None else None


def day_of(value: object) -> date | None:
    """A date, as text."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def fraction(value: object) -> Fraction | None:
    """A fraction, as a map of two integers or as text."""
    fields = map_of(value)
    numerator, denominator = whole(fields.get("numerator")), whole(fields.get("denominator"))
    if numerator is not None and denominator:
        return Fraction(numerator, denominator)
    try:
        return Fraction(value) if isinstance(value, str) else None
    except (ValueError, ZeroDivisionError):
        return None


def misplaced_instants(document: Fields) -> str | None:
    """The name of a field that wrongly holds an instant, or wrongly holds none.

    In canonical form an instant and its text are equal, so a hash cannot tell them apart. Names can: a field that ends
    in `_at` or `_until` is an instant or null, and no other field is, nor one of `PLACES`.
    """
    waiting: list[Any] = [document]
    while waiting:
        for name, value in waiting.pop().items():
            if str(name).endswith(INSTANTS) and name not in PLACES:
                if value is not None and not isinstance(value, datetime):
                    return str(name)
            elif isinstance(value, dict):
                waiting.append(value)
            elif isinstance(value, list):
                waiting.extend(item if isinstance(item, dict) else {str(name): item} for item in value)
            elif isinstance(value, datetime):
                return str(name)
    return None
