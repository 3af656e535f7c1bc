"""The acts that the desk is shown to undo are those that it may undo: no more, and none is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty.domain.ledger.wallet.lots import paid_in_left
from loyalty.domain.program.rules import TenderKind
from loyalty.errors.access import NotStaff, OwnAccount, StaffNotAtLocation
from loyalty.errors.base import Refusal
from loyalty.errors.checkout import VisitClosed, VisitNotFound
from loyalty.services.checkout.visits import CheckedIn
from loyalty.services.ledger import list_undoable as service
from loyalty.services.ledger.cash_out import CashOut, UndoCashOut, cash_out, undo_cash_out
from loyalty.services.ledger.list_undoable import ListUndoable, UndoableActs, list_undoable
from loyalty.services.ledger.redemptions import CancelRedemption, cancel_redemption
from loyalty.services.ledger.reverse_credit import ReverseCredit, reverse_credit
from loyalty.services.membership.memberships import ChangeMembership, change_membership
from loyalty.services.membership.withdraw_treatment import WithdrawTreatment, withdraw_treatment
from loyalty.services.preconditions import Caller
from tests.ledger.at_the_desk import change_rule
from tests.support.clinic import CALABASAS, DESK, ELSEWHERE, ENCINO, MANAGER, NOW, PATIENT
from tests.support.counts import count
from tests.support.ledger import tenders
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.latest_acts import MemoryLatestActs
from tests.support.tiers import PLANS, TierDesk, memberships_rule, plan

LATER = NOW + timedelta(minutes=2)
TOMORROW = NOW + timedelta(days=1)
YESTERDAY = NOW.date() - timedelta(days=1)
CLINIC_ZONE = ZoneInfo("America/Los_Angeles")


def new_desk() -> TierDesk:
    """A clinic that pays out less than $15."""
    desk = TierDesk()
    change_rule(desk.documents, "banking", cash_out_below_minor=1_500)
    return desk


@pytest.fixture
def desk() -> TierDesk:
    """A patient with 10,000 points, at a clinic that pays out less than $15."""
    at_work = new_desk()
    at_work.pay(*tenders(cash=100_000))
    return at_work


def paid_out(desk: TierDesk, amount_minor: int, now: datetime = NOW, uid: str = DESK) -> str:
    """All paid-in money is paid out; the entry's id."""
    body = CashOut(desk.next_id(), "bella", CALABASAS, PATIENT, amount_minor, "what was left of a package")
    return cash_out(desk.store, body, Caller(uid, now)).entry_id


def undoable(desk: TierDesk, uid: str = DESK, now: datetime = LATER, visit: CheckedIn | None = None) -> UndoableActs:
    """What is listed at a visit, by default one that is opened for it."""
    visit = visit or desk.scan(now=now)
    return listed_at(desk, visit.visit_id, PATIENT, uid, now)


def listed_at(desk: TierDesk, visit_id: str, patient_id: str, uid: str, now: datetime = NOW) -> UndoableActs:
    """What is listed at a visit."""
    body = ListUndoable("bella", CALABASAS, patient_id, visit_id)
    return list_undoable(desk.store, MemoryLatestActs(desk.documents), body, Caller(uid, now), desk.next_id())


def test_each_read_is_kept_with_how_many_acts_it_showed(desk: TierDesk) -> None:
    desk.credit(1_240, TenderKind.CARD)
    visit = desk.scan(now=LATER)
    undoable(desk, visit=visit)
    (kept,) = [fields for path, fields in desk.documents.all().items() if "/past_reads/" in path]
    assert (kept["what"], kept["visit_id"], kept["patient_id"]) == ("undoable", visit.visit_id, PATIENT)
    assert (kept["read_by"], kept["read_at"], kept["found"]) == (DESK, LATER, 1)


def test_money_that_was_given_today_is_listed_with_what_is_left_of_it(desk: TierDesk) -> None:
    gift, paid_in = desk.credit(500), desk.credit(5_000, TenderKind.CARD)
    desk.pay(*tenders(wallet=1_500), now=LATER)
    (left,) = undoable(desk).credits
    assert (left.credit_id, left.reason, left.tender) == (paid_in.entry_id, "paid_in", "card")
    assert (left.text, left.credited_minor, left.left_minor) == ("for your next visit", 5_000, 4_000)
    assert gift.entry_id != left.credit_id, "the gift is spent"
    desk.reverse_credit(paid_in.entry_id, 4_000, now=LATER)
    assert undoable(desk).credits == ()


