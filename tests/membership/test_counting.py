"""Payments at the desk and at a provider, counted by somebody else: paid days and months with points agree."""

from __future__ import annotations

import copy
import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty.domain.program.memberships import Status
from loyalty.errors.base import Refusal
from loyalty.services.membership.subscriptions import SubscriptionEvent, take_in_subscription
from tests.membership.counting import ONE, Counting, begins_after
from tests.support.counts import count
from tests.support.tiers import TierDesk, memberships_rule, plan, subscription_event

GRACE = 7
PLANS = {"monthly": (1, 500), "yearly": (12, 700), "plain": (12, 0), "poor": (1, 0)}
RULE = memberships_rule(
    plan("monthly", 9_900, "month", "gold", 500),
    plan("yearly", 99_000, "year", "platinum", 700),
    plan("plain", 59_000, "year", "gold"),
    plan("poor", 4_900, "month", "silver"),
    grace_days=GRACE,
)
ACTS = [*(f"enrol {name}" for name in PLANS), *(f"change {name}" for name in PLANS)]
ACTS += ["renew"] * 6 + ["pause", "resume"] * 5 + ["cancel", *["undo"] * 6, "night"]
TO_THE_NEXT_MONTH = -1
WAITS = st.sampled_from([*[0] * 6, 1, 1, 2, *[TO_THE_NEXT_MONTH] * 5, 5, 17, 28, 33, 60, 364])
STEP = st.tuples(st.integers(0, 999), WAITS)
FIRST_DAYS = st.dates(date(2023, 1, 1), date(2028, 12, 31))


def noon(day: date, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, 20, tzinfo=UTC) + timedelta(minutes=minute)


