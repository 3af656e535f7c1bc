"""The desk scans a code: the one use of it opens a visit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from loyalty.domain.ledger.uses import NO_BILL
from loyalty.domain.program.rules import TenderKind
from loyalty.errors.access import NotStaff, OwnAccount, StaffDisabled, StaffNotAtLocation
from loyalty.errors.base import Refusal, RequestIdReused
from loyalty.errors.checkout import (
    CodeAlreadyUsed,
    CodeExpired,
    CodeNotGenuine,
    CodeOfAnotherClinic,
    CodeOfAnotherLocation,
)
from loyalty.errors.ledger import AccountInactive, AccountNotFound
from loyalty.errors.program import LocationInactive
from loyalty.services.checkout.check_in import CheckIn, check_in
from loyalty.services.checkout.visits import CheckedIn, RedemptionTerms
from loyalty.services.ledger.record_purchase import record_purchase
from loyalty.services.preconditions import Caller
from tests.support.clinic import (
    CALABASAS,
    DESK,
    DISABLED,
    ELSEWHERE,
    ENCINO,
    MANAGER,
    NOW,
    PATIENT,
    Desk,
    cash,
    rule,
)
from tests.support.ledger import LedgerDesk
from tests.support.memory import MemoryDocuments, memory_store

ACCOUNT = f"clinics/bella/patients/{PATIENT}"
CALLER = Caller(DESK, NOW)


def scan(
    desk: Desk, code: str, uid: str = DESK, location_id: str = CALABASAS, late: timedelta = timedelta()
) -> CheckedIn:
    body = CheckIn(desk.next_id(), desk.clinic_id, location_id, code)
    return check_in(desk.store, desk.codes, body, Caller(uid, NOW + late))


def test_a_scan_opens_a_visit_and_shows_the_patient_and_what_would_be_earned(desk: Desk) -> None:
    visit = scan(desk, desk.code())
    assert (visit.patient.name, visit.patient.points, visit.location_id) == ("Ana Ruiz", 0, CALABASAS)
    assert (visit.earning.eligible_tenders, visit.earning.rate_bp, visit.earning.multiplier) == (("cash",), 1000, "1")


def test_a_scan_tells_how_many_points_may_be_used(desk: Desk) -> None:
    assert scan(desk, desk.code()).redemption == RedemptionTerms(
        minimum_points=100,
        increment_points=50,
        minor_per_100_points=100,
        most_points_per_visit=20_000,
        most_bill_bp=5000,
        confirm_above_points=10_000,
        used_points=0,
        bill=NO_BILL,
    )


def test_a_repeated_scan_tells_what_was_used_at_the_visit_since(documents: MemoryDocuments) -> None:
    desk = LedgerDesk(memory_store(documents))
    desk.join()
    desk.sell(cash(45_000))
    body = CheckIn(desk.next_id(), "bella", CALABASAS, desk.code())
    visit = check_in(desk.store, desk.codes, body, CALLER)
    desk.redeem(500, visit=visit)
    again = check_in(desk.store, desk.codes, body, CALLER)
    assert again.redemption is not None
    assert (again.redemption.used_points, again.patient.available_points) == (500, 4000)


def test_a_clinic_without_a_rule_of_redemption_takes_no_points_but_checks_in(documents: MemoryDocuments) -> None:
    without = {path: fields for path, fields in documents.all().items() if not path.endswith("/rules/redemption")}
    desk = Desk(memory_store(MemoryDocuments(without)))
    desk.join()
    assert scan(desk, desk.code()).redemption is None


def test_wallet_money_whose_last_day_is_over_is_not_said_to_be_there(documents: MemoryDocuments) -> None:
    desk = LedgerDesk(memory_store(documents))
    desk.join()
    desk.credit(2_000)
    desk.credit(500, TenderKind.CASH)
    later = NOW + timedelta(days=100)
    patient = desk.scan(now=later).patient
    assert (patient.wallet_minor, patient.available_minor) == (2_500, 500)


def test_a_code_opens_one_visit_and_a_second_scan_is_told_who_when_and_where(
    desk: Desk, refused: Callable[..., Refusal]
) -> None:
    code = desk.code()
    scan(desk, code)
    refusal = refused(CodeAlreadyUsed, lambda: scan(desk, code, uid=MANAGER))
    assert refusal.details == {
        "checked_in_by": DESK,
        "checked_in_at": "2026-11-22T18:04:05+00:00",
        "location_id": CALABASAS,
    }


def test_a_repeated_check_in_request_is_answered_with_the_same_visit_even_after_the_code_has_ended(desk: Desk) -> None:
    body = CheckIn(desk.next_id(), "bella", CALABASAS, desk.code())
    first = check_in(desk.store, desk.codes, body, CALLER)
    assert check_in(desk.store, desk.codes, body, Caller(DESK, NOW + timedelta(minutes=10))) == first


def test_a_check_in_request_id_is_not_taken_for_another_code(desk: Desk, refused: Callable[..., Refusal]) -> None:
    body = CheckIn(desk.next_id(), "bella", CALABASAS, desk.code())
    check_in(desk.store, desk.codes, body, CALLER)
    other_case = replace(body, code=body.code.lower())
    refused(RequestIdReused, lambda: check_in(desk.store, desk.codes, other_case, CALLER))


def test_a_code_lives_to_the_second(desk: Desk, refused: Callable[..., Refusal]) -> None:
    life = timedelta(seconds=60) - timedelta(microseconds=NOW.microsecond)
    refusal = refused(CodeExpired, lambda: scan(desk, desk.code(), late=life))
    assert refusal.details["lifetime_seconds"] == 60
    assert scan(desk, desk.code(), late=life - timedelta(microseconds=1)).patient.patient_id == PATIENT


@pytest.mark.parametrize(
    ("uid", "expected"),
    [("nobody", NotStaff), (PATIENT, NotStaff), (DISABLED, StaffDisabled), (ELSEWHERE, StaffNotAtLocation)],
)
def test_only_active_staff_of_the_location_scan(
    desk: Desk, refused: Callable[..., Refusal], uid: str, expected: type[Refusal]
) -> None:
    refused(expected, lambda: scan(desk, desk.code(), uid=uid))


def test_a_disabled_member_is_refused_on_the_very_next_call(
    desk: Desk, documents: MemoryDocuments, refused: Callable[..., Refusal]
) -> None:
    visit = desk.scan()
    at = f"clinics/bella/staff/{DESK}"
    documents.put(at, {**documents.all()[at], "active": False})
    refused(StaffDisabled, lambda: record_purchase(desk.store, desk.purchase(visit, cash(100)), CALLER))


def test_a_code_for_another_location_is_refused_with_the_name_of_the_one_it_was_made_for(
    desk: Desk, refused: Callable[..., Refusal]
) -> None:
    refusal = refused(CodeOfAnotherLocation, lambda: scan(desk, desk.code(location_id=ENCINO)))
    assert (refusal.details["location_id"], refusal.details["made_for"]) == (ENCINO, "Encino")


def test_a_rule_lets_a_code_be_used_at_another_location_of_the_clinic(desk: Desk, documents: MemoryDocuments) -> None:
    lenient = rule(code_lifetime_seconds=60, any_location=True, visit_hours=12)
    documents.put("clinics/bella/rules/check_in", lenient)
    assert scan(desk, desk.code(location_id=ENCINO)).location_id == CALABASAS


def test_a_code_of_another_clinic_is_refused(desk: Desk, refused: Callable[..., Refusal]) -> None:
    foreign = Desk(desk.store, clinic_id="other", codes=desk.codes).code()
    refused(CodeOfAnotherClinic, lambda: scan(desk, foreign))


def test_a_text_that_is_no_code_is_refused(desk: Desk, refused: Callable[..., Refusal]) -> None:
    for text in ("HELLO", "MZXW6===", "ÄÖÜ", "A" * 1024):
        refused(CodeNotGenuine, lambda text=text: scan(desk, text))


def test_a_closed_location_takes_no_scans(desk: Desk, refused: Callable[..., Refusal]) -> None:
    refused(LocationInactive, lambda: scan(desk, desk.code(location_id="closed"), location_id="closed"))


def test_staff_do_not_check_in_themselves(desk: Desk, refused: Callable[..., Refusal]) -> None:
    desk.join(DESK)
    refused(OwnAccount, lambda: scan(desk, desk.code(patient_id=DESK)))


def test_a_closed_account_is_not_served(
    desk: Desk, documents: MemoryDocuments, refused: Callable[..., Refusal]
) -> None:
    documents.put(ACCOUNT, {**documents.all()[ACCOUNT], "active": False})
    refused(AccountInactive, lambda: scan(desk, desk.code()))


def test_a_patient_who_never_joined_is_not_served(desk: Desk, refused: Callable[..., Refusal]) -> None:
    refused(AccountNotFound, lambda: scan(desk, desk.code(patient_id="stranger")))
