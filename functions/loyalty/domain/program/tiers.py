"""Tiers: the sums that reach one, the tier in force on a business date, and what is missing to the next.

The tier depends on nothing but the kept days, the membership, the grant, the rule and the date. So the result is the
same if it is computed late, twice or in another order.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate
from operator import attrgetter

# A tier with its grace looks back this far at most; so does the year at another tier.
KEPT_DAYS = 2 * 366
MOST_TIERS = 6


class Measure(StrEnum):
    """A sum over the window that reaches a tier: own money paid, purchases, points earned, treatments completed."""

    SPEND = "spend_minor"
    PURCHASES = "purchases"
    POINTS = "points"
    TREATMENTS = "treatments"


@dataclass(frozen=True, slots=True)
class Tier:
    """A tier. With a measure, `at_least` so much within the window reaches it; without, a membership or a grant."""

    tier_id: str
    name: str
    multiplier: Fraction
    perks: tuple[str, ...] = ()
    measure: Measure | None = None
    at_least: int = 0


@dataclass(frozen=True, slots=True)
class TiersRule:
    """The tiers, lowest first; the first is everybody's.

    The window is `window_days` long, the day itself included. After a tier is no longer reached, it is kept for
    `grace_days`; then the tier that is reached follows, or, with `one_step`, the next lower one for as long again.
    With `at_once` the purchase that reaches a tier earns at it; otherwise the next purchase does.
    """

    version: int
    tiers: tuple[Tier, ...]
    window_days: int
    grace_days: int = 0
    one_step: bool = False
    at_once: bool = False

    def index(self, tier_id: str | None) -> int:
        """The place of a tier, from 0; also 0 for a tier that the rule does not know."""
        return next((place for place, tier in enumerate(self.tiers) if tier.tier_id == tier_id), 0)


@dataclass(frozen=True, slots=True)
class QualifyingDay:
    """The sums of a business date, or what an entry adds to them; kept as long as any tier can depend on them.

    `spend_minor` is the patient's own money, `points` are those earned; a refund is taken off the purchase's own date.
    `exact` is what the purchases earn at multiplier 1, unrounded; their points end with `expires_on`. `spent_points`
    were used or banked on that date.
    """

    on: date
    expires_on: date | None = None
    spend_minor: int = 0
    purchases: int = 0
    points: int = 0
    treatments: int = 0
    exact: Fraction = Fraction(0)
    spent_points: int = 0


@dataclass(frozen=True, slots=True)
class Grant:
    """A tier that the clinic gave, until a business date, that day included; forever if there is none."""

    tier_id: str
    until_on: date | None


@dataclass(frozen=True, slots=True)
class Qualifying:
    """The facts that decide a tier: the days, oldest first, and the grants of a membership or the clinic."""

    days: tuple[QualifyingDay, ...]
    granted: tuple[Grant, ...] = ()


def _place(day: QualifyingDay) -> tuple[date, date]:
    """The place of a day among an account's days."""
    return day.on, day.expires_on or day.on


def count_in(days: tuple[QualifyingDay, ...], change: QualifyingDay) -> tuple[QualifyingDay, ...]:
    """Add what an entry counts to its day, or take it off; the days are sorted, oldest first, without empty ones."""
    name = (change.on, change.expires_on)
    first, last = (bisect(days, _place(change), key=_place) for bisect in (bisect_left, bisect_right))
    at = next((at for at in range(first, last) if (days[at].on, days[at].expires_on) == name), None)
    known = QualifyingDay(*name) if at is None else days[at]
    after = replace(
        known,
        spend_minor=known.spend_minor + change.spend_minor,
        purchases=known.purchases + change.purchases,
        points=known.points + change.points,
        treatments=known.treatments + change.treatments,
        exact=known.exact + change.exact,
        spent_points=known.spent_points + change.spent_points,
    )
    kept = () if after == QualifyingDay(*name) else (after,)
    return (*days[:last], *kept, *days[last:]) if at is None else (*days[:at], *kept, *days[at + 1 :])


def count_use(points: int, on: date) -> QualifyingDay:
    """Count points that an entry uses."""
    return QualifyingDay(on, spent_points=points)


def uncount_use(made: QualifyingDay | None, points: int) -> QualifyingDay | None:
    """Take points that an entry gives back off the date they were used on."""
    return QualifyingDay(made.on, spent_points=-points) if made is not None and points else None


def days_to_keep(days: tuple[QualifyingDay, ...], on: date) -> tuple[QualifyingDay, ...]:
    """The days that a tier can still depend on."""
    return days[bisect_right(days, on - timedelta(days=KEPT_DAYS), key=attrgetter("on")) :]


@dataclass(frozen=True, slots=True)
class NextTier:
    """The nearest higher tier that has a measure: how much of it the patient has today, and how much the tier needs."""

    tier_id: str
    name: str
    measure: Measure
    have: int
    need: int


