"""An adversary: one front desk, one patient and one manager who make any public calls to gain value without money.

Value is what the patient took out (points and wallet money that paid) and can still use, less what the desk was told
to keep from a refund. The rules state how much of it there may be: for the money that was paid in and has not gone
back, for months that were paid, and for what the desk and the manager gave within their caps. Anything above that is
a finding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction

from loyalty.domain.program.rules import TenderKind
from loyalty.errors.base import Refusal
from loyalty.services.checkout.visits import CheckedIn
from tests.simulation.model import check
from tests.support.clinic import DESK, MANAGER, NOW, Fields, rule
from tests.support.ledger import lines, tenders
from tests.support.tiers import LADDER, TierDesk, memberships_rule, plan

BILL, SHARE_BP = 10_000, 5_000
EARNED_BP, BANKED_PER_100 = 1_000, 100
DAY_CAPS = {"front_desk": 300, "manager": 900, "owner": 900}
PLANS = {"monthly": (1, 500), "yearly": (12, 700)}
TOP_MULTIPLIER, TOP_BONUS = 4, 700
RULES: dict[str, Fields] = {
    "memberships": memberships_rule(
        plan("monthly", 9_900, "month", "gold", 500), plan("yearly", 99_000, "year", "platinum", 700)
    ),
    "redemption": rule(
        minimum_points=10,
        increment_points=10,
        minor_per_100_points=100,
        most_points_per_visit=None,
        most_bill_bp=SHARE_BP,
        combinable=True,
        confirm_above_points=None,
        confirm_minutes=5,
    ),
    "expiry": rule(life_unit="days", life_count=40, grace_days=0),
    "banking": rule(
        minimum_points=10,
        increment_points=10,
        minor_per_100_points=BANKED_PER_100,
        tier_bonus_bp={},
        undo_minutes=300,
        banked_life_days=90,
        granted_life_days=60,
    ),
    "adjustments": rule(
        reasons=["goodwill"],
        daily_caps=DAY_CAPS,
        wallet_daily_caps_minor={"front_desk": 0, "manager": 700, "owner": 700},
        approval_above_points=200,
        most_reissued_points_per_year=1_000,
    ),
}


@dataclass
class Sums:
    """What went in and came out, in minor units and points, as somebody at the door would count it."""

    own_minor: int = 0
    paid_in_minor: int = 0
    given_points: int = 0
    given_minor: int = 0
    out_minor: int = 0
    kept_minor: int = 0
    months: int = 0

    def may_be(self) -> Fraction:
        """The value that the rules state, in minor units; a point is worth one."""
        earned = Fraction(max(0, self.own_minor) * EARNED_BP * TOP_MULTIPLIER, 10_000)
        return earned + self.months * TOP_BONUS + self.given_points + self.paid_in_minor + self.given_minor


@dataclass
class Plot:
    """A clinic, and the three who plot. Every move is public calls; a refusal is an answer like any other."""

    desk: TierDesk = field(default_factory=TierDesk)
    now: datetime = NOW
    sums: Sums = field(default_factory=Sums)
    sales: dict[str, Counter[str]] = field(default_factory=dict)
    off: dict[str, tuple[int, CheckedIn]] = field(default_factory=dict)
    bankings: list[str] = field(default_factory=list)
    credits: dict[str, tuple[int, bool]] = field(default_factory=dict)
    memberships: list[tuple[str, str, int]] = field(default_factory=list)
    plan_id: str = "monthly"
    moves: int = 0
    made: Counter[str] = field(default_factory=Counter)
    visit: CheckedIn | None = None

    def __post_init__(self) -> None:
        """Put the rules of the plot, whose numbers are small."""
        for name, fields in RULES.items():
            self.desk.documents.put(f"clinics/bella/rules/{name}", fields)
        for number, one in enumerate(LADDER):
            check(one["multiplier"]["numerator"] <= TOP_MULTIPLIER, "the ladder's top is known", number)

    def at_visit(self) -> CheckedIn:
        """A visit of now."""
        if self.visit is None or self.now >= self.visit.closes_at:
            self.visit = self.desk.scan(now=self.now)
        return self.visit

    def move(self, name: str, much: int) -> None:
        """Make one move, and look whether anything was gained."""
        self.moves += 1
        with suppress(Refusal):
            MOVES[name](self, much)
            self.made[name] += 1
        self.look()

    def look(self) -> None:
        """Compare what the patient has with what the rules state; every act may round by a minor unit."""
        account = self.desk.account()
        held = account.available_points(self.now) + account.available_minor(self.now)
        value, may_be = self.sums.out_minor - self.sums.kept_minor + held, self.sums.may_be()
        check(value <= may_be + 2 * self.moves, "no value without money", float(value), float(may_be), self.sums)
        lowered = Counter[str]()
        for minor, visit in self.off.values():
            lowered[visit.visit_id] += minor
        share = BILL * SHARE_BP // 10_000
        check(all(minor <= share for minor in lowered.values()), "points pay their share of a bill", lowered)


def _pays(plot: Plot, much: int) -> None:
    """Cash for what is left of the bill; whatever points took off it is this purchase's now."""
    visit = plot.at_visit()
    off = {name: minor for name, (minor, at) in plot.off.items() if at.visit_id == visit.visit_id}
    paid = BILL * (1 if much % 3 == 0 else 1 + much % 4) - sum(off.values())
    entry_id = plot.desk.pay(*tenders(cash=paid), visit=visit, now=plot.now).entry_id
    plot.sales[entry_id] = Counter(cash=paid)
    for name in off:
        del plot.off[name]
    plot.sums.own_minor += paid


