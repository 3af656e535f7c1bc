"""Chains of acts that are taken back: nobody holds more than before, and nobody owes for what lapsed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from loyalty.domain.documents import Decision
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.receipt import Receipt
from loyalty.domain.program.rules import TenderKind
from loyalty.errors.base import Refusal
from loyalty.services.ledger.reassign_purchase import ReassignPurchase, reassign_purchase
from loyalty.services.ledger.refund_purchase import RefundPurchase, refund_purchase
from loyalty.services.preconditions import Caller
from tests.ledger.at_the_desk import BO, account, change_rule
from tests.support.clinic import CALABASAS, DESK, ENCINO, MANAGER, NOW, PATIENT
from tests.support.ledger import LedgerDesk, lines, tenders
from tests.support.memory import MemoryDocuments

Refused = Callable[..., Refusal]
TOMORROW = NOW + timedelta(days=1)


def held(desk: LedgerDesk, patient_id: str = "patient-ana") -> tuple[int, int, int]:
    """The points, the wallet money and the points owed."""
    state = account(desk, patient_id)
    return state.points, state.wallet_minor, state.debt_points


def test_a_refund_takes_banked_money_at_the_rate_of_its_banking(desk: LedgerDesk, documents: MemoryDocuments) -> None:
    desk.bank(10_000)
    change_rule(documents, "banking", minor_per_100_points=50)
    refunded = desk.refund("the-first-purchase", lines(cash=100_000), now=TOMORROW)
    assert held(desk) == (0, 0, 0)
    assert refunded.wallet_minor < 0
    assert refunded.why["clawed_points"] == 10_000


def test_a_void_takes_banked_money_too(desk: LedgerDesk) -> None:
    desk.bank(10_000)
    desk.void("the-first-purchase")
    assert held(desk) == (0, 0, 0)


def test_a_moved_sale_takes_banked_money_too(desk: LedgerDesk) -> None:
    desk.bank(10_000)
    desk.reassign("the-first-purchase", BO)
    assert held(desk) == (0, 0, 0)
    assert held(desk, BO) == (10_000, 0, 0)


def test_refunds_in_many_parts_take_the_same_banked_money_as_one_of_the_whole(desk: LedgerDesk) -> None:
    desk.bank(10_000)
    for part in (33_333, 33_333, 33_334):
        desk.refund("the-first-purchase", lines(cash=part), now=TOMORROW)
    assert held(desk) == (0, 0, 0)


def test_points_are_taken_before_banked_money_and_debt_is_made_last(desk: LedgerDesk) -> None:
    banked = desk.bank(4_000)
    desk.pay(*tenders(wallet=banked.wallet_minor // 4, cash=0), now=NOW + timedelta(minutes=1))
    refunded = desk.refund("the-first-purchase", lines(cash=100_000), now=TOMORROW)
    assert held(desk) == (-1_000, 0, 1_000)
    assert refunded.why["unbanked_points"] == 3_000


def pay_with_their_yes(desk: LedgerDesk, wallet_minor: int) -> Receipt:
    """More of the wallet than is used without a question."""
    visit, later = desk.scan(), NOW + timedelta(minutes=1)
    desk.confirm(desk.ask(0, visit, wallet_minor=wallet_minor).confirmation_id)
    return desk.pay(*tenders(wallet=wallet_minor), visit=visit, now=later)


def test_banked_money_that_comes_back_repays_what_is_owed(desk: LedgerDesk) -> None:
    banked = desk.bank(10_000)
    spent = pay_with_their_yes(desk, banked.wallet_minor)
    desk.refund("the-first-purchase", lines(cash=100_000), now=TOMORROW)
    assert held(desk) == (-10_000, 0, 10_000)
    desk.refund(spent.entry_id, lines(wallet=banked.wallet_minor), now=TOMORROW)
    assert held(desk) == (0, 0, 0)


def test_the_desk_is_told_what_to_net_off_the_refund(desk: LedgerDesk) -> None:
    desk.redeem(4_000)
    refunded = desk.refund("the-first-purchase", lines(cash=100_000), now=TOMORROW)
    assert (refunded.debt_points, refunded.why["owed_minor"]) == (4_000, 4_000)
    assert desk.refund("the-first-purchase", lines(cash=100_000), now=TOMORROW, request_id=refunded.request_id) == (
        refunded
    )


def test_while_points_are_owed_neither_points_nor_rewards_nor_banked_money_can_be_used(
    desk: LedgerDesk, refused: Refused
) -> None:
    desk.redeem(10_000)
    desk.credit(300, TenderKind.CARD)
    desk.credit(200)
    desk.refund("the-first-purchase", lines(cash=50_000), now=TOMORROW)
    visit = desk.scan(now=TOMORROW)
    for use in (
        lambda: desk.redeem(1_000, now=TOMORROW, visit=visit),
        lambda: desk.reward("lip-mask", now=TOMORROW, visit=visit),
        lambda: desk.bank(1_000, now=TOMORROW),
        lambda: desk.pay(*tenders(points=1_000, cash=5_000), now=TOMORROW, visit=visit),
    ):
        refusal = refused(Refusal, use)
        assert (refusal.code, refusal.details["debt_points"]) == ("debt-open", 5_000)
    desk.pay(*tenders(wallet=500), now=TOMORROW)
    assert held(desk) == (-5_000, 0, 5_000)


def test_points_that_were_forgiven_are_not_lost_any_more(desk: LedgerDesk, refused: Refused) -> None:
    later = NOW + timedelta(days=200)
    desk.expire(later)
    desk.refund("the-first-purchase", lines(cash=100_000), now=later)
    refusal = refused(Refusal, lambda: desk.reissue("the-first-purchase.expiry", 2_000, now=later))
    assert (refusal.code, refusal.details["left_points"]) == ("not-expired", 0)


def test_banking_is_not_undone_once_a_last_day_of_its_points_is_over(desk: LedgerDesk, refused: Refused) -> None:
    last_hour = _last_instant(desk)
    banked = desk.bank(10_000, now=last_hour)
    refusal = refused(Refusal, lambda: desk.undo_bank(banked.entry_id, now=last_hour + timedelta(minutes=20)))
    assert (refusal.code, refusal.details) == ("banked-points-expired", {"expired_points": 10_000})
    assert held(desk) == (0, banked.wallet_minor, 0)


def _last_instant(desk: LedgerDesk) -> datetime:
    """Ten minutes before the points end."""
    return account(desk).lots[0].expires_at - timedelta(minutes=10)


def test_what_lapsed_of_a_lot_is_not_taken_again(desk: LedgerDesk) -> None:
    desk.redeem(5_000)
    bought = desk.pay(*tenders(points=5_000, cash=5_000), now=NOW + timedelta(minutes=1))
    later = NOW + timedelta(days=200)
    desk.expire(later)
    refunded = desk.refund(bought.entry_id, lines(points=5_000, cash=5_000), now=later)
    assert refunded.why["lapsed_points"] == 5_000
    desk.refund("the-first-purchase", lines(cash=100_000), now=later)
    assert held(desk) == (-5_000, 0, 5_000)


def test_what_lapsed_and_was_forgiven_is_not_reissued(desk: LedgerDesk, refused: Refused) -> None:
    bought = desk.pay(*tenders(points=5_000, cash=5_000), now=NOW + timedelta(minutes=1))
    later = NOW + timedelta(days=200)
    refunded = desk.refund(bought.entry_id, lines(points=5_000, cash=5_000), now=later)
    desk.reissue(refunded.entry_id, 1_000, now=later)
    taken = desk.refund("the-first-purchase", lines(cash=100_000), now=later)
    assert (taken.why["forgiven_points"], taken.why["clawed_points"]) == (9_000, 1_000)
    assert account(desk).debt_points == 0
    assert refused(Refusal, lambda: desk.reissue(refunded.entry_id, 1, now=later)).details["left_points"] == 0


def test_banked_money_that_lapsed_is_not_owed(desk: LedgerDesk, documents: MemoryDocuments) -> None:
    change_rule(documents, "banking", banked_life_days=10)
    desk.bank(10_000)
    later = NOW + timedelta(days=20)
    desk.expire(later)
    desk.refund("the-first-purchase", lines(cash=100_000), now=later)
    assert held(desk) == (0, 0, 0)


def test_a_redemption_off_a_bill_goes_back_with_its_purchase(desk: LedgerDesk) -> None:
    visit = desk.scan()
    lot = account(desk).lots[0]
    desk.redeem(2_000, 10_000, visit=visit)
    bought = desk.pay(*tenders(cash=8_000), visit=visit)
    assert desk.refund(bought.entry_id, lines(cash=4_000), now=TOMORROW).why["returned_points"] == 1_000
    desk.refund(bought.entry_id, lines(cash=4_000), now=TOMORROW)
    assert account(desk).lots == (lot,)


def test_a_redemption_belongs_to_one_purchase_and_goes_back_once(desk: LedgerDesk, refused: Refused) -> None:
    visit = desk.scan()
    used = desk.redeem(2_000, 10_000, visit=visit)
    first = desk.pay(*tenders(cash=8_000), visit=visit)
    second = desk.pay(*tenders(cash=500), visit=visit)
    assert refused(Refusal, lambda: desk.reassign(first.entry_id, BO)).code == "reassign-paid-from-account"
    assert desk.void(second.entry_id).why["returned_points"] == 0
    assert desk.void(first.entry_id).why["returned_points"] == 2_000
    assert refused(Refusal, lambda: desk.cancel(used.entry_id, visit)).details == {"closed": "voided"}
    assert held(desk) == (10_000, 0, 0)


def test_a_redemption_that_was_cancelled_by_itself_does_not_come_back_again(desk: LedgerDesk) -> None:
    visit = desk.scan()
    used = desk.redeem(2_000, 10_000, visit=visit)
    bought = desk.pay(*tenders(cash=8_000), visit=visit)
    desk.cancel(used.entry_id, visit)
    assert desk.refund(bought.entry_id, lines(cash=8_000), now=TOMORROW).why["returned_points"] == 0
    assert held(desk) == (10_000, 0, 0)


def test_a_void_frees_what_its_bill_used_of_the_visit(desk: LedgerDesk, documents: MemoryDocuments) -> None:
    change_rule(documents, "redemption", most_points_per_visit=2_000)
    visit = desk.scan()
    desk.redeem(2_000, 10_000, visit=visit)
    bought = desk.pay(*tenders(cash=8_000), visit=visit)
    desk.void(bought.entry_id)
    assert desk.redeem(2_000, 10_000, visit=visit).points == -2_000


def test_a_manager_takes_a_reward_back_after_its_day(desk: LedgerDesk, refused: Refused) -> None:
    visit = desk.scan()
    lots = account(desk).lots
    reward = desk.reward("lip-mask", visit=visit)
    assert refused(Refusal, lambda: desk.cancel(reward.entry_id, visit, TOMORROW)).code == "visit-closed"
    back = desk.cancel(reward.entry_id, visit, TOMORROW, uid=MANAGER)
    assert (back.points, back.why["text"]) == (300, "changed their mind")
    assert account(desk).lots == lots


def test_after_its_visit_a_redemption_of_a_purchase_goes_back_with_that_alone(
    desk: LedgerDesk, refused: Refused
) -> None:
    visit = desk.scan()
    used = desk.redeem(2_000, 10_000, visit=visit)
    desk.pay(*tenders(cash=8_000), visit=visit)
    refusal = refused(Refusal, lambda: desk.cancel(used.entry_id, visit, TOMORROW, uid=MANAGER))
    assert refusal.code == "entry-not-found"


def test_a_reversal_belongs_to_the_location_of_its_sale_and_says_where_the_actor_was(desk: LedgerDesk) -> None:
    body = RefundPurchase(desk.next_id(), "bella", ENCINO, PATIENT, "the-first-purchase", lines(cash=1_000), "back")
    refunded = refund_purchase(desk.store, body, Caller(MANAGER, NOW))
    assert (refunded.location_id, refunded.why["acted_at"]) == (CALABASAS, ENCINO)
    moving = ReassignPurchase(
        desk.next_id(), "bella", ENCINO, PATIENT, desk.pay(*tenders(cash=50)).entry_id, BO, "the wrong patient"
    )
    moved = reassign_purchase(desk.store, moving, Caller(MANAGER, NOW))
    assert (moved.taken_back.location_id, moved.receipt.location_id) == (CALABASAS, CALABASAS)
    assert moved.taken_back.why["acted_at"] == ENCINO


def test_money_that_was_paid_in_or_granted_is_taken_back_within_what_is_left(
    desk: LedgerDesk, refused: Refused
) -> None:
    paid = desk.credit(500_00, TenderKind.CARD)
    pay_with_their_yes(desk, 200_00)
    refusal = refused(Refusal, lambda: desk.reverse_credit(paid.entry_id, 450_00, now=TOMORROW))
    assert (refusal.code, refusal.details) == (
        "credit-spent",
        {"asked_minor": 450_00, "left_minor": 300_00, "credited_minor": 500_00},
    )
    back = desk.reverse_credit(paid.entry_id, 300_00, now=TOMORROW, request_id="the-charge-back-1")
    assert (back.wallet_minor, back.why["refunded_minor"]) == (-300_00, {"card": 300_00})
    assert back.explanation == "$300.00 of wallet money taken back: by mistake"
    assert desk.reverse_credit(paid.entry_id, 300_00, now=TOMORROW, request_id="the-charge-back-1") == back
    granted = desk.credit(700)
    desk.reverse_credit(granted.entry_id, 700)
    assert refused(Refusal, lambda: desk.reverse_credit(granted.entry_id, 1)).details == {"closed": "refunded"}
    assert held(desk) == (10_000, 0, 0)


def test_money_that_came_back_from_a_refund_can_be_taken_back_too(desk: LedgerDesk) -> None:
    paid = desk.credit(500, TenderKind.CASH)
    bought = desk.pay(*tenders(wallet=200))
    desk.reverse_credit(paid.entry_id, 300)
    desk.refund(bought.entry_id, lines(wallet=200), now=TOMORROW)
    desk.reverse_credit(paid.entry_id, 200, now=TOMORROW)
    assert held(desk) == (10_000, 0, 0)


def test_wallet_money_is_taken_back_by_the_desk_on_its_day_and_by_a_manager_after(
    desk: LedgerDesk, refused: Refused
) -> None:
    paid = desk.credit(500, TenderKind.CASH)
    desk.reverse_credit(paid.entry_id, 100, uid=DESK)
    refusal = refused(Refusal, lambda: desk.reverse_credit(paid.entry_id, 100, now=TOMORROW, uid=DESK))
    assert refusal.code == "role-not-allowed"
    assert desk.reverse_credit(paid.entry_id, 400, now=TOMORROW, uid=MANAGER).wallet_minor_after == 0


def test_money_banked_before_its_points_were_kept_is_held_back_by_the_debt(
    desk: LedgerDesk, documents: MemoryDocuments, refused: Refused
) -> None:
    banked = desk.bank(10_000)
    _forget_what_was_banked(documents)
    desk.refund("the-first-purchase", lines(cash=100_000), now=TOMORROW)
    assert held(desk) == (-10_000, banked.wallet_minor, 10_000)
    visit = desk.scan(now=TOMORROW)
    refusal = refused(Refusal, lambda: desk.pay(*tenders(wallet=100), now=TOMORROW, visit=visit))
    assert (refusal.code, refusal.details["available_minor"]) == ("debt-open", 0)


def _forget_what_was_banked(documents: MemoryDocuments) -> None:
    """Leave the account as an earlier version kept it."""
    path = f"clinics/bella/patients/{PATIENT}"
    kept = documents.all()[path]
    lots = {
        name: {field: value for field, value in lot.items() if field != "banked_from"}
        for name, lot in kept["wallet_lots"].items()
    }
    documents.put(path, {**kept, "wallet_lots": lots})


def test_a_moved_sale_names_no_redemption_of_the_patient_it_leaves(desk: LedgerDesk) -> None:
    visit = desk.scan()
    used = desk.redeem(500, visit=visit)
    bought = desk.pay(*tenders(cash=100_00), visit=visit)
    desk.cancel(used.entry_id, visit)
    moved = desk.reassign(bought.entry_id, BO)
    at = ClinicKeys("bella").entry(BO, moved.receipt.entry_id)
    purchase = desk.store.transact((at,), lambda docs: Decision(docs.require(at))).purchase
    assert purchase is not None
    assert purchase.redemption_ids == ()
