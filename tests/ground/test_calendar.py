"""Dates and instants in clinics' time zones, the odd midnights among them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty.domain.calendar import add_months, business_date, first_instant_after, instant_at

MOMENT = timedelta(microseconds=1)
ZONES = sorted(available_timezones() - {"localtime", "Factory"})


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 22), 6, date(2027, 5, 22)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_months_are_counted_from_the_date_itself_and_end_on_a_real_day(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


@pytest.mark.parametrize(
    ("zone", "day", "expected"),
    [
        ("America/Los_Angeles", date(2027, 5, 22), utc(2027, 5, 23, 7)),
        ("America/Los_Angeles", date(2026, 11, 1), utc(2026, 11, 2, 8)),
        ("America/Santiago", date(2026, 9, 5), utc(2026, 9, 6, 4)),  # midnight does not exist
        ("Africa/Cairo", date(2026, 4, 23), utc(2026, 4, 23, 22)),  # midnight does not exist
        ("America/Havana", date(2026, 3, 7), utc(2026, 3, 8, 5)),  # midnight does not exist
        ("America/Havana", date(2026, 10, 31), utc(2026, 11, 1, 4)),  # midnight comes twice, on the same date
        ("America/Santiago", date(2026, 4, 4), utc(2026, 4, 5, 4)),  # 23:00 comes twice: the date ends once
        ("Pacific/Apia", date(2011, 12, 29), utc(2011, 12, 30, 10)),  # the next date does not exist
        ("Asia/Kolkata", date(2026, 6, 30), utc(2026, 6, 30, 18, 30)),
    ],
)
def test_a_date_ends_at_the_right_instant_where_clocks_change(zone: str, day: date, expected: datetime) -> None:
    assert first_instant_after(day, ZoneInfo(zone)) == expected


@given(zone=st.sampled_from(ZONES), day=st.dates(date(1975, 1, 1), date(2045, 1, 1)))
def test_everywhere_the_day_is_over_at_its_end_and_not_before(zone: str, day: date) -> None:
    place = ZoneInfo(zone)
    end = first_instant_after(day, place)
    assert business_date(end - MOMENT, place) <= day < business_date(end, place)
    for hours in range(1, 49):
        assert business_date(end + timedelta(minutes=30 * hours), place) > day


def test_a_business_date_is_the_clinics_own() -> None:
    late = utc(2026, 11, 23, 6, 30)
    assert business_date(late, ZoneInfo("America/Los_Angeles")) == date(2026, 11, 22)
    assert business_date(late, ZoneInfo("Asia/Tokyo")) == date(2026, 11, 23)


def test_ten_in_the_morning_is_ten_on_the_clinics_clock_in_summer_and_in_winter() -> None:
    place = ZoneInfo("America/Los_Angeles")
    assert instant_at(date(2026, 7, 1), 10, place) == utc(2026, 7, 1, 17)
    assert instant_at(date(2026, 12, 1), 10, place) == utc(2026, 12, 1, 18)
