"""Subscriptions of an export bring what was missed: events that were lost, or that came before their patient joined."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.clinic.bring_subscriptions import Brought, bring_all, sentence_of, subscriptions_in
from tests.membership.test_provider_events import MONTH, OURS, STARTED, item, price, sent
from tests.support.counts import count
from tests.support.tiers import TierDesk

EXPORTED = STARTED + timedelta(days=10)


@pytest.fixture
def desk() -> TierDesk:
    return TierDesk()


def exported(name: str = "sub_1", **changes: object) -> dict[str, Any]:
    """A subscription as an export holds it."""
    started = int(STARTED.timestamp())
    return {
        "id": name,
        "object": "subscription",
        "status": "active",
        "start_date": started,
        "billing_cycle_anchor": started,
        "items": {"object": "list", "data": [item()]},
        "metadata": OURS,
        **changes,
    }


def bring(desk: TierDesk, *found: dict[str, Any], at: datetime = EXPORTED) -> Brought:
    return bring_all(desk.store, "bella", iter(found), at, at + timedelta(minutes=1))


def test_a_subscription_whose_event_came_before_its_patient_joined_is_brought_later(desk: TierDesk) -> None:
    ours = {**OURS, "patient_id": "patient-ben"}
    assert sent(desk, metadata=ours)["code"] == "account-not-found"
    assert bring(desk, exported(metadata=ours)) == Brought(refused={"sub_1": "account-not-found"})
    desk.join("patient-ben", now=STARTED + timedelta(days=1))
    assert bring(desk, exported(metadata=ours)) == Brought(brought=1)
    account = desk.account("patient-ben")
    assert account.membership is not None
    assert (account.tier_id, f"{account.membership.paid_until_on}") == ("gold", "2026-02-04")


def test_what_is_known_changes_nothing_however_often_and_whenever_it_is_brought(desk: TierDesk) -> None:
    sent(desk)
    before = desk.documents.all()
    for days in (0, 0, 3):
        assert bring(desk, exported(), at=EXPORTED + timedelta(days=days)) == Brought(known=1)
    assert desk.documents.all() == before


def test_the_same_file_brings_its_news_once(desk: TierDesk) -> None:
    assert bring(desk, exported()) == Brought(brought=1)
    before = desk.documents.all()
    assert bring(desk, exported()) == Brought(known=1)
    assert desk.documents.all() == before


def test_an_event_after_the_export_stays_the_latest(desk: TierDesk) -> None:
    sent(desk, created=EXPORTED.timestamp() + 60, status="canceled", ended_at=int(EXPORTED.timestamp()) + 60)
    bring(desk, exported())
    membership = desk.account().membership
    assert membership is not None
    assert membership.status == "ended"


def test_other_clinics_and_other_subscriptions_are_passed_over(desk: TierDesk) -> None:
    others = exported(metadata={**OURS, "clinic_id": "riva"}), exported(metadata={}), exported(metadata=None)
    before = desk.documents.all()
    assert bring(desk, *others) == Brought(passed_over=3)
    assert desk.documents.all() == before


def test_a_broken_one_of_ours_is_told_by_its_id_and_keeps_no_other_from_being_brought(desk: TierDesk) -> None:
    cheap = exported("sub_2", items={"data": [item(price=price(1))]})
    done = bring(desk, exported("sub_3", items={"data": []}), cheap, exported())
    assert done == Brought(brought=1, refused={"sub_3": "event-malformed", "sub_2": "subscription-differs"})
    assert sentence_of(done) == (
        "1 brought, 0 known, 0 passed over. Refused as event-malformed: sub_3. Refused as subscription-differs: sub_2."
    )


def test_a_file_is_lists_or_subscriptions_one_after_another_as_the_provider_prints_them() -> None:
    pages = [{"object": "list", "data": [exported("a"), exported("b")], "has_more": True}, exported("c")]
    pretty = "\n".join(json.dumps(page, indent=2) for page in pages)
    lines = "\n".join(json.dumps(page) for page in pages) + "\n\n"
    for text in (pretty, lines):
        assert [one["id"] for one in subscriptions_in(text)] == ["a", "b", "c"]
    assert list(subscriptions_in(" \n")) == []


@given(st.lists(st.integers(0, 5), max_size=8), st.integers(0, 11))
@settings(max_examples=count(25, 1_000), deadline=None)
def test_an_export_ends_as_if_no_event_had_been_missed(arrived: list[int], latest: int) -> None:
    """Six months of events, any of which arrived, in any order and often; then the export of the last of them."""
    status = ("active", "past_due", "canceled", "paused")[latest % 4]
    told, lost = TierDesk(), TierDesk()
    months = [month_of(number, status if number == 5 else "active") for number in range(6)]
    for number in range(6):
        sent(told, number, **months[number])
    for number in arrived:
        sent(lost, number, **months[number])
    last = {name: value for name, value in months[5].items() if name not in ("created", "items")}
    at = datetime.fromtimestamp(months[5]["created"] + 600, UTC)
    bring(lost, exported(**last, items={"data": months[5]["items"]}), at=at)
    ends = [desk.account().membership for desk in (told, lost)]
    assert ends[0] is not None
    assert ends[1] is not None
    assert [(end.status, end.plan_id, end.months_from_on) for end in ends if end] == [
        (ends[0].status, ends[0].plan_id, ends[0].months_from_on)
    ] * 2
    if status != "past_due":
        assert ends[0].paid_until_on == ends[1].paid_until_on
        assert told.account().tier_id == lost.account().tier_id


def month_of(number: int, status: str) -> dict[str, Any]:
    """The subscription when its payment of a month came, or something else happened."""
    begins = STARTED + number * (MONTH - STARTED)
    bounds = {"current_period_start": int(begins.timestamp())}
    bounds["current_period_end"] = int((begins + (MONTH - STARTED)).timestamp())
    ended = {"ended_at": bounds["current_period_start"] + 60} if status == "canceled" else {}
    return {"created": bounds["current_period_start"], "status": status, "items": [item(**bounds)], **ended}
