"""What a payment provider says: other subscriptions of the clinic are passed over, a broken one of ours is an alert."""

from __future__ import annotations

import itertools
import json
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty.domain.program.memberships import Status
from loyalty.entrypoints import hooks
from loyalty.services.membership.subscriptions import SubscriptionEvent, take_in_subscription
from tests.support.clinic import CALABASAS, PATIENT
from tests.support.tiers import TierDesk, memberships_rule, plan, subscription_event

STARTED = datetime(2026, 1, 5, 18, tzinfo=UTC)
MONTH = datetime(2026, 2, 5, 18, tzinfo=UTC)
MONTHLY = timedelta(days=28)
OURS = {"clinic_id": "bella", "patient_id": PATIENT, "location_id": CALABASAS, "plan_id": "monthly"}


@pytest.fixture
def desk() -> TierDesk:
    return TierDesk()


class Alerts(list[dict[str, Any]]):
    """What was logged as an error."""

    def error(self, message: str, **more: object) -> None:
        self.append({"message": message, **more})


@pytest.fixture
def alerts(monkeypatch: pytest.MonkeyPatch) -> Alerts:
    found = Alerts()
    monkeypatch.setattr("firebase_functions.logger.error", found.error)
    return found


def price(unit_amount: int | None = 9_900, interval: str = "month", count: int = 1) -> dict[str, Any]:
    recurring = {"interval": interval, "interval_count": count, "meter": None, "usage_type": "licensed"}
    return {"id": "price_1", "unit_amount": unit_amount, "currency": "usd", "recurring": recurring}


def item(**changes: object) -> dict[str, Any]:
    bounds = {"current_period_start": int(STARTED.timestamp()), "current_period_end": int(MONTH.timestamp())}
    return {"id": "si_1", "quantity": 1, "price": price(), **bounds, **changes}


def sent(
    desk: TierDesk, number: int = 1, items: list[dict[str, Any]] | None = None, **changes: object
) -> dict[str, Any]:
    """Send an event as Stripe does, with much that nobody here needs."""
    subscription = {
        "id": "sub_1",
        "object": "subscription",
        "status": "active",
        "start_date": int(STARTED.timestamp()),
        "billing_cycle_anchor": int(STARTED.timestamp()),
        "cancel_at": None,
        "cancel_at_period_end": False,
        "canceled_at": None,
        "pause_collection": None,
        "trial_end": None,
        "items": {"object": "list", "data": items or [item()]},
        "metadata": OURS,
        **changes,
    }
    created = int(cast("int", subscription.pop("created", STARTED.timestamp()))) + number
    event = {"id": f"evt_{number}", "type": "customer.subscription.updated", "created": created}
    body = json.dumps({**event, "data": {"object": subscription}})
    now = datetime.fromtimestamp(created, UTC) + timedelta(minutes=number)
    signed = hooks.Signed(body, frozenset({"bella", "nowhere"}))
    return cast("dict[str, Any]", hooks.stripe_events(desk.store, signed, now))


@pytest.mark.parametrize("metadata", [{}, None, {"gym": "yes"}])
def test_any_other_subscription_of_the_clinics_account_is_passed_over(
    desk: TierDesk, alerts: Alerts, metadata: object
) -> None:
    before = desk.documents.all()
    assert sent(desk, metadata=metadata) == {"taken_in": False, "type": "customer.subscription.updated"}
    assert (desk.documents.all(), alerts) == (before, [])


