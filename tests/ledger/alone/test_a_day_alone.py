"""One clerk and one manager try everything for a day, each alone: what they make is within the bounds, and is seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest

from loyalty.domain.ledger.governance.till import till_of_entry
from loyalty.domain.ledger.refunds import RefundLine
from loyalty.domain.program.rules import GovernanceRule, TenderKind
from loyalty.errors.base import Refusal
from loyalty.errors.ledger import BeyondBound
from loyalty.services.ledger.add_to_wallet import add_to_wallet
from loyalty.services.ledger.record_purchase import record_purchase
from loyalty.services.ledger.refund_purchase import refund_purchase
from loyalty.services.membership.memberships import ChangeMembership, change_membership
from loyalty.services.preconditions import Caller
from loyalty.services.program.grant_tier import GrantTier, grant_tier
from loyalty.services.proof.report_exceptions import report_exceptions
from tests.ledger.alone.two_people import AloneDesk
from tests.ledger.at_the_desk import BO
from tests.support import deployed
from tests.support.clinic import ADJUSTMENTS, CALABASAS, DESK, MANAGER, NOW, OWNER, PATIENT, cash
from tests.support.ledger import tenders
from tests.support.ports.day import MemoryDayActs

BOUNDS = GovernanceRule()
BEYOND = 2 * BOUNDS.purchase_minor
# Calls by which one person could make value; each is tried below.
MAKING = {
    *("record_purchase", "add_to_wallet", "refund_purchase", "change_membership", "reassign_purchase"),
    *("adjust_points", "reissue_points", "grant_tier", "request_approval", "decide_approval", "decide_adjustment"),
}
# Calls that make none, each with the reason.
MAKING_NONE = {
    **dict.fromkeys(
        ("void_purchase", "cancel_redemption", "reverse_credit", "undo_banking", "undo_cash_out"),
        "undoes what was done, and gives no bound back",
    ),
    **dict.fromkeys(
        ("redeem_points", "redeem_reward", "quote_redemption", "cash_out", "bank_points"), "uses what is there"
    ),
    **dict.fromkeys(
        ("request_confirmation", "confirm_redemption", "decide_confirmation", "list_confirmations"), "asks or answers"
    ),
    **dict.fromkeys(
        ("join_clinic", "issue_code", "check_in", "open_visit", "find_patients", "get_receipt", "list_undoable"),
        "opens or reads",
    ),
    **dict.fromkeys(
        (
            "list_receipts",
            "list_day",
            "list_requests",
            "get_engagement",
            "get_location_totals",
            "get_revenue",
            "get_ending_points",
            "get_health",
            "count_audience",
            "download_part",
            "get_offer_result",
        ),
        "reads",
    ),
    **dict.fromkeys(
        ("answer_appointment", "accept_proposal", "change_appointment", "cancel_appointment"),
        "holds points",
    ),
    **dict.fromkeys(("list_coming_visits", "list_purchases", "list_expired_points", "quote_cash_out"), "reads"),
    "place_offer": "writes news to patients' phones, and moves no value",
    **dict.fromkeys(("get_patient", "list_patients", "list_adjustments"), "reads"),
    **dict.fromkeys(("preview_rule", "cancel_preview"), "plays the past again, and writes what it found alone"),
    **dict.fromkeys(("end_sessions", "close_account", "reopen_account", "refresh_standing"), "moves no value"),
    **dict.fromkeys(("complete_treatment", "withdraw_treatment"), "counts towards a tier: its multiplier is bounded"),
    **dict.fromkeys(
        ("invite_staff", "renew_invite", "withdraw_invite", "accept_invite"),
        "brings a person; neither is the other's second person",
    ),
    "manage_rule": "a rule that loosens a bound of money asks a second person",
}


def test_every_call_is_tried_or_makes_no_value_for_a_reason() -> None:
    known = MAKING | MAKING_NONE.keys()
    assert MAKING & MAKING_NONE.keys() == set()
    assert known == set(deployed.CALLABLES)


@pytest.mark.parametrize("uid", [DESK, MANAGER])
def test_what_one_person_makes_alone_in_a_day_is_within_the_bounds_and_each_attempt_beyond_is_named(uid: str) -> None:
    desk = AloneDesk(None, purchase_minor=10**9)
    bought = desk.pay(*tenders(card=4_000_000), uid=OWNER, now=NOW - timedelta(days=1))
    desk.bound()
    beyond = _try_everything(desk, uid, bought.entry_id)
    made = _made_by(desk, uid)
    assert made["purchase"] <= BOUNDS.purchase_minor
    assert made["pay_in"] <= BOUNDS.pay_in_minor
    assert made["refund_otherwise"] <= BOUNDS.refund_otherwise_minor
    assert made["unpaid_enrolment"] <= BOUNDS.unpaid_enrolments
    role = "front_desk" if uid == DESK else "manager"
    assert made["adjusted"] <= ADJUSTMENTS["daily_caps"][role]
    assert made["granted"] <= ADJUSTMENTS["wallet_daily_caps_minor"][role]
    report = report_exceptions(desk.store, MemoryDayActs(desk.documents), "bella", NOW + timedelta(hours=17))[-1]
    named = {found.act_ids[0] for found in report.found if found.pattern == "beyond-bound" and found.uid == uid}
    assert len(beyond) >= 4
    assert named == beyond


def _try_everything(desk: AloneDesk, uid: str, bought: str) -> set[str]:
    """Try each act at sums that fall, ask for what is beyond, and try to say yes to it; the ids of what was beyond."""
    beyond: set[str] = set()
    by = Caller(uid, NOW)
    for part in (1, 2, 3, 5, 8, 100, 1000):
        enrolled = ChangeMembership(desk.next_id(), "bella", CALABASAS, PATIENT, "enrol", "yearly")
        renewed = ChangeMembership(desk.next_id(), "bella", CALABASAS, PATIENT, "renew", None, None, True)  # noqa: FBT003
        minor = BEYOND // part
        refund = [RefundLine(TenderKind.CARD, minor // 50, TenderKind.CASH)]
        tried: list[tuple[Callable[..., object], object]] = [
            (record_purchase, desk.purchase(desk.scan(), cash(minor))),
            (add_to_wallet, desk.pay_in(minor // 4, desk.next_id())),
            (refund_purchase, desk.refund_body(bought, refund, desk.next_id())),
            (change_membership, enrolled),
            (change_membership, renewed),
        ]
        for act, body in tried:
            _try(lambda act=act, body=body: _asking(desk, act, body, by, beyond))  # type: ignore[misc]
        _try(lambda minor=minor: desk.adjust(minor, uid=uid))  # type: ignore[misc]
        _try(lambda minor=minor: desk.credit(minor, uid=uid))  # type: ignore[misc]
        _try(lambda: desk.reassign(desk.pay(*cash(10), uid=uid).entry_id, BO, uid=uid))
        tier = GrantTier(desk.next_id(), "bella", CALABASAS, BO, "a friend", "platinum")
        _try(lambda tier=tier: grant_tier(desk.store, tier, by))  # type: ignore[misc]
    return beyond


def _asking(desk: AloneDesk, act: Callable[..., object], body: object, by: Caller, beyond: set[str]) -> None:
    """Do it; beyond a bound ask for it, and say yes to it oneself."""
    try:
        act(desk.store, body, by)
    except BeyondBound:
        asked = desk.ask_for(act.__name__, body, by.uid)
        beyond.add(asked.approval_id)
        _try(lambda: desk.answer(asked.approval_id, by.uid))
        act(desk.store, body, by)


def _try(act: Callable[[], object]) -> None:
    try:
        act()
    except Refusal:
        return


def _made_by(desk: AloneDesk, uid: str) -> Counter[str]:
    """What the ledger says that a person made on the day."""
    made: Counter[str] = Counter()
    for found in MemoryDayActs(desk.documents).entries("bella", NOW.date(), 10**6):
        entry = found.entry
        if entry.actor.uid != uid:
            continue
        till = till_of_entry(entry)
        if entry.purchase is not None and entry.occurred_at == entry.recorded_at:
            made["purchase"] += entry.purchase.amount_minor
        elif entry.kind == "wallet_credit":
            made["pay_in" if till else "granted"] += entry.wallet_minor
        elif entry.kind == "adjustment":
            made["adjusted"] += abs(entry.points)
        elif entry.why.reason == "refund":
            made["refund_otherwise"] += -till.get("cash", 0)
    events = MemoryDayActs(desk.documents).memberships("bella", NOW - timedelta(days=2), 10**6)
    made["unpaid_enrolment"] = sum(act.uid == uid and act.paid_with is None for act in events)
    return made
