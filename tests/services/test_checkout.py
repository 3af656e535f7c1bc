"""A checkout as its people live it: join, show the code, scan, record, look it up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from loyalty.domain.accrual import Tender
from loyalty.domain.rules import TenderKind
from loyalty.errors import (
    AccountInactive,
    AccountNotFound,
    ClinicNotFound,
    CodeAlreadyUsed,
    CodeExpired,
    CodeNotGenuine,
    CodeOfAnotherClinic,
    CodeOfAnotherLocation,
    DocumentInvalid,
    DocumentMissing,
    LocationInactive,
    LocationNotFound,
    NotStaff,
    NotYourAccount,
    OwnAccount,
    ReceiptNotFound,
    Refusal,
    RequestIdReused,
    StaffDisabled,
    StaffNotAtLocation,
    TenderNotAccepted,
    VisitAtAnotherLocation,
    VisitClosed,
    VisitNotFound,
)
from loyalty.services.check_in import CheckedIn, CheckIn, check_in
from loyalty.services.checks import Caller
from loyalty.services.get_receipt import GetReceipt, get_receipt
from loyalty.services.issue_code import IssueCode, issue_code
from loyalty.services.join_clinic import JoinClinic, join_clinic
from loyalty.services.record_purchase import RecordPurchase, record_purchase
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
    clinic_documents,
    rule,
)
from tests.support.memory import MemoryDocuments, memory_store

ACCOUNT = f"clinics/bella/patients/{PATIENT}"
CALLER = Caller(DESK, NOW)


@pytest.fixture
def documents() -> MemoryDocuments:
    return MemoryDocuments(clinic_documents())


@pytest.fixture
def desk(documents: MemoryDocuments) -> Desk:
    at_work = Desk(memory_store(documents))
    at_work.join()
    return at_work


@pytest.fixture
def refused(documents: MemoryDocuments) -> Callable[..., Refusal]:
    """Runs a step that must be refused, and holds that it wrote nothing."""

    def step(expected: type[Refusal], act: Callable[[], object]) -> Refusal:
        before = documents.all()
        with pytest.raises(expected) as refusal:
            act()
        assert documents.all() == before
        return refusal.value

    return step


def scan(
    desk: Desk, code: str, uid: str = DESK, location_id: str = CALABASAS, late: timedelta = timedelta()
) -> CheckedIn:
    body = CheckIn(desk.next_id(), desk.clinic_id, location_id, code)
    return check_in(desk.store, desk.codes, body, Caller(uid, NOW + late))


# joining
@pytest.mark.usefixtures("desk")
def test_a_patient_joins_with_an_empty_account(documents: MemoryDocuments) -> None:
    account = documents.all()[ACCOUNT]
    assert (account["points"], account["revision"], account["lots"], account["due_at"]) == (0, 0, {}, None)


def test_joining_again_changes_nothing_and_answers_with_the_account_as_it_is(desk: Desk) -> None:
    desk.sell(cash(45_000))
    again = join_clinic(desk.store, JoinClinic("another-request-id", "bella", "Other"), Caller(PATIENT, NOW))
    assert (again.name, again.points, again.revision) == ("Ana Ruiz", 4_500, 1)


def test_joining_with_the_first_request_id_and_another_name_is_refused(
    desk: Desk, refused: Callable[..., Refusal]
) -> None:
    body = JoinClinic("request-000000000001", "bella", "Someone Else")
    refused(RequestIdReused, lambda: join_clinic(desk.store, body, Caller(PATIENT, NOW)))


def test_nobody_joins_a_clinic_that_does_not_exist(desk: Desk, refused: Callable[..., Refusal]) -> None:
    body = JoinClinic("a-request-id-here", "nowhere", "Ana")
    refused(ClinicNotFound, lambda: join_clinic(desk.store, body, Caller(PATIENT, NOW)))


# showing a code
def test_a_code_is_issued_for_the_lifetime_of_the_rule_and_writes_nothing(
    desk: Desk, documents: MemoryDocuments
) -> None:
    before = documents.all()
    issued = issue_code(desk.store, desk.codes, IssueCode("bella", CALABASAS), Caller(PATIENT, NOW), "a-nonce")
    assert issued.expires_at - issued.issued_at == timedelta(seconds=60)
    assert issued.lifetime_seconds == 60
    assert desk.codes.read(issued.text).patient_id == PATIENT
    assert documents.all() == before


@pytest.mark.parametrize(
    ("uid", "location_id", "expected"),
    [
        ("nobody", CALABASAS, AccountNotFound),
        (PATIENT, "nowhere", LocationNotFound),
        (PATIENT, "closed", LocationInactive),
    ],
)
def test_no_code_without_an_account_and_an_active_location(
    desk: Desk, uid: str, location_id: str, expected: type[Refusal]
) -> None:
    with pytest.raises(expected):
        issue_code(desk.store, desk.codes, IssueCode("bella", location_id), Caller(uid, NOW), "a-nonce")


# scanning
def test_a_scan_opens_a_visit_and_shows_the_patient_and_what_would_be_earned(desk: Desk) -> None:
    visit = scan(desk, desk.code())
    assert (visit.patient.name, visit.patient.points, visit.location_id) == ("Ana Ruiz", 0, CALABASAS)
    assert (visit.earning.eligible_tenders, visit.earning.rate_bp, visit.earning.multiplier) == (("cash",), 1000, "1")


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


# recording
def test_a_checkout_credits_ten_percent_of_the_cash_and_says_why(desk: Desk) -> None:
    receipt = desk.sell((*cash(45_000), Tender(TenderKind.CARD, 10_000)))
    assert (receipt.points, receipt.points_after, receipt.amount_minor) == (4_500, 4_500, 55_000)
    assert receipt.explanation == "10 % of $450.00 cash"
    assert receipt.lot is not None
    assert receipt.lot.expires_on.isoformat() == "2027-05-22"


def test_thirty_and_twenty_are_fifty(desk: Desk, documents: MemoryDocuments) -> None:
    documents.put("clinics/bella/rules/earning", rule(eligible_tenders=["cash"], rate_bp=333, minor_per_point=100))
    apart = desk.sell(cash(3_000)).points + desk.sell(cash(2_000)).points
    assert apart == 5_000 * 333 // 10_000 // 100


def test_several_purchases_hang_on_one_visit(desk: Desk) -> None:
    visit = desk.scan()
    for number in (1, 2):
        receipt = record_purchase(desk.store, desk.purchase(visit, cash(1_000)), CALLER)
        assert receipt.points_after == 100 * number


def test_the_same_request_again_is_answered_alike_and_changes_nothing(desk: Desk, documents: MemoryDocuments) -> None:
    body = desk.purchase(desk.scan(), cash(45_000))
    first = record_purchase(desk.store, body, CALLER)
    before = documents.all()
    assert record_purchase(desk.store, body, Caller(DESK, NOW + timedelta(days=3))) == first
    assert documents.all() == before


@pytest.mark.parametrize(
    "change",
    [
        {"tenders": cash(45_001)},
        {"receipt_number": "R-1"},
        {"service_ids": ("botox",)},
    ],
)
def test_the_same_request_id_for_something_else_is_refused(
    desk: Desk, refused: Callable[..., Refusal], change: dict[str, object]
) -> None:
    body = desk.purchase(desk.scan(), cash(45_000))
    record_purchase(desk.store, body, CALLER)
    refused(RequestIdReused, lambda: record_purchase(desk.store, replace(body, **change), CALLER))  # type: ignore[arg-type]


def test_a_colleague_may_not_take_over_a_request_id(desk: Desk, refused: Callable[..., Refusal]) -> None:
    body = desk.purchase(desk.scan(), cash(45_000))
    record_purchase(desk.store, body, CALLER)
    refused(RequestIdReused, lambda: record_purchase(desk.store, body, Caller(MANAGER, NOW)))


def body_with(desk: Desk, **changes: object) -> RecordPurchase:
    return replace(desk.purchase(desk.scan(), cash(45_000)), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "uid", "expected"),
    [
        ({}, "nobody", NotStaff),
        ({}, DISABLED, StaffDisabled),
        ({}, ELSEWHERE, StaffNotAtLocation),
        ({"patient_id": DESK}, DESK, OwnAccount),
        ({"patient_id": "stranger"}, DESK, AccountNotFound),
        ({"visit_id": "never-opened"}, DESK, VisitNotFound),
        ({"location_id": ENCINO}, MANAGER, VisitAtAnotherLocation),
        ({"location_id": "closed"}, DESK, LocationInactive),
        ({"clinic_id": "other"}, DESK, NotStaff),
        ({"tenders": (Tender(TenderKind.WALLET, 5),)}, DESK, TenderNotAccepted),
        ({"tenders": (*cash(5), Tender(TenderKind.POINTS, 5))}, DESK, TenderNotAccepted),
    ],
)
def test_a_purchase_that_a_rule_forbids_is_refused_and_writes_nothing(
    desk: Desk, refused: Callable[..., Refusal], changes: dict[str, object], uid: str, expected: type[Refusal]
) -> None:
    body = body_with(desk, **changes)
    refused(expected, lambda: record_purchase(desk.store, body, Caller(uid, NOW)))


def test_a_visit_closes_after_the_hours_of_the_rule(desk: Desk, refused: Callable[..., Refusal]) -> None:
    body = body_with(desk)
    refused(VisitClosed, lambda: record_purchase(desk.store, body, Caller(DESK, NOW + timedelta(hours=12))))
    late = Caller(DESK, NOW + timedelta(hours=12) - timedelta(microseconds=1))
    assert record_purchase(desk.store, body, late).points == 4_500


@pytest.mark.parametrize("name", ["earning", "expiry", "reminders"])
def test_a_missing_rule_document_credits_nothing_and_is_named(
    desk: Desk, refused: Callable[..., Refusal], documents: MemoryDocuments, name: str
) -> None:
    body = body_with(desk)
    documents._documents.pop(f"clinics/bella/rules/{name}")
    refusal = refused(DocumentMissing, lambda: record_purchase(desk.store, body, CALLER))
    assert refusal.details == {"document": f"clinics/bella/rules/{name}"}


@pytest.mark.parametrize(
    ("path", "change", "field"),
    [
        ("rules/earning", {"rate_bp": 10_001}, "rate_bp"),
        ("rules/earning", {"rate_bp": 10.0}, "rate_bp"),
        ("rules/earning", {"rate_bp": True}, "rate_bp"),
        ("rules/earning", {"eligible_tenders": ["cash", "points"]}, "eligible_tenders"),
        ("rules/earning", {"eligible_tenders": ["cash", "cash"]}, "eligible_tenders"),
        ("rules/earning", {"eligible_tenders": ["shells"]}, "eligible_tenders.0"),
        ("rules/earning", {"rate_pb": 5}, "rate_pb"),
        ("rules/earning", {"version": 0}, "version"),
        ("rules/earning", {"note": ""}, "note"),
        ("rules/expiry", {"life_unit": "weeks"}, "life_unit"),
        ("rules/expiry", {"life_count": 61}, "the document"),
        ("rules/reminders", {"urge_days": 28}, "the document"),
        ("rules/reminders", {"send_hour": 3}, "send_hour"),
        ("", {"time_zone": "Mars/Olympus"}, "time_zone"),
        ("", {"time_zone": 7}, "time_zone"),
        ("", {"currency": "dollars"}, "currency"),
        ("/locations/calabasas", {"active": "yes"}, "active"),
        ("/staff/staff-desk", {"role": "king"}, "role"),
    ],
)
def test_an_invalid_document_credits_nothing_and_is_named_with_its_field(
    desk: Desk,
    refused: Callable[..., Refusal],
    documents: MemoryDocuments,
    path: str,
    change: dict[str, object],
    field: str,
) -> None:
    body = body_with(desk)
    at = f"clinics/bella/{path.removeprefix('/')}".removesuffix("/")
    documents.put(at, {**documents.all()[at], **change})
    refusal = refused(DocumentInvalid, lambda: record_purchase(desk.store, body, CALLER))
    assert (refusal.details["document"], refusal.details["field"]) == (at, field)


# looking it up
def test_the_patient_the_staff_of_the_location_and_a_manager_can_look_a_receipt_up(desk: Desk) -> None:
    receipt = desk.sell(cash(45_000))
    body = GetReceipt("bella", PATIENT, receipt.request_id)
    for uid in (PATIENT, DESK, MANAGER):
        assert get_receipt(desk.store, body, Caller(uid, NOW)) == receipt


@pytest.mark.parametrize(
    ("uid", "expected"),
    [("patient-ben", NotYourAccount), (ELSEWHERE, StaffNotAtLocation), (DISABLED, StaffDisabled)],
)
def test_nobody_else_reads_a_receipt(desk: Desk, uid: str, expected: type[Refusal]) -> None:
    body = GetReceipt("bella", PATIENT, desk.sell(cash(45_000)).request_id)
    with pytest.raises(expected):
        get_receipt(desk.store, body, Caller(uid, NOW))


def test_a_request_that_was_never_recorded_has_no_receipt(desk: Desk) -> None:
    with pytest.raises(ReceiptNotFound):
        get_receipt(desk.store, GetReceipt("bella", PATIENT, "never-heard-of-it"), CALLER)


def test_a_stranger_is_not_even_told_that_there_is_no_receipt(desk: Desk) -> None:
    with pytest.raises(NotYourAccount):
        get_receipt(desk.store, GetReceipt("bella", PATIENT, "never-heard-of-it"), Caller("patient-ben", NOW))
