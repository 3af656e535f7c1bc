"""Complaints of users of other systems, one test each: none of it happens here."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from loyalty.domain.documents import Decision
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.errors.checkout import CodeAlreadyUsed, CodeExpired, PossibleDuplicate
from loyalty.errors.ledger import EntryNotFound, InsufficientPoints, OverBillShare
from loyalty.services.checkout.check_in import CheckIn, check_in
from loyalty.services.preconditions import Caller
from tests.support.clinic import CALABASAS, DESK, MANAGER, NOW, PATIENT, rule
from tests.support.ledger import LedgerDesk, lines, tenders
from tests.support.memory import MemoryDocuments, memory_store

BO = "patient-bo"
AFTER_EXPIRY = datetime(2027, 5, 23, 7, tzinfo=UTC)


@pytest.fixture
def desk(documents: MemoryDocuments) -> LedgerDesk:
    at_work = LedgerDesk(memory_store(documents))
    at_work.join()
    at_work.join(BO)
    return at_work


def entries(documents: MemoryDocuments) -> dict[str, dict[str, Any]]:
    at = f"clinics/bella/patients/{PATIENT}/entries/"
    return {path.removeprefix(at): fields for path, fields in documents.all().items() if path.startswith(at)}


def account(desk: LedgerDesk, patient_id: str = PATIENT) -> Account:
    at = ClinicKeys(desk.clinic_id).account(patient_id)
    return desk.store.transact((at,), lambda docs: Decision(docs.require(at)))


def test_points_are_not_kept_after_a_refund(desk: LedgerDesk) -> None:
    bought = desk.pay(*tenders(cash=10_000))
    desk.refund(bought.entry_id, lines(cash=10_000))
    assert (account(desk).points, account(desk).lots) == (0, ())


def test_points_spent_before_the_refund_are_owed_and_the_next_purchase_repays_them(desk: LedgerDesk) -> None:
    bought = desk.pay(*tenders(cash=10_000))
    desk.redeem(800)
    desk.refund(bought.entry_id, lines(cash=10_000))
    assert (account(desk).points, account(desk).debt_points, account(desk).lots) == (-800, 800, ())
    desk.pay(*tenders(cash=9_000))
    assert (account(desk).points, account(desk).debt_points) == (100, 0)


def test_a_refund_does_not_charge_redeemed_points_twice(desk: LedgerDesk) -> None:
    desk.pay(*tenders(cash=100_000))
    bought = desk.pay(*tenders(cash=5_000, points=1_000))
    desk.refund(bought.entry_id, lines(cash=5_000, points=1_000))
    assert account(desk).points == 10_000


def test_nothing_is_earned_on_the_part_paid_with_points_or_wallet_money(desk: LedgerDesk) -> None:
    desk.pay(*tenders(cash=100_000))
    desk.bank(500)
    assert desk.pay(*tenders(cash=5_000, points=1_000, wallet=300)).points == 500


def test_the_whole_balance_is_not_burned_for_a_smaller_bill(desk: LedgerDesk) -> None:
    desk.pay(*tenders(cash=100_000))
    with pytest.raises(OverBillShare) as refused:
        desk.redeem(10_000, bill_minor=4_000)
    assert refused.value.details == {
        "asked_minor": 10_000,
        "bill_minor": 4_000,
        "most_bill_bp": 5_000,
        "left_minor": 2_000,
    }
    assert account(desk).points == 10_000


def test_balances_do_not_collapse_when_earned_points_expire_after_some_were_used(desk: LedgerDesk) -> None:
    desk.pay(*tenders(cash=10_000))
    desk.pay(*tenders(cash=20_000), now=NOW + timedelta(days=30))
    desk.redeem(700, now=NOW + timedelta(days=31))
    desk.expire(AFTER_EXPIRY)
    assert account(desk).points == 2_000


def test_expired_points_cannot_be_used_though_no_sweep_has_run(desk: LedgerDesk) -> None:
    desk.pay(*tenders(cash=10_000))
    last_moment = AFTER_EXPIRY - timedelta(microseconds=1)
    assert account(desk).available_points(last_moment) == 1_000
    with pytest.raises(InsufficientPoints) as refused:
        desk.redeem(500, now=AFTER_EXPIRY)
    assert refused.value.details == {"asked_points": 500, "available_points": 0}


def test_a_cancelled_redemption_comes_back_with_its_own_last_day(desk: LedgerDesk) -> None:
    desk.pay(*tenders(cash=10_000))
    (earned,) = account(desk).lots
    later = NOW + timedelta(days=100)
    visit = desk.scan(now=later)
    used = desk.redeem(1_000, visit=visit, now=later)
    assert account(desk).lots == ()
    desk.cancel(used.entry_id, visit, now=later + timedelta(hours=1))
    (restored,) = account(desk).lots
    assert restored == earned


def test_a_refund_of_points_that_expired_meanwhile_does_not_bring_them_back_to_life(desk: LedgerDesk) -> None:
    desk.pay(*tenders(cash=10_000))
    later = NOW + timedelta(days=170)
    bought = desk.pay(*tenders(cash=10_000, points=1_000), now=later)
    refunded = desk.refund(bought.entry_id, lines(points=1_000), now=AFTER_EXPIRY)
    assert (refunded.why["returned_points"], refunded.why["lapsed_points"]) == (0, 1_000)
    assert account(desk).points == 1_000


def test_points_that_lapsed_get_a_new_life_only_by_a_manager_with_a_reason(
    desk: LedgerDesk, documents: MemoryDocuments
) -> None:
    desk.pay(*tenders(cash=10_000))
    desk.expire(AFTER_EXPIRY)
    (expiry,) = (path for path in entries(documents) if path.endswith(".expiry"))
    reissued = desk.reissue(expiry, 1_000, now=AFTER_EXPIRY)
    assert reissued.explanation == "1,000 points that had expired were given a new life: as promised"
    assert account(desk).lots[0].expires_on == date(2027, 11, 23)


def test_points_expire_at_the_end_of_the_clinics_day_not_of_utcs(desk: LedgerDesk) -> None:
    bought = desk.pay(*tenders(cash=10_000), now=datetime(2026, 11, 23, 7, 30, tzinfo=UTC))
    assert bought.lot is not None
    assert (bought.business_date, bought.lot.expires_on) == (date(2026, 11, 22), date(2027, 5, 22))
    assert bought.lot.expires_at == AFTER_EXPIRY


def test_a_change_of_the_policy_does_not_redate_old_points(desk: LedgerDesk, documents: MemoryDocuments) -> None:
    desk.pay(*tenders(cash=10_000))
    before = account(desk).lots
    documents.put("clinics/bella/rules/expiry", rule(version=2, life_unit="days", life_count=1, grace_days=0))
    desk.pay(*tenders(cash=500), now=NOW + timedelta(hours=1))
    assert account(desk).lots[:1] == before


def test_one_code_opens_one_visit_however_often_it_is_shown(desk: LedgerDesk) -> None:
    code = desk.code()
    for number in range(50):
        body = CheckIn(f"scan-of-a-replay-{number}", "bella", CALABASAS, code)
        if number == 0:
            check_in(desk.store, desk.codes, body, Caller(DESK, NOW))
        else:
            with pytest.raises(CodeAlreadyUsed):
                check_in(desk.store, desk.codes, body, Caller(DESK, NOW))


def test_a_code_of_a_minute_is_over_after_a_minute_of_seconds_not_of_milliseconds(desk: LedgerDesk) -> None:
    body = CheckIn(desk.next_id(), "bella", CALABASAS, desk.code())
    with pytest.raises(CodeExpired) as refused:
        check_in(desk.store, desk.codes, body, Caller(DESK, NOW + timedelta(seconds=60)))
    assert refused.value.details["lifetime_seconds"] == 60


def test_a_sale_rung_to_the_wrong_patient_moves_to_the_right_one(desk: LedgerDesk) -> None:
    rung = desk.pay(*tenders(cash=10_000), receipt_number="R-1")
    moved = desk.reassign(rung.entry_id, BO)
    assert (moved.taken_back.points, moved.receipt.points) == (-1_000, 1_000)
    assert (account(desk).points, account(desk, BO).points) == (0, 1_000)
    assert desk.reassign(rung.entry_id, BO, request_id=moved.receipt.request_id) == moved


def test_what_a_patient_ever_earned_is_told_by_entries_not_by_the_balance(
    desk: LedgerDesk, documents: MemoryDocuments
) -> None:
    desk.pay(*tenders(cash=10_000))
    desk.redeem(1_000)
    assert account(desk).points == 0
    assert sum(entry["points"] for entry in entries(documents).values() if entry["kind"] == "accrual") == 1_000


def test_one_scan_that_fires_several_times_is_one_purchase(desk: LedgerDesk) -> None:
    visit = desk.scan()
    first = desk.pay(*tenders(cash=10_000), visit=visit, request_id="one-scan-fired-often")
    for _ in range(5):
        again = desk.pay(*tenders(cash=10_000), visit=visit, request_id="one-scan-fired-often")
        assert again == first
    assert account(desk).points == 1_000


def test_the_same_amount_twice_within_ten_minutes_must_be_meant(desk: LedgerDesk) -> None:
    desk.pay(*tenders(cash=10_000))
    soon, later = NOW + timedelta(minutes=9, seconds=59), NOW + timedelta(minutes=10)
    with pytest.raises(PossibleDuplicate) as refused:
        desk.pay(*tenders(cash=10_000), now=soon, duplicate=False)
    assert refused.value.details["seconds_ago"] == 599
    desk.pay(*tenders(cash=10_001), now=soon, duplicate=False)
    desk.pay(*tenders(cash=10_000), now=later, duplicate=False)


def test_a_reversal_cannot_be_reversed(desk: LedgerDesk) -> None:
    bought = desk.pay(*tenders(cash=10_000))
    voided = desk.void(bought.entry_id)
    with pytest.raises(EntryNotFound):
        desk.void(voided.entry_id, uid=MANAGER)
