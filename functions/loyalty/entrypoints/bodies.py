"""Bodies of calls, read as the services' own dataclasses: strictly, within their bounds, without unknown fields.

The pydantic model of each is made when it is first read, not at import.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Hashable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    create_model,
)

from loyalty.domain.bounds import Check, Pattern, Stripped, Written, cleaned
from loyalty.domain.calendar import EARLIEST_YEAR, LATEST_YEAR
from loyalty.errors.base import MalformedRequest

T = TypeVar("T")

_YEARS = f"a year is {EARLIEST_YEAR} to {LATEST_YEAR}"
# Ids that say who, where and by which act. What was done to a patient is not told beside the patient: services,
# rewards, plans, tiers and treatments are not here.
LOGGED_IDS = frozenset(
    {
        *("clinic_id", "location_id", "patient_id", "to_patient_id", "request_id", "visit_id", "lookup_id"),
        *("purchase_id", "redemption_id", "credit_id", "cash_out_id", "banking_id", "expiry_id", "before_id"),
        *("adjustment_id", "confirmation_id", "appointment_id", "event_id"),
    }
)
STRICT = ConfigDict(strict=True, extra="forbid", frozen=True)


def read_body(kind: type[T], data: object) -> T:
    """Read a body. Raises MalformedRequest naming the first field that is wrong."""
    try:
        return typing.cast("T", adapter_of(typing.cast("Hashable", kind)).validate_python(data))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        field = ".".join(str(part) for part in first["loc"])[:80] or "the body"
        raise MalformedRequest(field=field, problem=first["msg"]) from error


def ids_of(body: object) -> dict[str, object]:
    """The ids in a body that a log line may name."""
    named = (field.name for field in fields(typing.cast("Any", body)))
    return {name: getattr(body, name) for name in named if name in LOGGED_IDS}


@cache
def adapter_of(kind: Hashable) -> TypeAdapter[Any]:
    """The reader of a dataclass from parsed JSON."""
    return TypeAdapter(_value_of(typing.cast("type[Any]", kind)))


def _value_of(kind: type[Any]) -> Any:  # noqa: ANN401 - a type's annotation is any object
    """The annotation by which pydantic reads a dataclass: a model of its fields, then the value made of them."""
    return Annotated[_model_of(kind), AfterValidator(lambda model: kind(**dict(model)))]


def _model_of(kind: type[Any]) -> type[BaseModel]:
    hints = typing.get_type_hints(kind, include_extras=True)
    shape: dict[str, Any] = {field.name: (_annotation_of(hints[field.name]), _default(field)) for field in fields(kind)}
    return create_model(kind.__name__, __config__=STRICT, **shape)


def _default(field: Any) -> Any:  # noqa: ANN401 - whatever the dataclass has
    if field.default_factory is not MISSING:
        return Field(default_factory=field.default_factory)
    return ... if field.default is MISSING else field.default


def _annotation_of(hint: Any) -> Any:  # noqa: ANN401
    """The annotation in a strict model of JSON for an annotation of a dataclass."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is Annotated:
        return _annotation_with_bounds(*arguments)
    if origin in (types.UnionType, typing.Union):
        return typing.Union[tuple(map(_annotation_of, arguments))]  # noqa: UP007 - of as many as there are
    if origin is tuple:
        item = _annotation_of(arguments[0])
        return Annotated[list[item], AfterValidator(tuple)]  # type: ignore[valid-type]
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return dict[str, arguments[1]]  # type: ignore[valid-type]
    return _plain(hint)


def _annotation_with_bounds(hint: Any, *bounds: Any) -> Any:  # noqa: ANN401
    written = next((bound for bound in bounds if isinstance(bound, Written)), None)
    if written is not None:
        return Annotated[date, BeforeValidator(_reader_of(written))]
    if typing.get_origin(hint) is tuple:
        item = _annotation_of(typing.get_args(hint)[0])
        return Annotated[(list[item], *map(_bound, bounds), AfterValidator(tuple))]  # type: ignore[valid-type]
    return Annotated[(_annotation_of(hint), *map(_bound, bounds))]


def _bound(bound: Any) -> Any:  # noqa: ANN401
    match bound:
        case Pattern(text):
            return StringConstraints(pattern=text)
        case Stripped():
            return BeforeValidator(_cleaned)
        case Check(function):
            return AfterValidator(function)
        case _:
            return bound


def _cleaned(value: object) -> object:
    return cleaned(value) if isinstance(value, str) else value


def _plain(kind: Any) -> Any:  # noqa: ANN401
    if is_dataclass(kind):
        return _value_of(typing.cast("type[Any]", kind))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return Annotated[kind, Strict(strict=False)]
    if kind is datetime:
        return Annotated[datetime, BeforeValidator(read_instant)]
    if kind is date:
        return Annotated[date, BeforeValidator(read_near_day)]
    return kind


def read_day(text: object) -> date:
    """Read a date that is written YYYY-MM-DD. Raises ValueError for anything else."""
    if not isinstance(text, str):
        raise ValueError("a date is text, YYYY-MM-DD")  # noqa: TRY004 - pydantic reports ValueError
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError("a date is written YYYY-MM-DD")
    return day


def read_near_day(text: object) -> date:
    """Read a date as `read_day`, of a year from which every calculation stays in the calendar. Raises ValueError."""
    day = read_day(text)
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise ValueError(_YEARS)
    return day


def read_instant(text: object) -> datetime:
    """Read an instant from ISO 8601 with its offset, into UTC. Raises ValueError for anything else."""
    if not isinstance(text, str):
        raise ValueError("an instant is text, YYYY-MM-DDThh:mm:ssZ")  # noqa: TRY004 - pydantic reports ValueError
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError("an instant names its offset from UTC, or Z")
    if not EARLIEST_YEAR <= instant.year <= LATEST_YEAR:
        raise ValueError(_YEARS)
    return instant.astimezone(UTC)


def _reader_of(written: Written) -> Callable[[object], date]:
    def read(text: object) -> date:
        if not isinstance(text, str):
            raise ValueError(f"a {written.form}")  # noqa: TRY004 - pydantic reports ValueError
        return written.read(text)

    return read
