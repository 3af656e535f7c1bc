"""The audit of lots: they are replayed from the draws of entries, in the same way for points and wallet money."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from loyalty.domain.ledger.account import MOST_EMPTY_REMEMBERED
from loyalty.domain.ledger.lot_texts import maps_of_longer, maps_of_lots
from loyalty.domain.proof.findings import Fields, Note, instant, is_same, list_of, map_of, text, whole

EXPIRY_KIND, EXTENSION_KIND = "expiry", "extension"
# The kinds of entry whose points come in, to a lot that they open, or join.
RECEIVING_KINDS = frozenset({"accrual", "adjustment", "reissue", "opening", "bonus"})
# The fields that an extension changes, only to a later day.
LIFE = ("expires_on", "expires_at")
OWN_LIFE = tuple(f"own_{name}" for name in LIFE)


@dataclass(frozen=True, slots=True)
class Currency:
    """The field names of a currency's lots in entries and accounts. `fixed` fields never change while a lot exists."""

    draws: str
    opened: str
    lots: str
    lot_id: str
    amount: str
    size: str
    remaining: str
    fixed: tuple[str, ...]


POINTS = Currency(
    draws="draws",
    opened="lot",
    lots="lots",
    lot_id="lot_id",
    amount="points",
    size="points_earned",
    remaining="points_remaining",
    fixed=("points_earned", "earned_at", "expires_on", "expires_at", "policy", "location_id"),
)
WALLET = Currency(
    draws="wallet_draws",
    opened="wallet_lot",
    lots="wallet_lots",
    lot_id="wallet_lot_id",
    amount="amount_minor",
    size="received_minor",
    remaining="remaining_minor",
    fixed=("received_minor", "origin", "received_at", "expires_on", "expires_at", "locations", "paid_with"),
)


def held_lots(account: Fields, currency: Currency) -> dict[str, Fields]:
    """The open lots of a kept account, as maps by id."""
    lots = account.get(currency.lots)
    return maps_of_lots(lots) if currency is POINTS else {str(name): map_of(lot) for name, lot in map_of(lots).items()}


@dataclass(slots=True)
class _Known:
    remaining: int
    fixed: tuple[Any, ...]
    own_life: tuple[Any, ...]


