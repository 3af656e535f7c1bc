"""Reminding and expiry: on the right date of the clinic, once, whatever the clocks and the schedule do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty.domain.calendar import business_date
from loyalty.domain.reminders.notices import Notice
from tests.support.counts import count
from tests.support.reminding import RULE, Played, account_of, lot, play, sweep

LOS_ANGELES = ZoneInfo("America/Los_Angeles")
NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)
YEAR = timedelta(days=366)
OUTAGES = (timedelta(hours=3), timedelta(days=3), timedelta(days=40))


def local_dates(played: Played, zone: ZoneInfo) -> list[tuple[str, str, date]]:
    """The milestones that lots reached, by date of the clinic."""
    told = [(one.lot_id, one.milestone, notice.business_date) for notice in played.notices for one in notice.lots]
    ended = [
        (draw.lot_id, "expiry", business_date(entry.occurred_at, zone))
        for entry in played.entries
        for draw in entry.draws
    ]
    return sorted([*told, *ended])


def clock_changes(zone: ZoneInfo, year: int) -> list[date]:
    """The dates of a year on which a zone's offset is another at the end than at the beginning."""
    first = date(year, 1, 1)
    days = (first + timedelta(days=number) for number in range(365))
    offsets = [(day, datetime(day.year, day.month, day.day, 12, tzinfo=zone).utcoffset()) for day in days]
    return [day for (_, before), (day, after) in pairwise(offsets) if before != after]


CHANGING = sorted(name for name in available_timezones() if clock_changes(ZoneInfo(name), 2026))


def test_many_zones_change_their_clocks() -> None:
    assert len(CHANGING) > 150
    assert {"America/Santiago", "Africa/Cairo", "America/Havana", "Europe/Lisbon", "Australia/Lord_Howe"} <= {*CHANGING}


@pytest.mark.parametrize("part", range(4))
def test_around_every_clock_change_of_every_zone_each_milestone_falls_once_on_its_date(part: int) -> None:
    for name in CHANGING[part::4]:
        zone = ZoneInfo(name)
        for change in clock_changes(zone, 2026):
            ends = [change + timedelta(days=days) for days in (-1, 0, 1, 6, 7, 8, 28, 29)]
            earned_at = datetime(change.year, change.month, change.day, tzinfo=UTC) - timedelta(days=60)
            lots = [lot(f"lot-{number}", earned_at, end, zone) for number, end in enumerate(ends)]
            played = play(account_of(*lots), earned_at + YEAR, zone)
            expected = [
                (one.lot_id, milestone, one.expires_on + timedelta(days=days))
                for one in lots
                for milestone, days in (("nudge", -28), ("urge", -7), ("expiry", 1))
            ]
            assert local_dates(played, zone) == sorted(expected), (name, change)
            assert played.account.due_at is None


@pytest.mark.parametrize(
    ("zone", "last_day", "end"),
    [
        ("America/Santiago", date(2026, 9, 5), datetime(2026, 9, 6, 4, tzinfo=UTC)),
        ("Africa/Cairo", date(2026, 4, 23), datetime(2026, 4, 23, 22, tzinfo=UTC)),
        ("America/Havana", date(2026, 3, 7), datetime(2026, 3, 8, 5, tzinfo=UTC)),
        ("America/Los_Angeles", date(2028, 2, 29), datetime(2028, 3, 1, 8, tzinfo=UTC)),
        ("Asia/Kathmandu", date(2026, 11, 30), datetime(2026, 11, 30, 18, 15, tzinfo=UTC)),
    ],
)
def test_a_lot_expires_at_the_end_of_its_last_day_even_where_that_midnight_does_not_exist(
    zone: str, last_day: date, end: datetime
) -> None:
    place, earned_at = ZoneInfo(zone), end - timedelta(days=100)
    played = play(account_of(lot("lot", earned_at, last_day, place)), end + YEAR, place)
    (expiry,) = played.entries
    assert (expiry.kind, expiry.occurred_at, expiry.points) == ("expiry", end, -100)
    assert [notice.kind for notice in played.notices] == ["nudge", "urge"]


