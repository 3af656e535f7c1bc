"""Python's annotations as TypeScript: dataclasses and the models of documents as interfaces, each written once."""

from __future__ import annotations

import json
import re
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from loyalty.domain.ledger.receipt import Movement, Receipt

WIDTH = 120
PLAIN: dict[Any, str] = {
    **dict.fromkeys((str, date, ZoneInfo), "string"),
    **dict.fromkeys((int, float), "number"),
    **dict.fromkeys((Any, object), "unknown"),
    bool: "boolean",
    types.NoneType: "null",
}
# What an answer holds as a map, though it is the `why` of an entry.
WHYS = {(Receipt, "why"): 'WhyByKind["accrual"]', (Movement, "why"): "AnyWhy"}
Form = Literal["body", "answer", "document"]


class Interfaces:
    """The interfaces that the contract needs, in the order in which they were first needed."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._kinds: dict[str, type] = {}

    def written(self) -> Iterator[str]:
        """Every interface so far."""
        yield from self._texts.values()

    def body(self, kind: type[Any]) -> str:
        """The name of a call's body: what has a default may be left out."""
        return self._interface(kind, "body")

    def answer(self, hint: Any) -> str:  # noqa: ANN401 - a class, or a union of some
        """The type of a call's answer."""
        return self._type(hint, "answer")

    def document(self, kind: type[Any], besides: Iterable[str] = (), without: frozenset[str] = frozenset()) -> str:
        """A document that holds a value's fields by their names; its id is the document's."""
        shape = [line for field, line in self._fields(kind, "document") if field not in without]
        return _interface_text(f"{kind.__name__}Document<At>", _sentence(kind), [*shape, *besides])

    def account(self, kind: type[Any]) -> str:
        """The account's document: lots are maps by their ids, so that a page finds one; days and lots are texts.

        An account that was not written since keeps a map of each lot.
        """
        hints = typing.get_type_hints(kind)
        lot, wallet_lot = typing.get_args(hints["lots"])[0], typing.get_args(hints["wallet_lots"])[0]
        besides = [
            f'  lots: Readonly<Record<string, string | Omit<{self._type(lot, "document")}, "lot_id">>>;',
            f'  wallet_lots: Readonly<Record<string, Omit<{self._type(wallet_lot, "document")}, "wallet_lot_id">>>;',
            "  days: readonly string[];",
            "  due_at: At | null;",
            "  ends_on?: string | null;",
            "  name_keys: readonly string[];",
        ]
        return self.document(kind, besides, frozenset({"clinic_id", "patient_id", "days", "lots", "wallet_lots"}))

    def entry(self, kind: type[Any]) -> str:
        """The document of an entry: its kind decides what its `why` holds."""
        without = frozenset({"entry_id", "kind", "why"})
        shared = self.document(kind, (), without).replace("EntryDocument<At>", "AnyEntry<At>")
        text = """\
/** An entry's document of one kind, and of any. */
export type EntryOf<Kind extends EntryKind, At> = AnyEntry<At> & { kind: Kind; why: WhyByKind<At>[Kind] };
export type EntryDocument<At> = { [Kind in EntryKind]: EntryOf<Kind, At> }[EntryKind];
"""
        return f"{shared}\n{text}"

    def why_by_kind(self, kinds: Mapping[str, type[Any]]) -> str:
        """The `why` of each kind of entry."""
        lines = [f"  {kind}: {self._type(why, 'document')};" for kind, why in kinds.items()]
        text = """\
export type EntryKind = keyof WhyByKind;
export type AnyWhy<At = string> = WhyByKind<At>[EntryKind];
"""
        return _interface_text("WhyByKind<At = string>", "The `why` of an entry, by its kind.", lines) + text

    def edited(self, model: type[BaseModel]) -> str:
        """A document that people edit, as its model reads it."""
        return self._model_text(model, f"{model.__name__}<At>")

    def _model_text(self, model: type[BaseModel], name: str) -> str:
        lines = []
        for field, info in model.model_fields.items():
            optional = "" if info.is_required() else "?"
            lines.append(f"  {field}{optional}: {self._type(_hint_of(model, field), 'document')};")
        return _interface_text(name, _sentence(model), lines)

    def _interface(self, kind: type[Any], form: Form) -> str:
        """The name of a dataclass's interface, with its argument where it holds instants; written when first needed."""
        name = kind.__name__
        if self._kinds.setdefault(name, kind) is not kind:
            raise TypeError(f"two kinds of value are called {name}: {kind.__module__}, {self._kinds[name].__module__}")
        if name not in self._texts:
            self._texts[name] = ""  # it may hold itself
            lines = [line for _, line in self._fields(kind, form)]
            head = f"{name}<At = string>" if _holds_instants(kind) else name
            self._texts[name] = _interface_text(head, _sentence(kind), lines)
            self._texts[name] = self._texts.pop(name)  # after what it is made of
        return f"{name}<At>" if form == "document" and _holds_instants(kind) else name

    def _fields(self, kind: type[Any], form: Form) -> Iterator[tuple[str, str]]:
        hints = typing.get_type_hints(kind)
        for field in fields(kind):
            optional = "?" if form == "body" and _has_default(field) else ""
            said = WHYS.get((kind, field.name)) or self._field_type(kind, field.name, hints[field.name], form)
            yield field.name, _field_text(field.name + optional, said)

    def _field_type(self, kind: type[Any], name: str, hint: Any, form: Form) -> str:  # noqa: ANN401
        if (kind.__name__, name) == ("AccrualWhy", "multiplier"):
            return "string"  # a text like "3/2"
        # A body or answer that holds instants is generic over them, as documents are.
        inside: Form = "document" if form == "answer" and _holds_instants(kind) else form
        return self._type(hint, inside, generic=_holds_instants(kind))

    def _type(self, hint: Any, form: Form, *, generic: bool = False) -> str:  # noqa: ANN401
        origin, arguments = typing.get_origin(hint), typing.get_args(hint)
        if origin is typing.Annotated:
            return self._type(arguments[0], form, generic=generic)
        if origin in (types.UnionType, typing.Union):
            return " | ".join(dict.fromkeys(self._type(each, form, generic=generic) for each in arguments))
        if origin is Literal:
            return union_of(arguments)
        if origin in (tuple, list):
            item = self._type(arguments[0], form, generic=generic)
            return f"readonly ({item})[]" if " | " in item else f"readonly {item}[]"
        if isinstance(origin, type) and issubclass(origin, Mapping):
            key, value = (self._type(each, form, generic=generic) for each in arguments)
            record = f"Record<{key}, {value}>" if key == "string" else f"Partial<Record<{key}, {value}>>"
            return f"Readonly<{record}>"
        return self._plain(hint, form, generic=generic)

    def _plain(self, kind: Any, form: Form, *, generic: bool) -> str:  # noqa: ANN401
        if kind in PLAIN:
            return PLAIN[kind]
        if kind is datetime:
            return "At" if form == "document" or generic else "string"
        if kind is Fraction:
            self._texts.setdefault("Fraction", FRACTION)
            return "Fraction"
        if is_dataclass(kind):
            name = self._interface(typing.cast("type[Any]", kind), form)
            return f"{name}<At>" if form == "body" and generic and _holds_instants(kind) else name
        return self._named(kind)

    def _named(self, kind: type[Any]) -> str:
        if issubclass(kind, StrEnum):
            head = f"export type {kind.__name__} = "
            text = f"/** {_sentence(kind)} */\n{head}{union_of(list(kind), WIDTH - len(head))};\n"
            self._texts.setdefault(kind.__name__, text)
            return kind.__name__
        if issubclass(kind, BaseModel):
            self._texts.setdefault(kind.__name__, self._model_text(kind, kind.__name__))
            return kind.__name__
        raise TypeError(f"{kind} has no form in the contract")


