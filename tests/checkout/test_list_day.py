"""The day at the desk holds all that moved money or points there, by whom, and the till by tender."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty.domain.ledger.refunds import RefundLine
from loyalty.domain.program.rules import TenderKind
from loyalty.errors.access import NotStaff, StaffNotAtLocation
from loyalty.errors.base import Refusal
from loyalty.services.checkout import list_day as service
from loyalty.services.checkout.list_day import DeskDay, ListDay, list_day
from loyalty.services.preconditions import Caller
from tests.ledger.alone.two_people import AloneDesk
from tests.ledger.at_the_desk import BO
from tests.support.clinic import CALABASAS, DESK, ELSEWHERE, ENCINO, MANAGER, NOW, PATIENT
from tests.support.counts import count
from tests.support.ledger import into_wallet, lines, tenders
from tests.support.memory import MemoryDocuments
from tests.support.ports.day import MemoryDayActs

Refused = Callable[[type[Refusal], Callable[[], object]], Refusal]


@pytest.fixture
def desk(documents: MemoryDocuments) -> AloneDesk:
    at_work = AloneDesk(documents)
    at_work.bound(**dict.fromkeys(("purchase_minor", "pay_in_minor", "refund_otherwise_minor"), 10**9))
    return at_work


def day(desk: AloneDesk, uid: str = DESK, location_id: str = CALABASAS, now: datetime = NOW) -> DeskDay:
    body = ListDay("bella", location_id)
    return list_day(desk.store, MemoryDayActs(desk.documents), body, Caller(uid, now))


def test_money_paid_into_a_friends_wallet_is_in_the_days_list_and_in_the_till(desk: AloneDesk) -> None:
    desk.credit(100_000, TenderKind.CASH, uid=DESK)
    told = day(desk)
    assert (told.business_date, told.till_minor, told.more) == (date(2026, 11, 22), {"cash": 100_000}, False)
    (act,) = told.acts
    assert (act.what, act.name, act.recorded_by, act.wallet_minor) == (
        "wallet_credit",
        "Ana R.",
        "front_desk",
        100_000,
    )


def test_the_till_is_what_came_in_less_what_went_out_by_tender(desk: AloneDesk) -> None:
    bought = desk.pay(*tenders(cash=5_000, card=4_000, insurance=3_000))
    desk.refund(bought.entry_id, lines(cash=700))
    desk.refund(bought.entry_id, [RefundLine(TenderKind.CARD, 600, TenderKind.CASH)])
    desk.refund(bought.entry_id, into_wallet(cash=500))
    assert day(desk).till_minor == {"card": 4_000, "cash": 5_000 - 700 - 600, "insurance": 3_000}
    desk.void(bought.entry_id)
    assert day(desk).till_minor == {"card": 600, "cash": -600 + 500, "insurance": 0}


def test_memberships_are_in_the_till_as_they_were_paid_and_none_once_undone(desk: AloneDesk) -> None:
    desk.member("enrol", "monthly", TenderKind.CARD)
    renewed = desk.member("renew", None, TenderKind.CASH)
    desk.member("enrol", "yearly", patient_id=BO)
    assert day(desk).till_minor == {"card": 9_900, "cash": 9_900}
    desk.undo_member(renewed.event_id)
    told = day(desk)
    assert told.till_minor == {"card": 9_900}
    assert Counter(act.what for act in told.acts if act.what.startswith("membership")) == {
        "membership-enrolled": 2,
        "membership-renewed-undone": 1,
    }


def test_adjustments_grants_and_moves_are_listed_with_who_made_them(desk: AloneDesk) -> None:
    desk.adjust(100, uid=MANAGER)
    desk.credit(700, uid=MANAGER)
    rung = desk.pay(*tenders(cash=1_000))
    desk.reassign(rung.entry_id, BO)
    told = day(desk)
    assert Counter((act.what, act.recorded_by) for act in told.acts) == {
        ("adjustment", "manager"): 1,
        ("wallet_credit", "manager"): 1,
        ("accrual", "front_desk"): 2,
        ("reassign", "front_desk"): 1,
    }
    assert told.till_minor == {"cash": 1_000}


def test_money_is_in_the_till_of_the_location_that_took_or_gave_it(desk: AloneDesk) -> None:
    bought = desk.pay(*tenders(cash=5_000))
    desk.location_id = ENCINO
    desk.refund(bought.entry_id, lines(cash=2_000), uid=MANAGER)
    assert day(desk).till_minor == {"cash": 5_000}
    assert day(desk, ELSEWHERE, ENCINO).till_minor == {"cash": -2_000}


def test_yesterday_is_not_today(desk: AloneDesk) -> None:
    desk.pay(*tenders(cash=5_000), now=NOW - timedelta(days=1))
    desk.member("enrol", "monthly", TenderKind.CARD, now=NOW - timedelta(days=1))
    assert (day(desk).till_minor, day(desk).acts) == ({}, ())


def test_the_till_counts_acts_that_are_too_many_to_be_listed(desk: AloneDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MOST_TOLD", 1)
    desk.pay(*tenders(cash=5_000))
    desk.pay(*tenders(cash=300))
    told = day(desk)
    assert (told.till_minor, len(told.acts), told.more) == ({"cash": 5_300}, 1, True)


def test_only_who_works_there_sees_a_locations_day_and_managers_any(desk: AloneDesk, refused: Refused) -> None:
    refused(StaffNotAtLocation, lambda: day(desk, DESK, ENCINO))
    refused(NotStaff, lambda: day(desk, PATIENT))
    assert day(desk, MANAGER, ENCINO).acts == ()


@given(
    acts=st.lists(
        st.tuples(st.sampled_from(["buy", "refund", "other", "wallet", "void", "pay in", "move"]), st.integers(1, 900)),
        max_size=count(10, 40),
    )
)
def test_the_till_holds_what_was_counted_by_hand(acts: list[tuple[str, int]]) -> None:
    desk = AloneDesk(None, purchase_minor=10**9, pay_in_minor=10**9, refund_otherwise_minor=10**9)
    by_hand: Counter[str] = Counter()
    open_sales: list[tuple[str, str, int]] = []
    for what, minor in acts:
        if what == "buy":
            sale = desk.pay(*tenders(cash=minor + 1_000))
            open_sales.append((sale.entry_id, PATIENT, minor + 1_000))
            by_hand["cash"] += minor + 1_000
        elif what == "pay in":
            desk.credit(minor, TenderKind.CARD, uid=DESK)
            by_hand["card"] += minor
        elif open_sales:
            _undo(desk, what, minor, open_sales, by_hand)
    assert {kind: minor for kind, minor in day(desk).till_minor.items() if minor} == {
        kind: minor for kind, minor in by_hand.items() if minor
    }


def _undo(
    desk: AloneDesk, what: str, minor: int, open_sales: list[tuple[str, str, int]], by_hand: Counter[str]
) -> None:
    """Undo a part or all of the last sale; a part is the last thing done to it."""
    sale_id, patient_id, left = open_sales.pop()
    if what == "void":
        desk.void(sale_id, patient_id)
        by_hand["cash"] -= left
    elif what == "move":
        to = BO if patient_id == PATIENT else PATIENT
        open_sales.append((desk.reassign(sale_id, to, patient_id).receipt.entry_id, to, left))
    elif what == "wallet":
        desk.refund(sale_id, into_wallet(cash=minor), patient_id)
    else:
        back = TenderKind.FINANCING if what == "other" else TenderKind.CASH
        desk.refund(sale_id, [RefundLine(TenderKind.CASH, minor, back)], patient_id)
        by_hand[back.value] -= minor
