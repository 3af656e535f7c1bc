"""Bounds as the functions check them, read off annotations: of rules' documents and of bodies, for docs and pages."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Annotated, Any, NamedTuple

from annotated_types import Ge, Le, MaxLen, MinLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from loyalty.entrypoints.managed.parsers import document_of

# The rules that managers publish, by the names of their documents.
RULES: Mapping[str, str] = {
    "earning": "EarningRule",
    "expiry": "ExpiryRule",
    "reminders": "RemindersRule",
    "check_in": "CheckInRule",
    "redemption": "RedemptionRule",
    "banking": "BankingRule",
    "adjustments": "AdjustmentsRule",
    "governance": "GovernanceRule",
    "tiers": "TiersRule",
    "memberships": "MembershipsRule",
}


class Bounds(NamedTuple):
    """The least and the most that a number may be, or that a text or a list may have of characters or items."""

    least: int | None
    most: int | None


def rule_model(rule: str) -> type[BaseModel]:
    """The model of a rule's documents."""
    return document_of(RULES[rule])


def numbers_of(model: type[BaseModel]) -> dict[str, Bounds]:
    """The bounds of a document's numbers, null or not; each of a map's numbers counts as the map's."""
    found = {name: _bounds(_annotations(info), Ge, Le) for name, info in model.model_fields.items()}
    return {name: bounds for name, bounds in found.items() if bounds is not None and name != "version"}


def lengths_of(body: type[Any]) -> dict[str, Bounds]:
    """The bounds of a body's texts and lists."""
    hints = typing.get_type_hints(body, include_extras=True)
    found = {field.name: _bounds(_within(hints[field.name]), MinLen, MaxLen) for field in fields(body)}
    return {name: bounds for name, bounds in found.items() if bounds is not None}


def _annotations(info: FieldInfo) -> Iterator[object]:
    yield from info.metadata
    yield from _within(info.annotation)


def _within(hint: object) -> Iterator[object]:
    """The bounds in an annotation: its own, those of what may be null, and those of a map's values."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is Annotated:
        for bound in arguments[1:]:
            yield from bound.metadata if isinstance(bound, FieldInfo) else [bound]
        yield from _within(arguments[0])
    elif origin in (types.UnionType, typing.Union):
        for each in arguments:
            yield from _within(each)
    elif isinstance(origin, type) and issubclass(origin, Mapping):
        yield from _within(arguments[1])


def _bounds(parts: Iterable[object], lower: type[Any], upper: type[Any]) -> Bounds | None:
    least = most = None
    for part in parts:
        if isinstance(part, lower) and least is None:
            least = getattr(part, lower.__match_args__[0])
        if isinstance(part, upper) and most is None:
            most = getattr(part, upper.__match_args__[0])
    return None if least is None and most is None else Bounds(least, most)