def test_after_its_day_money_is_a_managers_to_take_back(desk: TierDesk) -> None:
    desk.credit(500)
    assert undoable(desk, now=TOMORROW).credits == ()
    assert [each.left_minor for each in undoable(desk, MANAGER, TOMORROW).credits] == [500]


def test_uses_of_points_are_listed_newest_first_with_what_they_were_for(desk: TierDesk) -> None:
    visit = desk.scan()
    off, lips = desk.redeem(2_000, 10_000, visit=visit), desk.reward("lip-mask", visit=visit, now=LATER)
    reward, bill = undoable(desk).redemptions
    assert (reward.redemption_id, reward.reward_name, reward.points) == (lips.entry_id, "Lip mask", 300)
    assert (bill.redemption_id, bill.visit_id, bill.bill_minor) == (off.entry_id, visit.visit_id, 10_000)
    assert (bill.points, bill.worth_minor, bill.lapsing_points) == (2_000, 2_000, 0)
    desk.cancel(lips.entry_id, visit, now=LATER)
    assert [each.redemption_id for each in undoable(desk).redemptions] == [off.entry_id]


def test_of_a_use_of_points_it_is_told_how_many_would_not_come_back(desk: TierDesk) -> None:
    desk.redeem(2_000, 10_000)
    after = NOW + timedelta(days=200)
    (old,) = undoable(desk, MANAGER, after).redemptions
    assert (old.points, old.lapsing_points) == (2_000, 2_000)


def test_what_lowered_the_bill_of_a_purchase_is_not_listed_once_the_visit_is_over(desk: TierDesk) -> None:
    visit = desk.scan()
    desk.redeem(2_000, 10_000, visit=visit)
    desk.pay(*tenders(cash=8_000), visit=visit)
    assert len(undoable(desk).redemptions) == 1
    assert undoable(desk, MANAGER, TOMORROW).redemptions == ()


def test_the_latest_act_on_a_membership_is_listed_with_what_comes_back(desk: TierDesk) -> None:
    enrolled = desk.change("enrol", "monthly")
    (first,) = undoable(desk).memberships
    assert (first.event_id, first.what, first.plan_name) == (enrolled.event_id, "enrolled", "Monthly")
    assert (first.points, first.plan_name_before, first.paid_until_on_before) == (500, None, None)
    changed = desk.change("change", "yearly", now=LATER)
    (latest,) = undoable(desk).memberships
    assert (latest.event_id, latest.what, latest.plan_name) == (changed.event_id, "changed", "Yearly")
    assert (latest.plan_name_before, latest.paid_until_on_before) == ("Monthly", latest.paid_until_on)
    assert undoable(desk, MANAGER, TOMORROW).memberships == ()


def test_an_act_on_a_membership_at_another_location_is_a_managers_to_undo(desk: TierDesk) -> None:
    body = ChangeMembership(desk.next_id(), "bella", ENCINO, PATIENT, "enrol", "monthly")
    enrolled = change_membership(desk.store, body, Caller(MANAGER, NOW))
    assert undoable(desk).memberships == ()
    assert [act.event_id for act in undoable(desk, MANAGER).memberships] == [enrolled.event_id]


def test_money_that_was_paid_out_today_is_listed_where_it_was_paid_out(desk: TierDesk) -> None:
    desk.credit(1_240, TenderKind.CARD)
    made = paid_out(desk, 1_240)
    (listed,) = undoable(desk).cash_outs
    assert (listed.cash_out_id, listed.paid_out_minor, listed.location_id) == (made, 1_240, CALABASAS)
    assert listed.text == "what was left of a package"
    assert undoable(desk, MANAGER, TOMORROW).cash_outs == ()
    body = UndoCashOut(desk.next_id(), "bella", CALABASAS, PATIENT, made, "not wanted")
    undo_cash_out(desk.store, body, Caller(DESK, LATER))
    assert undoable(desk).cash_outs == ()