def _pays_from_account(plot: Plot, much: int) -> None:
    """Points, wallet money and some cash."""
    account = plot.desk.account()
    points = min(account.available_points(plot.now), 10 * (much % 60)) // 10 * 10
    wallet = account.available_minor(plot.now) if much % 2 else 0
    paid = {"cash": points or 1, "points": points, "wallet": wallet}
    receipt = plot.desk.pay(*tenders(**{kind: minor for kind, minor in paid.items() if minor}), now=plot.now)
    plot.sales[receipt.entry_id] = Counter(paid)
    plot.sums.own_minor += paid["cash"]
    plot.sums.out_minor += points + wallet


def _redeems(plot: Plot, much: int) -> None:
    """Points off the one bill of the visit, up to all that are there."""
    visit = plot.at_visit()
    points = min(plot.desk.account().available_points(plot.now), 5_000 if much % 2 else 50 * (1 + much)) // 10 * 10
    used = plot.desk.redeem(points, BILL, visit=visit, now=plot.now)
    plot.off[used.entry_id] = points, visit
    plot.sums.out_minor += points


def _cancels(plot: Plot, _: int) -> None:
    """A redemption off a bill that nobody paid is undone, by the manager where its visit is over."""
    entry_id, (points, visit) = list(plot.off.items())[-1] if plot.off else ("", (0, plot.at_visit()))
    plot.desk.cancel(entry_id, visit, now=plot.now, uid=MANAGER)
    del plot.off[entry_id]
    plot.sums.out_minor -= points


def _sale_of(plot: Plot, much: int) -> str:
    return list(plot.sales)[much % len(plot.sales)] if plot.sales else "no-purchase-at-all"


