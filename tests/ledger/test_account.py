"""Postings: the account and the entry that says how it came to be so."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty.domain.calendar import business_date
from loyalty.domain.fields import fingerprint
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import GENESIS_HASH, Actor, Purchase, Request, entry_fields, hash_of
from loyalty.domain.ledger.lots import MOST_OPEN_LOTS, Lives
from loyalty.domain.ledger.posting import Cause, Posting, with_room
from loyalty.domain.ledger.purchases import EarningRules, accrue
from loyalty.domain.program.accrual import Tender
from loyalty.domain.program.rules import EarningRule, ExpiryRule, RemindersRule, TenderKind
from loyalty.errors.ledger import TooManyOpenLots

PLACE = ZoneInfo("America/Los_Angeles")
NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)
TERMS = EarningRules(
    EarningRule(4, (TenderKind.CASH,), 1000, 1),
    Lives(ExpiryRule(2, "months", 6), RemindersRule(1, 28, 7, 10), PLACE),
)
FRESH = Account("bella", "ana", "Ana", True, NOW, Request("join", "f"))  # noqa: FBT003


def accrual(account: Account, amount_minor: int, entry_id: str = "entry-1") -> Posting:
    cause = Cause(entry_id, Request(entry_id, "f"), Actor("desk", "front_desk"), "here", business_date(NOW, PLACE), NOW)
    purchase = Purchase("visit", amount_minor, "USD", (Tender(TenderKind.CASH, amount_minor),), (), None)
    return accrue(account, purchase, TERMS, cause)


def test_an_accrual_opens_a_lot_that_holds_its_points() -> None:
    after = accrual(FRESH, 45_000).account
    assert (after.points, after.revision, len(after.lots)) == (4_500, 1, 1)
    assert after.lots[0].points_remaining == after.lots[0].points_earned == 4_500
    assert after.due_at == after.lots[0].milestone_at


def test_the_entry_names_the_lot_the_balances_after_and_the_rule_versions() -> None:
    entry = accrual(FRESH, 45_000).entry
    assert [(draw.lot_id, draw.points) for draw in entry.draws] == [("entry-1", 4_500)]
    assert (entry.points_after, entry.debt_points_after) == (4_500, 0)
    assert entry.why.rule_versions == {"earning": 4, "expiry": 2, "reminders": 1}


def test_debt_is_repaid_first_and_only_the_rest_opens_a_lot() -> None:
    posting = accrual(replace(FRESH, points=-1_000, debt_points=1_000), 45_000)
    assert (posting.account.points, posting.account.debt_points) == (3_500, 0)
    assert (posting.entry.points, posting.entry.debt_points) == (4_500, -1_000)
    assert posting.account.lots[0].points_remaining == 3_500


def test_an_accrual_swallowed_by_debt_opens_no_lot() -> None:
    posting = accrual(replace(FRESH, points=-9_000, debt_points=9_000), 45_000)
    assert (posting.account.debt_points, posting.account.lots, posting.entry.lot) == (4_500, (), None)
    assert posting.entry.draws == ()


def test_an_account_of_500_lots_refuses_what_would_be_one_more_with_the_number() -> None:
    lot = accrual(FRESH, 45_000).account.lots[0]
    other = replace(lot, expires_on=lot.expires_on + timedelta(days=1))
    full = replace(FRESH, lots=tuple(replace(other, lot_id=f"lot-{number}") for number in range(MOST_OPEN_LOTS)))
    posting = accrual(full, 45_000)
    with pytest.raises(TooManyOpenLots) as refused:
        with_room(full, posting)
    assert refused.value.details == {"limit": 500}


def test_on_an_account_of_500_lots_points_join_the_latest_with_their_life() -> None:
    lot = accrual(FRESH, 45_000).account.lots[0]
    full = replace(FRESH, lots=tuple(replace(lot, lot_id=f"lot-{number:03d}") for number in range(MOST_OPEN_LOTS)))
    after = with_room(full, accrual(full, 45_000)).account
    assert (len(after.lots), after.lots[-1].points_remaining) == (MOST_OPEN_LOTS, 9_000)


def test_a_purchase_of_zero_points_is_still_recorded_on_a_full_account() -> None:
    lot = accrual(FRESH, 45_000).account.lots[0]
    full = replace(FRESH, lots=tuple(replace(lot, lot_id=f"lot-{number}") for number in range(MOST_OPEN_LOTS)))
    assert accrual(full, 1).entry.points == 0


@given(amounts=st.lists(st.integers(1, 1_000_000), min_size=1, max_size=12), debt=st.integers(0, 200_000))
def test_whatever_is_bought_the_books_balance_and_the_chain_holds(amounts: list[int], debt: int) -> None:
    account = replace(FRESH, points=-debt, debt_points=debt)
    entries = []
    for number, amount in enumerate(amounts):
        posting = accrual(account, amount, f"entry-{number}")
        account = posting.account
        entries.append(posting.entry)
    assert account.points == sum(entry.points for entry in entries) - debt
    assert account.points == sum(lot.points_remaining for lot in account.lots) - account.debt_points
    assert account.revision == len(entries)
    previous = GENESIS_HASH
    for number, entry in enumerate(entries, 1):
        assert entry.revision == number
        assert entry.points == sum(draw.points for draw in entry.draws) - entry.debt_points
        assert entry.previous_hash == previous
        assert entry.hash == hash_of(entry_fields(entry))
        previous = entry.hash
    assert account.head_hash == previous


def test_any_changed_field_of_an_entry_breaks_its_hash() -> None:
    fields = entry_fields(accrual(FRESH, 45_000).entry)
    for name in set(fields) - {"hash"}:
        assert hash_of({**fields, name: "changed"}) != fields["hash"], name


def test_equal_requests_have_equal_fingerprints_and_others_do_not() -> None:
    assert fingerprint("call", {"a": 1, "b": (2,)}) == fingerprint("call", {"b": [2], "a": 1})
    assert fingerprint("call", {"a": 1}) != fingerprint("call", {"a": 2})
    assert fingerprint("call", {"a": 1}) != fingerprint("other", {"a": 1})


def test_a_value_without_canonical_form_is_refused_rather_than_hashed() -> None:
    with pytest.raises(TypeError, match="Fraction"):
        fingerprint("call", {"a": Fraction(1, 3)})
