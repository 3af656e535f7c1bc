"""One honest sentence for every entry."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import (
    ACCRUAL,
    ADJUSTMENT,
    EXPIRY,
    OPENING,
    REISSUE,
    REVERSAL,
    WHY_OF,
    Actor,
    Purchase,
    Request,
)
from loyalty.domain.ledger.explain import explain
from loyalty.domain.ledger.lots import Draw
from loyalty.domain.ledger.posting import Cause, Change, post
from loyalty.domain.ledger.wallet.lots import WalletDraw
from loyalty.domain.ledger.why import AccrualWhy, AdjustmentWhy, ExpiryWhy, OpeningWhy, ReissueWhy, ReversalWhy
from loyalty.domain.money import money
from tests.vectors import make_explain

NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)
FRESH = Account("bella", "ana", "Ana", True, NOW, Request("join", "f"))  # noqa: FBT003
CAUSE = Cause("entry", Request("entry", "f"), Actor("desk", "front_desk"), "here", NOW.date(), NOW)
EXPIRED = ExpiryWhy("expired", date(2027, 5, 22), "USD", {})
THANKS = AdjustmentWhy("goodwill", "With our thanks.", None, {})
REFUND = ReversalWhy("refund", "sent back", "USD", {}, refunded_minor={"cash": 6_000})
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
            replace(WHY, reason="nothing-eligible", eligible_minor=0, eligible_tenders=("cash", "card")),
            "No points: only cash and card earn here.",
        ),
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
    ("change", "sentence"),
    [
        (Change(EXPIRY, EXPIRED, (Draw("lot", -1),)), "1 point passed its last day, 22 May 2027"),
        (Change(EXPIRY, EXPIRED, (Draw("lot", -200),)), "200 points passed their last day, 22 May 2027"),
        (
            Change(EXPIRY, EXPIRED, wallet_draws=(WalletDraw("lot", -1_100),)),
            "$11.00 of wallet money passed its last day, 22 May 2027",
        ),
        (Change(ADJUSTMENT, THANKS, (Draw("lot", 60),), -40), "With our thanks; 40 points repaid what was owed"),
        (Change(ADJUSTMENT, THANKS, (Draw("lot", 100),)), "With our thanks."),
        (
            Change(REISSUE, ReissueWhy("reissued", "as promised", {}), (Draw("lot", 1),)),
            "1 point that had expired was given a new life: as promised",
        ),
        (
            Change(REVERSAL, replace(REFUND, clawed_points=3), (Draw("lot", -2),), 1),
            "Refund of $60.00: 3 points taken back; 1 point is owed and the next point repays it",
        ),
        (
            Change(OPENING, OpeningWhy("opening", "row-7", "USD", {}), (Draw("lot", 460),), -40),
            "500 points brought along; 40 points repaid what was owed",
        ),
    ],
)
def test_one_is_not_spoken_of_as_many_and_debt_is_never_left_out(change: Change, sentence: str) -> None:
    assert explain(post(FRESH, change, CAUSE).entry) == sentence


def test_the_sentences_that_the_pages_are_tested_with_are_the_engines_own() -> None:
    assert make_explain.FILE.read_text() == make_explain.text()


def test_every_kind_of_entry_has_its_sentence_there() -> None:
    assert {each.kind for each in make_explain.entries()} == set(WHY_OF)


@pytest.mark.parametrize(
    ("amount_minor", "currency", "text"),
    [(123_456, "USD", "$1,234.56"), (5, "EUR", "€0.05"), (1_500, "JPY", "JPY 1,500"), (1_500, "KWD", "KWD 1.500")],
)
def test_money_is_written_with_the_currencys_own_decimals(amount_minor: int, currency: str, text: str) -> None:
    assert money(amount_minor, currency) == text
