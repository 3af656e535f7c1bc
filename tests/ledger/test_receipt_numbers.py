"""A till's number stands for one purchase of a location and a day, however it is typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty.domain.checkout.visits import normal_number
from loyalty.domain.ledger.receipt import Receipt
from loyalty.errors.access import RoleNotAllowed
from loyalty.errors.base import Refusal
from loyalty.errors.checkout import ReceiptNumberUsed
from loyalty.services.checkout.visits import CheckedIn
from loyalty.services.ledger.record_purchase import record_purchase
from loyalty.services.preconditions import Caller
from tests.ledger.at_the_desk import BO
from tests.support.clinic import DESK, MANAGER, NOW, PATIENT
from tests.support.ledger import LedgerDesk, lines, tenders

Refused = Callable[[type[Refusal], Callable[[], object]], Refusal]
TOMORROW = NOW + timedelta(days=1)


def rings(desk: LedgerDesk, number: str, visit: CheckedIn | None = None, days: int = 0, uid: str = DESK) -> Receipt:
    """A purchase with a number, by default Bo's; whoever else than the desk is named, means the number."""
    now = NOW + timedelta(days=days)
    return desk.pay(
        *tenders(cash=900),
        visit=visit or desk.scan(BO, now),
        now=now,
        receipt_number=number,
        uid=uid,
        sure_of_number=uid != DESK,
    )


@pytest.mark.parametrize("typed", ["R-77", "r-77", "R‑77", "Ｒ-77", "R – 77", "R\u00a0-\u200b77", "Ｒ－７７", "R−77"])
def test_one_number_is_one_number_however_it_is_typed(desk: LedgerDesk, refused: Refused, typed: str) -> None:
    first = rings(desk, "R-77", desk.scan(PATIENT))
    visit = desk.scan(BO)
    refusal = refused(ReceiptNumberUsed, lambda: rings(desk, typed, visit))
    assert refusal.details["entry_id"] == first.entry_id


def test_other_numbers_are_others(desk: LedgerDesk) -> None:
    rings(desk, "R-77", desk.scan(PATIENT))
    for other in ("R-78", "R77", "77", "R-7-7"):
        rings(desk, other)


def test_a_till_that_starts_anew_each_day_is_taken_each_day(desk: LedgerDesk, refused: Refused) -> None:
    rings(desk, "0001", desk.scan(PATIENT))
    second = rings(desk, "0001", days=1)
    visit = desk.scan(BO, TOMORROW)
    refusal = refused(ReceiptNumberUsed, lambda: rings(desk, "0001", visit, days=1))
    assert (refusal.details["entry_id"], refusal.details["business_date"]) == (second.entry_id, "2026-11-23")


def test_a_full_refund_frees_the_number_and_a_partial_one_does_not(desk: LedgerDesk, refused: Refused) -> None:
    first = rings(desk, "R-1", desk.scan(PATIENT))
    desk.refund(first.entry_id, lines(cash=400))
    visit = desk.scan(BO)
    refused(ReceiptNumberUsed, lambda: rings(desk, "R-1", visit))
    desk.refund(first.entry_id, lines(cash=500))
    again = rings(desk, "R-1", visit)
    assert refused(ReceiptNumberUsed, lambda: rings(desk, "R-1", visit)).details["entry_id"] == again.entry_id


def test_a_manager_may_mean_a_number_a_second_time_and_the_desk_may_not(desk: LedgerDesk, refused: Refused) -> None:
    rings(desk, "R-1", desk.scan(PATIENT))
    visit = desk.scan(BO)
    by_the_desk = replace(desk.purchase(visit, tenders(cash=900)), receipt_number="R-1", confirmed_receipt_number=True)
    refused(RoleNotAllowed, lambda: record_purchase(desk.store, by_the_desk, Caller(DESK, NOW)))
    meant = rings(desk, "R-1", visit, uid=MANAGER)
    assert refused(ReceiptNumberUsed, lambda: rings(desk, "R-1", visit)).details["entry_id"] == meant.entry_id


def test_a_moved_purchase_of_yesterday_leaves_todays_number_alone(desk: LedgerDesk, refused: Refused) -> None:
    yesterdays = rings(desk, "0001", desk.scan(PATIENT))
    todays = rings(desk, "0001", days=1)
    desk.reassign(yesterdays.entry_id, BO, now=TOMORROW, uid=MANAGER)
    visit = desk.scan(BO, TOMORROW)
    refusal = refused(ReceiptNumberUsed, lambda: rings(desk, "0001", visit, days=1))
    assert refusal.details["entry_id"] == todays.entry_id


@given(st.text(max_size=40))
def test_a_numbers_one_form_is_its_own_one_form(typed: str) -> None:
    normal = normal_number(typed)
    assert normal == normal_number(normal) == normal_number(f" {typed}\u200b ") == normal_number(typed.casefold())
    assert normal == normal_number(unicodedata.normalize("NFD", typed))
