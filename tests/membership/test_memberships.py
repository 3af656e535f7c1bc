"""Memberships: what the desk does, what a payment provider says in any order, and points of each month once."""

from __future__ import annotations

import itertools
import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty.domain.program.memberships import Status
from loyalty.errors.base import RequestIdReused
from loyalty.errors.membership import EventMalformed, MembershipExists, NoMembership
from loyalty.errors.program import PlanNotFound
from loyalty.services.checkout.visits import ShownMembership
from loyalty.services.membership.refresh_due import refresh_due
from loyalty.services.membership.subscriptions import SubscriptionEvent, take_in_subscription
from tests.support.clinic import NOW
from tests.support.ledger import tenders
from tests.support.tiers import OneDue, TierDesk, memberships_rule, plan, subscription_event


@pytest.fixture
def desk() -> TierDesk:
    return TierDesk()


def months_given(desk: TierDesk) -> list[str]:
    """The days of the months whose points were given."""
    return [entry.entry_id.rpartition("month-")[2] for entry in desk.entries() if entry.kind == "bonus"]


def test_who_enrols_earns_at_the_plans_tier_from_the_next_purchase_on_and_has_the_months_points(desk: TierDesk) -> None:
    enrolled = desk.change("enrol", "monthly")
    assert (enrolled.tier_id, enrolled.points, enrolled.membership.price_minor) == ("gold", 500, 9_900)
    assert desk.pay(*tenders(cash=10_000)).points == 3_000
    account = desk.account()
    assert account.points == 3_500
    assert account.membership is not None
    assert account.membership.paid_until_on == date(2026, 12, 21)


def test_the_same_request_is_answered_alike_and_another_body_is_refused(desk: TierDesk) -> None:
    first = desk.change("enrol", "monthly", request_id="enrolment-000001")
    assert desk.change("enrol", "monthly", request_id="enrolment-000001") == first
    with pytest.raises(RequestIdReused):
        desk.change("enrol", "yearly", request_id="enrolment-000001")


def test_nothing_is_done_to_a_membership_that_is_not_there_or_twice(desk: TierDesk) -> None:
    for act in ("renew", "pause", "resume", "cancel"):
        with pytest.raises(NoMembership):
            desk.change(act)
    with pytest.raises(PlanNotFound):
        desk.change("enrol", "diamond")
    desk.change("enrol", "monthly")
    with pytest.raises(MembershipExists):
        desk.change("enrol", "yearly", now=NOW + timedelta(days=5))


def test_a_late_renewal_in_grace_goes_on_where_the_paid_month_ended(desk: TierDesk) -> None:
    desk.change("enrol", "monthly")
    late = NOW + timedelta(days=34)
    desk.night(late)
    assert desk.account().tier_id == "gold"
    renewed = desk.change("renew", now=late)
    assert renewed.membership.paid_until_on == date(2027, 1, 21)
    assert months_given(desk) == ["2026-11-22", "2026-12-22"]


def test_after_grace_the_tier_ends_and_says_so_on_its_own_date(desk: TierDesk) -> None:
    desk.change("enrol", "monthly")
    desk.night(NOW + timedelta(days=60))
    assert desk.account().tier_id == "base"
    assert desk.below("tier_changes")["time.2026-12-29"]["because"] == "time"
    with pytest.raises(NoMembership):
        desk.change("renew", now=NOW + timedelta(days=60))
    assert desk.change("enrol", "yearly", now=NOW + timedelta(days=61)).tier_id == "platinum"


def test_a_pause_keeps_what_is_paid_and_gives_no_points(desk: TierDesk) -> None:
    desk.change("enrol", "yearly")
    assert desk.change("pause", now=NOW + timedelta(days=40)).tier_id == "base"
    desk.night(NOW + timedelta(days=100))
    assert months_given(desk) == ["2026-11-22", "2026-12-22"]
    resumed = desk.change("resume", now=NOW + timedelta(days=100))
    assert resumed.tier_id == "platinum"
    assert resumed.membership.paid_until_on == date(2027, 11, 21) + timedelta(days=60)
    desk.night(NOW + timedelta(days=365 + 60))
    assert len(months_given(desk)) == 12


