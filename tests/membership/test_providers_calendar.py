"""A payment provider counts months in UTC, the clinic in its own zone: a payment gives one month's points, not two."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty.domain.ledger.why import BonusWhy
from loyalty.services.membership.subscriptions import take_in_subscription
from tests.support.counts import count
from tests.support.tiers import TierDesk, subscription_event

ZONES = ("America/Los_Angeles", "Australia/Sydney", "Pacific/Kiritimati", "Pacific/Honolulu", "Asia/Kolkata", "UTC")


def month_after(anchor: datetime, months: int) -> datetime:
    """The anchor's instant so many months later, as a provider counts."""
    year, month0 = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
    return anchor.replace(year=year, month=month0 + 1, day=min(anchor.day, monthrange(year, month0 + 1)[1]))


def live_in(desk: TierDesk, zone: str) -> None:
    """The clinic's calendar, from now on."""
    desk.documents.put("clinics/bella", {**desk.documents.all()["clinics/bella"], "time_zone": zone})


def hears(desk: TierDesk, anchor: datetime, month: int, said: int = 1) -> None:
    """The payment of a month, told at once."""
    begins = month_after(anchor, month)
    event = subscription_event(
        month + 1,
        begins,
        started_at=anchor,
        months_from_at=anchor,
        period_starts_at=begins,
        period_ends_at=month_after(anchor, month + said),
    )
    take_in_subscription(desk.store, event, begins)
    desk.night(begins + timedelta(hours=1))


def months_of(desk: TierDesk) -> list[str]:
    """The dates of the months that gave points, oldest first."""
    return [entry.why.month_on.isoformat() for entry in desk.entries() if isinstance(entry.why, BonusWhy)]


def test_an_evening_of_february_in_california_is_the_providers_march_and_pays_one_month() -> None:
    desk, anchor = TierDesk(), datetime(2027, 3, 1, 3, tzinfo=UTC)
    hears(desk, anchor, 0)
    desk.night(datetime(2027, 3, 30, 18, tzinfo=UTC))
    assert months_of(desk) == ["2027-02-28"]
    hears(desk, anchor, 1)
    hears(desk, anchor, 2)
    assert months_of(desk) == ["2027-02-28", "2027-03-31", "2027-04-30"]


@settings(max_examples=count(60, 2_000), deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    moved_to=st.sampled_from(ZONES),
    seconds=st.integers(0, 490 * 86_400),
    paid=st.integers(1, 14),
)
def test_each_payment_gives_one_month_in_every_zone_and_when_the_clinic_moves(
    zone: str, moved_to: str, seconds: int, paid: int
) -> None:
    desk, anchor = TierDesk(), datetime(2026, 11, 23, tzinfo=UTC) + timedelta(seconds=seconds)
    for number in range(paid):
        live_in(desk, zone if number < paid // 2 else moved_to)
        hears(desk, anchor, number)
        assert len(months_of(desk)) == number + 1
    desk.night(month_after(anchor, paid) - timedelta(hours=3))
    assert len(months_of(desk)) == paid


@pytest.mark.parametrize("zone", ZONES)
def test_a_paid_year_gives_twelve_months_in_every_zone(zone: str) -> None:
    desk, anchor = TierDesk(), datetime(2027, 2, 28, 22, tzinfo=UTC)
    live_in(desk, zone)
    hears_year(desk, anchor)
    for days in range(0, 366, 5):
        desk.night(anchor + timedelta(days=days))
    assert len(months_of(desk)) == 12


def hears_year(desk: TierDesk, anchor: datetime) -> None:
    """The payment of a year, told at once."""
    event = subscription_event(
        1,
        anchor,
        plan_id="yearly",
        price_minor=99_000,
        period="year",
        started_at=anchor,
        months_from_at=anchor,
        period_starts_at=anchor,
        period_ends_at=month_after(anchor, 12),
    )
    take_in_subscription(desk.store, event, anchor)
