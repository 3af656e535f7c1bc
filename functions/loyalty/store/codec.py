"""The codec between values and documents.

Documents that only functions write (accounts, entries, visits) are coded here, both ways. Documents that people edit
are read by parsers passed in, which refuse a document of a wrong shape.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar, cast

from loyalty.domain.checkout.names import closed_key, name_keys
from loyalty.domain.documents import Key, Put
from loyalty.domain.fields import maps_of
from loyalty.domain.ledger.account import Account, Extended
from loyalty.domain.ledger.entry import WHY_OF, Entry, entry_fields
from loyalty.domain.ledger.lot_texts import is_life_of, lot_of, text_of_lot
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

    def fields_of(self, put: Put[Any], found: Found | None = None) -> Fields:
        """The document of a value; what did not change since it was `found` stays as it was read."""
        if put.key.kind.__name__ in _WHOLE:
            return cast("Fields", put.value.fields)
        if put.key.kind is Account:
            return _account_fields(put.value, found)
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


def _account_fields(account: Account, found: Found | None) -> Fields:
    before = found.values[0] if found is not None and found.values else None
    said = found.fields if before is not None and found is not None and found.fields is not None else {}
    lots, longer = _lot_texts(account, before, said)
    # Lots and days are coded by themselves.
    fields = maps_of(replace(account, lots=(), wallet_lots=(), days=(), extended=longer))
    for name in ("clinic_id", "patient_id", *(() if account.other_memberships else ("other_memberships",))):
        del fields[name]
    return {
        **fields,
        "progress": dict(account.progress or {}),
        "due_at": account.due_at,
        "ends_on": account.ends_on.isoformat() if account.ends_on else None,
        "days": _day_texts(account, before, said),
        "name_keys": _name_keys(account),
        "seen_on": account.seen_on.isoformat() if account.seen_on else None,
        "lots": lots,
        "wallet_lots": {lot.wallet_lot_id: _wallet_lot_fields(lot) for lot in account.wallet_lots},
    }


def _name_keys(account: Account) -> list[str]:
    """The keys by which a lookup finds the patient; those of a closed account are kept apart."""
    keys = name_keys(account.name) if account.is_findable else ()
    return list(keys if account.active else map(closed_key, keys))


def _lot_texts(account: Account, before: Account | None, said: Fields) -> tuple[Fields, tuple[Extended, ...]]:
    """The lots by id, so that an update of changes alone can address one, and the longer lives they do not tell.

    Where an account is changed nearly all lots stay the very same values, so their texts do.
    """
    kept: Mapping[str, Any] = {}
    unchanged: Mapping[str, Lot] = {}
    if before is not None and before.extended is account.extended:
        kept, unchanged = said["lots"], {lot.lot_id: lot for lot in before.lots}
    remembered = {life.lot_id: life for life in account.extended}
    texts, told = dict[str, Any](), set[str]()
    for lot in account.lots:
        longer = remembered.get(lot.lot_id)
        if longer is not None and is_life_of(longer, lot):
            told.add(lot.lot_id)
        else:
            longer = None
        text = kept.get(lot.lot_id) if unchanged.get(lot.lot_id) is lot else None
        texts[lot.lot_id] = text if isinstance(text, str) else text_of_lot(lot, longer)
    return texts, tuple(life for life in account.extended if life.lot_id not in told)


def _day_texts(account: Account, before: Account | None, said: Fields) -> list[str]:
    """The days as texts; those of days that did not change are kept."""
    kept = {}
    if before is not None:
        texts = zip(before.days, said.get("days", ()), strict=True)
        kept = {id(day): text for day, text in texts if isinstance(text, str)}
    return [kept.get(id(day)) or text_of(day) for day in account.days]


def _wallet_lot_fields(lot: WalletLot) -> Fields:
    fields = maps_of(lot)
    del fields["wallet_lot_id"]
    return fields


def _account(ids: tuple[str, ...], fields: Fields) -> Account:
    clinic_id, patient_id = ids
    lots = [_lot(lot_id, said) for lot_id, said in fields["lots"].items()]
    extended = [decode(Extended, life) for life in fields.get("extended", ())]
    extended += [longer for _, longer in lots if longer is not None]
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
        lots=tuple(sorted((lot for lot, _ in lots), key=lambda lot: (lot.earned_at, lot.lot_id))),
        wallet_lots=tuple(sorted(wallet_lots, key=lambda lot: (lot.received_at, lot.wallet_lot_id))),
        extended=tuple(sorted(extended, key=lambda life: life.lot_id)),
    )


def _lot(lot_id: str, said: object) -> tuple[Lot, Extended | None]:
    """A lot from its text, or from a map as older versions kept one; and the longer life that its text tells."""
    return lot_of(lot_id, said) if isinstance(said, str) else (decode(Lot, cast("Fields", said), lot_id=lot_id), None)


def _day(said: object) -> QualifyingDay:
    """A day from its text, or from a map as older versions kept one."""
    return day_of(said) if isinstance(said, str) else decode(QualifyingDay, cast("Fields", said))


def entry_of(entry_id: str, fields: Fields) -> Entry:
    """The entry of a document; the type of its `why` depends on its kind."""
    return decode(Entry, fields, entry_id=entry_id, why=decode(WHY_OF[fields["kind"]], fields["why"]))


# Kinds of value whose only field is the document.
_WHOLE = frozenset({"PublishedRule", "PastRule", "KeptDraft", "WholeClinic", "WholeStaff", "WholeLocation"})
# Every other kind is a document of its value's fields, by their names.
_READERS: dict[type, Callable[[tuple[str, ...], Fields], Any]] = {
    Account: _account,
    Entry: lambda ids, fields: entry_of(ids[-1], fields),
}
_WRITERS: dict[type, Callable[[Any], Fields]] = {
    Entry: entry_fields,
}