def test_a_cancelled_membership_holds_until_what_is_paid_is_over(desk: TierDesk) -> None:
    desk.change("enrol", "monthly")
    desk.change("cancel", now=NOW + timedelta(days=3))
    desk.night(NOW + timedelta(days=29))
    assert desk.account().tier_id == "gold"
    desk.night(NOW + timedelta(days=30))
    assert desk.account().tier_id == "base"


def test_the_price_stays_as_agreed_until_the_plan_is_changed(desk: TierDesk) -> None:
    desk.change("enrol", "monthly")
    dearer = memberships_rule(plan("monthly", 19_900, "month", "gold", 500), plan("yearly", 99_000, "year", "platinum"))
    desk.documents.put("clinics/bella/rules/memberships", dearer)
    assert desk.change("renew").membership.price_minor == 9_900
    changed = desk.change("change", "yearly").membership
    assert (changed.price_minor, changed.tier_id) == (99_000, "platinum")


# ----------------------------------------------------------------------------------- what a payment provider says

FIRST = datetime(2026, 1, 5, 18, tzinfo=UTC)


def history() -> list[SubscriptionEvent]:
    """Half a year of a subscription, in order: paid, missed, paid late, paused, resumed, and cancelled at its end."""

    def month(count: int) -> datetime:
        return FIRST.replace(month=1 + count)

    def said(number: int, at: datetime, status: Status, period: int) -> SubscriptionEvent:
        bounds = {"period_starts_at": month(period), "period_ends_at": month(period + 1)}
        return subscription_event(number, at, status, **bounds)

    return [
        said(1, month(0), Status.ACTIVE, 0),
        said(2, month(1), Status.PAST_DUE, 1),
        said(3, month(1) + timedelta(days=4), Status.ACTIVE, 1),
        said(4, month(2), Status.ACTIVE, 2),
        said(5, month(2) + timedelta(days=9), Status.PAUSED, 2),
        said(6, month(4), Status.ACTIVE, 4),
        said(7, month(5), Status.ACTIVE, 5),
        said(8, month(5) + timedelta(days=2), Status.CANCELLED, 5),
        said(9, month(6), Status.ENDED, 5),
    ]


def state_after(events: list[SubscriptionEvent]) -> dict[str, object]:
    """The state of a patient after these events and the next run of the schedule."""
    desk = TierDesk()
    now = FIRST.replace(month=7) + timedelta(hours=1)
    for event in events:
        take_in_subscription(desk.store, event, now)
    refresh_due(desk.store, OneDue(desk), now, threads=1)
    account = desk.account()
    return {
        "membership": account.membership,
        "log": account.membership_log,
        "tier": account.tier_id,
        "points": account.points,
        "months": sorted(months_given(desk)),
        "due": account.tier_due_at,
        "events": {name: fields["membership"] for name, fields in desk.below("membership_events").items()},
    }


@settings(max_examples=60)
@given(st.permutations(range(9)), st.lists(st.integers(0, 8), max_size=4))
def test_no_order_of_late_or_double_events_ends_in_another_state(order: list[int], doubled: list[int]) -> None:
    events = history()
    arrived = [events[place] for place in (*order, *doubled)]
    random.Random(len(doubled)).shuffle(arrived)  # noqa: S311 - a plan, not a secret
    ordered = state_after(events)
    assert state_after(arrived) == ordered
    assert ordered["months"] == ["2026-01-05", "2026-02-05", "2026-03-05", "2026-05-05", "2026-06-05"]


def test_a_missed_payment_keeps_the_tier_for_the_grace_and_no_longer() -> None:
    desk = TierDesk()
    events = history()
    take_in_subscription(desk.store, events[0], FIRST)
    take_in_subscription(desk.store, events[1], FIRST + timedelta(days=31))
    desk.night(FIRST + timedelta(days=37))
    assert desk.account().tier_id == "gold"
    desk.night(FIRST + timedelta(days=38))
    assert desk.account().tier_id == "base"


# ----------------------------------------------------------------------------------------------- time, and once only


