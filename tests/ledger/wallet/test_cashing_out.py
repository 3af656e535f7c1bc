"""What little is left of paid-in money is paid out on demand, where the rule says so; nothing else ever is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty.domain.ledger.receipt import Movement
from loyalty.domain.program.rules import TenderKind
from loyalty.errors.base import Refusal
from loyalty.services.ledger.cash_out import (
    CashOut,
    CashOutQuote,
    QuoteCashOut,
    UndoCashOut,
    cash_out,
    quote_cash_out,
    undo_cash_out,
)
from loyalty.services.ledger.open_balances import OpenBalance, open_balance
from loyalty.services.preconditions import Caller
from loyalty.services.proof.audit_ledger import audit_clinic
from tests.ledger.at_the_desk import account, change_rule
from tests.support.clinic import CALABASAS, DESK, NOW, PATIENT, clinic_documents
from tests.support.ledger import LedgerDesk, tenders
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.pages import MemoryPages

Refused = Callable[..., Refusal]
LATER = NOW + timedelta(minutes=5)


def pay_out(desk: LedgerDesk, amount_minor: int, now: datetime = LATER, request_id: str | None = None) -> Movement:
    request_id = request_id or desk.next_id()
    body = CashOut(request_id, "bella", CALABASAS, PATIENT, amount_minor, "asked for at the desk")
    return cash_out(desk.store, body, Caller(DESK, now))


def take_back(desk: LedgerDesk, entry_id: str, now: datetime = LATER) -> Movement:
    body = UndoCashOut(desk.next_id(), "bella", CALABASAS, PATIENT, entry_id, "by mistake")
    return undo_cash_out(desk.store, body, Caller(DESK, now))


def test_less_than_fifteen_dollars_is_paid_out_once_and_banked_and_granted_money_stays(
    desk: LedgerDesk, documents: MemoryDocuments
) -> None:
    change_rule(documents, "banking", cash_out_below_minor=15_00)
    desk.bank(1_000)
    desk.credit(5_00)
    desk.credit(12_00, TenderKind.CARD)
    paid_out = pay_out(desk, 12_00, request_id="the-cash-out-of-today")
    assert (paid_out.kind, paid_out.wallet_minor, paid_out.points) == ("cash_out", -12_00, 0)
    assert paid_out.explanation == "$12.00 of wallet money paid out in cash: asked for at the desk"
    assert {lot.origin for lot in account(desk).wallet_lots} == {"banked", "granted"}
    assert pay_out(desk, 12_00, request_id="the-cash-out-of-today") == paid_out


def test_it_is_undone_on_its_day_and_the_money_is_as_before(desk: LedgerDesk, documents: MemoryDocuments) -> None:
    change_rule(documents, "banking", cash_out_below_minor=15_00)
    desk.credit(12_00, TenderKind.CASH)
    lots = account(desk).wallet_lots
    paid_out = pay_out(desk, 12_00)
    back = take_back(desk, paid_out.entry_id)
    assert (back.wallet_minor, back.why["returned_minor"]) == (12_00, 12_00)
    assert account(desk).wallet_lots == lots
    with pytest.raises(Refusal, match="undone"):
        take_back(desk, paid_out.entry_id)
    assert audit_clinic(MemoryPages(documents), "bella").findings == ()


def quote(desk: LedgerDesk, patient_id: str = PATIENT) -> CashOutQuote:
    return quote_cash_out(desk.store, QuoteCashOut("bella", CALABASAS, patient_id), Caller(DESK, LATER))


@pytest.mark.parametrize("below", [None, 15_00])
def test_the_desk_is_told_what_is_left_and_below_which_sum_it_is_paid_out(
    desk: LedgerDesk, documents: MemoryDocuments, below: int | None
) -> None:
    change_rule(documents, "banking", cash_out_below_minor=below)
    desk.bank(1_000)
    desk.credit(5_00)
    assert quote(desk) == CashOutQuote("bella", PATIENT, 0, below)
    desk.credit(12_00, TenderKind.CARD)
    assert quote(desk) == CashOutQuote("bella", PATIENT, 12_00, below)


def test_money_that_another_system_brought_is_told_and_paid_out_too(
    desk: LedgerDesk, documents: MemoryDocuments
) -> None:
    change_rule(documents, "banking", cash_out_below_minor=15_00)
    open_balance(desk.store, OpenBalance("bella", "row-7", "patient-cy", "Cy", 100, None, 9_00, None), NOW)
    assert quote(desk, "patient-cy").left_minor == 9_00
    body = CashOut(desk.next_id(), "bella", CALABASAS, "patient-cy", 9_00, "asked for at the desk")
    assert cash_out(desk.store, body, Caller(DESK, LATER)).wallet_minor == -9_00
    assert quote(desk, "patient-cy").left_minor == 0


@pytest.mark.parametrize(
    ("below", "asked", "code"),
    [(None, 12_00, "cash-out-off"), (12_00, 12_00, "cash-out-too-much"), (15_00, 11_00, "cash-out-differs")],
)
def test_it_is_refused_by_the_rule(
    desk: LedgerDesk, documents: MemoryDocuments, refused: Refused, below: int | None, asked: int, code: str
) -> None:
    change_rule(documents, "banking", cash_out_below_minor=below)
    desk.credit(12_00, TenderKind.CARD)
    assert refused(Refusal, lambda: pay_out(desk, asked)).code == code


def test_it_is_not_undone_on_another_day(desk: LedgerDesk, documents: MemoryDocuments, refused: Refused) -> None:
    change_rule(documents, "banking", cash_out_below_minor=15_00)
    desk.credit(12_00, TenderKind.CARD)
    paid_out = pay_out(desk, 12_00)
    tomorrow = LATER + timedelta(days=1)
    assert refused(Refusal, lambda: take_back(desk, paid_out.entry_id, tomorrow)).code == "void-too-late"


def test_no_last_day_comes_with_money_that_was_paid_for_where_the_rule_says_so(
    desk: LedgerDesk, documents: MemoryDocuments, refused: Refused
) -> None:
    balance = OpenBalance("bella", "row-7", "patient-cy", "Cy", 100, None, 20_00, date(2027, 5, 1))
    change_rule(documents, "banking", paid_in_never_ends=True)
    refusal = refused(Refusal, lambda: open_balance(desk.store, balance, NOW))
    assert (refusal.code, refusal.details) == ("last-day-on-paid-money", {"expires_on": "2027-05-01"})
    change_rule(documents, "banking", paid_in_never_ends=False)
    assert open_balance(desk.store, balance, NOW)


ACTS = st.lists(st.tuples(st.sampled_from(("pay in", "grant", "bank", "spend", "out", "undo")), st.integers(1, 900)))


@settings(max_examples=120, deadline=None)
@given(ACTS)
def test_no_more_is_ever_paid_out_than_was_paid_in_and_is_left(acts: list[tuple[str, int]]) -> None:
    """Whatever else fills the wallet, and whatever is undone: cash out ≤ cash in − what was spent of it."""
    documents = MemoryDocuments(clinic_documents())
    change_rule(documents, "banking", cash_out_below_minor=15_00)
    desk = LedgerDesk(memory_store(documents))
    desk.join()
    desk.pay(*tenders(cash=500_00))
    paid_in = paid_out = 0
    last: Movement | None = None
    for act, amount in acts:
        try:
            if act == "pay in":
                paid_in += desk.credit(amount, TenderKind.CASH).wallet_minor
            elif act == "grant":
                desk.credit(amount)
            elif act == "bank":
                desk.bank(100 + amount // 100 * 100)
            elif act == "spend":
                desk.pay(*tenders(wallet=min(amount, account(desk).wallet_minor)), now=LATER)
            elif act == "out":
                left = sum(lot.remaining_minor for lot in account(desk).wallet_lots if lot.origin == "paid_in")
                last = pay_out(desk, left or amount)
                paid_out += left
            elif last is not None:
                take_back(desk, last.entry_id)
                paid_out, last = paid_out + last.wallet_minor, None
        except Refusal:
            continue
        left = sum(lot.remaining_minor for lot in account(desk).wallet_lots if lot.origin == "paid_in")
        assert quote(desk).left_minor == left
        assert 0 <= paid_out <= paid_in - left
    assert audit_clinic(MemoryPages(documents), "bella").findings == ()
