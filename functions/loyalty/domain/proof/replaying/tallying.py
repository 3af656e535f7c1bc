"""The tally of a replay: the sums of what was, of what would have been, and of what was not possible."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from loyalty.domain.apportion import apportion
from loyalty.domain.ledger.entry import ACCRUAL, BANKING, BONUS, EXPIRY, RECEIVING, Entry
from loyalty.domain.ledger.why import AccrualWhy, RedemptionWhy, ReversalWhy
from loyalty.domain.money import WHOLE_BP
from loyalty.domain.proof.previews import (
    MOST_TOLD,
    ROWS_OF_PAGE,
    ActNotPossible,
    Compared,
    Figures,
    Mismatch,
    PatientCompared,
    PatientsTouched,
    PreviewPage,
)
from loyalty.domain.proof.replaying.using import eligible_by_tender

NO_TIER = "none"


class SideTally:
    """The sums of one side: of the past as it was, or as it would have been."""

    def __init__(self) -> None:
        self.sums: Counter[str] = Counter()

    def add(self, entries: Iterable[Entry], known: Mapping[str, Entry]) -> None:
        """Add the entries of an act; `known` are all of the account so far."""
        for entry in entries:
            for name, amount in _moved(entry, known):
                self.sums[name] += amount

    def figures(self, worth: int) -> Figures:
        """The figures, with points worth `worth` minor units for a hundred."""
        sums = self.sums
        cost_minor = (sums["given_points"] - sums["taken_back_points"]) * worth // 100
        eligible = sums["eligible_minor"]
        return Figures(
            given_points=sums["given_points"],
            used_points=sums["used_points"],
            used_minor=sums["used_minor"],
            banked_points=sums["banked_points"],
            banked_minor=sums["banked_minor"],
            expired_points=sums["expired_points"],
            taken_back_points=sums["taken_back_points"],
            eligible_minor=eligible,
            cost_minor=cost_minor,
            held_points=sums["held_points"],
            held_minor=sums["held_points"] * worth // 100,
            cost_bp=cost_minor * WHOLE_BP // eligible if eligible > 0 else None,
        )


def _moved(entry: Entry, known: Mapping[str, Entry]) -> Iterator[tuple[str, int]]:
    """The sums that an entry moves."""
    why = entry.why
    if entry.kind in RECEIVING and entry.points > 0:
        yield "given_points", entry.points
    if isinstance(why, AccrualWhy):
        yield "eligible_minor", why.eligible_minor
    elif isinstance(why, RedemptionWhy):
        yield "used_points", -entry.points
        yield "used_minor", why.worth_minor
    elif entry.kind == BANKING:
        yield "banked_points", -entry.points
        yield "banked_minor", entry.wallet_minor
    elif entry.kind == EXPIRY:
        yield "expired_points", -entry.points
    elif isinstance(why, ReversalWhy):
        yield from _moved_back(entry, why, known.get(entry.reverses or ""))


def _moved_back(entry: Entry, why: ReversalWhy, undone: Entry | None) -> Iterator[tuple[str, int]]:
    if undone is None:
        return
    if undone.kind in (ACCRUAL, BONUS):
        yield "taken_back_points", why.clawed_points
        if isinstance(undone.why, AccrualWhy):
            eligible = (minor for kind, minor in why.refunded_minor.items() if kind in undone.why.eligible_tenders)
            yield "eligible_minor", -sum(eligible) - sum(why.paid_in_minor.values())
    elif isinstance(undone.why, RedemptionWhy) and undone.points:
        back = why.returned_points + why.lapsed_points
        yield "used_points", -back
        yield "used_minor", -undone.why.worth_minor * back // -undone.points
    elif undone.kind == BANKING:
        yield "banked_points", -entry.points
        yield "banked_minor", entry.wallet_minor


@dataclass(slots=True)
class Outcome:
    """What a replay of accounts comes to, as they are added."""

    entries: int = 0
    reproduced: int = 0
    mismatched: list[Mismatch] = field(default_factory=list)
    before: SideTally = field(default_factory=SideTally)
    after: SideTally = field(default_factory=SideTally)
    refused: list[ActNotPossible] = field(default_factory=list)
    asked_first: int = 0
    compared: list[PatientCompared] = field(default_factory=list)
    patients: Counter[str] = field(default_factory=Counter)
    by_tier: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    by_location: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    by_tender: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, other: Outcome) -> None:
        """Add what some other accounts come to."""
        self.entries += other.entries
        self.reproduced += other.reproduced
        self.mismatched += other.mismatched[: MOST_TOLD - len(self.mismatched)]
        self.before.sums.update(other.before.sums)
        self.after.sums.update(other.after.sums)
        self.refused += other.refused
        self.asked_first += other.asked_first
        self.compared += other.compared
        self.patients.update(other.patients)
        for mine, theirs in (
            (self.by_tier, other.by_tier),
            (self.by_location, other.by_location),
            (self.by_tender, other.by_tender),
        ):
            for name, sums in theirs.items():
                mine[name].update(sums)

    def mismatch(self, patient_id: str, entry_id: str, code: str) -> None:
        """Name an entry that did not come out as it is."""
        if len(self.mismatched) < MOST_TOLD:
            self.mismatched.append(Mismatch(patient_id, entry_id, code))

    def earned(self, was: Entry, would_be: Entry | None) -> None:
        """Compare the points of a purchase, by its tier, its location and its tenders, as they were."""
        why = was.why
        if not isinstance(why, AccrualWhy) or was.purchase is None:
            return
        after = would_be.points if would_be is not None else 0
        for by, name in ((self.by_tier, why.tier_id or NO_TIER), (self.by_location, was.location_id or NO_TIER)):
            by[name].update({"eligible_minor": why.eligible_minor, "before": was.points, "after": after})
        for tender, shares in _shared(was, why, after):
            self.by_tender[tender].update(shares)

    def held(self, patient: PatientCompared, worths: tuple[int, int]) -> None:
        """Compare a patient at the end, with points worth so much before and after."""
        self.before.sums["held_points"] += patient.points_before
        self.after.sums["held_points"] += patient.points_after
        value_before = patient.points_before * worths[0] + patient.wallet_minor_before * 100
        value_after = patient.points_after * worths[1] + patient.wallet_minor_after * 100
        moved = "better" if value_after > value_before else "worse" if value_after < value_before else "same"
        other_tier = patient.tier_before != patient.tier_after
        self.patients.update({"of": 1, moved: 1, "other_tier": int(other_tier)})
        if moved != "same" or other_tier or patient.acts_not_possible:
            self.compared.append(patient)

    def touched(self) -> PatientsTouched:
        """The patients by what the draft does to them."""
        return PatientsTouched(**{name: self.patients[name] for name in PatientsTouched.__match_args__})

    def most(self) -> tuple[PatientCompared, ...]:
        """The patients whom the draft touches most."""
        return tuple(sorted(self.compared, key=_touch)[:MOST_TOLD])

    def pages(self) -> Iterator[PreviewPage]:
        """All patients that the draft touches, those it touches most first, and all acts that it would refuse."""
        patients = sorted(self.compared, key=_touch)
        acts = sorted(self.refused, key=lambda act: (act.business_date, act.patient_id, act.entry_id))
        for first in range(0, max(len(patients), len(acts)), ROWS_OF_PAGE):
            rows = slice(first, first + ROWS_OF_PAGE)
            yield PreviewPage(tuple(patients[rows]), tuple(acts[rows]))


def compared(sums: Mapping[str, Counter[str]]) -> dict[str, Compared]:
    """The points of purchases, compared by a name."""
    return {name: Compared(one["eligible_minor"], one["before"], one["after"]) for name, one in sorted(sums.items())}


def _shared(was: Entry, why: AccrualWhy, after: int) -> Iterator[tuple[str, dict[str, int]]]:
    """The points of a purchase by the tenders that earned them, in proportion to their money."""
    paid = eligible_by_tender(was.purchase, why) if was.purchase else {}
    minors: Sequence[int] = list(paid.values())
    if not sum(minors):
        return
    shares = zip(paid.items(), _split(minors, was.points), _split(minors, after), strict=True)
    for (tender, minor), points_before, points_after in shares:
        yield tender, {"eligible_minor": minor, "before": points_before, "after": points_after}


def _split(minors: Sequence[int], points: int) -> Sequence[int]:
    """Points in proportion to money, of which there may be less."""
    return apportion([minor * points for minor in minors], points)


def _touch(patient: PatientCompared) -> tuple[int, int, str]:
    """Most touched first: by value, then by what was not possible."""
    points = abs(patient.points_after - patient.points_before)
    money = abs(patient.wallet_minor_after - patient.wallet_minor_before)
    return -(points + money), -patient.acts_not_possible, patient.patient_id
