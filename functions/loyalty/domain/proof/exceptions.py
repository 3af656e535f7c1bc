"""Exceptions: patterns in one person's acts of a business date that a manager looks at; no one of them proves anything.

Each names its pattern, the person, a number and the most that the rule of governance lets pass, and the acts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from statistics import median_low

from loyalty.domain.ledger.entry import ACCRUAL, ADJUSTMENT, REISSUE, REVERSAL, WALLET_CREDIT, Entry
from loyalty.domain.ledger.governance.alone import AloneAct, Approval, bounds_of
from loyalty.domain.ledger.governance.till import FoundEntry, MembershipAct, place_of
from loyalty.domain.ledger.why import CreditWhy, ReversalWhy
from loyalty.domain.money import WHOLE_BP
from loyalty.domain.program.rules import NEVER_EARNING, GovernanceRule, TenderKind

MOST_NAMED = 10
MOST_EXCEPTIONS = 200
# So many days of reports count together for one person and one patient, and for what is usual at a location.
WINDOW_DAYS = 28


@dataclass(frozen=True, slots=True)
class FoundException:
    """A pattern: `number` of it, where `most` passes; `act_ids` are the first acts. `patient_id` where one is meant."""

    pattern: str
    uid: str
    number: int
    most: int
    act_ids: tuple[str, ...]
    patient_id: str | None = None


@dataclass(frozen=True, slots=True)
class ExceptionsReport:
    """The exceptions of a clinic's business date. `found_count` counts those beyond the first two hundred, too.

    `gifts` are the acts by which a person gave one patient something, by `uid/patient`. `bills` are the bills of each
    location: the middle one, and how many.
    """

    business_date: date
    made_at: datetime
    entries: int
    found_count: int
    found: tuple[FoundException, ...]
    gifts: Mapping[str, int] = field(default_factory=dict)
    bills: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class UsualBill:
    """The middle of the bills at a location in the last days, and how many there were."""

    made_on: date
    amount_minor: int
    bills: int


@dataclass(frozen=True, slots=True)
class DayFacts:
    """A business date as it was: `looked_up` are the visits without a code, `gifts` those of the days before.

    `rule_changes` are the versions of rules that bound money, each as `rule-version` and who published it.
    """

    entries: Sequence[FoundEntry]
    memberships: Sequence[MembershipAct]
    approvals: Sequence[tuple[str, Approval]]
    looked_up: frozenset[str]
    gifts: Mapping[str, int]
    rule_changes: Sequence[tuple[str, str]] = ()


class _Sums:
    """Sums by pattern and person, and their acts."""

    def __init__(self) -> None:
        self._numbers: Counter[tuple[str, str]] = Counter()
        self._acts: defaultdict[tuple[str, str], list[str]] = defaultdict(list)

    def add(self, pattern: str, uid: str, act_id: str, number: int = 1) -> None:
        if number:
            self._numbers[pattern, uid] += number
            self._acts[pattern, uid].append(act_id)

    def above(self, pattern: str, most: int) -> Iterator[FoundException]:
        for (name, uid), number in sorted(self._numbers.items()):
            if name == pattern and number > most:
                yield FoundException(pattern, uid, number, most, tuple(self._acts[name, uid][:MOST_NAMED]))


def report_of(facts: DayFacts, rule: GovernanceRule, on: date, now: datetime) -> ExceptionsReport:
    """The exceptions of a day, by the rule of governance."""
    sums = _sums_of(facts)
    gifts = _gifts_of(facts)
    most = {
        "lookup-cash": rule.report_lookup_cash_minor,
        "adjustments": rule.report_adjustments,
        "moves": rule.report_moves,
        "undone": rule.report_undone,
        "other-tender": rule.report_refund_otherwise_minor,
        "pay-ins": rule.report_pay_in_minor,
        "rule-changes": rule.report_rule_changes,
    }
    found = [each for pattern, passes in most.items() for each in sums.above(pattern, passes)]
    for act, bound in bounds_of(rule).items():
        found += sums.above(f"near-bound-{act}", max(0, bound * rule.report_near_bound_bp // WHOLE_BP - 1))
    found += _one_patient(gifts, facts.gifts, rule.report_one_patient)
    found += _approvals(facts.approvals)
    bills = _bills_of(facts.entries)
    return ExceptionsReport(on, now, len(facts.entries), len(found), tuple(found[:MOST_EXCEPTIONS]), gifts, bills)


def usual_bill(reports: Iterable[ExceptionsReport], location_id: str, on: date) -> UsualBill:
    """What is usual at a location: the middle of the days' middle bills, each day as often as it had bills."""
    days = [report.bills[location_id] for report in reports if location_id in report.bills]
    weighted = [middle for middle, bills in days for _ in range(bills)]
    return UsualBill(on, median_low(weighted) if weighted else 0, len(weighted))