@dataclass
class Life:
    """A patient at a desk, and the same patient's payments on paper."""

    today: date
    desk: TierDesk = field(default_factory=TierDesk)
    counting: Counting | None = None
    months: int = 1
    minute: int = 0
    before: list[tuple[str, Counting | None, int, list[tuple[date, int]]]] = field(default_factory=list)
    past: list[tuple[date, int]] = field(default_factory=list)
    """what memberships before this one gave"""

    def wait(self, days: int) -> None:
        known = self.counting
        if days == TO_THE_NEXT_MONTH:
            run = known.waiting[0].days if known is not None and known.waiting and not known.resting else 1
            days = run if not known or not known.waiting or known.waiting[0].begun else 0
        for _ in range(days):
            self.today += ONE
            if self.counting is not None:
                self.counting.next_day()
        if days:
            self.before.clear()

    def chosen(self, number: int) -> str:
        """An act, most often one that can be done."""
        possible = [said for said in ACTS if self._may(said.partition(" ")[0])]
        among = ACTS if number % 10 == 0 else possible
        return among[number // 10 % len(among)]

    def act(self, said: str) -> None:
        self.minute += 1
        name, _, plan_id = said.partition(" ")
        now = noon(self.today, self.minute)
        if name == "night":
            self.desk.night(now)
            return
        if name == "undo":
            self._undo(now)
            return
        may, kept = self._may(name), (copy.deepcopy(self.counting), self.months, list(self.past))
        try:
            made = self.desk.change(name, plan_id or None, now=now, confirmed_duplicate=True)
        except Refusal:
            assert not may, said
            return
        assert may, said
        self.before.append((made.event_id, *kept))
        self._count(name, plan_id)

    def _may(self, name: str) -> bool:
        known = self.counting
        if name in ("undo", "night"):
            return name == "night" or bool(self.before)
        if name == "enrol":
            return known is None or not (known.holds() or known.resting)
        if known is None or (not known.resting if name == "resume" else not known.holds()):
            return False
        if name == "pause":
            return self.today <= known.paid_until()
        return name != "renew" or self._is_within_two_years(known)

    def _is_within_two_years(self, known: Counting) -> bool:
        at = known.paid_until() + ONE
        for _ in range(self.months):
            at = begins_after(at, known.anchor)
        limit = self.today
        for _ in range(24):
            limit = begins_after(limit, self.today.day)
        return at - ONE <= limit

    def _count(self, name: str, plan_id: str) -> None:
        if name == "enrol":
            self.past += self.counting.given if self.counting else []
            self.months, bonus = PLANS[plan_id]
            self.counting = Counting(self.today.day, GRACE, bonus, today=self.today, unpaid_since=self.today)
            self.counting.pay(self.months)
            return
        known = self.counting
        assert known is not None
        if name == "renew":
            known.cancelled = False
            known.pay(self.months)
        elif name == "change":
            self.months, known.bonus = PLANS[plan_id]
        elif name == "pause":
            known.rest()
        elif name == "resume":
            known.go_on()
        else:
            known.cancelled = True
        if name == "pause":
            known.cancelled = False

    def _undo(self, now: datetime) -> None:
        if self.before:
            event_id, self.counting, self.months, self.past = self.before.pop()
            self.desk.change("undo", event_id=event_id, now=now)

    def compare(self) -> None:
        self.minute += 1
        self.desk.night(noon(self.today, self.minute))
        account, known = self.desk.account(), self.counting
        given = [*self.past, *(known.given if known else [])]
        assert given_months(self.desk) == sorted(month for month in given if month[1])
        assert account.points == sum(points for _, points in given)
        if known is not None:
            assert account.membership is not None
            assert len(known.given) <= known.months_paid
            assert account.membership.is_in_force(self.today) == known.holds()
            if not known.resting:
                assert account.membership.paid_until_on == known.paid_until()


def given_months(desk: TierDesk) -> list[tuple[date, int]]:
    """The months of all bonuses that were not taken back, each by the day it began."""
    entries = desk.entries()
    back = {entry.reverses for entry in entries if entry.kind == "reversal"}
    bonuses = [entry for entry in entries if entry.kind == "bonus" and entry.entry_id not in back]
    return sorted((entry.why.month_on, entry.points) for entry in bonuses)  # type: ignore[union-attr]


def lived(first_on: date, steps: list[tuple[int, int]]) -> None:
    """A life at the desk, compared with its counting after every step."""
    life = Life(first_on)
    life.desk.documents.put("clinics/bella/rules/memberships", RULE)
    for number, days in steps:
        life.wait(days)
        life.act(life.chosen(number))
        life.compare()


@settings(max_examples=count(100, 40_000))
@given(FIRST_DAYS, st.lists(STEP, min_size=4, max_size=14))
def test_paid_days_and_months_with_points_are_those_that_were_paid_at_the_desk(
    first_on: date, steps: list[tuple[int, int]]
) -> None:
    lived(first_on, steps)


# ------------------------------------------------------------------------------------------------------ a provider


@dataclass
class Told:
    """The events of a subscription in their order, and what was paid by them."""

    events: list[SubscriptionEvent]
    paid_days: set[date]
    resting_days: set[date]
    months: list[date]


OUTCOMES = st.sampled_from(["paid", "paid", "paid", "late", "missed", "rested"])


def told_of(first_on: date, outcomes: list[str], lateness: int) -> Told:
    """A monthly subscription, a period an outcome: paid at once or some days late, never paid, or paid and paused."""
    told, at = Told([], set(), set(), []), first_on
    for outcome in outcomes:
        ends = begins_after(at, first_on.day)
        _tell(told, at, ends, outcome, lateness, first_on)
        at = ends
    _say(told, at, at, begins_after(at, first_on.day), Status.ENDED, first_on)
    return told


def _tell(told: Told, at: date, ends: date, outcome: str, lateness: int, first_on: date) -> None:
    bounds = at, ends
    if outcome in ("late", "missed"):
        _say(told, at, *bounds, Status.PAST_DUE, first_on)
    if outcome == "missed":
        return
    paid_on = at + lateness * ONE if outcome == "late" else at
    _say(told, paid_on, *bounds, Status.ACTIVE, first_on)
    days = [at + number * ONE for number in range((ends - at).days)]
    told.paid_days.update(days)
    told.months.append(at)
    if outcome == "rested":
        _say(told, at + 9 * ONE, *bounds, Status.PAUSED, first_on)
        told.resting_days.update(days[9:])


def _say(told: Told, on: date, starts: date, ends: date, status: Status, first_on: date) -> None:
    bounds = {"started_at": noon(first_on), "months_from_at": noon(first_on)}
    event = subscription_event(
        len(told.events), noon(on), status, period_starts_at=noon(starts), period_ends_at=noon(ends), **bounds
    )
    told.events.append(event)


@settings(max_examples=count(100, 60_000))
@given(FIRST_DAYS, st.lists(OUTCOMES, min_size=1, max_size=8), st.integers(1, 25), st.randoms(use_true_random=False))
def test_months_with_points_are_those_that_were_paid_at_the_provider_in_any_order_of_its_events(
    first_on: date, outcomes: list[str], lateness: int, dice: random.Random
) -> None:
    told, desk = told_of(first_on, outcomes, lateness), TierDesk()
    end = noon(told.events[-1].period_starts_at.date(), 30)
    for event in dice.sample([*told.events, *told.events], 2 * len(told.events)):
        take_in_subscription(desk.store, event, end)
    desk.night(end)
    assert given_months(desk) == [(month_on, 500) for month_on in told.months]


@settings(max_examples=count(40, 1_000))
@given(FIRST_DAYS, st.lists(OUTCOMES, min_size=1, max_size=5), st.integers(1, 25))
def test_the_tier_is_in_force_on_paid_days_and_for_one_grace_after_them(
    first_on: date, outcomes: list[str], lateness: int
) -> None:
    told, desk = told_of(first_on, ["paid", *outcomes], lateness), TierDesk()
    day, coming = first_on, list(told.events)
    known_paid: set[date] = set()
    while coming:
        while coming and coming[0].occurred_at.date() == day:
            event = coming.pop(0)
            take_in_subscription(desk.store, event, noon(day))
            if event.status in ("active", "cancelled"):
                first, last = event.period_starts_at.date(), event.period_ends_at.date()
                known_paid |= {first + number * ONE for number in range((last - first).days)}
        if not coming:
            break
        desk.night(noon(day, 5))
        held = any(day - number * ONE in known_paid for number in range(GRACE + 1))
        assert (desk.account().tier_id == "gold") == (held and day not in told.resting_days), day
        day += ONE
