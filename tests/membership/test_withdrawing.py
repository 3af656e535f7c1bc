"""A treatment of the wrong patient is withdrawn, or moves to the right one: it counts once, for one of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty.errors.access import OwnAccount
from loyalty.errors.base import Refusal
from loyalty.services.membership.treatments import CompleteTreatment, take_in_treatment
from loyalty.services.membership.withdraw_treatment import (
    TreatmentWithdrawn,
    WithdrawTreatment,
    take_in_withdrawal,
    withdraw_treatment,
)
from loyalty.services.preconditions import Caller
from loyalty.services.proof.audit_ledger import audit_clinic
from tests.support.clinic import CALABASAS, DESK, NOW, PATIENT
from tests.support.ports.pages import MemoryPages
from tests.support.tiers import TierDesk, tier, tiers_rule

BO = "patient-bo"
TODAY = date(2026, 11, 22)
TWO = (tier("base"), tier("regular", (2, 1), "treatments", 1))


def new_desk() -> TierDesk:
    desk = TierDesk()
    desk.documents.put("clinics/bella/rules/tiers", tiers_rule(*TWO))
    desk.join(BO, NOW - timedelta(days=1))
    return desk


def take_back(
    desk: TierDesk, to: str | None = None, patient_id: str = PATIENT, request_id: str | None = None
) -> TreatmentWithdrawn:
    request_id = request_id or desk.next_id()
    body = WithdrawTreatment(request_id, "bella", CALABASAS, patient_id, "T-1", to)
    return withdraw_treatment(desk.store, body, Caller(DESK, NOW + timedelta(minutes=2)))


def counted(desk: TierDesk, patient_id: str = PATIENT) -> int:
    return sum(day.treatments for day in desk.account(patient_id).days)


def test_a_treatment_noted_for_the_wrong_patient_moves_to_the_right_one_with_its_tier() -> None:
    desk = new_desk()
    assert desk.treat(TODAY, treatment_id="T-1").tier_id == "regular"
    moved = take_back(desk, BO, request_id="the-move-of-treatment-1")
    assert moved == TreatmentWithdrawn("T-1", "base", BO, "regular")
    assert [(counted(desk, who), desk.account(who).tier_id) for who in (PATIENT, BO)] == [(0, "base"), (1, "regular")]
    before = desk.documents.all()
    assert take_back(desk, BO, request_id="the-move-of-treatment-1") == moved
    assert desk.documents.all() == before


def test_a_treatment_that_was_moved_there_and_back_is_answered_as_it_was_first_noted() -> None:
    desk = new_desk()
    noted = desk.treat(TODAY, treatment_id="T-1")
    take_back(desk, BO)
    take_back(desk, PATIENT, patient_id=BO)
    assert [counted(desk, who) for who in (PATIENT, BO)] == [1, 0]
    assert desk.treat(TODAY, treatment_id="T-1") == noted


def test_the_audit_counts_no_treatment_that_was_withdrawn() -> None:
    desk = new_desk()
    desk.treat(TODAY, treatment_id="T-1")
    take_back(desk)
    assert audit_clinic(MemoryPages(desk.documents), "bella").findings == ()


def test_a_treatment_that_was_nobodys_is_withdrawn_and_its_report_does_not_bring_it_back() -> None:
    desk = new_desk()
    desk.treat(TODAY, treatment_id="T-1")
    assert take_back(desk).tier_id == "base"
    desk.treat(TODAY, treatment_id="T-1")
    assert (counted(desk), desk.account().tier_id) == (0, "base")
    with pytest.raises(Refusal, match="withdrawn already"):
        take_back(desk)


def test_one_that_was_noted_for_both_counts_for_the_right_one_alone() -> None:
    desk = new_desk()
    desk.treat(TODAY, treatment_id="T-1")
    body = CompleteTreatment("T-1", "bella", CALABASAS, BO, "peel", TODAY)
    take_in_treatment(desk.store, body, NOW)
    assert take_back(desk, BO).to_tier_id == "regular"
    assert (counted(desk), counted(desk, BO)) == (0, 1)


def test_the_records_system_withdraws_by_the_same_id_and_may_say_so_again() -> None:
    desk = new_desk()
    body = CompleteTreatment("T-1", "bella", CALABASAS, PATIENT, "peel", TODAY)
    take_in_treatment(desk.store, body, NOW)
    assert take_in_withdrawal(desk.store, body, NOW) == take_in_withdrawal(desk.store, body, NOW)
    assert counted(desk) == 0


@pytest.mark.parametrize(
    ("patient_id", "to", "code"), [(PATIENT, None, "treatment-not-found"), (BO, BO, "same-patient")]
)
def test_what_is_not_there_or_stays_with_the_patient_is_refused(patient_id: str, to: str | None, code: str) -> None:
    desk = new_desk()
    before = desk.documents.all()
    with pytest.raises(Refusal) as refusal:
        take_back(desk, to, patient_id)
    assert (refusal.value.code, desk.documents.all()) == (code, before)


def test_nobody_moves_a_treatment_to_themselves() -> None:
    desk = new_desk()
    desk.join(DESK)
    desk.treat(TODAY, treatment_id="T-1")
    with pytest.raises(OwnAccount):
        take_back(desk, DESK)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(("note", "withdraw", "move")), st.booleans()), max_size=8), st.integers(0, 30)
)
def test_a_treatment_counts_for_those_who_have_it_and_once_for_each(acts: list[tuple[str, bool]], days: int) -> None:
    """Whatever is noted, moved and withdrawn: sums and tiers are those of the treatments that stand."""
    desk = new_desk()
    has = {PATIENT: False, BO: False}
    told: set[str] = set()
    for act, is_bo in acts:
        who, other = (BO, PATIENT) if is_bo else (PATIENT, BO)
        try:
            if act == "note":
                body = CompleteTreatment("T-1", "bella", CALABASAS, who, "peel", TODAY - timedelta(days=days))
                take_in_treatment(desk.store, body, NOW)
                has[who] = has[who] or who not in told
                told.add(who)
            else:
                take_back(desk, other if act == "move" else None, who)
                has[who] = False
                if act == "move":
                    has[other] = True
                    told.add(other)
        except Refusal as refusal:
            assert refusal.code in {"treatment-not-found", "treatment-withdrawn", "request-id-reused"}  # noqa: PT017
    for who, stands in has.items():
        assert (counted(desk, who), desk.account(who).tier_id) == (
            (1, "regular") if stands else (0, desk.account(who).tier_id)
        )
        assert desk.account(who).tier_id in ({"regular"} if stands else {"base", None})