def test_a_treatment_that_was_noted_today_is_listed_until_it_is_withdrawn(desk: TierDesk) -> None:
    desk.documents.put("clinics/bella/services/peel", {"name": "Light peel", "active": True})
    desk.treat(YESTERDAY, treatment_id="T-1")
    (noted,) = undoable(desk).treatments
    assert (noted.treatment_id, noted.service_name, noted.completed_on) == ("T-1", "Light peel", YESTERDAY)
    assert (noted.location_id, noted.occurred_at) == (CALABASAS, NOW)
    assert undoable(desk, MANAGER, TOMORROW).treatments == ()
    body = WithdrawTreatment(desk.next_id(), "bella", CALABASAS, PATIENT, "T-1")
    withdraw_treatment(desk.store, body, Caller(DESK, LATER))
    assert undoable(desk).treatments == ()


@pytest.mark.parametrize(
    ("acts", "due_minor"),
    [
        (["enrol"], 9_900),
        (["enrol", "renew"], 9_900),
        (["enrol", "change"], 1_665),  # (1,390.50 - 12 x 99.00) x 30 of 365 days, rounded up
        (["enrol", "pause"], 0),
        (["enrol", "cancel"], 0),
    ],
)
def test_of_an_act_on_a_membership_it_is_told_what_it_had_made_due(
    desk: TierDesk, acts: list[str], due_minor: int
) -> None:
    dear = plan("dear", 139_050, "year", "platinum")
    desk.documents.put("clinics/bella/rules/memberships", memberships_rule(PLANS[0], dear))
    for turn, act in enumerate(acts):
        plan_id = {"enrol": "monthly", "change": "dear"}.get(act)
        made = desk.change(act, plan_id, now=NOW + timedelta(seconds=turn))
    (listed,) = undoable(desk).memberships
    assert (listed.event_id, listed.due_minor) == (made.event_id, due_minor)


