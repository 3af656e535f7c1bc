"""Comparing a clinic: each account of the window is played, together with those that purchases moved between."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import accumulate

from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import Entry
from loyalty.domain.ports import MEMBERSHIP_EVENTS, RECORDS, TIER_CHANGES, TREATMENTS, MovedPurchase, PastLedgers
from loyalty.domain.proof.replaying.comparing import ENTRY_CHANGED, AccountComparison, Window
from loyalty.domain.proof.replaying.tallying import Outcome
from loyalty.domain.proof.replaying.timeline import Fact, Item, timeline_of
from loyalty.services.proof.facts import facts_of, holds_of

# Told how many entries more were played.
Watch = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Compared:
    """The clinic to compare, the window, how many entries of each patient were read, and if all others count, too."""

    clinic_id: str
    window: Window
    patients: Mapping[str, int]
    every_patient: bool = False


@dataclass(slots=True)
class _Group:
    """Accounts that are played together: one, or several between which purchases moved."""

    accounts: list[Account] = field(default_factory=list)


def compare(past: PastLedgers, it: Compared, watch: Watch = lambda _: None) -> Outcome:
    """Play the past of each account by its own rules, and by the draft of the window. Raises StoreUnavailable."""
    holds = _holds(past, it, watch)
    total, together = Outcome(), _together(past.moves())
    waiting: dict[str, _Group] = {}
    for account in past.accounts(it.clinic_id):
        root = together.get(account.patient_id)
        if root is not None:
            waiting.setdefault(root, _Group()).accounts.append(account)
        elif account.patient_id in it.patients or it.every_patient:
            total.add(_compare_group(past, it, [account], holds))
            watch(it.patients.get(account.patient_id, 0))
    for group in waiting.values():
        total.add(_compare_group(past, it, group.accounts, holds))
        watch(sum(it.patients.get(account.patient_id, 0) for account in group.accounts))
    return total


def _holds(past: PastLedgers, it: Compared, watch: Watch) -> Mapping[str, list[Fact]]:
    """The answers to appointments, by patient."""
    holds: dict[str, list[Fact]] = {}
    for appointment_id, appointment in past.appointments(it.clinic_id):
        facts = holds_of(appointment_id, appointment, it.window.setting.zone)
        holds.setdefault(appointment.patient_id, []).extend(facts)
        watch(0)
    return holds


def _together(moves: Mapping[str, MovedPurchase]) -> Mapping[str, str]:
    """The accounts between which purchases moved, each with the name of its group."""
    root: dict[str, str] = {}

    def find(name: str) -> str:
        while root.setdefault(name, name) != name:
            name = root[name]
        return name

    for moved in moves.values():
        if moved.to_patient_id:
            root[find(moved.from_patient_id)] = find(moved.to_patient_id)
    return {name: find(name) for name in list(root)}


def _compare_group(
    past: PastLedgers, it: Compared, accounts: Sequence[Account], holds: Mapping[str, list[Fact]]
) -> Outcome:
    """Compare with the records that the accounts show a need of; where that proves nothing, with all of them."""
    kinds = frozenset[str]().union(*map(_recorded_kinds, accounts))
    outcome = _GroupReplay(past, it, accounts, holds, kinds).run()
    if outcome.mismatched and kinds != RECORDS:
        return _GroupReplay(past, it, accounts, holds, RECORDS).run()
    return outcome


def _recorded_kinds(account: Account) -> frozenset[str]:
    """The records without which an account's tier does not follow from its entries, as far as it shows that itself."""
    shown = {
        MEMBERSHIP_EVENTS: account.memberships or account.membership_log or account.bonus_months,
        TIER_CHANGES: account.granted,
        TREATMENTS: any(day.treatments for day in account.days),
    }
    return frozenset(kind for kind, is_shown in shown.items() if is_shown)


class _GroupReplay:
    """One replay of a group of accounts, item by item in the order of time."""

    def __init__(
        self,
        past: PastLedgers,
        it: Compared,
        accounts: Sequence[Account],
        holds: Mapping[str, list[Fact]],
        kinds: frozenset[str],
    ) -> None:
        self.outcome, self._it, self._past = Outcome(), it, past
        self._moves = past.moves()
        self._comparisons: dict[str, AccountComparison] = {}
        self._present = {account.patient_id: account for account in accounts}
        self._timelines: dict[str, list[Item]] = {}
        for account in accounts:
            self._begin(account, holds.get(account.patient_id, ()), kinds)

    def _begin(self, account: Account, holds: Iterable[Fact], kinds: frozenset[str]) -> None:
        window, patient_id = self._it.window, account.patient_id
        entries, broken = self._past.entries(patient_id)
        for entry_id in broken:
            self.outcome.entries += 1
            self.outcome.mismatch(patient_id, entry_id, ENTRY_CHANGED)
        records = self._past.records(self._it.clinic_id, patient_id, kinds)
        facts = [*holds, *facts_of(records, window.setting.zone)]
        items = list(timeline_of(entries, facts))
        start = _blank(account) if entries else account
        moved = self._moved_before, self._moved_after
        self._comparisons[patient_id] = AccountComparison(start, window, self.outcome, moved, items)
        self._timelines[patient_id] = items if entries else []

    def run(self) -> Outcome:
        """Play all items, and end each account."""
        for patient_id, item in _in_time(self._timelines):
            self._comparisons[patient_id].take(item)
        for patient_id, comparison in self._comparisons.items():
            comparison.end(self._present[patient_id])
        return self.outcome

    def _moved_before(self, move_id: str) -> Entry | None:
        moved = self._moves.get(move_id)
        seller = self._comparisons.get(moved.from_patient_id) if moved else None
        return seller.past.state.entries.get(moved.purchase_id) if seller and moved else None

    def _moved_after(self, move_id: str) -> Entry | None:
        moved = self._moves.get(move_id)
        seller = self._comparisons.get(moved.from_patient_id) if moved else None
        if seller is None or moved is None:
            return None
        state = seller.drafted.player.state if seller.drafted else seller.past.state
        return state.entries.get(moved.purchase_id)


def _in_time(timelines: Mapping[str, Sequence[Item]]) -> Iterator[tuple[str, Item]]:
    """The items of several accounts in the order of time; those of one keep their own."""

    def placed(patient_id: str, items: Sequence[Item]) -> Iterator[tuple[datetime, str, int, Item]]:
        ats = accumulate((item.at for item in items), max)
        return ((at, patient_id, number, item) for number, (at, item) in enumerate(zip(ats, items, strict=True)))

    every = heapq.merge(
        *(placed(patient_id, items) for patient_id, items in timelines.items()), key=lambda one: one[:3]
    )
    return ((patient_id, item) for _, patient_id, _, item in every)


def _blank(account: Account) -> Account:
    """The account before its first entry."""
    return Account(
        clinic_id=account.clinic_id,
        patient_id=account.patient_id,
        name=account.name,
        active=True,
        joined_at=account.joined_at,
        joined_with=account.joined_with,
    )
