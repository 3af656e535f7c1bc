"""A dearer plan for a running paid period costs the difference for the days that are left, and the desk is told it."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty.errors.membership import MembershipActElsewhere
from loyalty.services.membership.memberships import ChangeMembership, MembershipChanged, change_membership
from loyalty.services.preconditions import Caller
from tests.support.clinic import CALABASAS, DESK, ELSEWHERE, ENCINO, MANAGER, NOW, PATIENT
from tests.support.counts import count
from tests.support.tiers import TierDesk, memberships_rule, plan

CHEAP, DEAR = plan("cheap", 12_000, "year", "silver"), plan("dear", 120_000, "year", "platinum", 500)
MONTHLY = plan("monthly", 9_900, "month", "gold")


@pytest.fixture
def desk() -> TierDesk:
    desk = TierDesk()
    desk.documents.put("clinics/bella/rules/memberships", memberships_rule(CHEAP, DEAR, MONTHLY))
    return desk


def test_a_year_of_a_cheap_plan_cannot_be_turned_into_a_dear_one_for_nothing(desk: TierDesk) -> None:
    desk.change("enrol", "cheap")
    assert desk.change("change", "dear", now=NOW + timedelta(days=1)).due_minor == ceil(Fraction(108_000 * 364, 365))


def test_half_a_year_before_the_end_it_is_half_of_the_difference(desk: TierDesk) -> None:
    desk.change("enrol", "cheap")
    assert desk.change("change", "dear", now=NOW + timedelta(days=182)).due_minor == ceil(Fraction(108_000 * 183, 365))


def test_in_the_grace_of_what_was_paid_the_days_of_grace_that_are_left_cost_the_difference(desk: TierDesk) -> None:
    desk.change("enrol", "cheap")
    in_grace = NOW + timedelta(days=366)
    assert desk.change("change", "dear", now=in_grace).due_minor == ceil(Fraction(108_000 * 6, 365))


def test_a_cheaper_plan_costs_nothing_and_nothing_comes_back(desk: TierDesk) -> None:
    desk.change("enrol", "dear")
    changed = desk.change("change", "cheap")
    assert (changed.due_minor, changed.membership.paid_until_on) == (0, NOW.date() + timedelta(days=364))


def test_a_dearer_plan_that_is_undone_gives_the_sum_back_to_the_unit(desk: TierDesk) -> None:
    desk.change("enrol", "cheap")
    changed = desk.change("change", "dear")
    assert desk.change("undo", event_id=changed.event_id).due_minor == -changed.due_minor


@pytest.mark.parametrize("acts", [["enrol"], ["enrol", "renew"]])
def test_a_period_that_is_undone_answers_its_price_as_what_goes_back(desk: TierDesk, acts: list[str]) -> None:
    for turn, act in enumerate(acts):
        made = desk.change(act, "cheap" if act == "enrol" else None, now=NOW + timedelta(minutes=20 * turn))
    undone = desk.change("undo", event_id=made.event_id, now=NOW + timedelta(hours=1))
    assert (made.due_minor, undone.due_minor) == (0, -made.membership.price_minor)
    assert made.membership.price_minor > 0


def test_the_same_request_is_told_the_same_sum(desk: TierDesk) -> None:
    desk.change("enrol", "cheap")
    first = desk.change("change", "dear", request_id="the-change-00001")
    assert first.due_minor > 0
    assert desk.change("change", "dear", request_id="the-change-00001") == first


@given(st.lists(st.tuples(st.integers(0, 40), st.sampled_from(("cheap", "dear", "monthly"))), min_size=1, max_size=6))
@settings(max_examples=count(25, 1_000), deadline=None)
def test_nobody_holds_a_plan_for_less_than_its_days_cost(changes: list[tuple[int, str]]) -> None:
    years = {"cheap": 12_000, "dear": 120_000, "monthly": 9_900 * 12}
    desk = TierDesk()
    desk.documents.put("clinics/bella/rules/memberships", memberships_rule(CHEAP, DEAR, MONTHLY))
    until_on = desk.change("enrol", "cheap").membership.paid_until_on
    paid, worth, now, held = 12_000, Fraction(0), NOW, "cheap"
    for days, plan_id in changes:
        now += timedelta(days=days)
        worth += Fraction(years[held] * days, 365)
        if plan_id != held:
            paid += desk.change("change", plan_id, now=now).due_minor
            held = plan_id
    worth += Fraction(years[held] * ((until_on - now.date()).days + 1), 365)
    assert paid >= worth


def test_an_act_is_undone_where_it_was_done_and_by_a_manager_anywhere(desk: TierDesk) -> None:
    enrolled = desk.change("enrol", "cheap")
    with pytest.raises(MembershipActElsewhere) as refused:
        undo(desk, enrolled, ELSEWHERE, ENCINO)
    assert refused.value.details == {"location_id": CALABASAS}
    changed = act(desk, "change", ELSEWHERE, ENCINO, plan_id="dear")
    with pytest.raises(MembershipActElsewhere):
        undo(desk, changed, DESK, CALABASAS)
    assert undo(desk, changed, ELSEWHERE, ENCINO).what == "undone"
    assert undo(desk, enrolled, MANAGER, ENCINO).what == "undone"


def undo(desk: TierDesk, made: MembershipChanged, uid: str, location_id: str) -> MembershipChanged:
    return act(desk, "undo", uid, location_id, event_id=made.event_id)


def act(desk: TierDesk, name: str, uid: str, location_id: str, **more: str) -> MembershipChanged:
    """An act of somebody at a location."""
    body = ChangeMembership(desk.next_id(), "bella", location_id, PATIENT, name, **more)  # type: ignore[arg-type]
    return change_membership(desk.store, body, Caller(uid, NOW))
