"""One honest sentence for every purchase."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

import pytest

from loyalty.domain.account import Account
from loyalty.domain.entry import ACCRUAL, Actor, Purchase, Request
from loyalty.domain.explain import explain
from loyalty.domain.money import money
from loyalty.domain.posting import Cause, Change, post
from loyalty.domain.why import AccrualWhy

NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)
FRESH = Account("bella", "ana", "Ana", True, NOW, Request("join", "f"))  # noqa: FBT003
CAUSE = Cause("entry", Request("entry", "f"), Actor("desk", "front_desk"), "here", NOW.date(), NOW)
WHY = AccrualWhy("earned", 45_000, ("cash",), 1000, 1, Fraction(1), None, Fraction(0), Fraction(0), {"earning": 1})


@pytest.mark.parametrize(
    ("why", "sentence"),
    [
        (WHY, "10 % of $450.00 cash"),
        (replace(WHY, rate_bp=1250), "12.5 % of $450.00 cash"),
        (replace(WHY, rate_bp=5), "0.05 % of $450.00 cash"),
        (replace(WHY, eligible_tenders=("cash", "card")), "10 % of $450.00 cash and card"),
        (replace(WHY, multiplier=Fraction(3), tier_id="gold"), "10 % of $450.00 cash, times 3 for gold"),
        (replace(WHY, reason="nothing-eligible", eligible_minor=0), "No points: only cash earns here."),
        (
            replace(WHY, reason="nothing-eligible", eligible_minor=0, eligible_tenders=()),
            "No points: nothing earns here at present.",
        ),
        (
            replace(WHY, reason="below-one-point", eligible_minor=9),
            "10 % of $0.09 cash is less than one point; it is kept for the next purchase.",
        ),
    ],
)
def test_the_sentence_says_the_rate_the_money_and_the_reason(why: AccrualWhy, sentence: str) -> None:
    purchase = Purchase("visit", why.eligible_minor, "USD", (), (), None)
    assert explain(post(FRESH, Change(ACCRUAL, why, purchase=purchase), CAUSE).entry) == sentence


@pytest.mark.parametrize(
    ("amount_minor", "currency", "text"),
    [(123_456, "USD", "$1,234.56"), (5, "EUR", "€0.05"), (1_500, "JPY", "JPY 1,500"), (1_500, "KWD", "KWD 1.500")],
)
def test_money_is_written_with_the_currencys_own_decimals(amount_minor: int, currency: str, text: str) -> None:
    assert money(amount_minor, currency) == text