def test_of_very_many_it_is_told_that_there_are_more(desk: TierDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MOST_USES", 1)
    desk.redeem(1_000, 10_000)
    assert not undoable(desk).more
    desk.redeem(1_000, 10_000, now=LATER)
    assert (len(undoable(desk).redemptions), undoable(desk).more) == (1, True)


def test_nothing_is_told_without_an_open_visit(desk: TierDesk) -> None:
    visit = desk.scan()
    for uid, refusal in (("nobody", NotStaff), (ELSEWHERE, StaffNotAtLocation)):
        with pytest.raises(refusal):
            undoable(desk, uid, visit=visit)
    with pytest.raises(VisitClosed):
        undoable(desk, MANAGER, TOMORROW, visit)
    with pytest.raises(VisitNotFound):
        listed_at(desk, "no-visit", PATIENT, DESK)
    desk.join(MANAGER)
    own = desk.scan(MANAGER)
    with pytest.raises(OwnAccount):
        listed_at(desk, own.visit_id, MANAGER, MANAGER)


def test_listing_writes_the_record_of_it_alone_and_costs_four_round_trips(desk: TierDesk) -> None:
    desk.redeem(1_000, 10_000)
    desk.credit(500)
    visit, usage = desk.scan(), desk.documents.usage
    usage.round_trips = usage.documents_written = 0
    undoable(desk, visit=visit)
    assert (usage.round_trips + 1, usage.documents_written) == (4, 1), "one more is the search"


STEPS = ("pay", "redeem", "reward", "gift", "pay_in", "wallet", "pay_out", "enrol", "renew", "cancel", "treat", "undo")


@settings(max_examples=count(120, 4_000))
@given(
    st.lists(st.tuples(st.sampled_from(STEPS), st.sampled_from([0, 1, 20 * 60, 200 * 1440])), max_size=9),
    st.sampled_from([DESK, MANAGER]),
)
def test_all_that_is_listed_can_be_undone_and_nothing_else_can(lived: list[tuple[str, int]], uid: str) -> None:
    desk, now = new_desk(), NOW
    desk.pay(*tenders(cash=200_000))
    visit = desk.scan()
    for step, minutes in lived:
        now += timedelta(minutes=minutes)
        visit = visit if now < visit.closes_at else desk.scan(now=now)
        _live(desk, step, visit, now)
    listed = undoable(desk, uid, now)
    assert not listed.more
    shown = {
        *(each.credit_id for each in listed.credits),
        *(each.redemption_id for each in listed.redemptions),
        *(each.event_id for each in listed.memberships),
        *(each.cash_out_id for each in listed.cash_outs),
        *(each.treatment_id for each in listed.treatments),
    }
    assert shown == {named for named, undo in _undoings(desk, uid, now) if _goes_through(desk, undo)}


def _live(desk: TierDesk, step: str, visit: CheckedIn, now: datetime) -> None:
    """One more act at the visit, or none where the clinic refuses it."""
    acts: dict[str, Callable[[], object]] = {
        "pay": lambda: desk.pay(*tenders(cash=10_000), visit=visit, now=now),
        "redeem": lambda: desk.redeem(1_000, 10_000, visit=visit, now=now),
        "reward": lambda: desk.reward("lip-mask", visit=visit, now=now),
        "gift": lambda: desk.credit(700, now=now),
        "pay_in": lambda: desk.credit(900, TenderKind.CASH, now=now),
        "wallet": lambda: desk.pay(*tenders(wallet=700), visit=visit, now=now),
        "pay_out": lambda: paid_out(desk, _left_of_paid_in(desk, now), now),
        "treat": lambda: desk.treat(now.date(), now=now),
        "enrol": lambda: desk.change("enrol", "monthly", now=now),
        "renew": lambda: desk.change("renew", now=now, confirmed_duplicate=True),
        "cancel": lambda: desk.change("cancel", now=now),
        "undo": lambda: _goes_through(desk, next(undo for _, undo in _undoings(desk, MANAGER, now)), stays=True),
    }
    try:
        acts[step]()
    except (Refusal, StopIteration):
        return


def _left_of_paid_in(desk: TierDesk, now: datetime) -> int:
    return sum(tender.amount_minor for tender in paid_in_left(desk.account().wallet_lots, now))


def _undoings(desk: TierDesk, uid: str, now: datetime) -> Iterator[tuple[str, Callable[[Any], object]]]:
    """Every entry and act of the patient that an act of undoing takes, and that act; newest first."""
    named = desk.next_id(), "bella", CALABASAS, PATIENT
    caller = Caller(uid, now)
    for entry in reversed(desk.entries()):
        if entry.kind == "wallet_credit":
            credit = ReverseCredit(*named, entry.entry_id, 1, "by mistake")
            yield entry.entry_id, lambda store, body=credit: reverse_credit(store, body, caller)  # type: ignore[misc]
        elif entry.kind == "redemption":
            use = CancelRedemption(*named, entry.why.visit_id, entry.entry_id, "by mistake")  # type: ignore[union-attr]
            yield entry.entry_id, lambda store, body=use: cancel_redemption(store, body, caller)  # type: ignore[misc]
        elif entry.kind == "cash_out":
            out = UndoCashOut(*named, entry.entry_id, "by mistake")
            yield entry.entry_id, lambda store, body=out: undo_cash_out(store, body, caller)  # type: ignore[misc]
    today = now.astimezone(CLINIC_ZONE).date()
    for treatment_id, treatment in desk.below("treatments").items():
        if treatment["recorded_at"].astimezone(CLINIC_ZONE).date() == today:  # of earlier days, the records system's
            done = WithdrawTreatment(*named, treatment_id)
            yield treatment_id, lambda store, body=done: withdraw_treatment(store, body, caller)  # type: ignore[misc]
    for event_id in reversed(desk.below("membership_events")):
        act = ChangeMembership(*named, "undo", None, event_id)
        yield event_id, lambda store, body=act: change_membership(store, body, caller)  # type: ignore[misc]


def _goes_through(desk: TierDesk, undo: Callable[[Any], object], *, stays: bool = False) -> bool:
    """True if an act goes through: on a copy of the clinic, unless it stays."""
    try:
        undo(desk.store if stays else memory_store(MemoryDocuments(desk.documents.all())))
    except Refusal:
        return False
    return True
