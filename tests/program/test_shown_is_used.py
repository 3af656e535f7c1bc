"""The worth and the price that a desk showed are used; where another is live since, it is told that first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from loyalty.domain.program.shown import ShownUse
from loyalty.errors.base import Refusal
from loyalty.errors.checkout import TermsChanged
from loyalty.errors.ledger import BelowMinimum, PriceChanged
from loyalty.services.checkout.visits import CheckedIn
from loyalty.services.ledger.redemptions import RedeemPoints, RedeemReward, redeem_points, redeem_reward
from loyalty.services.preconditions import Caller
from tests.support.clinic import CALABASAS, DESK, NOW, REDEMPTION, Desk, cash
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.tiers import tier, tiers_rule

CALLER = Caller(DESK, NOW)
WORTH = "clinics/bella/rules/redemption"
TIERS = "clinics/bella/rules/tiers"
LIP_MASK = "clinics/bella/rewards/lip-mask"


@pytest.fixture
def rich(documents: MemoryDocuments) -> Desk:
    """A desk whose patient has points."""
    desk = Desk(memory_store(documents))
    desk.join()
    desk.sell(cash(100_000))
    return desk


def at(desk: Desk, visit: CheckedIn) -> dict[str, Any]:
    """The fields of every use at a visit."""
    who = {"patient_id": visit.patient.patient_id, "visit_id": visit.visit_id}
    return {"request_id": desk.next_id(), "clinic_id": "bella", "location_id": CALABASAS, **who}


def used(desk: Desk, visit: CheckedIn, points: int, worth_minor: int) -> RedeemPoints:
    """Points off a bill, that the desk showed to be worth so much."""
    shown_use = ShownUse(points, worth_minor, visit.rule_versions)
    return RedeemPoints(**at(desk, visit), points=points, bill_minor=10_000, shown=shown_use)


def test_points_are_worth_what_was_shown_or_the_desk_is_told_the_new_worth_first(
    rich: Desk, documents: MemoryDocuments, refused: Callable[..., Refusal]
) -> None:
    visit = rich.scan()
    documents.put(WORTH, {**REDEMPTION, "version": 2, "minor_per_100_points": 50})
    told = refused(TermsChanged, lambda: redeem_points(rich.store, used(rich, visit, 1_000, 1_000), CALLER))
    assert told.details == {
        "rule": "redemption",
        "shown_version": 1,
        "live_version": 2,
        "points": 1_000,
        "worth_minor": 500,
    }
    again = replace(visit, rule_versions=replace(visit.rule_versions, redemption=2))
    assert redeem_points(rich.store, used(rich, again, 1_000, 500), CALLER).points == -1_000


def test_a_limit_that_was_published_since_is_told_as_another_rule_and_the_next_time_by_itself(
    rich: Desk, documents: MemoryDocuments, refused: Callable[..., Refusal]
) -> None:
    visit = rich.scan()
    documents.put(WORTH, {**REDEMPTION, "version": 2, "minimum_points": 2_000})
    told = refused(TermsChanged, lambda: redeem_points(rich.store, used(rich, visit, 1_000, 1_000), CALLER))
    assert "points" not in told.details
    again = replace(visit, rule_versions=replace(visit.rule_versions, redemption=2))
    refused(BelowMinimum, lambda: redeem_points(rich.store, used(rich, again, 1_000, 1_000), CALLER))


def test_another_version_by_which_points_are_worth_the_same_interrupts_no_use(
    rich: Desk, documents: MemoryDocuments
) -> None:
    visit = rich.scan()
    documents.put(WORTH, {**REDEMPTION, "version": 2})
    body = used(rich, visit, 1_000, 1_000)
    first = redeem_points(rich.store, body, CALLER)
    documents.put(WORTH, {**REDEMPTION, "version": 3, "minor_per_100_points": 50})
    assert redeem_points(rich.store, body, CALLER) == first


def test_a_reward_costs_what_was_shown_or_the_desk_is_told_the_new_price_first(
    rich: Desk, documents: MemoryDocuments, refused: Callable[..., Refusal]
) -> None:
    visit = rich.scan()
    price = int(documents.all()[LIP_MASK]["cost_points"])
    documents.put(LIP_MASK, {**documents.all()[LIP_MASK], "cost_points": price + 100})

    def taken(points: int) -> RedeemReward:
        shown_use = ShownUse(points, 0, visit.rule_versions)
        return RedeemReward(**at(rich, visit), reward_id="lip-mask", shown=shown_use)

    told = refused(PriceChanged, lambda: redeem_reward(rich.store, taken(price), CALLER))
    assert told.details == {"points": price + 100, "shown_points": price}
    assert redeem_reward(rich.store, taken(price + 100), CALLER).points == -price - 100


def test_tiers_that_keep_a_reward_from_a_patient_since_are_told_as_another_rule(
    rich: Desk, documents: MemoryDocuments, refused: Callable[..., Refusal]
) -> None:
    visit = rich.scan()
    documents.put(TIERS, tiers_rule(tier("base")))
    documents.put(LIP_MASK, {**documents.all()[LIP_MASK], "tier_ids": ["gold"]})
    price = int(documents.all()[LIP_MASK]["cost_points"])
    body = RedeemReward(**at(rich, visit), reward_id="lip-mask", shown=ShownUse(price, 0, visit.rule_versions))
    told = refused(TermsChanged, lambda: redeem_reward(rich.store, body, CALLER))
    assert (told.details["rule"], told.details["live_version"]) == ("tiers", 1)
