"""Money that was paid in earns once, at its use, as if it was paid then; banked and granted money never does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty.domain.documents import Decision
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger import posting
from loyalty.domain.program.accrual import Tender
from loyalty.domain.program.rules import TenderKind
from loyalty.errors.base import Refusal
from tests.ledger.at_the_desk import account, change_rule
from tests.support.clinic import NOW, PATIENT, Fields, clinic_documents
from tests.support.ledger import LedgerDesk, into_wallet, lines, tenders
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.tiers import tier, tiers_rule

Refused = Callable[..., Refusal]
TOMORROW = NOW + timedelta(days=1)
LATER = NOW + timedelta(minutes=1)


def new_desk(**rules: Fields) -> LedgerDesk:
    """A desk whose patient holds nothing; cash and cards earn 10 %."""
    documents = MemoryDocuments(clinic_documents())
    change_rule(documents, "earning", eligible_tenders=["cash", "card"], rate_bp=1000, minor_per_point=1)
    change_rule(documents, "redemption", confirm_above_points=None)
    for name, content in rules.items():
        documents.put(f"clinics/bella/rules/{name}", content)
    desk = LedgerDesk(memory_store(documents))
    desk.join()
    return desk


def test_five_hundred_dollars_paid_in_earn_when_they_are_spent_and_not_before() -> None:
    desk = new_desk(tiers=tiers_rule(tier("silver"), tier("gold", (3, 2), "spend_minor", 500_00)))
    paid_in = desk.credit(500_00, TenderKind.CARD)
    assert (paid_in.points, account(desk).days) == (0, ())
    spent = desk.pay(*tenders(wallet=500_00), now=LATER)
    assert spent.points == 5_000
    assert spent.explanation == "10 % of $500.00 cash and card, $500.00 of it paid in before"
    after = account(desk)
    assert (after.tier_id, after.days[0].spend_minor) == ("gold", 500_00)


def test_it_earns_as_the_tender_that_paid_it_in() -> None:
    desk = new_desk()
    desk.credit(100_00, TenderKind.FINANCING)
    desk.credit(100_00, TenderKind.CASH, now=LATER)
    spent = desk.pay(*tenders(wallet=150_00, card=10_00), now=LATER)
    assert (spent.points, spent.why["eligible_minor"]) == (600, 60_00)
    assert account(desk).days[0].spend_minor == 160_00


def test_granted_money_and_banked_money_never_earn() -> None:
    desk = new_desk()
    desk.pay(*tenders(cash=100_00))
    desk.bank(1_000)
    desk.credit(20_00)
    spent = desk.pay(*tenders(wallet=31_00), now=LATER)
    assert (spent.points, spent.why["reason"]) == (0, "nothing-eligible")


def test_a_refund_takes_back_what_paid_in_money_earned_and_it_can_earn_again() -> None:
    desk = new_desk()
    desk.credit(20_00)
    desk.credit(100_00, TenderKind.CASH)
    spent = desk.pay(*tenders(wallet=120_00), now=LATER)
    assert spent.points == 1_000
    part = desk.refund(spent.entry_id, lines(wallet=60_00), now=TOMORROW)
    assert (part.points, part.why["paid_in_minor"]) == (-500, {"cash": 50_00})
    rest = desk.refund(spent.entry_id, lines(wallet=60_00), now=TOMORROW)
    assert (rest.points, account(desk).points, account(desk).wallet_minor) == (-500, 0, 120_00)
    assert account(desk).days == ()
    again = desk.pay(*tenders(wallet=120_00), now=TOMORROW)
    assert again.points == 1_000


def test_money_from_before_its_tender_was_kept_earns_nothing() -> None:
    documents = MemoryDocuments(clinic_documents())
    desk = LedgerDesk(memory_store(documents))
    desk.join()
    desk.credit(100_00, TenderKind.CASH)
    path = "clinics/bella/patients/patient-ana"
    kept = documents.all()[path]
    lots = {
        name: {key: value for key, value in lot.items() if key != "paid_with"}
        for name, lot in kept["wallet_lots"].items()
    }
    documents.put(path, {**kept, "wallet_lots": lots})
    assert desk.pay(*tenders(wallet=100_00), now=LATER).points == 0


def paid_in_of(desk: LedgerDesk, entry_id: str) -> tuple[Tender, ...]:
    """The part of a purchase's wallet money that was paid in."""
    at = ClinicKeys(desk.clinic_id).entry(PATIENT, entry_id)
    purchase = desk.store.transact((at,), lambda docs: Decision(docs.require(at))).purchase
    return purchase.paid_in if purchase else ()