class Ladder:
    """The tiers that these facts reach by a rule: the days are added up once, and any date is asked for.

    A date is looked up by the ends of its window, so a question costs about as much after years as after a week.
    Inside, dates are counted in days.
    """

    def __init__(self, qualifying: Qualifying, rule: TiersRule) -> None:
        """Add nothing up yet: each measure is, when it is first asked for."""
        self.qualifying, self._rule = qualifying, rule
        self._dates = [day.on.toordinal() for day in qualifying.days]
        self._up_to: dict[Measure, list[int]] = {}
        self._kept_on: dict[int, int] = {}
        self._steps = len(rule.tiers) if rule.one_step and rule.grace_days else 1
        self._reached_by = [(place, tier) for place, tier in enumerate(rule.tiers) if tier.measure is not None]

    def tier_on(self, on: date) -> Tier:
        """The tier in force: the highest of those reached, with their grace, and those granted."""
        return self._rule.tiers[self._place_on(on)]

    def sum_of(self, measure: Measure, on: date) -> int:
        """The sum over the days of the window that ends with a date."""
        return self._sum(measure, on.toordinal())

    def progress_on(self, on: date) -> Mapping[str, int]:
        """The sums that count on a date, by measure."""
        return {str(measure): self.sum_of(measure, on) for measure in Measure}

    def next_tier(self, on: date) -> NextTier | None:
        """The next tier and what is missing to it; None at the top, or where only a membership or grant leads on."""
        for tier in self._rule.tiers[self._place_on(on) + 1 :]:
            if tier.measure is not None:
                have = self.sum_of(tier.measure, on)
                if have < tier.at_least:
                    return NextTier(tier.tier_id, tier.name, tier.measure, have, tier.at_least)
        return None

    def last_day(self, on: date) -> date | None:
        """The last day of the tier in force if nothing more happens; None for a tier that time alone does not end."""
        held = self._place_on(on)
        if held == 0:
            return None
        granted = [grant for grant in self._in_force(on) if self._rule.index(grant.tier_id) >= held]
        if any(grant.until_on is None for grant in granted):
            return None
        ends = [grant.until_on for grant in granted if grant.until_on is not None]
        return max((*ends, *self._kept_until(held, on)))

    def next_change_on(self, on: date) -> date | None:
        """The next date on which time alone can change the tier or the sums; None if there is none."""
        changes = [grant.until_on + timedelta(days=1) for grant in self._in_force(on) if grant.until_on is not None]
        for step in range(len(self._rule.tiers) + 1 if self._rule.one_step else 2):
            after = self._rule.window_days + step * self._rule.grace_days
            following = bisect_right(self._dates, on.toordinal() - after)
            if following < len(self._dates):
                changes.append(date.fromordinal(self._dates[following] + after))
        return min(changes, default=None)

    def _in_force(self, on: date) -> Iterator[Grant]:
        return (grant for grant in self.qualifying.granted if grant.until_on is None or on <= grant.until_on)

    def _place_on(self, on: date) -> int:
        granted = (self._rule.index(grant.tier_id) for grant in self._in_force(on))
        return max(self._kept(on.toordinal()), *granted, 0)

    def _kept(self, on: int) -> int:
        if on not in self._kept_on:
            self._kept_on[on] = self._find_kept(on)
        return self._kept_on[on]

    def _find_kept(self, on: int) -> int:
        """The highest tier reached within the grace, or one lower for each further grace that has passed since.

        Sums grow only on the days, so no other dates are looked at than these and the first of each grace. Days come
        latest first, and older ones count for less, so it ends as soon as no older one can count for more.
        """
        grace = self._rule.grace_days
        kept = max(self._reached(on - (step + 1) * grace) - step for step in range(self._steps))
        highest = len(self._rule.tiers) - 1
        first = bisect_right(self._dates, on - self._steps * grace)
        for at in range(bisect_right(self._dates, on) - 1, first - 1, -1):
            step = max(0, -((self._dates[at] - on) // grace) - 1)
            if kept >= highest - step:
                break
            kept = max(kept, self._reached(self._dates[at]) - step)
        return kept

    def _reached(self, on: int) -> int:
        """The highest tier that the sums of a date reach."""
        for place, tier in reversed(self._reached_by):
            if tier.measure is not None and self._sum(tier.measure, on) >= tier.at_least:
                return place
        return 0

    def _sum(self, measure: Measure, on: int) -> int:
        up_to = self._sums_up_to(measure)
        return up_to[bisect_right(self._dates, on)] - up_to[bisect_right(self._dates, on - self._rule.window_days)]

    def _sums_up_to(self, measure: Measure) -> list[int]:
        up_to = self._up_to.get(measure)
        if up_to is None:
            amounts = map(attrgetter(measure), self.qualifying.days)
            up_to = self._up_to[measure] = list(accumulate(amounts, initial=0))
        return up_to

    def _kept_until(self, held: int, on: date) -> Iterator[date]:
        """For each tier from a place on: the last day on which it keeps that place, if it was reached."""
        for place, tier in self._reached_by:
            if place >= held and tier.measure is not None:
                lasts = (place - held + 1 if self._rule.one_step else 1) * self._rule.grace_days
                reached = self._last_reached(tier.measure, tier.at_least, on.toordinal() - lasts)
                if reached is not None:
                    yield date.fromordinal(reached + lasts)

    def _last_reached(self, measure: Measure, at_least: int, since: int) -> int | None:
        """The last date, from one on, whose sum is as much. A sum falls when a day leaves the window: no other date."""
        up_to, dates = self._sums_up_to(measure), self._dates
        end = len(dates)
        for at in range(len(dates) - 1, -1, -1):
            last = dates[at] + self._rule.window_days - 1
            if last < since:
                return None
            while dates[end - 1] > last:
                end -= 1
            # Of days with the same date the first one looked at lacks the others, which are looked at next.
            if up_to[end] - up_to[at] >= at_least and (at == 0 or dates[at - 1] < dates[at]):
                return last
        return None
