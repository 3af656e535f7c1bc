"""Entries: the immutable lines of a patient's ledger, and the hash that chains each to the one before.

An entry never changes; a correction is a new entry. Its hash is SHA-256 over the previous entry's hash and the
canonical JSON of its own fields, so a changed, missing or reordered line shows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from fractions import Fraction
from functools import singledispatch

from loyalty.domain.accrual import Tender
from loyalty.domain.lots import Lot

ACCRUAL = "accrual"
GENESIS_HASH = "0" * 64


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asked for: its id, and the fingerprint of the body it came with."""

    request_id: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it, and in which role (`patient`, or a staff role)."""

    uid: str
    role: str


@dataclass(frozen=True, slots=True)
class Draw:
    """The part of an entry that one lot bears, in points; negative when points leave the lot."""

    lot_id: str
    points: int


@dataclass(frozen=True, slots=True)
class Purchase:
    """What was paid at a visit."""

    visit_id: str
    amount_minor: int
    currency: str
    tenders: tuple[Tender, ...]
    service_ids: tuple[str, ...]
    receipt_number: str | None


@dataclass(frozen=True, slots=True)
class Why:
    """How an accrual came to its points: enough to compute it again, and to say it in one sentence."""

    reason: str
    eligible_minor: int
    eligible_tenders: tuple[str, ...]
    rate_bp: int
    minor_per_point: int
    multiplier: Fraction
    tier_id: str | None
    remainder_before: Fraction
    remainder_after: Fraction
    rule_versions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger: what changed, the balances after it, and who, where, when and why."""

    entry_id: str
    revision: int
    kind: str
    points: int
    wallet_minor: int
    debt_points: int
    points_after: int
    wallet_minor_after: int
    debt_points_after: int
    draws: tuple[Draw, ...]
    lot: Lot | None
    purchase: Purchase | None
    why: Why
    actor: Actor
    location_id: str
    business_date: date
    occurred_at: datetime
    recorded_at: datetime
    reverses: str | None
    request: Request
    previous_hash: str
    hash: str = ""


@singledispatch
def fields_of(value: object) -> object:
    """A value as a document holds it: maps, lists, text, integers, instants; fractions as maps, dates as text."""
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
    """A dataclass's value as a map. Unlike `dataclasses.asdict` it copies nothing that cannot change anyway."""
    names: tuple[str, ...] = type(value).__match_args__  # type: ignore[attr-defined]  # every dataclass has it
    return {name: fields_of(getattr(value, name)) for name in names}


def entry_fields(entry: Entry) -> dict[str, object]:
    """Everything an entry's document holds; the entry's id is the document's."""
    fields = maps_of(entry)
    del fields["entry_id"]
    fields["why"] = why_fields(entry.why)
    return fields


def why_fields(why: Why) -> dict[str, object]:
    """An explanation as entries and receipts hold it; the multiplier is text, `"3/2"`."""
    return {**maps_of(why), "multiplier": str(why.multiplier)}


def hash_of(fields: Mapping[str, object]) -> str:
    """The hash of an entry's document, whatever its own `hash` field says: an auditor compares the two."""
    content = {name: value for name, value in fields.items() if name != "hash"}
    return hashlib.sha256(canonical_json(content)).hexdigest()


def canonical_json(value: object) -> bytes:
    """One byte string for one value: keys sorted, no white space, instants in UTC to the microsecond."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=_instant_text
    ).encode()


def fingerprint(name: str, body: Mapping[str, object]) -> str:
    """What a request asks for, as one short text: equal requests have equal fingerprints."""
    return hashlib.sha256(canonical_json([name, body])).hexdigest()


def _instant_text(value: object) -> str:
    if not isinstance(value, datetime):
        raise TypeError(f"{type(value).__name__} has no canonical form")
    return value.astimezone(UTC).isoformat(timespec="microseconds")