AMOUNTS = st.integers(1, 90_000)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(("cash", "card", "financing", None)), AMOUNTS), min_size=1, max_size=4),
    st.lists(st.integers(1, 60_000), min_size=1, max_size=4),
    st.lists(st.integers(1, 60_000), max_size=4),
)
def test_spending_what_was_paid_in_earns_what_paying_it_would_have_earned(
    paid: list[tuple[str | None, int]], spent: list[int], refunded: list[int]
) -> None:
    """The same money, paid directly in the same parts: the same points, the same sums for tiers, the same refunds."""
    through, direct = new_desk(), new_desk()
    now, sales = NOW, list[tuple[str, str, int]]()
    for tender, amount in paid:
        # What one manager may grant on a day is bounded.
        through.credit(amount if tender else amount % 1_200 + 1, TenderKind(tender) if tender else None, now=now)
        now += timedelta(minutes=1)
    for number, asked in enumerate(spent):
        amount = min(asked, account(through).wallet_minor)
        if not amount:
            break
        bought = through.pay(*tenders(wallet=amount), now=now + timedelta(minutes=number))
        own = {tender.kind: tender.amount_minor for tender in paid_in_of(through, bought.entry_id)}
        # Gifts stand for insurance: a part of the bill that never earns.
        rest = amount - sum(own.values())
        like = {**{str(kind): minor for kind, minor in own.items()}, **({"insurance": rest} if rest else {})}
        paid_direct = direct.pay(*tenders(**like), now=now + timedelta(minutes=number))
        assert bought.points == paid_direct.points
        sales.append((bought.entry_id, paid_direct.entry_id, amount))
    assert sum(day.spend_minor for day in account(through).days) == sum(day.spend_minor for day in account(direct).days)
    for (sale_id, _, amount), part in zip(sales, refunded, strict=False):
        through.refund(sale_id, lines(wallet=min(part, amount)), now=now + timedelta(days=1))
        if part < amount:
            through.refund(sale_id, lines(wallet=amount - part), now=now + timedelta(days=2))
    if len(refunded) >= len(sales):
        after = account(through)
        assert (after.points, after.debt_points, after.remainder) == (0, 0, Fraction(0))
        assert sum(day.spend_minor for day in after.days) == 0


def test_a_card_payment_goes_back_as_wallet_money_in_one_act(desk: LedgerDesk) -> None:
    bought = desk.pay(*tenders(cash=50_00, card=300_00), now=LATER)
    refunded = desk.refund(bought.entry_id, into_wallet(card=200_00), now=TOMORROW, request_id="back-into-the-wallet")
    assert refunded.wallet_minor_after == 200_00
    assert refunded.why["as_wallet_minor"] == {"card": 200_00}
    assert refunded.explanation == "Refund of $200.00: $200.00 paid into the wallet"
    (lot,) = account(desk).wallet_lots
    assert (lot.origin, lot.paid_with, lot.expires_at) == ("paid_in", "card", None)
    again = desk.refund(bought.entry_id, into_wallet(card=200_00), now=TOMORROW, request_id="back-into-the-wallet")
    assert (again, account(desk).wallet_minor) == (refunded, 200_00)


def test_a_full_wallet_takes_no_refund_but_the_tender_that_paid_does(
    desk: LedgerDesk, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    bought = desk.pay(*tenders(card=300_00), now=LATER)
    desk.credit(100, TenderKind.CASH)
    monkeypatch.setattr(posting, "MOST_WALLET_LOTS", 1)
    full = refused(Refusal, lambda: desk.refund(bought.entry_id, into_wallet(card=200_00), now=TOMORROW))
    assert (full.code, full.details) == ("too-many-open-lots", {"limit": 1})
    assert desk.refund(bought.entry_id, lines(card=200_00), now=TOMORROW).wallet_minor_after == 100


def test_never_more_goes_into_the_wallet_than_the_tender_paid(desk: LedgerDesk, refused: Refused) -> None:
    bought = desk.pay(*tenders(cash=50_00, card=300_00), now=LATER)
    desk.refund(bought.entry_id, lines(card=200_00), now=TOMORROW)
    more = refused(Refusal, lambda: desk.refund(bought.entry_id, into_wallet(card=150_00), now=TOMORROW))
    assert (more.code, more.details["left_minor"]) == ("refund-exceeds-paid", 100_00)
    assert account(desk).wallet_minor == 0


def test_insurance_points_and_wallet_money_do_not_become_money_that_was_paid_in(
    desk: LedgerDesk, refused: Refused
) -> None:
    bought = desk.pay(*tenders(insurance=50_00, points=10_00), now=LATER)
    for kind in ("insurance", "points"):
        refusal = refused(Refusal, lambda kind=kind: desk.refund(bought.entry_id, into_wallet(**{kind: 1_00})))
        assert refusal.code == "not-refundable-as"


def test_what_went_into_the_wallet_can_be_taken_back_from_it_by_its_entry(desk: LedgerDesk) -> None:
    bought = desk.pay(*tenders(card=300_00), now=LATER)
    desk.refund(bought.entry_id, into_wallet(card=200_00), now=TOMORROW, request_id="back-into-the-wallet")
    back = desk.reverse_credit("back-into-the-wallet.paid-card", 200_00, now=TOMORROW)
    assert (back.wallet_minor_after, back.why["refunded_minor"]) == (0, {"card": 200_00})


PARTS = st.tuples(st.integers(1, 40_000), st.booleans(), st.sampled_from(("cash", "card")))


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 60_000), st.integers(1, 60_000), st.lists(PARTS, max_size=6))
def test_money_that_went_back_as_wallet_money_earns_again_and_only_once(
    cash: int, card: int, parts: list[tuple[int, bool, str]]
) -> None:
    """Whatever was refunded how: once the wallet is spent, the points are those of the money that stayed here."""
    desk, like = new_desk(), new_desk()
    bought = desk.pay(*tenders(cash=cash, card=card))
    left, kept = {"cash": cash, "card": card}, cash + card
    for amount, as_wallet, kind in parts:
        part = min(amount, left[kind])
        if part:
            desk.refund(bought.entry_id, (into_wallet if as_wallet else lines)(**{kind: part}), now=TOMORROW)
            left[kind], kept = left[kind] - part, kept - (0 if as_wallet else part)
    if minor := account(desk).wallet_minor:
        desk.pay(*tenders(wallet=minor), now=TOMORROW)
    if kept:
        like.pay(*tenders(cash=kept))
    after, expected = account(desk), account(like)
    assert after.points + after.remainder == expected.points + expected.remainder
    assert sum(day.spend_minor for day in after.days) == kept
