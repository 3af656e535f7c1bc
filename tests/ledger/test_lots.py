"""Lots: how long they live, and what is next due to them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from loyalty.domain.ledger.lots import Lives, Lot, available_points, next_milestone, open_lot
from loyalty.domain.program.rules import ExpiryRule, RemindersRule

PLACE = ZoneInfo("America/Los_Angeles")
NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)
REMINDERS = RemindersRule(version=3, nudge_days=28, urge_days=7, send_hour=10)


def lot(unit: str = "months", count: int = 6, points: int = 100) -> Lot:
    expiry = ExpiryRule(2, unit, count)
    return open_lot("lot", points, NOW, Lives(expiry, REMINDERS, PLACE))


def test_a_lot_can_be_used_through_its_last_day_in_the_clinic_and_not_a_moment_longer() -> None:
    six_months = lot()
    assert six_months.expires_on == date(2027, 5, 22)
    assert six_months.expires_at == datetime(2027, 5, 23, 7, tzinfo=UTC)
    assert six_months.is_live(six_months.expires_at - timedelta(microseconds=1))
    assert not six_months.is_live(six_months.expires_at)


def test_a_lot_keeps_the_rules_it_was_earned_under() -> None:
    policy = lot().policy
    assert (policy.expiry_version, policy.reminders_version, policy.nudge_days, policy.urge_days) == (2, 3, 28, 7)


def test_the_first_step_due_is_the_nudge_28_days_before_at_ten() -> None:
    assert (lot().milestone, lot().milestone_at) == ("nudge", datetime(2027, 4, 24, 17, tzinfo=UTC))


@pytest.mark.parametrize(
    ("days", "milestone", "at"),
    [
        (29, "nudge", datetime(2026, 11, 23, 18, tzinfo=UTC)),
        (28, "urge", datetime(2026, 12, 13, 18, tzinfo=UTC)),
        (8, "urge", datetime(2026, 11, 23, 18, tzinfo=UTC)),
        (7, "expiry", datetime(2026, 11, 30, 8, tzinfo=UTC)),
        (1, "expiry", datetime(2026, 11, 24, 8, tzinfo=UTC)),
    ],
)
def test_a_lot_shorter_than_a_milestone_skips_it(days: int, milestone: str, at: datetime) -> None:
    short = lot("days", days)
    assert (short.milestone, short.milestone_at) == (milestone, at)


def test_after_the_nudge_comes_the_urge_and_then_the_expiry() -> None:
    one = lot()
    urge = next_milestone(one.policy, one.expires_on, one.expires_at, PLACE, after=date(2027, 4, 24))
    assert urge == ("urge", datetime(2027, 5, 15, 17, tzinfo=UTC))
    expiry = next_milestone(one.policy, one.expires_on, one.expires_at, PLACE, after=date(2027, 5, 15))
    assert expiry == ("expiry", one.expires_at)


def test_points_can_be_used_for_the_days_of_grace_after_the_last_day_that_is_told() -> None:
    expiry = ExpiryRule(2, "months", 6, grace_days=3)
    kind = open_lot("lot", 10, NOW, Lives(expiry, REMINDERS, PLACE))
    plain = lot()
    assert kind.expires_on == plain.expires_on
    assert kind.expires_at == plain.expires_at + timedelta(days=3)
    assert kind.milestone_at == plain.milestone_at
    assert kind.is_live(plain.expires_at)
    assert not kind.is_live(kind.expires_at)


def test_expired_points_are_not_available_even_before_a_sweep_has_seen_them() -> None:
    short, long = lot("days", 1, points=30), lot("months", 6, points=70)
    assert available_points((short, long), 0, NOW) == 100
    assert available_points((short, long), 0, short.expires_at) == 70


def test_debt_is_taken_from_what_is_available_and_never_makes_it_negative() -> None:
    assert available_points((lot(points=30),), 10, NOW) == 20
    assert available_points((lot(points=30),), 40, NOW) == 0
