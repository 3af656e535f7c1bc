"""The codec between values and documents.

Documents that only functions write (accounts, entries, visits) are coded here, both ways. Documents that people edit
are read by parsers passed in, which refuse a document of a wrong shape.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar, cast

from loyalty.domain.checkout.names import name_keys
from loyalty.domain.documents import Key, Put
from loyalty.domain.fields import maps_of
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import WHY_OF, Entry, entry_fields
from loyalty.domain.ledger.lots import Lot
from loyalty.domain.ledger.wallet.lots import WalletLot
from loyalty.domain.program.day_texts import day_of, text_of
from loyalty.domain.program.tiers import QualifyingDay
from loyalty.errors.base import DocumentMissing
from loyalty.store.decoding import decode
from loyalty.store.documents import Fields, Found

D = TypeVar("D")
Parser = Callable[[str, Fields], Any]


class Codec:
    """The codec. `parsers` read the documents that people edit: path and fields, by the name of the kind of value."""

    def __init__(self, parsers: Mapping[str, Parser]) -> None:
        self._parsers = parsers

    def value_of(self, key: Key[D], fields: Fields) -> D:
        """The value of a document. Raises DocumentInvalid for one that people edited into a wrong shape."""
        parse = self._parsers.get(key.kind.__name__)
        if parse is not None:
            return cast("D", parse(key.path, fields))
        if key.kind in _READERS:
            return cast("D", _READERS[key.kind](key.ids, fields))
        if key.kind.__name__ in _WHOLE:
            return cast("D", cast("Any", key.kind)(fields))
        return decode(key.kind, fields)

    def fields_of(self, put: Put[Any]) -> Fields:
        """The document of a value."""
        if put.key.kind.__name__ in _WHOLE:
            return cast("Fields", put.value.fields)
        return _WRITERS.get(put.key.kind, maps_of)(put.value)


class Loaded:
    """The documents of one read, decoded when they are asked for."""

    def __init__(self, found: Mapping[Key[Any], Found], codec: Codec) -> None:
        self._found = found
        self._codec = codec

    def get(self, key: Key[D]) -> D | None:
        """See the protocol `Snapshots`."""
        found = self._found[key]
        if found.fields is None:
            return None
        if not found.values:
            found.values.append(self._codec.value_of(key, found.fields))
        return cast("D", found.values[0])

    def require(self, key: Key[D]) -> D:
        """See the protocol `Snapshots`."""
        value = self.get(key)
        if value is None:
            raise DocumentMissing(document=key.path)
        return value


def _account_fields(account: Account) -> Fields:
    # Each lot is coded once, below.
    fields = maps_of(replace(account, lots=(), wallet_lots=(), days=()))
    for name in ("clinic_id", "patient_id", *(() if account.other_memberships else ("other_memberships",))):
        del fields[name]
    return {
        **fields,
        "progress": dict(account.progress or {}),
        "due_at": account.due_at,
        "days": [text_of(day) for day in account.days],
        "name_keys": list(name_keys(account.name)),
        "lots": _by_id(account.lots, "lot_id"),
        "wallet_lots": _by_id(account.wallet_lots, "wallet_lot_id"),
    }


def _by_id(lots: tuple[Lot, ...] | tuple[WalletLot, ...], name: str) -> dict[str, Fields]:
    """The lots as a map by id, so that a page, and an update of changes alone, can address one."""
    maps = [maps_of(lot) for lot in lots]
    return {str(fields.pop(name)): fields for fields in maps}


def _account(ids: tuple[str, ...], fields: Fields) -> Account:
    clinic_id, patient_id = ids
    lots = (decode(Lot, lot, lot_id=lot_id) for lot_id, lot in fields["lots"].items())
    wallet_lots = (
        decode(WalletLot, lot, wallet_lot_id=lot_id) for lot_id, lot in fields.get("wallet_lots", {}).items()
    )
    return decode(
        Account,
        fields,
        clinic_id=clinic_id,
        patient_id=patient_id,
        progress=fields["progress"] or None,
        days=tuple(map(_day, fields.get("days", ()))),
        lots=tuple(sorted(lots, key=lambda lot: (lot.earned_at, lot.lot_id))),
        wallet_lots=tuple(sorted(wallet_lots, key=lambda lot: (lot.received_at, lot.wallet_lot_id))),
    )


def _day(said: object) -> QualifyingDay:
    """A day from its text, or from a map as older versions kept one."""
    return day_of(said) if isinstance(said, str) else decode(QualifyingDay, cast("Fields", said))


def entry_of(entry_id: str, fields: Fields) -> Entry:
    """The entry of a document; the type of its `why` depends on its kind."""
    return decode(Entry, fields, entry_id=entry_id, why=decode(WHY_OF[fields["kind"]], fields["why"]))


# Kinds of value whose only field is the document.
_WHOLE = frozenset({"PublishedRule", "PastRule", "WholeClinic"})
# Every other kind is a document of its value's fields, by their names.
_READERS: dict[type, Callable[[tuple[str, ...], Fields], Any]] = {
    Account: _account,
    Entry: lambda ids, fields: entry_of(ids[-1], fields),
}
_WRITERS: dict[type, Callable[[Any], Fields]] = {
    Account: _account_fields,
    Entry: entry_fields,
}
