"""One payment buys one period, and the points of each paid month are given once, whatever happens between."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from loyalty.services.membership.refresh_due import refresh_due
from loyalty.services.membership.subscriptions import take_in_subscription
from tests.support.clinic import PATIENT, Fields
from tests.support.ledger import tenders
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.tiers import OneDue, TierDesk, memberships_rule, plan, subscription_event

NEW_YEAR = datetime(2027, 1, 1, 20, tzinfo=UTC)


def on(month: int, day: int, hour: int = 20, year: int = 2027) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


@pytest.fixture
def desk() -> TierDesk:
    return TierDesk()


def without_tiers(documents: MemoryDocuments) -> dict[str, Fields]:
    return {path: fields for path, fields in documents.all().items() if not path.endswith("/rules/tiers")}


def months_given(desk: TierDesk) -> list[str]:
    return [entry.entry_id.rpartition("month-")[2] for entry in desk.entries() if entry.kind == "bonus"]


def paid_until(desk: TierDesk) -> date:
    membership = desk.account().membership
    assert membership is not None
    return membership.paid_until_on


def test_a_year_bought_by_somebody_who_paid_by_the_month_goes_on_where_the_paid_month_ends(desk: TierDesk) -> None:
    desk.change("enrol", "monthly", now=NEW_YEAR)
    desk.change("change", "yearly", now=on(1, 15))
    assert paid_until(desk) == date(2027, 1, 31)
    desk.change("renew", now=on(1, 20))
    assert paid_until(desk) == date(2028, 1, 31)


def test_a_month_bought_after_a_pause_is_one_month(desk: TierDesk) -> None:
    desk.change("enrol", "monthly", now=NEW_YEAR)
    desk.change("pause", now=on(1, 30))
    desk.change("resume", now=on(3, 1))
    assert paid_until(desk) == date(2027, 3, 2)
    desk.change("renew", now=on(3, 2))
    assert paid_until(desk) == date(2027, 4, 2)
    desk.night(on(4, 30))
    assert months_given(desk) == ["2027-01-01", "2027-03-03"]


def test_months_that_begin_on_the_31st_end_before_the_31st_again_where_there_is_one(desk: TierDesk) -> None:
    desk.change("enrol", "monthly", now=on(1, 31))
    ends = [paid_until(desk)]
    for count in range(1, 5):
        desk.change("renew", now=on(1, 31) + timedelta(days=count))
        ends.append(paid_until(desk))
    assert [f"{day:%m-%d}" for day in ends] == ["02-27", "03-30", "04-29", "05-30", "06-29"]


def test_pausing_on_the_day_a_month_begins_and_resuming_the_next_day_gives_no_month_twice(desk: TierDesk) -> None:
    desk.change("enrol", "monthly", now=NEW_YEAR)
    for day in range(1, 21, 2):
        desk.change("pause", now=on(1, day, hour=21))
        desk.change("resume", now=on(1, day + 1))
    assert months_given(desk) == ["2027-01-01"]
    assert paid_until(desk) == date(2027, 2, 10)
    desk.night(on(3, 30))
    assert months_given(desk) == ["2027-01-01"]


def test_a_month_that_has_begun_and_was_not_given_makes_the_account_due_at_once_whatever_wrote_it(
    desk: TierDesk,
) -> None:
    desk.change("enrol", "yearly", now=NEW_YEAR)
    midnight = datetime(2027, 2, 1, 8, tzinfo=UTC)
    desk.pay(*tenders(cash=10_000), now=midnight + timedelta(minutes=5))
    run = refresh_due(desk.store, OneDue(desk), midnight + timedelta(minutes=20), threads=1)
    assert (run.months, months_given(desk)) == (1, ["2027-01-01", "2027-02-01"])


def test_a_clinic_without_tiers_gives_the_points_of_every_month_too(desk: TierDesk) -> None:
    desk.documents = MemoryDocuments(without_tiers(desk.documents))
    desk.store = memory_store(desk.documents)
    desk.change("enrol", "yearly", now=NEW_YEAR)
    desk.pay(*tenders(cash=10_000), now=on(2, 1, hour=9))
    for day in (1, 2):
        refresh_due(desk.store, OneDue(desk), on(3, day), threads=1)
    assert months_given(desk) == ["2027-01-01", "2027-02-01", "2027-03-01"]


def test_a_change_of_plan_gives_points_of_months_to_come_and_none_of_months_that_are_over(desk: TierDesk) -> None:
    plans = (plan("plain", 99_000, "year", "platinum"), plan("rich", 99_000, "year", "platinum", 500))
    desk.documents.put("clinics/bella/rules/memberships", memberships_rule(*plans))
    desk.change("enrol", "plain", now=NEW_YEAR)
    changed = desk.change("change", "rich", now=NEW_YEAR + timedelta(days=200))
    assert (changed.points, months_given(desk)) == (0, [])
    desk.night(on(12, 31))
    assert months_given(desk) == ["2027-08-01", "2027-09-01", "2027-10-01", "2027-11-01", "2027-12-01"]


def test_a_change_at_the_provider_gives_points_of_months_to_come_and_none_of_months_that_are_over(
    desk: TierDesk,
) -> None:
    plans = (plan("plain", 99_000, "year", "platinum"), plan("rich", 99_000, "year", "platinum", 500))
    desk.documents.put("clinics/bella/rules/memberships", memberships_rule(*plans))
    year: dict[str, Any] = {
        "price_minor": 99_000,
        "period": "year",
        "started_at": NEW_YEAR,
        "months_from_at": NEW_YEAR,
        "period_starts_at": NEW_YEAR,
        "period_ends_at": on(1, 1, year=2028),
    }
    take_in_subscription(desk.store, subscription_event(1, NEW_YEAR, plan_id="plain", **year), NEW_YEAR)
    later = on(7, 20)
    take_in_subscription(desk.store, subscription_event(2, later, plan_id="rich", **year), later)
    desk.night(later)
    assert months_given(desk) == []
    desk.night(on(12, 31))
    assert months_given(desk) == ["2027-08-01", "2027-09-01", "2027-10-01", "2027-11-01", "2027-12-01"]


def test_the_plan_as_agreed_holds_for_members_though_it_is_edited_or_removed(desk: TierDesk) -> None:
    desk.change("enrol", "yearly", now=NEW_YEAR)
    desk.documents.put("clinics/bella/rules/memberships", memberships_rule(plan("new", 1_000, "month", "silver", 1)))
    renewed = desk.change("renew", now=on(6, 1)).membership
    assert (renewed.price_minor, renewed.tier_id, renewed.bonus_points, renewed.grace_days) == (
        99_000,
        "platinum",
        700,
        7,
    )


def test_a_membership_that_an_earlier_version_kept_goes_on_with_no_month_twice_and_none_left_out(
    desk: TierDesk,
) -> None:
    desk.change("enrol", "yearly", now=NEW_YEAR)
    desk.night(on(2, 1))
    path = f"clinics/bella/patients/{PATIENT}"
    account = desk.documents.all()[path]
    for name in ("months_on", "rank", "renewed_at"):
        del account["membership"][name]
    names = "event_id", "membership_id", "status", "months_from_on", "paid_from_on", "paid_until_on"
    stretch = {name: account["membership"][name] for name in (*names, "bonus_points", "plan_name")}
    desk.documents.put(path, {**account, "membership_log": [{**stretch, "on": "2027-01-01"}]})
    desk.night(on(3, 15))
    desk.change("pause", now=on(4, 10))
    desk.change("resume", now=on(4, 20))
    desk.night(on(5, 30))
    assert months_given(desk) == ["2027-01-01", "2027-02-01", "2027-03-01", "2027-04-01", "2027-05-11"]
    assert paid_until(desk) == date(2028, 1, 10)
