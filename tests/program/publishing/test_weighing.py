"""Weighing a change: what takes from patients, moves much or loosens a bound of money is named, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty.domain.program.memberships import MembershipsRule, Plan
from loyalty.domain.program.remarks import ReasonCode
from loyalty.domain.program.rule_book import Rule
from loyalty.domain.program.rules import (
    AdjustmentsRule,
    BankingRule,
    CheckInRule,
    EarningRule,
    ExpiryRule,
    GovernanceRule,
    RedemptionRule,
    RemindersRule,
    TenderKind,
)
from loyalty.domain.program.tiers import Measure, Tier, TiersRule
from loyalty.domain.program.weighing import LOOSENS, MOVES, NOTICED, OF_OWNERS, TAKES, weigh

CASH, CARD = TenderKind.CASH, TenderKind.CARD
GOVERNANCE = GovernanceRule()
CAPS = {"front_desk": 200, "manager": 5000, "owner": 50_000}
SILVER = Tier("silver", "Silver", Fraction(3, 2), ("a facial",), Measure.SPEND, 100_000)
GOLD = Tier("gold", "Gold", Fraction(2), (), Measure.SPEND, 300_000)
BASE = Tier("base", "Base", Fraction(1), (), None, 0)
PLAN = Plan("monthly", "Monthly", 9_900, "month", "gold", 500)
BEFORE: Mapping[str, Rule] = {
    "earning": EarningRule(1, (CASH,), 1000, 1),
    "expiry": ExpiryRule(1, "months", 6, 10),
    "reminders": RemindersRule(1, 28, 7, 10, extension_days=14, appointment_margin_days=14),
    "redemption": RedemptionRule(1, 100, 50, 100, 20_000, 5000, True, 10_000, timedelta(minutes=5)),  # noqa: FBT003
    "banking": BankingRule(
        1, 500, 100, 110, {"gold": 1000}, timedelta(minutes=30), 365, 90, 10, 1500, paid_in_never_ends=True
    ),
    "adjustments": AdjustmentsRule(1, ("goodwill",), CAPS, CAPS, 1000, 2000),
    "governance": GOVERNANCE,
    "tiers": TiersRule(1, (BASE, SILVER, GOLD), 365, 30, one_step=True, at_once=True),
    "memberships": MembershipsRule(1, (PLAN,), 7),
}
CHANGES: list[tuple[str, dict[str, Any], set[str]]] = [
    ("earning", {"rate_bp": 900}, {"rate-lower"}),
    ("earning", {"minor_per_point": 2}, {"rate-lower", "rate-moves"}),
    ("earning", {"rate_bp": 1250}, set()),
    ("earning", {"rate_bp": 1251}, {"rate-moves"}),
    ("earning", {"rate_bp": 2000, "minor_per_point": 2}, set()),
    ("earning", {"eligible_tenders": (CASH, CARD)}, {"tenders-more"}),
    ("earning", {"eligible_tenders": ()}, {"tenders-fewer"}),
    ("earning", {"unusual_above_minor": 5}, set()),
    ("expiry", {"life_count": 5}, {"life-shorter"}),
    ("expiry", {"life_unit": "days", "life_count": 180}, {"life-shorter"}),
    ("expiry", {"life_unit": "days", "life_count": 184}, set()),
    ("expiry", {"life_count": 24}, set()),
    ("expiry", {"grace_days": 9}, {"grace-shorter"}),
    ("reminders", {"extension_days": None}, {"extension-shorter"}),
    ("reminders", {"appointment_margin_days": 0}, {"hold-shorter"}),
    ("reminders", {"appointment_margin_days": None}, {"hold-shorter"}),
    ("reminders", {"send_hour": 12, "voice": "warm", "holdout_bp": 5}, set()),
    ("redemption", {"minor_per_100_points": 99}, {"worth-lower"}),
    ("redemption", {"minor_per_100_points": 74}, {"worth-lower", "worth-moves"}),
    ("redemption", {"minor_per_100_points": 126}, {"worth-moves"}),
    ("redemption", {"minimum_points": 101}, {"minimum-higher"}),
    ("redemption", {"increment_points": 51}, {"increment-higher"}),
    ("redemption", {"minimum_points": 50, "increment_points": 10}, set()),
    ("redemption", {"most_points_per_visit": 19_999}, {"visit-limit-lower"}),
    ("redemption", {"most_points_per_visit": None}, {"visit-limit-higher"}),
    ("redemption", {"most_bill_bp": 4999}, {"bill-share-lower"}),
    ("redemption", {"most_bill_bp": 5001}, {"bill-share-higher"}),
    ("redemption", {"combinable": False}, {"no-longer-combinable"}),
    ("redemption", {"confirm_above_points": None}, {"confirmation-looser"}),
    ("redemption", {"confirm_above_points": 0}, set()),
    ("banking", {"minor_per_100_points": 109}, {"worth-lower"}),
    ("banking", {"tier_bonus_bp": {}}, {"bonus-lower"}),
    ("banking", {"tier_bonus_bp": {"gold": 1000, "silver": 2500}}, set()),
    ("banking", {"tier_bonus_bp": {"gold": 1000, "silver": 2501}}, {"bonus-moves"}),
    ("banking", {"undo_lifetime": timedelta(0)}, {"undo-shorter"}),
    ("banking", {"banked_life_days": 364}, {"money-life-shorter"}),
    ("banking", {"granted_life_days": None}, set()),
    ("banking", {"most_bankings_per_day": 9}, {"bankings-fewer"}),
    ("banking", {"most_bankings_per_day": 11}, {"bankings-more"}),
    ("banking", {"cash_out_below_minor": None}, {"cash-out-lower"}),
    ("banking", {"cash_out_below_minor": 1501}, {"cash-out-higher"}),
    ("banking", {"paid_in_never_ends": False}, {"paid-in-may-end"}),
    ("adjustments", {"daily_caps": {**CAPS, "manager": 5001}}, {"caps-higher"}),
    ("adjustments", {"wallet_daily_caps_minor": {**CAPS, "front_desk": 201}}, {"caps-higher"}),
    ("adjustments", {"approval_above_points": 1001}, {"approval-higher"}),
    ("adjustments", {"most_reissued_points_per_year": 2001}, {"reissue-higher"}),
    ("adjustments", {"daily_caps": dict.fromkeys(CAPS, 0), "reasons": ("other",)}, set()),
    ("governance", {"purchase_minor": 2_500_001}, {"governance-looser"}),
    ("governance", {"report_undone": 7}, {"governance-looser"}),
    ("governance", {"notice_days": 13}, {"governance-looser"}),
    ("governance", {"own_yes_after_hours": 72}, {"governance-looser"}),
    ("governance", {"purchase_minor": 1, "notice_days": 30, "moves_share_bp": 0}, set()),
    ("tiers", {"tiers": (BASE, replace(SILVER, at_least=100_001), GOLD)}, {"tiers-dearer"}),
    (
        "tiers",
        {"tiers": (BASE, replace(SILVER, measure=Measure.PURCHASES), GOLD)},
        {"tiers-dearer", "multiplier-moves"},
    ),
    ("tiers", {"tiers": (BASE, GOLD)}, {"tiers-dearer"}),
    ("tiers", {"tiers": (BASE, replace(SILVER, multiplier=Fraction(7, 5)), GOLD)}, {"multiplier-lower"}),
    ("tiers", {"tiers": (BASE, SILVER, replace(GOLD, multiplier=Fraction(3)))}, {"multiplier-moves"}),
    ("tiers", {"tiers": (BASE, SILVER, replace(GOLD, at_least=200_000))}, {"multiplier-moves"}),
    ("tiers", {"tiers": (BASE, replace(GOLD, tier_id="new", at_least=1), SILVER, GOLD)}, {"multiplier-moves"}),
    ("tiers", {"tiers": (BASE, replace(SILVER, perks=()), GOLD)}, {"perks-fewer"}),
    ("tiers", {"window_days": 364}, {"terms-harder"}),
    ("tiers", {"one_step": False, "at_once": False, "grace_days": 0}, {"terms-harder"}),
    ("tiers", {"window_days": 366, "grace_days": 31}, set()),
    (
        "tiers",
        {"tiers": (BASE, replace(SILVER, at_least=90_000, multiplier=Fraction(6, 5)), GOLD)},
        {"multiplier-lower"},
    ),
    ("memberships", {"plans": ()}, {"plan-gone"}),
    ("memberships", {"plans": (replace(PLAN, active=False),)}, {"plan-gone"}),
    ("memberships", {"plans": (replace(PLAN, tier_id="silver"),)}, {"plan-tier-changed"}),
    ("memberships", {"plans": (replace(PLAN, bonus_points=400),)}, {"bonus-lower"}),
    ("memberships", {"plans": (replace(PLAN, bonus_points=626),)}, {"bonus-moves"}),
    ("memberships", {"plans": (PLAN, replace(PLAN, plan_id="new", bonus_points=500))}, set()),
    ("memberships", {"plans": (PLAN, replace(PLAN, plan_id="new", bonus_points=5000))}, {"bonus-moves"}),
    ("memberships", {"plans": (replace(PLAN, price_minor=7_424),)}, {"plan-cheaper"}),
    ("memberships", {"plans": (replace(PLAN, price_minor=20_000),)}, set()),
    ("memberships", {"grace_days": 6}, {"grace-shorter"}),
]


def codes(before: Rule | None, after: Rule, governance: GovernanceRule = GOVERNANCE) -> set[str]:
    return {reason.code for reason in weigh(before, after, governance)}


@pytest.mark.parametrize(("rule", "change", "expected"), CHANGES)
def test_a_change_has_exactly_its_reasons(rule: str, change: dict[str, Any], expected: set[str]) -> None:
    before = BEFORE[rule]
    assert codes(before, replace(before, **change)) == expected


def test_every_reason_comes_of_some_change_and_is_of_one_kind() -> None:
    assert {code for _, _, expected in CHANGES for code in expected} == set(get_args(ReasonCode))
    assert set(get_args(ReasonCode)) == TAKES | MOVES | LOOSENS
    assert not (TAKES & MOVES) | (TAKES & LOOSENS) | (MOVES & LOOSENS)
    assert NOTICED <= TAKES
    assert OF_OWNERS <= TAKES | LOOSENS


@pytest.mark.parametrize("rule", BEFORE)
def test_no_change_and_a_first_version_have_no_reason(rule: str) -> None:
    before = BEFORE[rule]
    assert codes(before, replace(before, version=2)) == set()
    assert codes(None, before) == set()


def test_a_first_version_of_governance_is_weighed_against_its_defaults() -> None:
    assert codes(None, replace(GOVERNANCE, pay_in_minor=500_001)) == {"governance-looser"}


def test_codes_and_visits_move_nothing() -> None:
    was = CheckInRule(1, timedelta(seconds=15), False, timedelta(hours=1))  # noqa: FBT003
    assert codes(was, CheckInRule(2, timedelta(seconds=300), True, timedelta(hours=24))) == set()  # noqa: FBT003


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.integers(0, 10_000))
def test_the_share_of_governance_decides_how_much_moves(was: int, now: int, share_bp: int) -> None:
    rule, governance = EarningRule(1, (CASH,), was, 1), replace(GOVERNANCE, moves_share_bp=share_bp)
    found = codes(rule, replace(rule, rate_bp=now), governance)
    moves = now != was and (was == 0 or abs(now - was) * 10_000 > share_bp * was)
    assert found == ({"rate-lower"} if now < was else set()) | ({"rate-moves"} if moves else set())


@pytest.mark.parametrize(("rule", "change", "expected"), CHANGES)
def test_a_change_and_its_opposite_do_not_take_or_loosen_the_same(
    rule: str, change: dict[str, Any], expected: set[str]
) -> None:
    before = BEFORE[rule]
    back = codes(replace(before, **change), before)
    either_way = {"tiers-dearer", "plan-tier-changed"}  # another measure or tier is worse for somebody, both ways
    assert expected & back <= MOVES | either_way
