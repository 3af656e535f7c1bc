"""The outcome of a request, for those who may know."""

from __future__ import annotations

import pytest

from loyalty.errors.access import NotYourAccount, StaffDisabled, StaffNotAtLocation
from loyalty.errors.base import Refusal
from loyalty.errors.checkout import ReceiptNotFound
from loyalty.services.checkout.get_receipt import GetReceipt, get_receipt
from loyalty.services.preconditions import Caller
from tests.support.clinic import (
    DESK,
    DISABLED,
    ELSEWHERE,
    MANAGER,
    NOW,
    PATIENT,
    Desk,
    cash,
)

CALLER = Caller(DESK, NOW)


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
