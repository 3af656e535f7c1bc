"""Documents as values and values as documents.

Documents that only functions write (accounts, entries, visits) are coded here, both ways. Documents that people edit
are read by parsers passed in, which refuse one that breaks its shape.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar, cast

from loyalty.domain.account import Account
from loyalty.domain.accrual import Tender
from loyalty.domain.documents import Key, Put, Visit
from loyalty.domain.entry import Actor, Draw, Entry, Purchase, Request, Why, entry_fields, fraction_fields, maps_of
from loyalty.domain.lots import Lot, Policy
from loyalty.domain.rules import TenderKind
from loyalty.errors import DocumentMissing
from loyalty.store.documents import Fields, Found
from loyalty.store.paths import path_of

D = TypeVar("D")
Parser = Callable[[str, Fields], Any]


class Codec:
    """Both ways between values and documents. `parsers` read what people edit, by the kind of value, given the path."""

    def __init__(self, parsers: Mapping[type, Parser]) -> None:
        self._parsers = parsers

    def value_of(self, key: Key[D], fields: Fields) -> D:
        """A document's value. Raises DocumentInvalid for one that people edited out of shape."""
        if key.kind in self._parsers:
            return cast("D", self._parsers[key.kind](path_of(key), fields))
        return cast("D", _READERS[key.kind](key.ids, fields))

    def fields_of(self, put: Put[Any]) -> Fields:
        """A value's document."""
        return _WRITERS[put.key.kind](put.value)


class Loaded:
    """The documents of one read, as values, made when they are asked for."""

    def __init__(self, found: Mapping[Key[Any], Found], codec: Codec) -> None:
        self._found = found
        self._codec = codec

    def get(self, key: Key[D]) -> D | None:
        """See the protocol `Snapshots`."""
        fields = self._found[key].fields
        return None if fields is None else self._codec.value_of(key, fields)

    def require(self, key: Key[D]) -> D:
        """See the protocol `Snapshots`."""
        value = self.get(key)
        if value is None:
            raise DocumentMissing(document=path_of(key))
        return value


def _account_fields(account: Account) -> Fields:
    return {
        "name": account.name,
        "active": account.active,
        "joined_at": account.joined_at,
        "joined_with": maps_of(account.joined_with),
        "points": account.points,
        "wallet_minor": account.wallet_minor,
        "debt_points": account.debt_points,
        "remainder": fraction_fields(account.remainder),
        "tier_id": account.tier_id,
        "progress": dict(account.progress or {}),
        "due_at": account.due_at,
        "revision": account.revision,
        "head_hash": account.head_hash,
        "lots": {lot.lot_id: _lot_fields(lot) for lot in account.lots},
    }


def _lot_fields(lot: Lot) -> dict[str, Any]:
    fields = maps_of(lot)
    del fields["lot_id"]
    return fields


def _account(ids: tuple[str, ...], fields: Fields) -> Account:
    clinic_id, patient_id = ids
    plain = ("name", "active", "joined_at", "points", "wallet_minor", "debt_points", "tier_id", "revision", "head_hash")
    return Account(
        clinic_id=clinic_id,
        patient_id=patient_id,
        joined_with=Request(**fields["joined_with"]),
        remainder=Fraction(**fields["remainder"]),
        progress=fields["progress"] or None,
        lots=tuple(sorted((_lot(lot_id, lot) for lot_id, lot in fields["lots"].items()), key=_age)),
        **{name: fields[name] for name in plain},
    )


def _age(lot: Lot) -> tuple[Any, str]:
    return lot.earned_at, lot.lot_id


def _lot(lot_id: str, fields: Fields) -> Lot:
    plain = ("points_earned", "points_remaining", "earned_at", "expires_at", "milestone", "milestone_at")
    return Lot(
        lot_id=lot_id,
        expires_on=date.fromisoformat(fields["expires_on"]),
        policy=Policy(**fields["policy"]),
        **{name: fields[name] for name in plain},
    )


def _entry(ids: tuple[str, ...], fields: Fields) -> Entry:
    coded = dict(fields)
    lot, purchase = coded["lot"], coded["purchase"]
    coded["lot"] = None if lot is None else _lot(lot["lot_id"], lot)
    coded["purchase"] = None if purchase is None else _purchase(purchase)
    coded["draws"] = tuple(Draw(**draw) for draw in coded["draws"])
    coded["why"] = _why(coded["why"])
    coded["actor"] = Actor(**coded["actor"])
    coded["request"] = Request(**coded["request"])
    coded["business_date"] = date.fromisoformat(coded["business_date"])
    return Entry(entry_id=ids[-1], **coded)


def _purchase(fields: Fields) -> Purchase:
    return Purchase(
        **{
            **fields,
            "tenders": tuple(Tender(TenderKind(part["kind"]), part["amount_minor"]) for part in fields["tenders"]),
            "service_ids": tuple(fields["service_ids"]),
        }
    )


def _why(fields: Fields) -> Why:
    return Why(
        **{
            **fields,
            "eligible_tenders": tuple(fields["eligible_tenders"]),
            "multiplier": Fraction(fields["multiplier"]),
            "remainder_before": Fraction(**fields["remainder_before"]),
            "remainder_after": Fraction(**fields["remainder_after"]),
        }
    )


def _visit(_: tuple[str, ...], fields: Fields) -> Visit:
    return Visit(**{**fields, "request": Request(**fields["request"])})


_READERS: dict[type, Callable[[tuple[str, ...], Fields], Any]] = {Account: _account, Entry: _entry, Visit: _visit}
_WRITERS: dict[type, Callable[[Any], Fields]] = {Account: _account_fields, Entry: entry_fields, Visit: maps_of}