def _sums_of(facts: DayFacts) -> _Sums:
    sums = _Sums()
    for found in facts.entries:
        _add_entry(sums, found, facts.looked_up)
    for version, uid in facts.rule_changes:
        sums.add("rule-changes", uid, version)
    for act in facts.memberships:
        if act.cost_minor and act.paid_with is None and not act.undone:
            sums.add(f"near-bound-{AloneAct.UNPAID_ENROLMENT}", act.uid, act.act_id)
    return sums


def _add_entry(sums: _Sums, found: FoundEntry, looked_up: frozenset[str]) -> None:
    entry, why = found.entry, found.entry.why
    uid, act_id = entry.actor.uid, entry.entry_id
    if entry.kind == ADJUSTMENT:
        sums.add("adjustments", uid, act_id)
    elif entry.purchase is not None:
        tenders = entry.purchase.tenders
        own = sum(tender.amount_minor for tender in tenders if tender.kind not in NEVER_EARNING)
        cash = sum(tender.amount_minor for tender in tenders if tender.kind == TenderKind.CASH)
        if not _is_moved(entry):
            sums.add(f"near-bound-{AloneAct.PURCHASE}", uid, act_id, own)
        if entry.purchase.visit_id in looked_up:
            sums.add("lookup-cash", uid, act_id, cash)
    elif isinstance(why, CreditWhy) and entry.kind == WALLET_CREDIT and why.tender and not entry.linked_entry_id:
        sums.add("pay-ins", uid, act_id, entry.wallet_minor)
        sums.add(f"near-bound-{AloneAct.PAY_IN}", uid, act_id, entry.wallet_minor)
    elif isinstance(why, ReversalWhy) and entry.kind == REVERSAL and not entry.linked_entry_id:
        _add_reversal(sums, uid, act_id, why)


def _add_reversal(sums: _Sums, uid: str, act_id: str, why: ReversalWhy) -> None:
    if why.reason == "reassign":
        sums.add("moves", uid, act_id)
    elif why.reason in ("void", "cancel"):
        sums.add("undone", uid, act_id)
    otherwise = sum(minor for kind, minor in why.refunded_minor.items() if kind in why.returned_as)
    sums.add("other-tender", uid, act_id, otherwise)
    sums.add(f"near-bound-{AloneAct.REFUND_OTHERWISE}", uid, act_id, otherwise)


def _is_moved(entry: Entry) -> bool:
    """True for a sale that came from another patient: its money was counted when it was rung."""
    return entry.occurred_at != entry.recorded_at


def _gifts_of(facts: DayFacts) -> dict[str, int]:
    """The acts by which one person gave one patient something that no other hand has seen."""
    gifts: Counter[str] = Counter()
    for found in facts.entries:
        entry = found.entry
        by_lookup = entry.purchase is not None and entry.purchase.visit_id in facts.looked_up
        gives = entry.kind in (ADJUSTMENT, REISSUE) and entry.points > 0
        credits_money = entry.kind == WALLET_CREDIT and entry.linked_entry_id is None
        if gives or credits_money or (entry.kind == ACCRUAL and by_lookup):
            gifts[f"{entry.actor.uid}/{found.patient_id}"] += 1
    return dict(gifts)


def _one_patient(today: Mapping[str, int], before: Mapping[str, int], most: int) -> Iterator[FoundException]:
    for pair, number in sorted(today.items()):
        uid, _, patient_id = pair.partition("/")
        if number + before.get(pair, 0) > most:
            yield FoundException("one-patient", uid, number + before.get(pair, 0), most, (), patient_id)


def _approvals(approvals: Sequence[tuple[str, Approval]]) -> Iterator[FoundException]:
    for approval_id, each in approvals:
        amount = each.amount_minor
        yield FoundException("beyond-bound", each.requested_by, amount, 0, (approval_id,), each.patient_id)
        if each.decided_by == each.requested_by:
            yield FoundException("own-yes", each.requested_by, amount, 0, (approval_id,), each.patient_id)


def _bills_of(entries: Sequence[FoundEntry]) -> dict[str, tuple[int, ...]]:
    bills: defaultdict[str, list[int]] = defaultdict(list)
    for found in entries:
        place = place_of(found.entry)
        if found.entry.purchase is not None and place is not None and not _is_moved(found.entry):
            bills[place].append(found.entry.purchase.amount_minor)
    return {place: (median_low(amounts), len(amounts)) for place, amounts in sorted(bills.items())}