def _refunds(plot: Plot, much: int) -> None:
    """A purchase goes back, all of it or half of each tender."""
    sale_id = _sale_of(plot, much)
    back = {kind: minor if much % 3 else -(-minor // 2) for kind, minor in plot.sales.get(sale_id, {}).items() if minor}
    _gives_back(plot, sale_id, back, plot.desk.refund(sale_id, lines(**back), now=plot.now).why)


def _voids(plot: Plot, much: int) -> None:
    """A purchase is undone on its day."""
    sale_id = _sale_of(plot, much)
    back = {kind: minor for kind, minor in plot.sales.get(sale_id, {}).items() if minor}
    _gives_back(plot, sale_id, back, plot.desk.void(sale_id, now=plot.now).why)


def _gives_back(plot: Plot, sale_id: str, back: Mapping[str, int], why: Mapping[str, object]) -> None:
    """Count the money that left, and what came back to the account; what lapsed on its way is nobody's."""
    plot.sales[sale_id].subtract(back)
    if not +plot.sales[sale_id]:
        del plot.sales[sale_id]
    plot.sums.own_minor -= back.get("cash", 0)
    plot.sums.kept_minor += int(str(why["owed_minor"]))
    gone = ("returned_points", "lapsed_points", "returned_minor", "lapsed_minor")
    plot.sums.out_minor -= sum(int(str(why[name])) for name in gone)


def _banks(plot: Plot, much: int) -> None:
    """Points become wallet money."""
    points = plot.desk.account().available_points(plot.now)
    plot.bankings.append(plot.desk.bank((points if much % 2 else 100) // 10 * 10, now=plot.now).entry_id)


def _unbanks(plot: Plot, much: int) -> None:
    """And points again."""
    if plot.bankings:
        plot.desk.undo_bank(plot.bankings[much % len(plot.bankings)], now=plot.now)


def _pays_in(plot: Plot, much: int) -> None:
    """Cash into the wallet."""
    made = plot.desk.credit(500 * (1 + much % 5), TenderKind.CASH, now=plot.now, uid=DESK)
    plot.credits[made.entry_id] = made.wallet_minor, True
    plot.sums.paid_in_minor += made.wallet_minor


def _grants(plot: Plot, much: int) -> None:
    """The manager gives wallet money, within the day's cap."""
    made = plot.desk.credit(100 * (1 + much % 8), now=plot.now)
    plot.credits[made.entry_id] = made.wallet_minor, False
    plot.sums.given_minor += made.wallet_minor


def _takes_credit_back(plot: Plot, much: int) -> None:
    """A credit is charged back, in part or whole."""
    if not plot.credits:
        return
    credit_id = list(plot.credits)[much % len(plot.credits)]
    minor, own = plot.credits[credit_id]
    asked = minor if much % 2 else -(-minor // 2)
    plot.desk.reverse_credit(credit_id, asked, now=plot.now)
    plot.credits[credit_id] = minor - asked, own
    if own:
        plot.sums.paid_in_minor -= asked
    else:
        plot.sums.given_minor -= asked


def _adjusts(plot: Plot, much: int) -> None:
    """Points are given by one of the two, and by both where they are many."""
    points, by = 50 * (1 + much % 8), (DESK, MANAGER)[much % 2]
    asked = plot.desk.adjust(points, now=plot.now, uid=by)
    if asked.status == "pending":
        plot.desk.decide(asked.adjustment_id, MANAGER, now=plot.now)
    plot.sums.given_points += points


def _membership(act: str) -> Callable[[Plot, int], None]:
    """An act on the membership; enrolment and renewal are paid."""

    def change(plot: Plot, much: int) -> None:
        plan_id = ("monthly", "yearly")[much % 2] if act in ("enrol", "change") else None
        made = plot.desk.change(act, plan_id, now=plot.now, confirmed_duplicate=True)
        plot.plan_id = plan_id or plot.plan_id
        months = PLANS[plot.plan_id][0] if act in ("enrol", "renew") else 0
        plot.sums.months += months
        plot.memberships.append((made.event_id, act, months))

    return change


def _undoes_membership(plot: Plot, _: int) -> None:
    """The latest act is undone, and what was paid for it goes back, less the worth of what is owed now."""
    if plot.memberships:
        event_id, _act, months = plot.memberships[-1]
        owed = plot.desk.account().debt_points
        plot.desk.change("undo", event_id=event_id, now=plot.now)
        plot.sums.kept_minor += max(0, plot.desk.account().debt_points - owed)
        plot.memberships.pop()
        plot.sums.months -= months


def _rests_for_a_day(plot: Plot, much: int) -> None:
    """A pause, a night, and on again."""
    _membership("pause")(plot, much)
    _passes(plot, 1)
    _membership("resume")(plot, much)


def _passes(plot: Plot, days: int) -> None:
    """Days pass, and the schedules run."""
    plot.now += timedelta(days=days)
    plot.desk.expire(plot.now)
    plot.desk.night(plot.now)


def _reissues(plot: Plot, much: int) -> None:
    """Points that expired live again: they were earned before, so nothing is added to what may be."""
    ended = [entry.entry_id for entry in plot.desk.entries() if entry.kind == "expiry" and entry.points]
    if ended:
        plot.desk.reissue(ended[much % len(ended)], 10 * (1 + much), now=plot.now)


MOVES: dict[str, Callable[[Plot, int], None]] = {
    "pays": _pays,
    "pays from the account": _pays_from_account,
    "redeems": _redeems,
    "cancels": _cancels,
    "refunds": _refunds,
    "voids": _voids,
    "banks": _banks,
    "unbanks": _unbanks,
    "pays in": _pays_in,
    "grants": _grants,
    "takes a credit back": _takes_credit_back,
    "adjusts": _adjusts,
    **{f"{act} a membership": _membership(act) for act in ("enrol", "renew", "change", "pause", "resume", "cancel")},
    "undoes a membership": _undoes_membership,
    "rests for a day": _rests_for_a_day,
    "a day passes": lambda plot, _: _passes(plot, 1),
    "weeks pass": lambda plot, much: _passes(plot, 7 * (1 + much % 6)),
    "reissues": _reissues,
}


def play(moves: list[tuple[str, int]]) -> Counter[str]:
    """Play a plot to its end, and count the moves that were not refused. Raises AssertionError where it gains."""
    plot = Plot()
    for name, much in moves:
        plot.move(name, much)
    return plot.made
