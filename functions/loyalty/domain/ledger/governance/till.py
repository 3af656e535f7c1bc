"""The desk's day: every act that moved money or points at a location, by whom, and the money of it by tender."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from loyalty.domain.ledger.entry import ACCRUAL, CASH_OUT, REVERSAL, WALLET_CREDIT, Entry
from loyalty.domain.ledger.why import CreditWhy, ReversalWhy
from loyalty.domain.program.rules import TenderKind

# What is paid from the account itself passes no till.
_FROM_ACCOUNT = frozenset({TenderKind.POINTS, TenderKind.WALLET})


@dataclass(frozen=True, slots=True)
class DayAct:
    """An act of a day: its money by tender (below 0 where it was paid out), its points and its wallet money.

    `what` is the entry's kind, of a reversal its reason, and of a membership `membership-` and what was done.
    """

    act_id: str
    patient_id: str
    name: str
    what: str
    recorded_at: datetime
    recorded_by: str
    till_minor: Mapping[str, int]
    points: int
    wallet_minor: int


@dataclass(frozen=True, slots=True)
class FoundEntry:
    """An entry of a day, and whose it is."""

    patient_id: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class MembershipAct:
    """A change of a membership at a desk: what it cost at once, and the tender that paid it, None where nobody did.

    `what` is what was done, with `-undone` where it was undone since.
    """

    act_id: str
    patient_id: str
    what: str
    uid: str
    location_id: str
    recorded_at: datetime
    cost_minor: int
    paid_with: TenderKind | None
    undone: bool


def place_of(entry: Entry) -> str | None:
    """The location where an entry was made: the actor's, where that is another than the entry's."""
    return (entry.why.acted_at if isinstance(entry.why, ReversalWhy) else None) or entry.location_id


def till_of_entry(entry: Entry) -> dict[str, int]:
    """The money that an entry says came in, by tender; below 0 where it went out."""
    why, purchase = entry.why, entry.purchase
    if entry.kind == ACCRUAL and purchase is not None:
        return _summed((tender.kind, tender.amount_minor) for tender in purchase.tenders)
    if entry.kind == WALLET_CREDIT and isinstance(why, CreditWhy):
        # What a refund pays into the wallet never left the till.
        paid = why.tender if entry.linked_entry_id is None else None
        return {paid: entry.wallet_minor} if paid else {}
    if entry.kind == CASH_OUT:
        return {TenderKind.CASH.value: entry.wallet_minor}
    if entry.kind == REVERSAL and isinstance(why, ReversalWhy):
        return _till_of_reversal(entry, why)
    return {}


def _till_of_reversal(entry: Entry, why: ReversalWhy) -> dict[str, int]:
    if why.reason == "cash_out":
        return {TenderKind.CASH.value: why.returned_minor + why.lapsed_minor}
    if entry.linked_entry_id is not None:  # a part of a refund, whose own entry has its money
        return {}
    back = {kind: minor - why.as_wallet_minor.get(kind, 0) for kind, minor in why.refunded_minor.items()}
    return _summed((why.returned_as.get(kind, kind), -minor) for kind, minor in back.items())


def _summed(amounts: Iterable[tuple[str, int]]) -> dict[str, int]:
    sums: Counter[str] = Counter()
    for kind, minor in amounts:
        if kind not in _FROM_ACCOUNT and minor:
            sums[str(kind)] += minor
    return dict(sums)


def till_of_membership(act: MembershipAct) -> dict[str, int]:
    """The money that a change of a membership brought, by the tender that paid it; nothing once it was undone."""
    return {act.paid_with.value: act.cost_minor} if act.paid_with and act.cost_minor and not act.undone else {}


def is_seen(entry: Entry) -> bool:
    """True for an entry that moved points or money, or names money."""
    return bool(entry.points or entry.wallet_minor or till_of_entry(entry))


def act_of_entry(found: FoundEntry) -> DayAct:
    """An entry as an act of the day; names are uids until they are looked up."""
    entry = found.entry
    what = entry.why.reason if entry.kind == REVERSAL else entry.kind
    return DayAct(
        act_id=entry.entry_id,
        patient_id=found.patient_id,
        name=found.patient_id,
        what=what,
        recorded_at=entry.recorded_at,
        recorded_by=entry.actor.uid,
        till_minor=till_of_entry(entry),
        points=entry.points,
        wallet_minor=entry.wallet_minor,
    )


def act_of_membership(act: MembershipAct) -> DayAct:
    """A change of a membership as an act of the day; its points are entries of their own."""
    return DayAct(
        act_id=act.act_id,
        patient_id=act.patient_id,
        name=act.patient_id,
        what=f"membership-{act.what}",
        recorded_at=act.recorded_at,
        recorded_by=act.uid,
        till_minor=till_of_membership(act),
        points=0,
        wallet_minor=0,
    )


def totals(acts: Iterable[DayAct]) -> dict[str, int]:
    """What the till holds of these acts, by tender."""
    sums: Counter[str] = Counter()
    for act in acts:
        for kind, minor in act.till_minor.items():
            sums[kind] += minor
    return dict(sorted(sums.items()))