class Lots:
    """All lots that an account ever had, by its entries; an empty one may still get points or money back.

    `_longer` is the life of each lot that an extension gave: its last day, its end, the appointment, and its own life.
    """

    def __init__(self, currency: Currency) -> None:
        self._currency = currency
        self._known: dict[str, _Known] = {}
        self._longer: dict[str, tuple[Any, ...]] = {}
        self._gaps = False

    def kept(self, until: datetime) -> dict[str, Any]:
        """What the next audit needs to go on: the lots that can still move at an instant, and their longer lives."""
        end = self._currency.fixed.index("expires_at")
        lots = {
            lot_id: [known.remaining, *known.fixed, *known.own_life]
            for lot_id, known in self._known.items()
            if known.remaining or not _is_over(known.fixed[end], until)
        }
        longer = {lot_id: life for lot_id, life in self._longer.items() if not _is_over(life[1], until)}
        return {"lots": lots, "longer": longer}

    def take_up(self, kept: Mapping[str, Any]) -> None:
        """Go on from what an audit kept."""
        own = -len(LIFE)
        self._known = {
            lot_id: _Known(lot[0], tuple(lot[1:own]), tuple(lot[own:])) for lot_id, lot in kept["lots"].items()
        }
        self._longer = {lot_id: tuple(life) for lot_id, life in kept["longer"].items()}

    def lose(self) -> None:
        """Forget all lots after a gap: the next draw of each is trusted, and checked from then on."""
        self._known.clear()
        self._longer.clear()
        self._gaps = True

    def draw(self, entry_id: str, entry: Fields, note: Note) -> int:
        """Replay the draws of an entry, and return the sum they move."""
        spelled, opened = self._currency, entry.get(self._currency.opened)
        drawn, total = set(), 0
        for draw in list_of(entry.get(spelled.draws)):
            fields = map_of(draw)
            lot_id, amount = text(fields.get(spelled.lot_id)), whole(fields.get(spelled.amount))
            if lot_id is None or amount is None:
                note("malformed", spelled.draws, "a lot and an amount", draw)
                continue
            if lot_id in drawn:
                note("lot-differs", spelled.draws, "one draw of each lot", lot_id)
            drawn.add(lot_id)
            total += amount
            after = fields.get("lot")
            if after is None:
                self._open(entry_id, lot_id, amount, map_of(opened), note)
            else:
                self._move(lot_id, amount, map_of(after), entry, note)
        if opened is not None and map_of(opened).get(spelled.lot_id) not in drawn:
            note("lot-differs", spelled.opened, "a draw of the lot it opens", opened)
        return total

    def _open(self, entry_id: str, lot_id: str, amount: int, lot: Fields, note: Note) -> None:
        spelled = self._currency
        said = lot_id, lot.get(spelled.lot_id), lot.get(spelled.size), lot.get(spelled.remaining)
        if said != (entry_id, entry_id, amount, amount) or lot_id in self._known:
            note("lot-differs", spelled.opened, (entry_id, entry_id, amount, amount), said)
        if amount <= 0:
            note("lot-out-of-bounds", spelled.opened, "more than 0", amount)
        self._remember(lot_id, lot, note)

    def _move(self, lot_id: str, amount: int, lot: Fields, entry: Fields, note: Note) -> None:
        spelled, known = self._currency, self._known.get(lot_id)
        if lot.get(spelled.lot_id) != lot_id:
            note("lot-differs", spelled.lot_id, lot_id, lot.get(spelled.lot_id))
        if known is None:
            if not self._gaps:
                note("lot-differs", spelled.lot_id, "a lot that was opened before", lot_id)
        elif whole(lot.get(spelled.remaining)) != known.remaining + amount:
            note("lot-differs", spelled.remaining, known.remaining + amount, lot.get(spelled.remaining))
        if known is not None:
            self._require_fixed(known, amount, lot, entry, note)
        if entry.get("kind") == EXTENSION_KIND:
            self._longer[lot_id] = tuple(lot.get(name) for name in (*LIFE, "appointment_id", *OWN_LIFE))
        self._require_in_time(lot, entry, note)
        self._remember(lot_id, lot, note)

    def _require_fixed(self, known: _Known, amount: int, lot: Fields, entry: Fields, note: Note) -> None:
        extends = entry.get("kind") == EXTENSION_KIND
        if extends and amount > 0:
            note("lot-moved", self._currency.amount, "0, or less where debt is repaid", amount)
        for name, value in zip(self._currency.fixed, known.fixed, strict=True):
            kept = value + amount if name == POINTS.size and self._joins(amount, entry, value) else value
            if not is_same(lot.get(name), kept) and not (name in LIFE and _may_live(lot, known, name, extends)):
                note("lot-moved", name, kept, lot.get(name))

    def _joins(self, amount: int, entry: Fields, size: object) -> bool:
        """True if points that come in join a lot: it earned so many more."""
        return amount > 0 and entry.get("kind") in RECEIVING_KINDS and whole(size) is not None

    def _require_in_time(self, lot: Fields, entry: Fields, note: Note) -> None:
        """Check that a lot moves before its end, and by its expiry only at or after it."""
        ends_at, recorded_at = instant(lot.get("expires_at")), instant(entry.get("recorded_at"))
        if ends_at is None or recorded_at is None:
            return
        expires = entry.get("kind") == EXPIRY_KIND
        if expires and recorded_at < ends_at:
            note("expired-early", "recorded_at", f"not before {ends_at}", recorded_at)
        if not expires and recorded_at >= ends_at and not _falls_back(entry):
            note("drawn-after-expiry", "recorded_at", f"before {ends_at}", recorded_at)

    def _remember(self, lot_id: str, lot: Fields, note: Note) -> None:
        spelled = self._currency
        remaining, size = whole(lot.get(spelled.remaining)), whole(lot.get(spelled.size))
        if remaining is None or size is None:
            note("malformed", spelled.remaining, "two integers", (lot.get(spelled.remaining), lot.get(spelled.size)))
            return
        if not 0 <= remaining <= size:
            note("lot-out-of-bounds", spelled.remaining, f"0 to {size}", remaining)
        own = tuple(lot.get(of_its_own) or lot.get(name) for of_its_own, name in zip(OWN_LIFE, LIFE, strict=True))
        self._known[lot_id] = _Known(remaining, tuple(lot.get(name) for name in spelled.fixed), own)

    def compare(self, account: Fields, note: Note) -> int | None:
        """Compare an account's open lots with the replay, and return the sum in them; None if it is unknown."""
        spelled, total = self._currency, 0
        held = account.get(spelled.lots, {})
        if not isinstance(held, dict):
            note("malformed", spelled.lots, "a map", held)
            return None
        for lot_id, lot in held_lots(account, spelled).items():
            remaining = whole(lot.get(spelled.remaining))
            if remaining is None:
                note("malformed", f"{spelled.lots}.{lot_id}", "a lot", held[lot_id])
                return None
            total += remaining
            self._compare_lot(lot_id, lot, remaining, note)
        for lot_id, known in self._known.items():
            if known.remaining and lot_id not in held:
                note("account-differs", f"{spelled.lots}.{lot_id}", known.remaining, None)
        return total

    def compare_longer(self, account: Fields, until: datetime, note: Note) -> None:
        """Compare the longer lives that an account remembers with those that extensions gave; not those that are over.

        An account forgets a longer life with the next extension, so one that is over may still be there. A lot that is
        empty when its appointment is cancelled gets its own life back without an entry. Of empty lots an account
        remembers so many.
        """
        if self._gaps:
            return
        held = {str(life.get("lot_id")): life for life in maps_of_longer(account)}
        may_forget = len(held.keys() - map_of(account.get("lots")).keys()) >= MOST_EMPTY_REMEMBERED
        for lot_id in sorted({*held, *self._longer}):
            life = held.get(lot_id)
            said = None if life is None else tuple(life.get(name) for name in (*LIFE, "appointment_id"))
            known = self._longer.get(lot_id)
            if all(one is None or _is_over(one[1], until) for one in (said, known)):
                continue
            if said is None and may_forget and self._is_empty(lot_id):
                continue
            if said not in _lives_of(known, fell_back=self._fell_back(lot_id)):
                note("account-differs", f"extended.{lot_id}", known, said)

    def _is_empty(self, lot_id: str) -> bool:
        known = self._known.get(lot_id)
        return known is None or not known.remaining

    def _fell_back(self, lot_id: str) -> bool:
        """True if a lot may have its own life again without an extension: empty, or so since points came back to it."""
        if self._is_empty(lot_id):
            return True
        life = [self._known[lot_id].fixed[self._currency.fixed.index(name)] for name in LIFE]
        return life == list(self._longer.get(lot_id, ())[len(LIFE) + 1 :])

    def _compare_lot(self, lot_id: str, lot: Fields, remaining: int, note: Note) -> None:
        known, place = self._known.get(lot_id), f"{self._currency.lots}.{lot_id}"
        if known is None:
            if not self._gaps:
                note("account-differs", place, None, remaining)
            return
        if remaining != known.remaining or remaining == 0:
            note("account-differs", place, known.remaining or None, remaining)
        for name, value in zip(self._currency.fixed, known.fixed, strict=True):
            if not is_same(lot.get(name), value):
                note("account-differs", f"{place}.{name}", value, lot.get(name))


