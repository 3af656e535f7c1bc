"""The exact arithmetic of redemptions, banking, wallet money and refunds, on the domain alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import Actor, Purchase, Request
from loyalty.domain.ledger.lots import Lives
from loyalty.domain.ledger.posting import Cause, Posting
from loyalty.domain.ledger.purchases import EarningRules, accrue
from loyalty.domain.ledger.redemption import Bought, most_redeemable, points_for, redeem, worth_minor
from loyalty.domain.ledger.refunds import Undoing, WholePurchase, undo
from loyalty.domain.ledger.reversals import Reversals
from loyalty.domain.ledger.uses import AtBill, UsedToday, room_for
from loyalty.domain.ledger.wallet.banking import BankingTerms, bank, banked_minor
from loyalty.domain.ledger.wallet.lots import BANKED, GRANTED, PAID_IN, Origin, WalletLot, spend
from loyalty.domain.program.accrual import Tender
from loyalty.domain.program.rules import (
    BankingRule,
    EarningRule,
    ExpiryRule,
    RedemptionRule,
    RemindersRule,
    TenderKind,
)
from loyalty.errors.base import Refusal
from loyalty.errors.ledger import InsufficientWallet, NothingToBank

PLACE = ZoneInfo("America/Los_Angeles")
NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)
LIVES = Lives(ExpiryRule(1, "months", 6), RemindersRule(1, 28, 7, 10), PLACE)
FRESH = Account("bella", "ana", "Ana", True, NOW, Request("join", "f"))  # noqa: FBT003
REDEMPTION = RedemptionRule(1, 100, 50, 100, 20_000, 5_000, True, None, timedelta(minutes=5))  # noqa: FBT003
BANKING = BankingRule(1, 500, 100, 110, {"gold": 1_000}, timedelta(minutes=30), None, 90)


def cause(entry_id: str, now: datetime = NOW) -> Cause:
    return Cause(entry_id, Request(entry_id, "f"), Actor("desk", "front_desk"), "here", date(2026, 11, 22), now)


def buy(account: Account, amount_minor: int, entry_id: str = "buy", rate_bp: int = 1_000, per: int = 100) -> Posting:
    terms = EarningRules(EarningRule(1, (TenderKind.CASH,), rate_bp, per), LIVES)
    purchase = Purchase("visit", amount_minor, "USD", (Tender(TenderKind.CASH, amount_minor),), (), None)
    return accrue(account, purchase, terms, cause(entry_id))


def refund(account: Account, bought: Posting, amounts: list[int]) -> tuple[Account, list[int]]:
    """The account after refunds of these amounts one after another, and what each took back."""
    sale, taken = WholePurchase(bought.entry, None, None, None, Reversals("here")), []
    for number, amount_minor in enumerate(amounts):
        undoing = Undoing("refund", "back", {TenderKind.CASH: amount_minor}, {}, PLACE)
        undone = undo(account, sale, undoing, cause(f"refund-{number}"))
        account, sale = undone.account, replace(sale, reversals=undone.reversals)
        taken.append(-undone.entries[-1].points)
    return account, taken


def test_three_refunds_of_a_third_take_back_four_three_and_three_never_nine() -> None:
    bought = buy(FRESH, 10_000)
    after, taken = refund(bought.account, bought, [3_333, 3_333, 3_334])
    assert (bought.entry.points, taken) == (10, [4, 3, 3])
    assert (after.points, after.lots) == (0, ())
    assert after.remainder == 0


@given(
    before=st.integers(0, 999),
    paid=st.integers(1, 10**6),
    later=st.integers(1, 10**6),
    data=st.data(),
    rate_bp=st.sampled_from([1, 33, 500, 1_000, 1_500]),
)
def test_a_refund_leaves_the_account_where_the_smaller_purchase_would_have(
    before: int, paid: int, later: int, data: st.DataObject, rate_bp: int
) -> None:
    kept = data.draw(st.integers(0, paid))
    start = replace(FRESH, remainder=Fraction(before, 1_000))
    bought = buy(start, paid, rate_bp=rate_bp)
    second = buy(bought.account, later, "later", rate_bp)
    after, _ = refund(second.account, bought, [paid - kept] if kept < paid else [])
    smaller = buy(start, kept, rate_bp=rate_bp).account if kept else start
    should = buy(smaller, later, "later", rate_bp).account
    assert after.points + after.remainder == should.points + should.remainder
    assert after.remainder < 1


def test_buying_and_refunding_over_and_over_earns_nothing_in_whatever_order() -> None:
    account = FRESH
    for turn in range(5):
        first = buy(account, 600, f"first-{turn}")
        second = buy(first.account, 600, f"second-{turn}")
        account, _ = refund(second.account, first, [600])
        account, _ = refund(account, second, [600])
        assert account.points + account.remainder == 0


@given(paid=st.integers(1, 10**6), data=st.data(), rate_bp=st.sampled_from([33, 500, 1_000, 1_500]))
def test_many_refunds_take_back_what_one_of_their_sum_does(paid: int, data: st.DataObject, rate_bp: int) -> None:
    bought = buy(FRESH, paid, rate_bp=rate_bp)
    cuts = sorted(data.draw(st.lists(st.integers(0, paid), max_size=4)))
    parts = [part for low, high in zip([0, *cuts], cuts, strict=False) if (part := high - low)]
    if not parts:
        return
    many, taken = refund(bought.account, bought, parts)
    once, (at_once,) = refund(bought.account, bought, [sum(parts)])
    assert (sum(taken), many.points, many.remainder) == (at_once, once.points, once.remainder)
    assert sum(taken) <= bought.entry.points


@given(points=st.integers(0, 10**7), per_100=st.integers(1, 1_000))
def test_the_worth_of_points_and_the_points_for_a_worth_agree(points: int, per_100: int) -> None:
    rule = replace(REDEMPTION, minor_per_100_points=per_100)
    worth = worth_minor(points, rule)
    assert points_for(worth, rule) <= points
    assert worth_minor(points_for(worth, rule), rule) >= worth


@given(
    held=st.integers(0, 30_000), bill=st.integers(1, 10**5), used=st.integers(0, 20_000), asked=st.integers(1, 40_000)
)
def test_what_is_quoted_is_the_most_that_may_be_redeemed(held: int, bill: int, used: int, asked: int) -> None:
    account = buy(FRESH, held, per=1, rate_bp=10_000).account if held else FRESH
    account = replace(account, used=UsedToday(date(2026, 11, 22), points=used))
    room = room_for(account.used_on(date(2026, 11, 22)), REDEMPTION, AtBill("visit"))
    quote = most_redeemable(account, REDEMPTION, bill, room, NOW)
    bought = Bought(AtBill("visit"), "USD", asked, bill)
    usable = asked >= 100 and asked % 50 == 0
    try:
        posting = redeem(account, REDEMPTION, bought, cause("redeem"))
    except Refusal:
        assert asked > quote.most_points or not usable
    else:
        assert usable
        assert asked <= quote.most_points
        assert posting.entry.points == -asked
        assert worth_minor(asked, REDEMPTION) * 10_000 <= bill * REDEMPTION.most_bill_bp


def test_banking_multiplies_first_and_rounds_once() -> None:
    assert banked_minor(1_000, BANKING, None) == 1_100
    assert banked_minor(1_000, BANKING, "gold") == 1_210
    assert banked_minor(33, replace(BANKING, minor_per_100_points=101), "gold") == 36


def test_points_worth_nothing_are_not_banked() -> None:
    poor = replace(BANKING, minimum_points=1, increment_points=1, minor_per_100_points=1)
    with pytest.raises(NothingToBank):
        bank(buy(FRESH, 10_000).account, 5, BankingTerms(poor, None, "USD", PLACE), cause("bank"))


def wallet_lot(name: str, origin: Origin, minor: int, days: int | None = None) -> WalletLot:
    expires_at = None if days is None else NOW + timedelta(days=days)
    return WalletLot(name, origin, minor, minor, NOW, expires_at.date() if expires_at else None, expires_at)


def test_wallet_money_is_spent_banked_first_then_granted_then_paid_in_each_soonest_to_expire() -> None:
    lots = [
        wallet_lot("own", PAID_IN, 500),
        wallet_lot("gift-later", GRANTED, 300, days=60),
        wallet_lot("gift-soon", GRANTED, 300, days=30),
        wallet_lot("banked", BANKED, 200),
    ]
    draws = spend(lots, 1_000, NOW)
    assert [(draw.wallet_lot_id, draw.amount_minor) for draw in draws] == [
        ("banked", -200),
        ("gift-soon", -300),
        ("gift-later", -300),
        ("own", -200),
    ]


def test_wallet_money_that_expired_or_is_not_there_is_not_spent() -> None:
    with pytest.raises(InsufficientWallet) as refused:
        spend([wallet_lot("gift", GRANTED, 300, days=30)], 100, NOW + timedelta(days=30))
    assert refused.value.details == {"asked_minor": 100, "available_minor": 0}
