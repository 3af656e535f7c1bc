"""Managers see what ends in the next four weeks: what is left of lots, by their last day, and what it is worth."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty.domain.calendar import business_date
from loyalty.domain.ledger.lots import Lot
from loyalty.domain.reminders.ending import WEEKS, ending_of, last_day_of
from loyalty.errors.access import NotStaff, RoleNotAllowed
from loyalty.errors.base import Refusal
from loyalty.services.preconditions import Caller
from loyalty.services.reminders.get_ending_points import EndingPoints, GetEndingPoints, get_ending_points
from tests.support.clinic import DESK, MANAGER, NOW, Desk, cash
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.ending import MemoryEndingAccounts
from tests.support.reminding import account_of, lot

ZONE = ZoneInfo("America/Los_Angeles")
TODAY = business_date(NOW, ZONE)


@pytest.fixture
def desk(documents: MemoryDocuments) -> Desk:
    at_work = Desk(memory_store(documents))
    at_work.join("ana")
    at_work.join("ben")
    return at_work


def ending(documents: MemoryDocuments, now: datetime, uid: str = MANAGER) -> EndingPoints:
    """The answer to somebody at an instant."""
    accounts = MemoryEndingAccounts(documents)
    return get_ending_points(memory_store(documents), accounts, GetEndingPoints("bella"), Caller(uid, now))


def test_what_was_bought_half_a_year_ago_ends_week_by_week(desk: Desk, documents: MemoryDocuments) -> None:
    desk.sell(cash(10_000), "ana", NOW)
    desk.sell(cash(5_000), "ana", NOW + timedelta(days=8))
    desk.sell(cash(2_000), "ben", NOW + timedelta(days=9))
    desk.sell(cash(99_000), "ben", NOW + timedelta(days=60))
    last_day = date(2027, 5, 22)  # of what Ana bought first
    now = NOW + (last_day - TODAY)
    found = ending(documents, now)
    assert (found.from_on, found.to_on) == (last_day, last_day + timedelta(days=27))
    assert (found.points, found.patients, found.worth_minor, found.more) == (1_700, 2, 17_00, False)
    assert [(week.points, week.patients) for week in found.weeks] == [(1_000, 1), (700, 2), (0, 0), (0, 0)]


def test_points_that_are_over_or_used_do_not_end_any_more(desk: Desk, documents: MemoryDocuments) -> None:
    desk.sell(cash(10_000), "ana", NOW)
    assert ending(documents, NOW + timedelta(days=365)).points == 0
    assert ending(documents, NOW).points == 0  # half a year is left


def test_only_who_manages_the_clinic_is_answered(
    desk: Desk, documents: MemoryDocuments, refused: Callable[..., Refusal]
) -> None:
    assert desk.steps
    refused(RoleNotAllowed, lambda: ending(documents, NOW, DESK))
    refused(NotStaff, lambda: ending(documents, NOW, "ana"))


@given(st.lists(st.tuples(st.integers(-40, 80), st.integers(1, 10_000)), min_size=1, max_size=12))
def test_the_weeks_are_the_whole_and_nothing_else_is_counted(lots: list[tuple[int, int]]) -> None:
    held = [_lot(str(turn), days, points) for turn, (days, points) in enumerate(lots)]
    found = ending_of([account_of(*held)], TODAY, NOW)
    inside = [each for each in held if TODAY <= each.expires_on <= last_day_of(TODAY) and each.is_live(NOW)]
    assert found.points == sum(each.points_remaining for each in inside) == sum(week.points for week in found.weeks)
    assert found.patients == bool(inside)
    assert len(found.weeks) == WEEKS
    assert [week.begins_on - TODAY for week in found.weeks] == [timedelta(days=7 * number) for number in range(WEEKS)]


def _lot(name: str, days: int, points: int) -> Lot:
    return lot(name, NOW - timedelta(days=100), TODAY + timedelta(days=days), ZONE, points)
