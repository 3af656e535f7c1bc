"""The state that acts are played on: an account, its entries so far, what was undone of them, and open bills."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import Entry
from loyalty.domain.ledger.lots import Draw, Lot
from loyalty.domain.ledger.reversals import Reversals
from loyalty.domain.ledger.uses import NO_BILL, VisitBill
from loyalty.domain.program.rules import Reward


@dataclass(frozen=True, slots=True)
class Setting:
    """What every act of a clinic shares: its currency, its time zone, and its rewards of now by their ids."""

    currency: str
    zone: ZoneInfo
    rewards: Mapping[str, Reward] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OpenVisit:
    """A visit as far as a bill is open there: the redemptions that lowered it, and what they took off."""

    bill: VisitBill = NO_BILL
    unclaimed: tuple[str, ...] = ()


NO_VISIT = OpenVisit()


@dataclass(slots=True)
class State:
    """An account as acts have left it. At visits `by_lookup` any use asked for a yes."""

    account: Account
    entries: dict[str, Entry] = field(default_factory=dict)
    reversals: dict[str, Reversals] = field(default_factory=dict)
    visits: dict[str, OpenVisit] = field(default_factory=dict)
    by_lookup: set[str] = field(default_factory=set)

    def fork(self) -> State:
        """The same state, from which another future may begin."""
        return State(self.account, dict(self.entries), dict(self.reversals), dict(self.visits), self.by_lookup)

    def take(self, account: Account, entries: Iterable[Entry]) -> None:
        """Go on with an account after an act, and its entries."""
        self.account = account
        self.entries.update((entry.entry_id, entry) for entry in entries)

    def visit(self, visit_id: str) -> OpenVisit:
        """The visit, without any bill where none is known."""
        return self.visits.get(visit_id, NO_VISIT)


def with_milestones(account: Account, draws: Iterable[Draw]) -> Account:
    """The account with the reminders of its lots as the draws of a recorded entry have them: no entry moves those."""
    said = {draw.lot_id: draw.lot for draw in draws if draw.lot is not None}
    if not said:
        return account
    lots = tuple(_with_milestone(lot, said[lot.lot_id]) if lot.lot_id in said else lot for lot in account.lots)
    return replace(account, lots=lots)


def _with_milestone(lot: Lot, said: Lot) -> Lot:
    return replace(lot, milestone=said.milestone, milestone_at=said.milestone_at, noticed_on=said.noticed_on)