BROKEN: dict[str, tuple[dict[str, Any], str]] = {
    "no patient of that id": ({"metadata": {**OURS, "patient_id": "nobody"}}, "account-not-found"),
    "no clinic of that id": ({"metadata": {**OURS, "clinic_id": "nowhere"}}, "clinic-not-found"),
    "no plan of that id": ({"metadata": {**OURS, "plan_id": "diamond"}}, "plan-not-found"),
    "no plan named": (
        {"metadata": {name: value for name, value in OURS.items() if name != "plan_id"}},
        "event-malformed",
    ),
    "two items": ({"items": [item(), item(id="si_2")]}, "event-malformed"),
    "two of an item": ({"items": [item(quantity=2)]}, "event-malformed"),
    "quarterly": ({"items": [item(price=price(count=3))]}, "event-malformed"),
    "weekly": ({"items": [item(price=price(interval="week"))]}, "event-malformed"),
    "a price in tiers": ({"items": [item(price=price(None))]}, "event-malformed"),
    "a price of nothing": ({"items": [item(price=price(0))]}, "subscription-differs"),
    "another price": ({"items": [item(price=price(9_899))]}, "subscription-differs"),
    "a year for the price of a month": ({"items": [item(price=price(interval="year"))]}, "subscription-differs"),
    "a period until the year 9999": ({"items": [item(current_period_end=253_402_300_000)]}, "event-malformed"),
    "a discount on it": ({"discounts": ["di_1"]}, "event-malformed"),
    "a discount on its item": ({"items": [item(discounts=[{"id": "di_1"}])]}, "event-malformed"),
    "a discount as older versions tell it": ({"discount": {"id": "di_1"}}, "event-malformed"),
    "a period that ends before it begins": ({"items": [item(current_period_end=1)]}, "event-malformed"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_subscription_of_ours_is_an_alert_and_not_sent_again(
    desk: TierDesk, alerts: Alerts, name: str
) -> None:
    changes, code = BROKEN[name]
    before = desk.documents.all()
    answer = sent(desk, **changes)
    assert (answer["taken_in"], answer["code"]) == (False, code)
    assert [(alert["code"], alert["event_id"]) for alert in alerts] == [(code, "evt_1")]
    assert desk.documents.all() == before


def test_a_subscription_that_will_end_within_what_is_paid_holds_until_then(desk: TierDesk, alerts: Alerts) -> None:
    ends_at = int((STARTED + timedelta(days=9)).timestamp())
    assert sent(desk, cancel_at=ends_at, cancel_at_period_end=False)["status"] == "cancelled"
    membership = desk.account().membership
    assert membership is not None
    assert (f"{membership.paid_until_on}", alerts) == ("2026-01-14", [])
    far = int((STARTED + timedelta(days=90)).timestamp())
    assert sent(desk, 2, cancel_at=far)["status"] == "active"


def test_a_trial_pays_nothing_and_gives_no_month_until_the_first_payment(desk: TierDesk, alerts: Alerts) -> None:
    trial: dict[str, Any] = {
        "status": "trialing",
        "trial_end": int(MONTH.timestamp()),
        "billing_cycle_anchor": int(MONTH.timestamp()),
    }
    assert sent(desk, **trial)["status"] == "past_due"
    membership = desk.account().membership
    assert membership is not None
    assert f"{membership.paid_until_on}" == "2026-01-04"
    desk.night(MONTH - timedelta(days=1))
    assert (desk.account().tier_id, desk.account().points) == ("base", 0)
    paid = item(current_period_start=int(MONTH.timestamp()), current_period_end=int((MONTH + MONTHLY).timestamp()))
    anchor = int(MONTH.timestamp())
    assert sent(desk, 2, [paid], created=anchor, billing_cycle_anchor=anchor)["status"] == "active"
    desk.night(MONTH + timedelta(hours=1))
    assert (desk.account().tier_id, desk.account().points, alerts) == ("gold", 500, [])


def test_a_discounted_subscription_that_ended_ends(desk: TierDesk, alerts: Alerts) -> None:
    sent(desk)
    ended: dict[str, Any] = {"status": "canceled", "ended_at": int(STARTED.timestamp()) + 5, "discounts": ["di_1"]}
    assert sent(desk, 2, **ended)["status"] == "ended"
    assert alerts == []


def said(number: int, at: datetime, status: Status = Status.ACTIVE, **changes: object) -> SubscriptionEvent:
    return subscription_event(number, at, status, **changes)


def test_a_second_subscription_that_fails_does_not_end_the_paid_one(desk: TierDesk) -> None:
    second = {"subscription_id": "sub-0002", "started_at": STARTED + timedelta(days=3)}
    events = [
        said(1, STARTED),
        said(2, STARTED + timedelta(days=3), Status.ENDED, ended_at=None, **second),
        said(3, STARTED + timedelta(days=4), Status.ENDED, ended_at=STARTED + timedelta(days=4), **second),
    ]
    for order in itertools.permutations(events):
        desk = TierDesk()
        for event in order:
            take_in_subscription(desk.store, event, STARTED + timedelta(days=5))
        account = desk.account()
        assert account.membership is not None
        assert (account.membership.membership_id, account.membership.status, account.tier_id) == (
            "sub-0001",
            Status.ACTIVE,
            "gold",
        )
    desk.night(STARTED + timedelta(days=31 + 7))
    assert desk.account().tier_id == "base"


def test_of_two_events_of_one_second_the_later_state_decides_whatever_they_are_called() -> None:
    created = {"what": "customer.subscription.created", "ended_at": None}
    deleted = {"what": "customer.subscription.deleted", "ended_at": STARTED}
    pairs = [
        (said(9, STARTED, Status.ENDED, **created), said(1, STARTED), Status.ACTIVE),
        (said(9, STARTED, Status.PAST_DUE), said(1, STARTED), Status.ACTIVE),
        (said(9, STARTED), said(1, STARTED, Status.CANCELLED), Status.CANCELLED),
        (said(9, STARTED), said(1, STARTED, Status.ENDED, **deleted), Status.ENDED),
    ]
    for earlier, later, status in pairs:
        for order in ((earlier, later), (later, earlier)):
            desk = TierDesk()
            for event in order:
                take_in_subscription(desk.store, event, STARTED)
            membership = desk.account().membership
            assert membership is not None
            assert membership.status == status


@pytest.mark.parametrize("rule", ["edited", "removed"])
def test_a_plan_that_is_edited_or_removed_changes_nothing_for_its_members(desk: TierDesk, rule: str) -> None:
    take_in_subscription(desk.store, said(1, STARTED), STARTED)
    plans = {
        "edited": memberships_rule(plan("monthly", 19_900, "month", "silver", 1), grace_days=0),
        "removed": memberships_rule(plan("other", 19_900, "month", "silver", 1), grace_days=0),
    }
    desk.documents.put("clinics/bella/rules/memberships", plans[rule])
    later = STARTED + timedelta(days=31)
    assert take_in_subscription(desk.store, said(2, later), later).tier_id == "gold"
    membership = desk.account().membership
    assert membership is not None
    terms = (
        membership.plan_name,
        membership.tier_id,
        membership.bonus_points,
        membership.price_minor,
        membership.grace_days,
    )
    assert terms == ("Monthly", "gold", 500, 9_900, 7)
    desk.night(later)
    assert desk.account().points == 1_000


def test_a_member_who_pays_the_edited_plans_price_has_its_terms_from_then_on(desk: TierDesk) -> None:
    take_in_subscription(desk.store, said(1, STARTED), STARTED)
    desk.documents.put(
        "clinics/bella/rules/memberships", memberships_rule(plan("monthly", 19_900, "month", "platinum", 1))
    )
    later = STARTED + timedelta(days=31)
    assert take_in_subscription(desk.store, said(2, later, price_minor=19_900), later).tier_id == "platinum"


def test_an_ended_subscription_ends_though_its_price_is_no_longer_the_plans(desk: TierDesk) -> None:
    take_in_subscription(desk.store, said(1, STARTED), STARTED)
    later = STARTED + timedelta(days=3)
    ended = take_in_subscription(desk.store, said(2, later, Status.ENDED, price_minor=1), later)
    assert (ended.membership.status, ended.tier_id) == (Status.ENDED, "base")


def test_a_price_is_not_agreed_by_a_subscription_that_was_never_paid(desk: TierDesk, alerts: Alerts) -> None:
    free = [item(price=price(0))]
    assert sent(desk, 1, free, status="incomplete")["status"] == "ended"
    assert sent(desk, 2, free)["code"] == "subscription-differs"
    assert sent(desk, 3, free, pause_collection={"behavior": "void"})["status"] == "paused"
    assert sent(desk, 4, free)["code"] == "subscription-differs"
    assert (desk.account().tier_id, len(alerts)) == ("base", 2)


def test_a_payment_that_stays_missing_keeps_the_tier_for_one_grace_and_gives_no_month(desk: TierDesk) -> None:
    for number, days in enumerate((0, 31, 62, 93)):
        at = STARTED + timedelta(days=days)
        take_in_subscription(desk.store, said(number, at, Status.PAST_DUE if days else Status.ACTIVE), at)
        desk.night(at)
    assert (desk.account().points, desk.account().tier_id) == (500, "base")
    unpaid = STARTED + timedelta(days=100)
    take_in_subscription(desk.store, said(9, unpaid, Status.ENDED, ended_at=None), unpaid)
    desk.night(unpaid)
    assert desk.account().points == 500


@given(st.permutations(range(6)))
def test_a_paid_and_a_failed_subscription_end_alike_in_any_order_of_their_events(order: list[int]) -> None:
    second = {"subscription_id": "sub-0002", "started_at": STARTED + timedelta(days=20)}
    events = [
        said(1, STARTED, Status.ENDED, what="customer.subscription.created", ended_at=None),
        said(2, STARTED),
        said(3, STARTED + timedelta(days=20), Status.ENDED, ended_at=None, **second),
        said(4, STARTED + timedelta(days=21), Status.ENDED, ended_at=STARTED + timedelta(days=21), **second),
        said(5, STARTED + timedelta(days=31)),
        said(6, STARTED + timedelta(days=40), Status.CANCELLED, period_starts_at=STARTED + timedelta(days=31)),
    ]
    now = STARTED + timedelta(days=41)
    desks = TierDesk(), TierDesk()
    for desk, arrived in zip(desks, (range(6), order), strict=True):
        for place in arrived:
            take_in_subscription(desk.store, events[place], now)
        desk.night(now)
    one, other = (desk.account() for desk in desks)
    assert (one.membership, one.other_memberships, one.membership_log, one.points, one.tier_id, one.tier_due_at) == (
        other.membership,
        other.other_memberships,
        other.membership_log,
        other.points,
        other.tier_id,
        other.tier_due_at,
    )
    assert (one.points, one.tier_id) == (1_000, "gold")