FRACTION = """\
/** An exact number. */
export interface Fraction {
  numerator: number;
  denominator: number;
}
"""


def union_of(texts: Iterable[object], room: int = WIDTH - 40) -> str:
    """Some texts as a union of their literals, on one line where there is room for it."""
    literals = [json.dumps(str(text)) for text in texts]
    line = " | ".join(literals)
    return line if len(line) < room else "\n  | " + "\n  | ".join(literals)


def _interface_text(head: str, sentence: str, lines: Iterable[str]) -> str:
    shape = list(lines)
    if not any(re.search(r"\bAt\b", line) for line in shape):
        head = head.removesuffix("<At>")
    return "\n".join([f"/** {sentence} */", f"export interface {head} {{", *shape, "}", ""])


def _field_text(name: str, said: str) -> str:
    """The line of a field; a union that is longer than a line has one for each of its parts."""
    if "\n" not in said:
        return f"  {name}: {said};"
    parts = [part.strip() for part in said.split("|") if part.strip()]
    line = f"  {name}: {' | '.join(parts)};"
    return line if len(line) <= WIDTH else "\n    | ".join([f"  {name}:", *parts]) + ";"


def _sentence(kind: type[Any]) -> str:
    """The first sentence of a docstring, on one line."""
    first = (kind.__doc__ or "").strip().split("\n\n")[0]
    return " ".join(first.split()).replace("*/", "* /")


def _has_default(field: Field[Any]) -> bool:
    return field.default is not MISSING or field.default_factory is not MISSING


def _hint_of(model: type[BaseModel], field: str) -> Any:  # noqa: ANN401
    return typing.get_type_hints(model)[field]


def _holds_instants(kind: Any, seen: frozenset[Any] = frozenset()) -> bool:  # noqa: ANN401
    """True where an instant is among a dataclass's fields, or theirs."""
    if kind is datetime:
        return True
    if kind in seen:
        return False
    if is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return any(_holds_instants(hint, seen | {kind}) for hint in hints.values())
    return any(_holds_instants(each, seen) for each in typing.get_args(kind) if each is not Ellipsis)
