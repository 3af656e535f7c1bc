"""Points that end soon: what is left of lots whose last day comes within some weeks, week by week."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from loyalty.domain.ledger.account import Account

WEEK = timedelta(days=7)
WEEKS = 4
# No lot is usable longer than so after the last day that its patient is told.
MOST_GRACE = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class EndingWeek:
    """The points whose last day is in a week, and the patients who hold them; some hold points of several weeks."""

    begins_on: date
    points: int
    patients: int


@dataclass(frozen=True, slots=True)
class Ending:
    """The points whose last day is in one of the weeks, and the patients who hold them."""

    points: int
    patients: int
    weeks: tuple[EndingWeek, ...]


def last_day_of(today: date) -> date:
    """The last day of the weeks that begin today."""
    return today + WEEKS * WEEK - timedelta(days=1)


def ending_of(accounts: Iterable[Account], today: date, now: datetime) -> Ending:
    """What ends from today on, as far as it is left: a lot that is used, extended or held meanwhile does not."""
    ending = [
        (account.patient_id, lot.expires_on, lot.points_remaining)
        for account in accounts
        for lot in account.lots
        if lot.points_remaining > 0 and lot.is_live(now) and today <= lot.expires_on <= last_day_of(today)
    ]
    weeks = tuple(_week(ending, today + number * WEEK) for number in range(WEEKS))
    return Ending(sum(points for *_, points in ending), len({patient for patient, *_ in ending}), weeks)


def _week(ending: Sequence[tuple[str, date, int]], begins_on: date) -> EndingWeek:
    of_week = [(patient, points) for patient, on, points in ending if begins_on <= on < begins_on + WEEK]
    return EndingWeek(begins_on, sum(points for _, points in of_week), len({patient for patient, _ in of_week}))
