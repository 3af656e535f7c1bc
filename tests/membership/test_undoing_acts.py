"""Acts at the desk that were a slip: a second renewal is asked about, and every act can be undone on its day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty.domain.checkout.engagement import week_of
from loyalty.domain.membership.events import MembershipEvent
from loyalty.domain.membership.revenue import RevenueTally
from loyalty.errors.base import Refusal, RequestIdReused
from loyalty.errors.membership import (
    MembershipActNotFound,
    MembershipAtProvider,
    MembershipUndoOver,
    NoMembership,
    NotTheLatestAct,
    PaidTooFarAhead,
    RenewedJustNow,
)
from loyalty.services.membership.subscriptions import take_in_subscription
from loyalty.store.decoding import decode
from tests.support.clinic import CALABASAS, DESK, NOW, PATIENT
from tests.support.counts import count
from tests.support.ledger import tenders
from tests.support.memberships import ZONE
from tests.support.ports.engagement import MemoryEngagements
from tests.support.tiers import TierDesk, subscription_event

LATER = NOW + timedelta(minutes=2)


@pytest.fixture
def desk() -> TierDesk:
    return TierDesk()


def stands(desk: TierDesk) -> dict[str, object]:
    """What a patient holds: all of it would differ if an act had left anything behind."""
    account = desk.account()
    return {
        "points": (account.points, account.debt_points, {lot.lot_id: lot.points_remaining for lot in account.lots}),
        "membership": (account.membership, account.other_memberships),
        "tier": (account.tier_id, account.tier_due_at, account.progress, account.days),
    }


def revenue(desk: TierDesk) -> object:
    """The revenue of the two years from the month of the acts on."""
    tally = RevenueTally(date(2026, 10, 1), date(2028, 12, 1), ZONE, date(2028, 12, 31))
    for fields in desk.below("membership_events").values():
        tally.add(decode(MembershipEvent, fields))
    return tally.months()


def test_points_of_an_undone_enrolment_that_were_banked_go_as_money(desk: TierDesk) -> None:
    enrolled = desk.change("enrol", "monthly")
    assert desk.bank(500).wallet_minor == 605
    desk.pay(*tenders(wallet=121))
    desk.change("undo", event_id=enrolled.event_id, now=LATER)
    account = desk.account()
    assert (account.points, account.wallet_minor, account.debt_points) == (-100, 0, 100)
    (reversal,) = [entry for entry in desk.entries() if entry.kind == "reversal"]
    assert (reversal.points, reversal.wallet_minor, reversal.debt_points) == (-100, -484, 100)
    assert reversal.why.rule_versions


def test_two_desks_that_renew_within_a_minute_are_asked_whether_both_are_meant(desk: TierDesk) -> None:
    desk.change("enrol", "monthly")
    desk.change("renew")
    with pytest.raises(RenewedJustNow) as asked:
        desk.change("renew", now=NOW + timedelta(seconds=40))
    assert asked.value.details == {"seconds_ago": 40, "paid_until_on": "2027-01-21"}
    meant = desk.change("renew", now=NOW + timedelta(seconds=50), confirmed_duplicate=True)
    assert meant.membership.paid_until_on == date(2027, 2, 21)
    assert desk.change("renew", now=NOW + timedelta(minutes=11)).membership.paid_until_on == date(2027, 3, 21)


@pytest.mark.parametrize(("plan_id", "most"), [("monthly", 24), ("yearly", 2)])
def test_no_membership_is_paid_more_than_24_months_ahead(desk: TierDesk, plan_id: str, most: int) -> None:
    desk.change("enrol", plan_id)
    for _ in range(most - 1):
        desk.change("renew", confirmed_duplicate=True)
    with pytest.raises(PaidTooFarAhead) as refused:
        desk.change("renew", confirmed_duplicate=True)
    would = {"monthly": "2028-12-21", "yearly": "2029-11-21"}[plan_id]
    assert refused.value.details == {"paid_until_on": "2028-11-21", "would_be_on": would, "most_months": 24}


def test_a_plan_enrolled_for_the_wrong_patient_is_undone_like_a_purchase(desk: TierDesk) -> None:
    desk.pay(*tenders(cash=110_000))
    before = stands(desk)
    enrolled = desk.change("enrol", "yearly")
    assert (enrolled.tier_id, enrolled.points) == ("platinum", 700)
    undone = desk.change("undo", event_id=enrolled.event_id, now=LATER)
    assert (undone.what, undone.tier_id, undone.points) == ("undone", "silver", -700)
    assert stands(desk) == before
    assert [month.total.members for month in revenue(desk)] == [0] * 27  # type: ignore[attr-defined]
    last = desk.entries()[-1]
    assert (last.kind, last.why.reason, last.reverses) == ("reversal", "void", f"{enrolled.event_id}.month-2026-11-22")
    assert desk.change("enrol", "monthly", now=LATER).tier_id == "gold"


def test_an_undone_enrolment_counts_for_nobodys_week(desk: TierDesk) -> None:
    week = week_of("bella", CALABASAS, NOW, ZONE)
    enrolled = desk.change("enrol", "yearly")
    assert MemoryEngagements(desk.documents).work_of(week, [DESK])[0].enrolments == 1
    desk.change("undo", event_id=enrolled.event_id, now=LATER)
    assert MemoryEngagements(desk.documents).work_of(week, [DESK])[0].enrolments == 0


def test_points_that_came_with_an_undone_act_and_were_spent_are_owed(desk: TierDesk) -> None:
    enrolled = desk.change("enrol", "yearly")
    desk.scan()
    desk.redeem(700, 10_000)
    desk.change("undo", event_id=enrolled.event_id, now=LATER)
    assert (desk.account().points, desk.account().debt_points) == (-700, 700)


def test_a_late_renewal_that_is_undone_and_made_again_gives_the_months_points_once(desk: TierDesk) -> None:
    desk.change("enrol", "monthly")
    late = NOW + timedelta(days=32)
    renewed = desk.change("renew", now=late)
    desk.change("undo", event_id=renewed.event_id, now=late)
    assert desk.account().points == 500
    again = desk.change("renew", now=late)
    assert (again.points, desk.account().points) == (500, 1_000)
    desk.change("undo", event_id=again.event_id, now=late)
    assert desk.change("renew", now=late).membership.paid_until_on == date(2027, 1, 21)
    assert desk.account().points == 1_000


def test_an_act_is_undone_on_its_own_date_and_the_latest_first(desk: TierDesk) -> None:
    enrolled = desk.change("enrol", "monthly", now=NOW - timedelta(days=1))
    paused = desk.change("pause")
    resumed = desk.change("resume", now=LATER)
    with pytest.raises(NotTheLatestAct) as refused:
        desk.change("undo", event_id=paused.event_id, now=LATER)
    assert refused.value.details == {"event_id": resumed.event_id, "what": "paused"}
    with pytest.raises(MembershipActNotFound):
        desk.change("undo", event_id="there-is-no-such-act", now=LATER)
    desk.change("undo", event_id=resumed.event_id, now=LATER)
    desk.change("undo", event_id=paused.event_id, now=LATER)
    with pytest.raises(NotTheLatestAct):
        desk.change("undo", event_id=paused.event_id, now=LATER)
    with pytest.raises(MembershipUndoOver) as over:
        desk.change("undo", event_id=enrolled.event_id, now=LATER)
    assert over.value.details == {"business_date": "2026-11-21"}


def test_undoing_is_once_by_its_request(desk: TierDesk) -> None:
    enrolled = desk.change("enrol", "monthly")
    first = desk.change("undo", event_id=enrolled.event_id, now=LATER, request_id="undoing-00000001")
    assert desk.change("undo", event_id=enrolled.event_id, now=LATER, request_id="undoing-00000001") == first
    with pytest.raises(RequestIdReused):
        desk.change("enrol", "monthly", now=LATER, request_id="undoing-00000001")


def test_an_act_that_was_undone_since_is_answered_as_it_was_when_its_request_is_repeated(desk: TierDesk) -> None:
    enrolled = desk.change("enrol", "monthly", request_id="enrolling-00001")
    desk.change("undo", event_id=enrolled.event_id, now=LATER)
    assert desk.change("enrol", "monthly", now=LATER, request_id="enrolling-00001") == enrolled


def test_a_membership_of_a_payment_provider_is_changed_there(desk: TierDesk) -> None:
    started = datetime(2026, 11, 20, 18, tzinfo=UTC)
    event = subscription_event(1, started, started_at=started, months_from_at=started)
    take_in_subscription(desk.store, event, NOW)
    for act in ("renew", "pause", "cancel", "undo"):
        with pytest.raises(MembershipAtProvider):
            desk.change(act, event_id="evt-0001" if act == "undo" else None)
    with pytest.raises(MembershipAtProvider):
        desk.change("change", "yearly")


def test_an_act_that_an_earlier_version_recorded_is_not_undone(desk: TierDesk) -> None:
    enrolled = desk.change("enrol", "monthly")
    path = f"clinics/bella/patients/{PATIENT}/membership_events/{enrolled.event_id}"
    event = desk.documents.all()[path]
    for name in ("months_on", "rank", "renewed_at"):
        del event["membership"][name]
    desk.documents.put(path, {name: value for name, value in event.items() if name not in ("before", "given")})
    with pytest.raises(MembershipActNotFound):
        desk.change("undo", event_id=enrolled.event_id, now=LATER)


ACTS = ["enrol-monthly", "enrol-yearly", "renew", "change-monthly", "change-yearly", "pause", "resume", "cancel"]


@settings(max_examples=count(120, 5_000))
@given(
    st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 40)), max_size=8),
    st.lists(st.sampled_from(ACTS), min_size=1, max_size=5),
)
def test_whatever_is_done_on_a_day_and_undone_on_it_is_as_if_it_had_not_been(
    lived: list[tuple[str, int]], undone: list[str]
) -> None:
    desk, now = TierDesk(), NOW
    for act, days in lived:
        now += timedelta(days=days)
        _try(desk, act, now)
    desk.night(now)
    before, told = stands(desk), revenue(desk)
    made = [event_id for act in undone if (event_id := _try(desk, act, now + timedelta(minutes=1))) is not None]
    for number, event_id in enumerate(reversed(made)):
        desk.change("undo", event_id=event_id, now=now + timedelta(minutes=5, seconds=number))
    assert stands(desk) == before
    assert revenue(desk) == told


def _try(desk: TierDesk, act: str, now: datetime) -> str | None:
    name, _, plan_id = act.partition("-")
    try:
        return desk.change(name, plan_id or None, now=now, confirmed_duplicate=True).event_id
    except (NoMembership, Refusal):
        return None