@pytest.mark.parametrize(("days", "kinds"), [(29, ["nudge", "urge"]), (28, ["urge"]), (8, ["urge"]), (7, []), (1, [])])
def test_a_life_no_longer_than_a_milestone_skips_it(days: int, kinds: list[str]) -> None:
    short = lot("lot", NOW, business_date(NOW, LOS_ANGELES) + timedelta(days=days), LOS_ANGELES)
    assert [notice.kind for notice in play(account_of(short), NOW + YEAR, LOS_ANGELES).notices] == kinds


def test_a_clinic_may_remind_after_thirty_days_and_ten() -> None:
    rule = replace(RULE, nudge_days=30, urge_days=10)
    one = lot("lot", NOW, date(2027, 3, 31), LOS_ANGELES, rule=rule)
    notices = play(account_of(one), NOW + YEAR, LOS_ANGELES, rule=rule).notices
    assert [notice.business_date for notice in notices] == [date(2027, 3, 1), date(2027, 3, 21)]


def test_what_a_date_brings_makes_one_notice_of_the_most_urgent_kind() -> None:
    early = replace(RULE, send_hour=8)
    ends = date(2027, 2, 1)
    lots = (
        lot("soon", NOW, ends, LOS_ANGELES),
        lot("later", NOW, ends + timedelta(days=21), LOS_ANGELES, rule=early),
    )
    on_that_day = [
        notice
        for notice in play(account_of(*lots), NOW + YEAR, LOS_ANGELES).notices
        if notice.business_date == ends - timedelta(days=7)
    ]
    (notice,) = on_that_day
    assert notice.kind == "urge"
    assert [(one.lot_id, one.milestone) for one in notice.lots] == [("soon", "urge"), ("later", "nudge")]


def test_after_an_outage_over_both_milestones_only_the_last_is_told() -> None:
    one = lot("lot", NOW, date(2027, 3, 31), LOS_ANGELES)
    down = (datetime(2027, 2, 20, tzinfo=UTC), datetime(2027, 3, 27, 17, tzinfo=UTC))
    (notice,) = play(account_of(one), NOW + YEAR, LOS_ANGELES, [down]).notices
    assert (notice.kind, notice.business_date) == ("urge", date(2027, 3, 27))


def test_after_an_outage_over_its_end_a_lot_expires_and_nothing_is_told() -> None:
    one = lot("lot", NOW, date(2027, 3, 31), LOS_ANGELES)
    down = (datetime(2027, 3, 1, tzinfo=UTC), datetime(2027, 4, 20, tzinfo=UTC))
    played = play(account_of(one), NOW + YEAR, LOS_ANGELES, [down])
    (expiry,) = played.entries
    assert (played.notices, expiry.occurred_at) == ([], one.expires_at)
    assert expiry.recorded_at == down[1]


def test_an_account_that_is_not_active_is_told_nothing_and_expires_as_any_other() -> None:
    played = play(account_of(lot("lot", NOW, date(2027, 3, 31), LOS_ANGELES), active=False), NOW + YEAR, LOS_ANGELES)
    assert (played.notices, [entry.points for entry in played.entries]) == ([], [-100])


def test_in_quiet_hours_a_notice_waits_for_the_next_days_send_hour() -> None:
    one = lot("lot", NOW, date(2027, 3, 31), LOS_ANGELES)
    night = datetime(2027, 3, 4, 4, tzinfo=UTC)  # eight in the evening before, in Los Angeles
    notice = sweep(account_of(one), night, LOS_ANGELES).notice
    assert notice is not None
    assert notice.due_at == datetime(2027, 3, 4, 18, tzinfo=UTC)


def test_on_a_holiday_a_notice_waits_and_one_that_would_come_too_late_is_not_sent() -> None:
    one = lot("lot", NOW, date(2027, 3, 31), LOS_ANGELES)
    holidays = replace(RULE, holidays=("2027-03-03", "2027-03-04"))
    notice = sweep(account_of(one), datetime(2027, 3, 3, 18, tzinfo=UTC), LOS_ANGELES, holidays).notice
    assert notice is not None
    assert notice.due_at == datetime(2027, 3, 5, 18, tzinfo=UTC)
    closed = replace(RULE, holidays=tuple(f"2027-03-{day}" for day in range(24, 32)))
    late = sweep(account_of(one), datetime(2027, 3, 24, 17, tzinfo=UTC), LOS_ANGELES, closed).notice
    assert late is not None
    assert (late.state, late.reason, late.due_at) == ("suppressed", "too-late", None)


