"""Rebuilding: an account made again from its entries' sums and draws, without the balances that they state."""

from __future__ import annotations

from typing import Any

from loyalty.domain.ledger.entry import GENESIS_HASH
from loyalty.domain.proof.findings import Fields, fraction, instant, list_of, map_of, whole
from loyalty.domain.proof.lots_audit import POINTS, WALLET, Currency, held_lots

# Reminders move a lot's milestone without an entry, so it is not compared.
_MOVED_WITHOUT_ENTRY = frozenset({"milestone", "milestone_at", "noticed_on"})
# Entries of an older version do not say it of a lot; an account that was written since does.
_KEPT_LATER = frozenset({"banked_from"})
SUMS = ("points", "wallet_minor", "debt_points")


class Rebuilding:
    """The rebuilding of an account: takes its entries in order of revision; `account` is the result."""

    def __init__(self) -> None:
        self._sums = dict.fromkeys(SUMS, 0)
        self._remainder: object = {"numerator": 0, "denominator": 1}
        self._revision, self._head_hash = 0, GENESIS_HASH
        self._lots: dict[str, dict[str, dict[str, Any]]] = {POINTS.lots: {}, WALLET.lots: {}}

    def entry(self, entry: Fields) -> None:
        """Add the next entry."""
        for name in SUMS:
            self._sums[name] += whole(entry.get(name)) or 0
        remainder = map_of(entry.get("why")).get("remainder_after")
        if fraction(remainder) is not None:
            self._remainder = remainder
        self._revision, self._head_hash = self._revision + 1, str(entry.get("hash"))
        for currency in (POINTS, WALLET):
            self._draw(currency, entry)

    def _draw(self, currency: Currency, entry: Fields) -> None:
        lots = self._lots[currency.lots]
        for draw in map(map_of, list_of(entry.get(currency.draws))):
            lot_id, amount = str(draw.get(currency.lot_id)), whole(draw.get(currency.amount)) or 0
            left = lots.get(lot_id, {}).get(currency.remaining, 0) + amount
            said = map_of(draw.get("lot")) or map_of(entry.get(currency.opened))
            lots[lot_id] = {**said, currency.remaining: left}
            lots[lot_id].pop(currency.lot_id, None)
            if left == 0:
                del lots[lot_id]

    def account(self) -> dict[str, Any]:
        """The account by its ledger, without its name and other fields that are not in entries."""
        due = [lot.get("milestone_at") for lot in self._lots[POINTS.lots].values()]
        due += [lot.get("expires_at") for lot in self._lots[WALLET.lots].values()]
        ends = [lot.get("expires_on") for lot in self._lots[POINTS.lots].values()]
        return {
            **self._sums,
            "remainder": self._remainder,
            "revision": self._revision,
            "head_hash": self._head_hash,
            **self._lots,
            "due_at": min((at for at in map(instant, due) if at is not None), default=None),
            "ends_on": min((on for on in ends if isinstance(on, str)), default=None),
        }


def differences(rebuilt: Fields, live: Fields) -> list[str]:
    """The fields in which a live account differs from the one rebuilt from its entries."""
    found = [name for name in (*SUMS, "remainder", "revision", "head_hash") if rebuilt[name] != live.get(name)]
    for currency in (POINTS, WALLET):
        built, held = rebuilt[currency.lots], held_lots(live, currency)
        lot_ids = sorted({*built, *held})
        found += [
            f"{currency.lots}.{name}"
            for name in lot_ids
            if not _is_same(map_of(built.get(name)), map_of(held.get(name)))
        ]
    return found


def _is_same(built: Fields, held: Fields) -> bool:
    """True if a lot is as its entries say it, as far as those say it at all."""
    unsaid = {name for name in _KEPT_LATER if not built.get(name)}
    names = {*built, *held} - _MOVED_WITHOUT_ENTRY - unsaid
    return bool(built) == bool(held) and all(built.get(name) == held.get(name) for name in names)
