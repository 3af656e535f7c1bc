"""Day texts: the qualifying days as an account's document keeps them, one short text each.

`2026-11-22 2027-05-27 45000 1 6750 0 4500 0`: the date, the last day of its points or `-`, then `spend_minor`,
`purchases`, `points`, `treatments`, `exact` (`9001/2` where it is no whole number) and `spent_points`. A phone that
listens to the account receives all its days with every change, and a text is a quarter of a map.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any

from loyalty.domain.program.tiers import QualifyingDay

_NAMES = ("on", "expires_on", "spend_minor", "purchases", "points", "treatments", "exact", "spent_points")
_NONE = "-"


def text_of(day: QualifyingDay) -> str:
    """The text of a day."""
    exact: Fraction | int = day.exact if day.exact.denominator > 1 else day.exact.numerator
    ends_on = _NONE if day.expires_on is None else day.expires_on.isoformat()
    sums = f"{day.spend_minor} {day.purchases} {day.points} {day.treatments} {exact} {day.spent_points}"
    return f"{day.on.isoformat()} {ends_on} {sums}"


@lru_cache(maxsize=8_192)
def day_of(text: str) -> QualifyingDay:
    """The day of a text. A worker that opened a visit has read the patient's days before it records the purchase."""
    on, expires_on, spend, purchases, points, treatments, exact, spent = text.split(" ")
    numerator, _, denominator = exact.partition("/")
    return QualifyingDay(
        date.fromisoformat(on),
        None if expires_on == _NONE else date.fromisoformat(expires_on),
        int(spend),
        int(purchases),
        int(points),
        int(treatments),
        Fraction(int(numerator), int(denominator)) if denominator else Fraction(int(numerator)),
        int(spent),
    )


def map_of_day(said: object) -> Mapping[str, Any]:
    """A kept day, as a map of its fields; nothing is required of it, and older documents keep maps themselves."""
    if not isinstance(said, str):
        return said if isinstance(said, Mapping) else {}
    parts = said.split(" ")
    if len(parts) != len(_NAMES):
        return {}
    fields: dict[str, Any] = dict(zip(_NAMES, parts, strict=True))
    sums = {name: int(text) for name, text in fields.items() if text.removeprefix("-").isdecimal() and name != "exact"}
    return {**fields, **sums, "expires_on": None if parts[1] == _NONE else parts[1]}