def test_the_same_patients_are_held_out_each_time_and_about_as_many_as_the_rule_says() -> None:
    rule = replace(RULE, holdout_bp=1000)
    at = datetime(2027, 3, 3, 18, tzinfo=UTC)
    due = account_of(lot("lot", NOW, date(2027, 3, 31), LOS_ANGELES))
    notices: list[Notice] = []
    for number in range(2_000):
        notice = sweep(replace(due, patient_id=f"patient-{number}"), at, LOS_ANGELES, rule).notice
        assert notice is not None
        notices.append(notice)
    held = [notice for notice in notices if notice.reason == "holdout"]
    assert all((notice.state, notice.due_at) == ("suppressed", None) for notice in held)
    assert 140 < len(held) < 260
    again = sweep(replace(due, patient_id=held[0].patient_id), at + timedelta(days=21), LOS_ANGELES, rule).notice
    assert again is not None
    assert again.reason == "holdout"


def state(played: Played) -> tuple[object, ...]:
    """An account's end state: all but the moments at which a later run recorded it, and the hashes over them."""
    account = played.account
    lots = [(one.lot_id, one.points_remaining, one.milestone, one.milestone_at) for one in account.lots]
    entries = [(entry.entry_id, entry.points, entry.occurred_at, entry.revision) for entry in played.entries]
    return account.points, account.revision, account.due_at, lots, entries


@settings(max_examples=count(40, 2_000))
@given(
    lives=st.lists(st.integers(1, 1_000), min_size=1, max_size=12),
    zone=st.sampled_from(["America/Los_Angeles", "Asia/Kolkata", "America/Santiago", "Europe/Berlin"]).map(ZoneInfo),
    start=st.integers(0, 300 * 24),
    length=st.sampled_from(OUTAGES),
)
def test_a_year_of_hourly_sweeps_ends_as_one_with_an_outage(
    lives: list[int], zone: ZoneInfo, start: int, length: timedelta
) -> None:
    day, began = business_date(NOW, zone), NOW + timedelta(hours=start)
    lots = [lot(f"lot-{number}", NOW, day + timedelta(days=days), zone) for number, days in enumerate(lives)]
    hourly = play(account_of(*lots), NOW + YEAR, zone)
    outage = play(account_of(*lots), NOW + YEAR, zone, [(began, began + length)])
    assert state(outage) == state(hourly)
    first_after = [notice for notice in outage.notices if notice.created_at >= began + length][:1]
    assert [notice.kind for notice in first_after] == [
        "urge" if any(one.milestone == "urge" for one in notice.lots) else "nudge" for notice in first_after
    ]
    for played in (hourly, outage):
        assert len({notice.business_date for notice in played.notices}) == len(played.notices)
        told = [(one.lot_id, one.milestone) for notice in played.notices for one in notice.lots]
        assert len(set(told)) == len(told)


def test_a_clinic_that_moves_to_another_time_zone_does_not_remind_again() -> None:
    kolkata = ZoneInfo("Asia/Kolkata")
    one = lot("lot", NOW, date(2027, 3, 31), kolkata)
    at_home = sweep(account_of(one), datetime(2027, 3, 3, 5, tzinfo=UTC), kolkata)
    assert at_home.notice is not None
    moved = play(replace(at_home.account, noticed_on=None), NOW + YEAR, LOS_ANGELES)
    assert [notice.kind for notice in moved.notices] == ["urge"]


def test_a_patient_who_was_told_today_is_not_told_again_today_and_the_lot_moves_on() -> None:
    told = replace(account_of(lot("lot", NOW, date(2027, 3, 31), LOS_ANGELES)), noticed_on=date(2027, 3, 3))
    again = sweep(told, datetime(2027, 3, 3, 18, tzinfo=UTC), LOS_ANGELES)
    assert (again.notice, [one.milestone for one in again.account.lots]) == (None, ["urge"])