def _lives_of(longer: tuple[Any, ...] | None, *, fell_back: bool) -> tuple[object, ...]:
    """What an account may remember of a longer life: itself, or of a lot that fell back its own life."""
    if longer is None:
        return (None,)
    own = longer[len(LIFE) + 1 :]
    return (longer[: len(LIFE) + 1], *(((*own, None),) if fell_back and own[0] is not None else ()))


def _may_live(lot: Fields, known: _Known, name: str, extends: object) -> bool:
    """True if a lot may have another end: its own, which it falls back to, or by an extension one that is later."""
    own, found = known.own_life[LIFE.index(name)], lot.get(name)
    return is_same(found, own) or bool(extends and _is_later(found, own))


def _falls_back(entry: Fields) -> bool:
    """True of an extension that gives lots their own last day back, which may be over."""
    return entry.get("kind") == EXTENSION_KIND and map_of(entry.get("why")).get("appointment_id") is not None


def _is_over(ends_at: object, now: datetime) -> bool:
    """True if a life has ended at an instant; one without an end never does."""
    at = instant(ends_at)
    return at is not None and at <= now


def _is_later(found: object, known: object) -> bool:
    """True if a day (text) or an instant is later than another."""
    moments = instant(found), instant(known)
    if moments[0] is not None and moments[1] is not None:
        return moments[0] > moments[1]
    return isinstance(found, str) and isinstance(known, str) and found > known
