"""A patient joins, and shows a code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from loyalty.errors.base import Refusal, RequestIdReused
from loyalty.errors.ledger import AccountNotFound
from loyalty.errors.program import ClinicNotFound, LocationInactive, LocationNotFound
from loyalty.services.checkout.issue_code import IssueCode, issue_code
from loyalty.services.checkout.join_clinic import JoinClinic, join_clinic
from loyalty.services.preconditions import Caller
from tests.support.clinic import (
    CALABASAS,
    NOW,
    PATIENT,
    Desk,
    cash,
)
from tests.support.memory import MemoryDocuments

ACCOUNT = f"clinics/bella/patients/{PATIENT}"


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
