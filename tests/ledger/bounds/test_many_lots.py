"""Accounts with many lots: nobody is stuck, and what shares a lot is as exact as what has its own."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import timedelta
from functools import cache

import pytest

from loyalty.domain.ledger import posting, sharing
from loyalty.domain.ledger.lots import MOST_OPEN_LOTS
from loyalty.domain.program.rules import TenderKind
from loyalty.errors.ledger import TooManyOpenLots
from loyalty.services.proof.audit_ledger import audit_clinic
from scripts.clinic.rebuild import rebuild_accounts
from tests.ledger.at_the_desk import BO, account, change_rule
from tests.support.clinic import MANAGER, NOW, PATIENT, Fields, clinic_documents, rule
from tests.support.ledger import LedgerDesk, lines, tenders
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.pages import MemoryPages
from tests.support.tiers import TierDesk, memberships_rule

ENDS = NOW + timedelta(days=400)
DAYS = 490


@pytest.fixture
def _sharing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "SHARED_FROM", 0)


@pytest.fixture
def proven(documents: MemoryDocuments) -> Callable[[], None]:
    def prove() -> None:
        """Audit the clinic, and make every account again from its entries."""
        pages = MemoryPages(documents)
        assert audit_clinic(pages, "bella").findings == ()
        assert [differing for _, _, differing in rebuild_accounts(pages, "bella") if differing] == []

    return prove


@cache
def _played() -> dict[str, Fields]:
    """A clinic whose points live five years, and a patient who bought something on each of 490 days."""
    longer = {"clinics/bella/rules/expiry": rule(life_unit="months", life_count=60, grace_days=0)}
    kept = MemoryDocuments({**clinic_documents(), **longer, "clinics/bella/rules/memberships": memberships_rule()})
    desk = LedgerDesk(memory_store(kept))
    desk.join()
    desk.join(BO)
    for day in range(DAYS):
        desk.pay(*tenders(cash=1_000), now=NOW + timedelta(days=day), request_id=f"purchase-of-day-{day:03d}")
    return dict(kept.all())


TODAY = NOW + timedelta(days=DAYS)


@pytest.fixture
def crowded() -> tuple[LedgerDesk, MemoryDocuments]:
    kept = MemoryDocuments(copy.deepcopy(_played()))
    return LedgerDesk(memory_store(kept), steps=10_000), kept


def test_600_purchases_of_one_day_share_lots_and_each_can_be_voided(
    desk: LedgerDesk, proven: Callable[[], None]
) -> None:
    bought = [desk.pay(*tenders(cash=1_000 + number), now=NOW) for number in range(600)]
    assert len(account(desk).lots) == sharing.SHARED_FROM
    assert {receipt.lot.expires_on for receipt in bought if receipt.lot} == {account(desk).lots[0].expires_on}
    assert [receipt.lot.points_earned for receipt in bought if receipt.lot] == [receipt.points for receipt in bought]
    before = account(desk).points
    for receipt in bought[::50]:
        desk.void(receipt.entry_id)
    assert account(desk).points == before - sum(receipt.points for receipt in bought[::50])
    proven()


def test_an_account_of_490_days_works_through_every_act(crowded: tuple[LedgerDesk, MemoryDocuments]) -> None:
    desk, kept = crowded
    bought = desk.pay(*tenders(cash=50_000, points=500), now=TODAY)
    desk.refund(bought.entry_id, lines(cash=10_000, points=100), now=TODAY)
    desk.void(desk.pay(*tenders(cash=9_000), now=TODAY).entry_id, now=TODAY)
    desk.reassign(desk.pay(*tenders(cash=8_000), now=TODAY).entry_id, BO, now=TODAY)
    visit = desk.scan(now=TODAY)
    desk.cancel(desk.redeem(1_000, visit=visit, now=TODAY).entry_id, visit, now=TODAY)
    desk.reward("lip-mask", now=TODAY)
    desk.undo_bank(desk.bank(2_000, now=TODAY).entry_id, now=TODAY)
    desk.bank(2_000, now=TODAY)
    desk.adjust(150, now=TODAY)
    desk.adjust(-50, now=TODAY)
    given = desk.credit(700, now=TODAY)
    desk.reverse_credit(given.entry_id, 200, now=TODAY)
    desk.credit(700, TenderKind.CASH, now=TODAY)
    desk.pay(*tenders(cash=500, wallet=800), now=TODAY)
    ends = TODAY + timedelta(days=5 * 366)
    assert desk.expire(ends) > 400
    expiry_id = next(path for path in kept.all() if path.endswith(".expiry")).rpartition("/")[2]
    desk.reissue(expiry_id, 50, now=ends)
    pages = MemoryPages(kept)
    assert audit_clinic(pages, "bella").findings == ()
    assert [differing for _, _, differing in rebuild_accounts(pages, "bella") if differing] == []


def test_a_full_account_refuses_a_further_day_with_the_number_and_nothing_that_undoes(
    crowded: tuple[LedgerDesk, MemoryDocuments],
) -> None:
    desk, kept = crowded
    visit = desk.scan(now=TODAY)
    change_rule(kept, "redemption", confirm_above_points=None, most_points_per_visit=None)
    redeemed = desk.redeem(49_000, visit=visit, now=TODAY)
    assert account(desk).lots == ()
    for day in range(MOST_OPEN_LOTS):
        desk.pay(*tenders(cash=1_000), now=TODAY + timedelta(days=day))
    full = TODAY + timedelta(days=MOST_OPEN_LOTS)
    with pytest.raises(TooManyOpenLots) as refused:
        desk.pay(*tenders(cash=1_000), now=full)
    assert refused.value.details == {"limit": MOST_OPEN_LOTS}
    desk.cancel(redeemed.entry_id, visit, now=full, uid=MANAGER)
    assert len(account(desk).lots) > MOST_OPEN_LOTS
    desk.refund("purchase-of-day-001", lines(cash=500), now=full)
    assert audit_clinic(MemoryPages(kept), "bella").findings == ()


def test_a_sale_moves_to_its_patient_whose_account_is_full(
    desk: LedgerDesk, monkeypatch: pytest.MonkeyPatch, proven: Callable[[], None]
) -> None:
    desk.pay(*tenders(cash=1_000), patient_id=BO, now=NOW - timedelta(days=1))
    monkeypatch.setattr(posting, "MOST_OPEN_LOTS", 1)
    desk.reassign("the-first-purchase", BO)
    assert account(desk, BO).points == 10_100
    proven()


def test_a_membership_begins_with_its_points_on_a_full_account(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = TierDesk()
    desk.pay(*tenders(cash=1_000), now=NOW - timedelta(days=1))
    monkeypatch.setattr(posting, "MOST_OPEN_LOTS", 1)
    enrolled = desk.change("enrol", "monthly")
    assert (account(desk).points, account(desk).tier_id) == (600, "gold")
    desk.change("undo", event_id=enrolled.event_id)
    assert (account(desk).points, account(desk).tier_id) == (100, "base")


@pytest.mark.usefixtures("_sharing")
def test_a_membership_that_is_undone_takes_its_points_and_not_those_that_joined_them() -> None:
    desk = TierDesk()
    enrolled = desk.change("enrol", "monthly")
    bought = desk.pay(*tenders(cash=1_000))
    assert len(account(desk).lots) == 1
    desk.change("undo", event_id=enrolled.event_id)
    assert account(desk).points == bought.points


@pytest.mark.usefixtures("_sharing")
def test_a_refund_takes_of_the_lot_that_its_points_joined(desk: LedgerDesk, proven: Callable[[], None]) -> None:
    desk.pay(*tenders(cash=50_000), now=NOW + timedelta(days=1))
    joined = desk.pay(*tenders(cash=7_000))
    assert (len(account(desk).lots), joined.lot.lot_id if joined.lot else None) == (2, "the-first-purchase")
    desk.refund(joined.entry_id, lines(cash=7_000))
    assert [lot.points_remaining for lot in account(desk).lots] == [10_000, 5_000]
    proven()


@pytest.mark.usefixtures("_sharing")
def test_what_expired_with_a_shared_lot_is_not_taken_twice_and_forgiven_once(
    desk: LedgerDesk, proven: Callable[[], None]
) -> None:
    joined = desk.pay(*tenders(cash=40_000))
    desk.redeem(8_000)
    desk.expire(ENDS)
    first = desk.refund("the-first-purchase", lines(cash=100_000), now=ENDS)
    second = desk.refund(joined.entry_id, lines(cash=40_000), now=ENDS)
    assert (first.why["forgiven_points"], second.why["forgiven_points"]) == (6_000, 0)
    assert account(desk).debt_points == 8_000
    proven()


@pytest.mark.usefixtures("_sharing")
def test_what_a_refund_forgave_of_a_shared_lot_gets_no_new_life(desk: LedgerDesk, proven: Callable[[], None]) -> None:
    joined = desk.pay(*tenders(cash=5_000))
    desk.refund(joined.entry_id, lines(cash=5_000), now=ENDS)
    desk.expire(ENDS)
    desk.reissue("the-first-purchase.expiry", 2_000, now=ENDS)
    desk.refund("the-first-purchase", lines(cash=100_000), now=ENDS)
    assert (account(desk).points, account(desk).debt_points) == (0, 0)
    proven()


@pytest.mark.usefixtures("_sharing")
def test_points_that_come_back_to_an_emptied_shared_lot_find_it_as_large_as_it_became(
    desk: LedgerDesk, documents: MemoryDocuments, proven: Callable[[], None]
) -> None:
    change_rule(documents, "redemption", confirm_above_points=None, most_points_per_visit=None)
    visit = desk.scan()
    early = desk.redeem(6_000, visit=visit)
    joined = desk.pay(*tenders(cash=20_000))
    late = desk.redeem(6_000, visit=visit)
    assert account(desk).lots == ()
    for redeemed in (early, late):
        desk.cancel(redeemed.entry_id, visit)
    (lot,) = account(desk).lots
    assert (lot.points_earned, lot.points_remaining, lot.lot_id) == (12_000, 12_000, "the-first-purchase")
    assert joined.lot is not None
    assert lot.expires_on == joined.lot.expires_on
    proven()


@pytest.mark.usefixtures("_sharing")
@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("expiry", {"version": 2}),
        ("expiry", {"life_count": 7, "version": 2}),
        ("reminders", {"nudge_days": 30, "version": 2}),
    ],
)
def test_points_under_another_policy_open_a_lot_of_their_own(
    desk: LedgerDesk, documents: MemoryDocuments, name: str, changes: Fields
) -> None:
    change_rule(documents, name, **changes)
    desk.pay(*tenders(cash=5_000))
    assert len(account(desk).lots) == 2


@pytest.mark.usefixtures("_sharing")
def test_points_given_by_the_desk_share_a_lot_too_and_both_receipts_tell_their_own_points(desk: LedgerDesk) -> None:
    adjusted = desk.adjust(150).movement
    assert adjusted is not None
    assert adjusted.lot is not None
    assert (adjusted.lot.lot_id, adjusted.lot.points_earned) == ("the-first-purchase", 150)
    assert account(desk).lots[0].points_earned == 10_150


def test_a_normal_patient_keeps_a_lot_for_each_purchase(desk: LedgerDesk) -> None:
    desk.pay(*tenders(cash=5_000))
    assert (len(account(desk).lots), account(desk).shared) == (2, ())


def test_the_patient_is_reminded_of_a_shared_lot_as_one(desk: LedgerDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "SHARED_FROM", 0)
    desk.pay(*tenders(cash=5_000))
    (lot,) = account(desk, PATIENT).lots
    desk.expire(lot.milestone_at)
    assert account(desk).lots[0].noticed_on is not None
    desk.pay(*tenders(cash=5_000), now=lot.milestone_at)
    assert len(account(desk).lots) == 2


def test_a_wallet_of_many_amounts_takes_no_more_and_gives_back_what_an_act_took(
    desk: LedgerDesk, monkeypatch: pytest.MonkeyPatch, proven: Callable[[], None]
) -> None:
    desk.credit(1_000)
    paid = desk.pay(*tenders(cash=100, wallet=1_000))
    desk.credit(1_000)
    banked = desk.bank(1_000)
    monkeypatch.setattr(posting, "MOST_WALLET_LOTS", 2)
    acts: tuple[Callable[[], object], ...] = (lambda: desk.credit(1_000), lambda: desk.bank(1_000))
    for act in acts:
        with pytest.raises(TooManyOpenLots) as full:
            act()
        assert full.value.details == {"limit": 2}
    desk.void(paid.entry_id)
    assert len(account(desk).wallet_lots) == 3
    desk.undo_bank(banked.entry_id)
    proven()


def test_money_banked_from_many_lots_is_used_before_more_is_banked(
    desk: LedgerDesk, monkeypatch: pytest.MonkeyPatch, proven: Callable[[], None]
) -> None:
    desk.pay(*tenders(cash=50_000), now=NOW + timedelta(minutes=20))
    monkeypatch.setattr(posting, "MOST_BANKED_FROM", 2)
    banked = desk.bank(14_000, now=NOW + timedelta(minutes=21))
    with pytest.raises(TooManyOpenLots) as full:
        desk.bank(1_000, now=NOW + timedelta(minutes=22))
    assert full.value.details == {"limit": 2}
    desk.undo_bank(banked.entry_id, now=NOW + timedelta(minutes=23))
    desk.bank(1_000, now=NOW + timedelta(minutes=24))
    proven()
