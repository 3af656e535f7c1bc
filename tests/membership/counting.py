"""Payments counted day by day: which days are paid, and on which days paid months begin.

Nothing here is shared with how the product counts. A membership is a row of paid months that wait; each has the days
of the calendar month that it was bought for. A day on which the membership does not rest uses up one day.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import date, timedelta

ONE = timedelta(days=1)
LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _last_of_month(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else LENGTHS[month - 1]


def begins_after(day: date, anchor: int) -> date:
    """The first day after another that is the anchor's, or a month's last where the month has no such day."""
    on = day + ONE
    while on.day != min(anchor, _last_of_month(on.year, on.month)):
        on += ONE
    return on


@dataclass
class Month:
    """A paid month: its days that are left, and whether it has begun."""

    days: int
    begun: bool = False


@dataclass
class Counting:
    """A membership as somebody with a calendar on the wall would keep it."""

    anchor: int
    grace: int
    bonus: int
    waiting: deque[Month] = field(default_factory=deque)
    """the paid months, the one that runs first"""
    today: date = date.min
    unpaid_since: date | None = None
    cancelled: bool = False
    resting: bool = False
    resting_since: date | None = None
    given: list[tuple[date, int]] = field(default_factory=list)
    months_paid: int = 0

    def pay(self, months: int) -> None:
        """Pay so many months, from the end of what is paid; those that are late are used up at once."""
        at = self.paid_until() + ONE
        for _ in range(months):
            ends = begins_after(at, self.anchor)
            self.waiting.append(Month((ends - at).days))
            at = ends
        self.months_paid += months
        if self.unpaid_since is not None:
            day, self.unpaid_since = self.unpaid_since, None
            while day < self.today:
                self._use(day)
                day += ONE
            if self.waiting:
                self._begin(self.today)
            elif self.unpaid_since is None:
                self.unpaid_since = self.today

    def paid_until(self) -> date:
        """The last paid day, if nothing rests from now on."""
        if self.unpaid_since is not None:
            return self.unpaid_since - ONE
        return self.today - ONE + timedelta(days=sum(month.days for month in self.waiting))

    def rest(self) -> None:
        """Begin a pause: this day is not used up."""
        self.resting, self.resting_since = True, self.today

    def go_on(self) -> None:
        """End a pause; if it took a day or more, the months to come are counted from the end of what is paid."""
        self.resting = False
        if self.today != self.resting_since:
            self.anchor = (self.paid_until() + ONE).day
        self._begin(self.today)

    def holds(self) -> bool:
        """True on a paid day, or in the grace after the last one."""
        grace = 0 if self.cancelled else self.grace
        return not self.resting and self.today <= self.paid_until() + timedelta(days=grace)

    def next_day(self) -> None:
        """A day is over; on the new one a month may begin."""
        if not self.resting and self.unpaid_since is None:
            self._use(self.today)
        self.today += ONE
        if not self.resting and self.unpaid_since is None:
            if self.waiting:
                self._begin(self.today)
            else:
                self.unpaid_since = self.today

    def _use(self, day: date) -> None:
        if not self.waiting:
            self.unpaid_since = self.unpaid_since or day
            return
        self._begin(day)
        self.waiting[0].days -= 1
        if not self.waiting[0].days:
            self.waiting.popleft()

    def _begin(self, day: date) -> None:
        if self.waiting and not self.waiting[0].begun:
            self.waiting[0].begun = True
            self.given.append((day, self.bonus))
