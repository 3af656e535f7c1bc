"""One person alone moves so much in a day; beyond it an act waits, and is done when a second person says yes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty.domain.ledger.governance.alone import WaitingApproval
from loyalty.domain.ledger.refunds import RefundLine
from loyalty.domain.program.rules import GovernanceRule, TenderKind
from loyalty.errors.access import AppointedPerson, RoleNotAllowed, SecondPersonRequired, StaffDisabled
from loyalty.errors.base import MalformedRequest, Refusal, RequestIdReused
from loyalty.errors.checkout import VisitClosed
from loyalty.errors.ledger import ApprovalDecided, ApprovalNotFound, BeyondBound
from loyalty.services.ledger.add_to_wallet import add_to_wallet
from loyalty.services.ledger.confirmations import ListConfirmations, list_confirmations
from loyalty.services.ledger.record_purchase import record_purchase
from loyalty.services.ledger.refund_purchase import refund_purchase
from loyalty.services.membership.memberships import ChangeMembership, change_membership
from loyalty.services.preconditions import Caller
from tests.ledger.alone.two_people import AloneDesk
from tests.ledger.at_the_desk import BO, account
from tests.support.clinic import CALABASAS, DESK, MANAGER, NOW, OWNER, PATIENT, cash
from tests.support.counts import count
from tests.support.ledger import tenders
from tests.support.ports.confirmations import MemoryWaitingConfirmations

Refused = Callable[[type[Refusal], Callable[[], object]], Refusal]
BOUNDS = GovernanceRule()
NEXT_DAY = NOW + timedelta(days=1)


def test_a_clerk_cannot_credit_six_million_dollars_of_cash_alone(alone: AloneDesk, refused: Refused) -> None:
    visit = alone.scan()
    most = BOUNDS.purchase_minor
    alone.pay(*cash(most - 1), visit=visit)
    refusal = refused(BeyondBound, lambda: alone.pay(*cash(2), visit=visit))
    assert refusal.details == {"act": "purchase", "used": most - 1, "most": most, "asked": 2}
    alone.pay(*cash(1), visit=visit)
    visit_of_bo = alone.scan(BO)
    refused(BeyondBound, lambda: alone.pay(*cash(1), visit=visit_of_bo))
    assert alone.money() == [1, most - 1]


def test_a_bound_is_of_a_person_and_a_business_date(alone: AloneDesk, refused: Refused) -> None:
    alone.pay(*cash(BOUNDS.purchase_minor))
    visit = alone.scan()
    refused(BeyondBound, lambda: alone.pay(*cash(1), visit=visit))
    alone.pay(*cash(1), uid=MANAGER)
    alone.pay(*cash(BOUNDS.purchase_minor), now=NEXT_DAY)


def test_money_that_a_purchase_takes_from_the_account_is_not_counted(alone: AloneDesk) -> None:
    alone.bound(purchase_minor=10_000)
    alone.pay(*cash(10_000))
    alone.credit(3_000, TenderKind.CASH)
    alone.pay(*tenders(wallet=2_500, points=200, insurance=5_000))


def test_undoing_a_purchase_gives_nothing_of_the_bound_back(alone: AloneDesk, refused: Refused) -> None:
    receipt = alone.pay(*cash(BOUNDS.purchase_minor))
    alone.void(receipt.entry_id)
    visit = alone.scan()
    refused(BeyondBound, lambda: alone.pay(*cash(1), visit=visit))


def test_a_million_dollars_is_not_paid_into_a_wallet_by_one_person(alone: AloneDesk, refused: Refused) -> None:
    alone.credit(BOUNDS.pay_in_minor, TenderKind.CASH, uid=DESK)
    refusal = refused(BeyondBound, lambda: alone.credit(1, TenderKind.CARD, uid=DESK))
    assert refusal.details["act"] == "pay_in"
    assert account(alone).wallet_minor == BOUNDS.pay_in_minor


def test_a_card_is_refunded_as_cash_up_to_a_bound(alone: AloneDesk, refused: Refused) -> None:
    bought = alone.pay(*tenders(card=BOUNDS.refund_otherwise_minor + 1))
    as_cash = RefundLine(TenderKind.CARD, BOUNDS.refund_otherwise_minor, TenderKind.CASH)
    alone.refund(bought.entry_id, [as_cash])
    more = [RefundLine(TenderKind.CARD, 1, TenderKind.CASH)]
    refusal = refused(BeyondBound, lambda: alone.refund(bought.entry_id, more))
    assert refusal.details["act"] == "refund_otherwise"
    alone.refund(bought.entry_id, [RefundLine(TenderKind.CARD, 1)])


def test_a_purchase_of_long_ago_is_refunded_up_to_a_bound(alone: AloneDesk, refused: Refused) -> None:
    bought = alone.pay(*cash(BOUNDS.late_refund_minor + 2))
    last = NOW + timedelta(days=BOUNDS.late_after_days)
    alone.refund(bought.entry_id, [RefundLine(TenderKind.CASH, 1)], now=last)
    late = last + timedelta(days=1)
    refusal = refused(
        BeyondBound,
        lambda: alone.refund(bought.entry_id, [RefundLine(TenderKind.CASH, BOUNDS.late_refund_minor + 1)], now=late),
    )
    assert refusal.details["act"] == "late_refund"
    alone.refund(bought.entry_id, [RefundLine(TenderKind.CASH, BOUNDS.late_refund_minor)], now=late)


def test_a_purchase_that_was_moved_is_as_old_as_it_is(alone: AloneDesk, refused: Refused) -> None:
    bought = alone.pay(*cash(BOUNDS.late_refund_minor + 1))
    late = NOW + timedelta(days=BOUNDS.late_after_days + 1)
    moved = alone.reassign(bought.entry_id, BO, now=late, uid=MANAGER)
    line = [RefundLine(TenderKind.CASH, BOUNDS.late_refund_minor + 1)]
    refused(BeyondBound, lambda: alone.refund(moved.receipt.entry_id, line, patient_id=BO, now=late))


def test_enrolments_that_nobody_paid_have_a_bound_and_paid_ones_have_none(alone: AloneDesk, refused: Refused) -> None:
    alone.member("enrol", "monthly")
    alone.member("renew")
    refusal = refused(BeyondBound, lambda: alone.member("renew"))
    assert refusal.details == {"act": "unpaid_enrolment", "used": 2, "most": 2, "asked": 1}
    alone.member("renew", paid_with=TenderKind.CARD)
    refused(BeyondBound, lambda: alone.member("change", "dear"))
    alone.member("change", "dear", paid_with=TenderKind.CASH)
    events = [fields for path, fields in alone.documents.all().items() if "/membership_events/" in path]
    assert sorted(event.get("paid_with", "none") for event in events) == ["card", "cash", "none", "none"]


@pytest.mark.parametrize("act", ["record_purchase", "add_to_wallet", "refund_purchase", "change_membership"])
def test_an_act_beyond_a_bound_waits_and_is_done_when_a_second_person_says_yes(
    alone: AloneDesk, refused: Refused, act: str
) -> None:
    do, body = _beyond(alone, act)
    refused(BeyondBound, do)
    before = alone.entries()
    asked = alone.ask_for(act, body)
    assert (asked.status, asked) == ("waiting", alone.ask_for(act, body))
    assert [one.approval_id for one in _waiting(alone)] == [body.request_id]
    refused(BeyondBound, do)
    assert alone.entries() == before
    assert alone.answer(body.request_id).status == "approved"
    done = alone.documents.all()
    assert _waiting(alone) == []
    answered = do()
    assert answered == do()
    assert alone.answer(body.request_id).status == "approved"
    assert alone.documents.all() == done
    made = [
        fields for path, fields in done.items() if path.endswith(f"/{body.request_id}") and "/approvals/" not in path
    ]
    assert [fields["actor"]["uid"] for fields in made if fields.get("actor")] == [DESK]
    assert done[f"clinics/bella/approvals/{body.request_id}"]["decided_by"] == MANAGER


def test_a_yes_is_for_the_very_body_that_was_asked_for(alone: AloneDesk, refused: Refused) -> None:
    body = alone.purchase(alone.scan(), cash(BOUNDS.purchase_minor + 1))
    alone.ask_for("record_purchase", body)
    dearer = replace(body, tenders=cash(BOUNDS.purchase_minor + 2))
    refused(RequestIdReused, lambda: alone.ask_for("record_purchase", dearer))
    alone.answer(body.request_id)
    refused(RequestIdReused, lambda: record_purchase(alone.store, dearer, Caller(DESK, NOW)))
    other = replace(body, request_id=alone.next_id())
    refused(BeyondBound, lambda: record_purchase(alone.store, other, Caller(DESK, NOW)))


def test_nobody_says_yes_to_themselves_nor_does_a_clerk(alone: AloneDesk, refused: Refused) -> None:
    body = alone.purchase(alone.scan(), cash(BOUNDS.purchase_minor + 1))
    alone.ask_for("record_purchase", body, uid=MANAGER)
    refused(SecondPersonRequired, lambda: alone.answer(body.request_id, MANAGER))
    refused(RoleNotAllowed, lambda: alone.answer(body.request_id, DESK))
    refused(ApprovalNotFound, lambda: alone.answer(body.request_id, OWNER, patient_id=BO))
    assert alone.answer(body.request_id, OWNER, approve=False).status == "declined"
    refused(ApprovalDecided, lambda: alone.answer(body.request_id, OWNER))
    refused(BeyondBound, lambda: record_purchase(alone.store, body, Caller(MANAGER, NOW)))


def test_who_appointed_a_person_is_no_second_person_for_them_nor_they_for_who_did(
    alone: AloneDesk, refused: Refused
) -> None:
    alone.change_staff(DESK, appointed_by=MANAGER)
    alone.change_staff(OWNER, appointed_by="somebody-else")
    body = alone.purchase(alone.scan(), cash(BOUNDS.purchase_minor + 1))
    alone.ask_for("record_purchase", body)
    refused(AppointedPerson, lambda: alone.answer(body.request_id, MANAGER))
    alone.answer(body.request_id, OWNER)
    alone.change_staff(MANAGER, appointed_by=OWNER)
    second = replace(alone.purchase(alone.scan(), cash(BOUNDS.purchase_minor + 2)), request_id=alone.next_id())
    alone.ask_for("record_purchase", second, uid=OWNER)
    refused(AppointedPerson, lambda: alone.answer(second.request_id, MANAGER))


def test_an_appointed_person_answers_no_adjustment_and_no_confirmation_either(
    alone: AloneDesk, refused: Refused
) -> None:
    alone.change_staff(MANAGER, appointed_by=OWNER)
    asked = alone.adjust(2_000, uid=OWNER)
    refused(AppointedPerson, lambda: alone.decide(asked.adjustment_id, MANAGER))


def test_where_one_person_manages_they_may_say_it_themselves_after_the_rules_wait(
    alone: AloneDesk, refused: Refused
) -> None:
    alone.bound(own_yes_after_hours=2)
    body = alone.purchase(alone.scan(), cash(BOUNDS.purchase_minor + 1))
    alone.ask_for("record_purchase", body, uid=MANAGER)
    refused(SecondPersonRequired, lambda: alone.answer(body.request_id, MANAGER, now=NOW + timedelta(minutes=119)))
    assert alone.answer(body.request_id, MANAGER, now=NOW + timedelta(hours=2)).status == "approved"
    assert alone.money() == [BOUNDS.purchase_minor + 1]


def test_a_yes_that_comes_too_late_for_the_visit_does_nothing(alone: AloneDesk) -> None:
    body = alone.purchase(alone.scan(), cash(BOUNDS.purchase_minor + 1))
    alone.ask_for("record_purchase", body)
    with pytest.raises(VisitClosed):
        alone.answer(body.request_id, now=NOW + timedelta(hours=13))
    assert alone.entries() == []


def test_the_act_of_a_person_who_was_disabled_meanwhile_is_not_done(alone: AloneDesk) -> None:
    body = alone.pay_in(BOUNDS.pay_in_minor + 1, alone.next_id())
    alone.ask_for("add_to_wallet", body)
    alone.change_staff(DESK, active=False)
    with pytest.raises(StaffDisabled):
        alone.answer(body.request_id)
    assert alone.entries() == []


def test_a_body_that_is_none_of_the_acts_is_refused(alone: AloneDesk, refused: Refused) -> None:
    body = alone.pay_in(BOUNDS.pay_in_minor + 1, alone.next_id())
    refused(MalformedRequest, lambda: alone.ask_for("record_purchase", body))


def test_a_clinic_without_the_rule_has_the_same_bounds() -> None:
    desk = AloneDesk()
    desk.pay(*cash(BOUNDS.purchase_minor))
    with pytest.raises(BeyondBound):
        desk.pay(*cash(1))


@given(
    acts=st.lists(
        st.tuples(
            st.sampled_from(["purchase", "pay_in", "refund_otherwise", "unpaid_enrolment"]),
            st.integers(1, 4_000),
            st.sampled_from([DESK, MANAGER]),
        ),
        max_size=count(12, 40),
    )
)
def test_whatever_one_person_does_in_a_day_is_within_the_bounds(acts: list[tuple[str, int, str]]) -> None:
    bounds = {"purchase": 9_000, "pay_in": 5_000, "refund_otherwise": 3_000, "unpaid_enrolment": 1}
    rule = {name if name == "unpaid_enrolment" else f"{name}_minor": most for name, most in bounds.items()}
    rule["unpaid_enrolments"] = rule.pop("unpaid_enrolment")
    desk = AloneDesk(None, **rule)
    done: dict[tuple[str, str], int] = {}
    for act, amount, uid in acts:
        more = 1 if act == "unpaid_enrolment" else amount
        used = done.get((uid, act), 0)
        try:
            _do(desk, act, amount, uid)
        except BeyondBound:
            assert used + more > bounds[act]
        else:
            done[uid, act] = used + more
    assert all(total <= bounds[act] for (_, act), total in done.items())


def _do(desk: AloneDesk, act: str, amount: int, uid: str) -> None:
    if act == "purchase":
        desk.pay(*cash(amount), uid=uid)
    elif act == "pay_in":
        desk.credit(amount, TenderKind.CASH, uid=uid)
    elif act == "unpaid_enrolment":
        held = account(desk).membership
        desk.member("renew" if held else "enrol", None if held else "monthly", uid=uid)
    else:
        desk.refund(_bought(desk), [RefundLine(TenderKind.CARD, amount, TenderKind.CASH)], uid=uid)


def _bought(desk: AloneDesk) -> str:
    """A purchase by card that somebody else rang up under bounds of another time."""
    before = desk.documents.all()["clinics/bella/rules/governance"]
    desk.bound()
    bought = desk.pay(*tenders(card=4_000), uid=OWNER).entry_id
    desk.documents.put("clinics/bella/rules/governance", before)
    return bought


def _waiting(alone: AloneDesk) -> list[WaitingApproval]:
    port = MemoryWaitingConfirmations(alone.documents)
    body = ListConfirmations("bella", CALABASAS)
    return list(list_confirmations(alone.store, port, body, Caller(MANAGER, NOW)).approvals)


def _beyond(alone: AloneDesk, act: str) -> tuple[Callable[[], object], Any]:
    """An act beyond its bound, and its body."""
    alone.bound(unpaid_enrolments=0)
    by, request_id = Caller(DESK, NOW), alone.next_id()
    if act == "record_purchase":
        body = alone.purchase(alone.scan(), cash(BOUNDS.purchase_minor + 1))
        return lambda: record_purchase(alone.store, body, by), body
    if act == "add_to_wallet":
        paid = alone.pay_in(BOUNDS.pay_in_minor + 1, request_id)
        return lambda: add_to_wallet(alone.store, paid, by), paid
    if act == "refund_purchase":
        much = BOUNDS.refund_otherwise_minor + 1
        bought = alone.pay(*tenders(card=much))
        back = alone.refund_body(bought.entry_id, [RefundLine(TenderKind.CARD, much, TenderKind.CASH)], request_id)
        return lambda: refund_purchase(alone.store, back, by), back
    enrolment = ChangeMembership(request_id, "bella", CALABASAS, PATIENT, "enrol", "monthly")
    return lambda: change_membership(alone.store, enrolment, by), enrolment
