"""Bounds hold for what they are about, a bill, a patient's day and a patient's yes, and not for one call."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty.domain.ledger.uses import UsedToday
from loyalty.domain.program.rules import TenderKind
from loyalty.errors.base import Refusal
from loyalty.errors.ledger import (
    ConfirmationRequired,
    InsufficientWallet,
    NothingToConfirm,
    OverBillShare,
    OverVisitCap,
    RedemptionNotCombinable,
)
from loyalty.services.checkout.visits import CheckedIn
from loyalty.services.ledger.redemptions import QuoteRedemption, quote_redemption
from loyalty.services.preconditions import Caller
from tests.ledger.at_the_desk import account, change_rule
from tests.ledger.uses.at_a_lookup import found_by_lookup
from tests.support.clinic import CALABASAS, DESK, NOW, PATIENT, clinic_documents
from tests.support.ledger import LedgerDesk, lines, tenders
from tests.support.memory import MemoryDocuments, memory_store

Refused = Callable[[type[Refusal], Callable[[], object]], Refusal]
TOMORROW = NOW + timedelta(days=1)


def quoted(desk: LedgerDesk, visit: CheckedIn, bill_minor: int | None = None) -> int:
    body = QuoteRedemption("bella", CALABASAS, PATIENT, visit.visit_id, bill_minor)
    return quote_redemption(desk.store, body, Caller(DESK, NOW)).most_points


def test_half_a_bill_is_half_a_bill_in_however_many_redemptions(desk: LedgerDesk, refused: Refused) -> None:
    visit = desk.scan()
    desk.redeem(5_000, 10_000, visit=visit)
    assert quoted(desk, visit, 10_000) == 0
    refusal = refused(OverBillShare, lambda: desk.redeem(5_000, 10_000, visit=visit))
    assert (refusal.details["bill_minor"], refusal.details["left_minor"]) == (10_000, 0)
    assert desk.redeem(1_000, 12_000, visit=visit).points == -1_000


def test_what_a_redemption_took_off_counts_for_the_tender_of_the_rest(desk: LedgerDesk, refused: Refused) -> None:
    visit = desk.scan()
    desk.redeem(4_000, 10_000, visit=visit)
    refused(OverBillShare, lambda: desk.pay(*tenders(cash=4_000, points=2_000), visit=visit))
    assert desk.pay(*tenders(cash=5_000, points=1_000), visit=visit).redeemed_points == 1_000
    assert quoted(desk, visit, 10_000) == 5_000


def test_a_bill_that_was_less_than_was_said_leaves_less_for_the_next(desk: LedgerDesk, refused: Refused) -> None:
    visit = desk.scan()
    desk.redeem(5_000, 10_000, visit=visit)
    rung = desk.pay(*tenders(cash=100), visit=visit)
    over = 5_000 - 5_100 // 2
    assert quoted(desk, visit, 10_000) == 5_000 - over
    refusal = refused(OverBillShare, lambda: desk.redeem(5_000, 10_000, visit=visit))
    assert refusal.details["left_minor"] == 5_000 - over
    desk.void(rung.entry_id)
    assert quoted(desk, visit, 10_000) == 5_000


def test_two_purchases_of_a_visit_are_two_bills(desk: LedgerDesk) -> None:
    visit = desk.scan()
    for amount in (3_000, 1_000):
        assert desk.pay(*tenders(cash=amount, points=amount), visit=visit).redeemed_points == amount


def test_what_is_cancelled_or_voided_can_be_used_of_the_bill_again(desk: LedgerDesk) -> None:
    visit = desk.scan()
    desk.cancel(desk.redeem(5_000, 10_000, visit=visit).entry_id, visit)
    rung = desk.pay(*tenders(cash=2_500, points=2_500), visit=visit)
    desk.void(rung.entry_id)
    assert quoted(desk, visit, 10_000) == 5_000
    assert account(desk).used == UsedToday(NOW.date())


def test_what_a_refund_gives_back_can_be_used_again_the_same_day(desk: LedgerDesk, documents: MemoryDocuments) -> None:
    change_rule(documents, "redemption", confirm_above_points=6_000, most_points_per_visit=6_000)
    desk.credit(1_000, TenderKind.CASH)
    visit = desk.scan()
    desk.redeem(4_000, 10_000, visit=visit)
    rung = desk.pay(*tenders(cash=5_000, points=500, wallet=500), visit=visit)
    assert account(desk).used == UsedToday(NOW.date(), 4_500, 500, 2, 4_500, 500)
    desk.refund(rung.entry_id, lines(cash=2_500, points=250, wallet=250))
    assert account(desk).used == UsedToday(NOW.date(), 2_250, 250, 2, 2_250, 250)
    desk.refund(rung.entry_id, lines(cash=2_500, points=250, wallet=250))
    assert account(desk).used == UsedToday(NOW.date())
    assert quoted(desk, desk.scan()) == 6_000


def test_a_use_of_yesterday_that_is_undone_brings_no_room_today(desk: LedgerDesk, documents: MemoryDocuments) -> None:
    change_rule(documents, "redemption", most_points_per_visit=1_000)
    yesterday = desk.pay(*tenders(cash=1_000, points=1_000))
    desk.redeem(700, now=TOMORROW)
    desk.refund(yesterday.entry_id, lines(cash=1_000, points=1_000), now=TOMORROW)
    assert account(desk).used == UsedToday(TOMORROW.date(), 700, 0, 1, 700)


def test_another_scan_brings_no_more_points_of_the_day(
    desk: LedgerDesk, documents: MemoryDocuments, refused: Refused
) -> None:
    change_rule(documents, "redemption", most_points_per_visit=1_000)
    desk.redeem(800, visit=desk.scan())
    again = desk.scan()
    assert again.redemption is not None
    assert (again.redemption.used_points, quoted(desk, again)) == (800, 200)
    refusal = refused(OverVisitCap, lambda: desk.redeem(300, visit=again))
    assert refusal.details == {"asked_points": 300, "used_points": 800, "most_points": 1_000}
    assert desk.redeem(300, now=TOMORROW).points == -300


def test_another_scan_does_not_combine_what_is_not_combinable(
    desk: LedgerDesk, documents: MemoryDocuments, refused: Refused
) -> None:
    change_rule(documents, "redemption", combinable=False)
    desk.redeem(100)
    again = desk.scan()
    refused(RedemptionNotCombinable, lambda: desk.redeem(100, visit=again))


def test_nine_times_a_thousand_asks_from_the_second_on(
    desk: LedgerDesk, documents: MemoryDocuments, refused: Refused
) -> None:
    change_rule(documents, "redemption", confirm_above_points=1_000)
    desk.redeem(1_000)
    for _ in range(8):
        visit = desk.scan()
        assert visit.redemption is not None
        assert visit.redemption.confirm_above_points == 0
        refusal = refused(ConfirmationRequired, lambda at=visit: desk.redeem(1_000, visit=at))  # type: ignore[misc]
        assert refusal.details == {"points": 1_000, "confirm_above_points": 0, "wallet_minor": 0}
    assert desk.redeem(1_000, now=TOMORROW).points == -1_000


def test_what_the_patient_said_yes_to_does_not_use_up_what_needs_none(
    desk: LedgerDesk, documents: MemoryDocuments
) -> None:
    change_rule(documents, "redemption", confirm_above_points=1_000)
    visit = desk.scan()
    desk.confirm(desk.ask(3_000, visit).confirmation_id)
    desk.redeem(3_000, visit=visit)
    assert desk.redeem(1_000, visit=visit).points == -1_000


def test_wallet_money_counts_as_the_points_that_are_worth_it(
    desk: LedgerDesk, documents: MemoryDocuments, refused: Refused
) -> None:
    change_rule(documents, "redemption", confirm_above_points=1_000)
    desk.credit(5_000)
    visit = desk.scan()
    desk.pay(*tenders(wallet=700), visit=visit)
    refusal = refused(ConfirmationRequired, lambda: desk.pay(*tenders(cash=400, points=200, wallet=200), visit=visit))
    assert refusal.details == {"points": 200, "confirm_above_points": 300, "wallet_minor": 200}
    refused(ConfirmationRequired, lambda: desk.pay(*tenders(wallet=301), visit=visit))
    asked = desk.ask(200, visit, wallet_minor=200)
    assert (asked.points, asked.worth_minor, asked.wallet_minor) == (200, 200, 200)
    desk.confirm(asked.confirmation_id)
    assert desk.pay(*tenders(cash=400, points=200, wallet=200), visit=visit).redeemed_points == 200
    assert account(desk).confirmation is None
    assert desk.pay(*tenders(wallet=300), visit=visit).points == 0


def test_a_visit_without_the_patients_code_needs_their_yes_for_any_use(
    desk: LedgerDesk, documents: MemoryDocuments, refused: Refused
) -> None:
    desk.credit(5_000, TenderKind.CASH)
    visit = found_by_lookup(desk, documents)
    refused(ConfirmationRequired, lambda: desk.redeem(100, visit=visit))
    refused(ConfirmationRequired, lambda: desk.reward("lip-mask", visit=visit))
    refused(ConfirmationRequired, lambda: desk.pay(*tenders(cash=500, points=100), visit=visit))
    refused(ConfirmationRequired, lambda: desk.pay(*tenders(wallet=1), visit=visit))
    refused(InsufficientWallet, lambda: desk.ask(0, visit, wallet_minor=5_001))
    desk.confirm(desk.ask(0, visit, wallet_minor=900).confirmation_id)
    paid = desk.pay(*tenders(wallet=900), visit=visit)
    assert documents.all()[f"clinics/bella/patients/{PATIENT}/entries/{paid.entry_id}.wallet"]["why"]["confirmation_id"]
    refused(ConfirmationRequired, lambda: desk.pay(*tenders(wallet=1), visit=visit))
    assert desk.pay(*tenders(cash=5_000), visit=visit).points == 500


def test_money_in_the_wallet_needs_the_yes_too_where_no_rule_of_redemption_is(
    desk: LedgerDesk, documents: MemoryDocuments, refused: Refused
) -> None:
    desk.credit(5_000, TenderKind.CASH)
    visit, by_code = found_by_lookup(desk, documents), desk.scan()
    documents._documents.pop("clinics/bella/rules/redemption")
    refused(NothingToConfirm, lambda: desk.ask(0, by_code, wallet_minor=1))
    desk.pay(*tenders(wallet=100), visit=by_code)
    refused(ConfirmationRequired, lambda: desk.pay(*tenders(wallet=1), visit=visit))
    desk.confirm(desk.ask(0, visit, wallet_minor=1).confirmation_id)
    assert desk.pay(*tenders(wallet=1), visit=visit).points == 0


Use = tuple[str, int, int, int]
USES = st.lists(
    st.tuples(
        st.sampled_from(("redeem", "pay", "wallet", "cancel", "void")),
        st.integers(1, 30),
        st.integers(1, 40),
        st.integers(0, 1),
    ),
    min_size=2,
    max_size=14,
)


@settings(max_examples=150)
@given(USES)
def test_no_order_of_uses_passes_a_bound_without_the_patients_yes(played: list[Use]) -> None:
    documents = MemoryDocuments(clinic_documents())
    desk = LedgerDesk(memory_store(documents))
    desk.join()
    desk.pay(*tenders(cash=1_000_000), request_id="the-first-purchase")
    desk.credit(50_000, TenderKind.CASH)
    change_rule(documents, "redemption", confirm_above_points=1_500, most_points_per_visit=4_000)
    visits = desk.scan(), desk.scan()
    used: dict[str, tuple[int, int]] = {}
    for act, points, bill, at in played:
        visit, minor = visits[at], points * 50
        try:
            if act == "redeem":
                used[desk.redeem(minor, bill * 100, visit=visit).entry_id] = (minor, 0)
            elif act == "pay":
                used[desk.pay(*tenders(cash=bill * 100, points=minor), visit=visit).entry_id] = (minor, 0)
            elif act == "wallet":
                used[desk.pay(*tenders(wallet=minor), visit=visit).entry_id] = (0, minor)
            elif used and act == "cancel":
                desk.cancel(list(used)[-1], visit)
                used.popitem()
            elif used and act == "void":
                desk.void(list(used)[-1])
                used.popitem()
        except Refusal:
            continue
    assert sum(points for points, _ in used.values()) <= 4_000
    assert sum(points + wallet for points, wallet in used.values()) <= 1_500


Bill = tuple[str, int, int]
BILLS = st.lists(
    st.tuples(st.sampled_from(("redeem", "pay", "pay", "cancel", "void")), st.integers(0, 60), st.integers(1, 60)),
    min_size=1,
    max_size=10,
)


@pytest.mark.parametrize("share_bp", [2_500, 5_000, 10_000])
@settings(max_examples=60)
@given(BILLS)
def test_points_pay_no_more_than_their_share_of_a_visits_bills(share_bp: int, played: list[Bill]) -> None:
    documents = MemoryDocuments(clinic_documents())
    desk = LedgerDesk(memory_store(documents))
    desk.join()
    desk.pay(*tenders(cash=1_000_000), request_id="the-first-purchase")
    change_rule(documents, "redemption", most_bill_bp=share_bp, confirm_above_points=None, most_points_per_visit=None)
    visit, named, off, paid = desk.scan(), 0, dict[str, int](), dict[str, tuple[int, int]]()

    def over() -> int:
        return sum(max(0, points - whole * share_bp // 10_000) for points, whole in paid.values())

    for act, points, bill in played:
        minor, rest = points * 50, bill * 100
        try:
            if act == "redeem":
                off[desk.redeem(minor, rest, visit=visit).entry_id] = minor
                named = max(named, rest)
                assert sum(off.values()) + over() <= named * share_bp // 10_000
            elif act == "pay":
                parts = tenders(cash=rest, points=minor) if minor else tenders(cash=rest)
                before, lowered = over(), sum(off.values())
                receipt = desk.pay(*parts, visit=visit)
                paid[receipt.entry_id] = (lowered + minor, lowered + rest + minor)
                assert not minor or lowered + minor + before <= (lowered + rest + minor) * share_bp // 10_000
                named, off = 0, {}
            elif act == "cancel" and off:
                desk.cancel(off.popitem()[0], visit)
                named = named if off else 0
            elif act == "void" and paid:
                desk.void(paid.popitem()[0])
        except Refusal:
            continue