def lived(nights: list[int]) -> dict[str, object]:
    """A year of a member and buyer in which the schedule ran on these days after the start."""
    desk = TierDesk(downgrade="one_step")
    desk.pay(*tenders(cash=310_000))
    desk.change("enrol", "yearly", request_id="enrolment-000001")
    acts = {100: 40_000, 200: 90_000, 390: 20_000}
    for day in range(1, 560):
        now = NOW + timedelta(days=day)
        if day in nights:
            desk.night(now)
        if day in acts:
            desk.pay(*tenders(cash=acts[day]), now=now, request_id=f"purchase-{day:08d}")
    desk.night(NOW + timedelta(days=560))
    account = desk.account()
    changes = {name: {**change, "recorded_at": None} for name, change in desk.below("tier_changes").items()}
    lots = {lot.lot_id: (lot.points_remaining, lot.expires_on) for lot in account.lots}
    assert account.tier is not None
    looked_at = replace(account.tier, on=date.max)  # all but the date of the last look
    stands = (account.tier_id, looked_at, account.progress, account.days, account.tier_due_at)
    return {"stands": stands, "points": account.points, "lots": lots, "changes": changes, "months": months_given(desk)}


@pytest.fixture(scope="module")
def every_night() -> dict[str, object]:
    return lived(list(range(560)))


@pytest.mark.parametrize("missed", ["all", "every other", "a month at a time", "at random"])
def test_a_year_of_nights_is_any_pattern_of_missed_nights_in_the_end(
    every_night: dict[str, object], missed: str
) -> None:
    dice = random.Random(missed)  # noqa: S311 - a plan, not a secret
    nights = {
        "all": [],
        "every other": list(range(0, 560, 2)),
        "a month at a time": list(range(0, 560, 30)),
        "at random": sorted(dice.sample(range(560), 40)),
    }[missed]
    assert lived(nights) == every_night
    changes = every_night["changes"]
    assert isinstance(changes, dict)
    assert {change["to_tier_id"] for change in changes.values()} == {"gold", "platinum", "silver"}
    assert len(every_night["months"]) == 12  # type: ignore[arg-type]


def test_points_of_a_month_are_given_once_however_many_runs_there_are_at_once() -> None:
    desk = TierDesk()
    desk.change("enrol", "yearly")
    for month in range(1, 12):
        now = NOW + timedelta(days=31 * month)
        with ThreadPoolExecutor(8) as hands:
            list(hands.map(lambda _, now=now: refresh_due(desk.store, OneDue(desk), now, threads=2), range(8)))
    assert len(months_given(desk)) == len(set(months_given(desk))) == 12
    assert desk.account().points == 12 * 700
    assert all(a < b for a, b in itertools.pairwise(months_given(desk)))


def test_the_desk_is_shown_a_membership_that_holds_or_rests_and_none_that_is_over(desk: TierDesk) -> None:
    assert desk.scan().patient.membership is None
    enrolled = desk.change("enrol", "monthly", request_id="enrolment-000001")
    shown = desk.scan().patient.membership
    until_on = date(2026, 12, 21)
    assert shown == ShownMembership("monthly", "Monthly", 9_900, "month", "active", until_on, enrolled.event_id)
    assert desk.scan(now=datetime(2026, 12, 29, 12, tzinfo=UTC)).patient.membership is None
    paused = replace(shown, status="paused", event_id=desk.change("pause").event_id)
    assert desk.scan(now=datetime(2027, 5, 1, tzinfo=UTC)).patient.membership == paused


END_OF_TIME = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    "field", ["occurred_at", "started_at", "months_from_at", "period_starts_at", "period_ends_at", "ended_at"]
)
def test_an_instant_in_the_year_9999_is_refused_by_its_name(desk: TierDesk, field: str) -> None:
    before, said = desk.documents.all(), {"number": 1, "created": NOW, field: END_OF_TIME}
    event = subscription_event(**said)  # type: ignore[arg-type]  # by name
    with pytest.raises(EventMalformed) as refusal:
        take_in_subscription(desk.store, event, NOW)
    assert refusal.value.details["field"] == field
    assert desk.documents.all() == before
