"""What an account remembers beside its balances, found again in its own entries.

This version keeps on the account what an older one did not: the uses and bankings of a day, points that lapsed when
they came back, purchases of which nothing is left, the points that banked money was made of. Entries say all of it, so
it is added up from them. No balance, no lot of points and no entry is changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from loyalty.domain.apportion import apportion
from loyalty.domain.ledger.account import Account, BankedToday, Lapsed, with_use, without_use
from loyalty.domain.ledger.entry import ACCRUAL, BANKING, EXPIRY, REDEMPTION, REISSUE, WALLET_PAYMENT, Entry
from loyalty.domain.ledger.lapses import MOST_REMEMBERED, reissue_lapses, remember_lapses, take_purchase_back
from loyalty.domain.ledger.reversals import repay_from
from loyalty.domain.ledger.wallet.lots import BANKED, MOST_BANKED_FROM, WalletDraw, WalletLot, lots_banked_from
from loyalty.domain.ledger.wallet.unbanking import lapse_money
from loyalty.domain.ledger.why import ReversalWhy

D = TypeVar("D")
_USES = frozenset({REDEMPTION, WALLET_PAYMENT})


@dataclass(frozen=True, slots=True)
class Line:
    """An entry, and whether an older version wrote it: that one kept nothing of what the entry left behind."""

    entry: Entry
    is_older: bool


class Memory:
    """The memory of an account: takes its entries in order of revision; `account` is the account that remembers."""

    def __init__(self, account: Account) -> None:
        """Begin with an account as it stands."""
        self._stands = account
        self._told = replace(account, used=None, banked_today=None, lapsed=(), unbanked=(), taken_back=())
        self._entries: dict[str, Entry] = {}
        self._undone = Counter[str]()
        self._refunded: dict[str, Counter[str]] = {}
        self._forgiven = Counter[str]()
        self._ends: dict[str, tuple[datetime, int]] = {}

    def take(self, line: Line) -> None:
        """Take in the next entry."""
        entry = line.entry
        if entry.kind in _USES:
            self._told = with_use(self._told, entry)
        elif entry.kind == BANKING:
            self._bank(entry)
        elif entry.kind == REISSUE and entry.linked_entry_id is not None:
            self._told = reissue_lapses(self._told, entry.linked_entry_id, entry.points)
        elif entry.kind == EXPIRY:
            self._expire(entry)
        elif isinstance(entry.why, ReversalWhy) and entry.reverses is not None:
            self._undo(self._entries.get(entry.reverses), entry, entry.why, is_older=line.is_older)
        if entry.kind in _USES or entry.kind in (ACCRUAL, BANKING):
            self._entries[entry.entry_id] = entry
        for draw in entry.draws:
            lot = draw.lot or entry.lot
            if lot is not None:
                self._ends[draw.lot_id] = lot.expires_at, lot.points_remaining

    def account(self) -> Account:
        """The account with what it remembers; what it knows already stays as it is."""
        stands, told = self._stands, self._told
        known = {(lapse.lot_id, lapse.entry_id) for lapse in stands.lapsed}
        lapsed = (lapse for lapse in told.lapsed if (lapse.lot_id, lapse.entry_id) not in known)
        unbanked_of = {gone.wallet_lot_id for gone in stands.unbanked}
        unbanked = (gone for gone in told.unbanked if gone.wallet_lot_id not in unbanked_of)
        taken_back = (lot_id for lot_id in told.taken_back if lot_id not in stands.taken_back)
        return replace(
            stands,
            used=told.used,
            banked_today=told.banked_today,
            lapsed=(*lapsed, *stands.lapsed)[-MOST_REMEMBERED:],
            unbanked=(*unbanked, *stands.unbanked)[-MOST_REMEMBERED:],
            taken_back=(*taken_back, *stands.taken_back)[-MOST_REMEMBERED:],
            wallet_lots=self._wallet_lots(),
        )

    def _wallet_lots(self) -> tuple[WalletLot, ...]:
        """The wallet lots with the points that banked money was made of, as far as an account may hold as many."""
        lots = tuple(map(self._banked_from, self._stands.wallet_lots))
        return lots if lots_banked_from(lots) <= MOST_BANKED_FROM else self._stands.wallet_lots

    def _banked_from(self, lot: WalletLot) -> WalletLot:
        banked = self._entries.get(lot.wallet_lot_id)
        if lot.origin != BANKED or lot.banked_from or banked is None:
            return lot
        return replace(lot, banked_from={draw.lot_id: -draw.points for draw in banked.draws})

    def _bank(self, entry: Entry) -> None:
        last = self._told.banked_today
        times = last.times if last is not None and last.business_date == entry.business_date else 0
        self._told = replace(self._told, banked_today=BankedToday(entry.business_date, times + 1))

    def _expire(self, entry: Entry) -> None:
        """Points that expired with a lot whose purchase was taken back before."""
        if any(lapse.entry_id == entry.entry_id for lapse in self._told.lapsed):
            return
        gone = {draw.lot_id: -draw.points for draw in entry.draws if draw.lot_id in self._told.taken_back}
        self._told = remember_lapses(self._told, entry.entry_id, gone)
        for draw in entry.wallet_draws:
            self._lapse_money(entry.entry_id, draw, -draw.amount_minor)

    def _lapse_money(self, entry_id: str, draw: WalletDraw, amount_minor: int) -> None:
        """Banked money lapsed, with the points that it was made of."""
        if draw.lot is not None:
            self._told, by_lot = lapse_money(self._told, self._banked_from(draw.lot), amount_minor)
            self._told = remember_lapses(self._told, entry_id, by_lot)

    def _undo(self, undone: Entry | None, entry: Entry, why: ReversalWhy, *, is_older: bool) -> None:
        if undone is None:
            return
        if undone.kind == ACCRUAL:
            self._refund(undone, entry, why, is_older=is_older)
        elif undone.kind in _USES:
            self._give_back(undone, entry, why, is_older=is_older)

    def _give_back(self, used: Entry, entry: Entry, why: ReversalWhy, *, is_older: bool) -> None:
        """A use came back, in part or whole; of its points, those of lots that had ended lapsed."""
        points, minor = why.returned_points + why.lapsed_points, why.returned_minor + why.lapsed_minor
        before = self._undone[used.entry_id]
        after = self._undone[used.entry_id] = before + points + minor
        whole = after == -used.points - used.wallet_minor
        self._told = without_use(self._told, used, points, minor, whole=whole)
        if is_older and why.lapsed_points:
            back = _shares(used.draws, [-draw.points for draw in used.draws], before, after)
            ended = {draw.lot_id: part for draw, part in back if part and self._has_ended(draw.lot_id, entry)}
            lapsed, _ = repay_from(ended, sum(ended.values()) - why.lapsed_points)
            self._told = remember_lapses(self._told, entry.linked_entry_id or entry.entry_id, lapsed)
        if is_older and why.lapsed_minor:
            given = _shares(used.wallet_draws, [-draw.amount_minor for draw in used.wallet_draws], before, after)
            for money, part in given:
                if money.lot is not None and not money.lot.is_live(entry.recorded_at):
                    self._lapse_money(entry.entry_id, money, part)

    def _refund(self, sale: Entry, entry: Entry, why: ReversalWhy, *, is_older: bool) -> None:
        """A part of a purchase was undone; once nothing is left of it, its lot is remembered."""
        refunded = self._refunded.setdefault(sale.entry_id, Counter())
        refunded.update(why.refunded_minor)
        self._forgiven[sale.entry_id] += why.forgiven_points
        if not is_older or sale.purchase is None or refunded.total() < sale.purchase.amount_minor:
            return
        lot_id = sale.entry_id
        left = self._ends.get(lot_id, (entry.recorded_at, 0))[1]
        if left and self._has_ended(lot_id, entry):  # what a refund forgave of it repays no debt later
            used = min(left, self._forgiven[lot_id])
            gone = Lapsed(lot_id, f"{lot_id}.{EXPIRY}", left, repaid_points=used)
            self._told = replace(self._told, lapsed=(*self._told.lapsed, gone)[-MOST_REMEMBERED:])
        self._told = take_purchase_back(self._told, lot_id)

    def _has_ended(self, lot_id: str, entry: Entry) -> bool:
        return lot_id in self._ends and self._ends[lot_id][0] <= entry.recorded_at


def with_memory(account: Account, lines: Iterable[Line]) -> Account:
    """The account with all that its entries remember."""
    memory = Memory(account)
    for line in lines:
        memory.take(line)
    return memory.account()


def _shares(draws: tuple[D, ...], taken: list[int], before: int, after: int) -> list[tuple[D, int]]:
    """The part of each draw that came back, where `before` in all had come back and `after` in all has."""
    parts = zip(apportion(taken, after), apportion(taken, before), strict=True)
    return [(draw, new - old) for draw, (new, old) in zip(draws, parts, strict=True)]


def is_older(fields: Mapping[str, object]) -> bool:
    """True of the document of an undoing that an older version wrote; of no entry of this version."""
    why = fields.get("why")
    return isinstance(why, Mapping) and "unbanked_points" not in why
