"""The points that a desk showed are credited; where rules were published since, it is told the new figure first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty.domain.program.accrual import Tender
from loyalty.domain.program.rules import TenderKind
from loyalty.domain.program.shown import RuleVersions, Shown
from loyalty.errors.base import Refusal
from loyalty.errors.checkout import TermsChanged
from loyalty.errors.ledger import InsufficientPoints
from loyalty.services.checkout.visits import CheckedIn
from loyalty.services.ledger.record_purchase import RecordPurchase, record_purchase
from loyalty.services.preconditions import Caller
from tests.support.clinic import DESK, NOW, REDEMPTION, Desk, cash, clinic_documents, rule
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.tiers import tier, tiers_rule

CALLER = Caller(DESK, NOW)
EARNING = "clinics/bella/rules/earning"
WORTH = "clinics/bella/rules/redemption"
TIERS = "clinics/bella/rules/tiers"


@pytest.fixture
def desk(documents: MemoryDocuments) -> Desk:
    at_work = Desk(memory_store(documents))
    at_work.join()
    return at_work


def earning(version: int, rate_bp: int, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever the rule holds
    return rule(version, eligible_tenders=["cash"], rate_bp=rate_bp, minor_per_point=1, **more)


def shown(desk: Desk, visit: CheckedIn, points: int, *paid: Tender) -> RecordPurchase:
    """A purchase that its desk showed so many points for."""
    return replace(desk.purchase(visit, paid), shown=Shown(points, visit.rule_versions))


def test_a_visit_says_by_which_versions_its_terms_are(desk: Desk, documents: MemoryDocuments) -> None:
    documents.put(EARNING, earning(7, 1_000))
    assert desk.scan().rule_versions == RuleVersions(earning=7, tiers=None, redemption=1)


def test_under_the_rules_that_were_shown_a_purchase_is_credited_at_once(desk: Desk) -> None:
    receipt = record_purchase(desk.store, shown(desk, desk.scan(), 4_500, *cash(45_000)), CALLER)
    assert receipt.points == 4_500


def test_a_rule_that_was_published_since_is_told_once_with_the_new_figure_and_then_credited(
    desk: Desk, documents: MemoryDocuments, refused: Callable[..., Refusal]
) -> None:
    visit = desk.scan()
    documents.put(EARNING, earning(2, 1_200))
    told = refused(TermsChanged, lambda: record_purchase(desk.store, shown(desk, visit, 4_500, *cash(45_000)), CALLER))
    assert told.details == {"rule": "earning", "shown_version": 1, "live_version": 2, "points": 5_400}
    again = replace(visit, rule_versions=RuleVersions(2, None, 1))
    assert record_purchase(desk.store, shown(desk, again, 5_400, *cash(45_000)), CALLER).points == 5_400


def test_another_version_that_brings_the_same_figure_interrupts_nobody(desk: Desk, documents: MemoryDocuments) -> None:
    visit = desk.scan()
    documents.put(EARNING, earning(2, 1_000, unusual_above_minor=1_000_000))
    assert record_purchase(desk.store, shown(desk, visit, 4_500, *cash(45_000)), CALLER).points == 4_500


def test_tiers_that_were_published_since_are_told_as_well(
    desk: Desk, documents: MemoryDocuments, refused: Callable[..., Refusal]
) -> None:
    visit = desk.scan()
    documents.put(TIERS, tiers_rule(tier("base", (2, 1))))
    told = refused(TermsChanged, lambda: record_purchase(desk.store, shown(desk, visit, 4_500, *cash(45_000)), CALLER))
    assert told.details == {"rule": "tiers", "shown_version": 0, "live_version": 1, "points": 9_000}


def test_points_that_pay_are_never_worth_other_money_than_was_shown(
    desk: Desk, documents: MemoryDocuments, refused: Callable[..., Refusal]
) -> None:
    desk.sell(cash(100_000))
    visit = desk.scan()
    paid = (*cash(9_000), Tender(TenderKind.POINTS, 1_000))
    documents.put(WORTH, {**REDEMPTION, "version": 2, "minor_per_100_points": 50})
    told = refused(TermsChanged, lambda: record_purchase(desk.store, shown(desk, visit, 900, *paid), CALLER))
    assert (told.details["rule"], told.details["points"]) == ("redemption", 900)
    documents.put(WORTH, {**REDEMPTION, "version": 3, "minor_per_100_points": 1})
    told = refused(TermsChanged, lambda: record_purchase(desk.store, shown(desk, visit, 900, *paid), CALLER))
    assert "points" not in told.details  # by the live rule there are too few
    now = replace(visit, rule_versions=RuleVersions(1, None, 3))
    refused(InsufficientPoints, lambda: record_purchase(desk.store, shown(desk, now, 900, *paid), CALLER))


def test_what_points_are_worth_is_nobodys_business_where_none_pay(desk: Desk, documents: MemoryDocuments) -> None:
    visit = desk.scan()
    documents.put(WORTH, {**REDEMPTION, "version": 2, "minor_per_100_points": 50})
    assert record_purchase(desk.store, shown(desk, visit, 4_500, *cash(45_000)), CALLER).points == 4_500


def test_a_desk_that_names_nothing_is_credited_by_the_live_rules(desk: Desk, documents: MemoryDocuments) -> None:
    visit = desk.scan()
    documents.put(EARNING, earning(2, 1_200))
    assert record_purchase(desk.store, desk.purchase(visit, cash(45_000)), CALLER).points == 5_400


def test_the_same_request_again_is_answered_whatever_was_published_meanwhile(
    desk: Desk, documents: MemoryDocuments
) -> None:
    body = shown(desk, desk.scan(), 4_500, *cash(45_000))
    first = record_purchase(desk.store, body, CALLER)
    documents.put(EARNING, earning(2, 1_200))
    assert record_purchase(desk.store, body, CALLER) == first


@given(
    rates=st.lists(st.integers(0, 10_000), min_size=1, max_size=5),
    amount_minor=st.integers(1, 1_000_000),
)
def test_whatever_is_published_a_desk_is_credited_what_it_shows_after_one_word(
    rates: list[int], amount_minor: int
) -> None:
    documents = MemoryDocuments(clinic_documents())
    desk = Desk(memory_store(documents))
    desk.join()
    visit, figure = desk.scan(), amount_minor // 10
    for version, rate_bp in enumerate(rates, start=2):
        documents.put(EARNING, earning(version, rate_bp))
    body = shown(desk, visit, figure, *cash(amount_minor))
    try:
        receipt = record_purchase(desk.store, body, CALLER)
    except TermsChanged as told:
        figure = int(str(told.details["points"]))
        now = replace(visit, rule_versions=RuleVersions(int(str(told.details["live_version"])), None, 1))
        receipt = record_purchase(desk.store, shown(desk, now, figure, *cash(amount_minor)), CALLER)
    assert receipt.points == figure
