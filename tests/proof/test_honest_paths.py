"""What happened honestly is no finding, however late it came; and many findings of one code hide no other."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty.domain.ledger.why import ReversalWhy
from loyalty.domain.program.rules import TenderKind
from loyalty.domain.proof.findings import Finding
from loyalty.errors.base import Refusal
from loyalty.services.ledger.refund_purchase import RefundPurchase, refund_purchase
from loyalty.services.membership.subscriptions import take_in_subscription
from loyalty.services.preconditions import Caller
from loyalty.services.proof.audit_ledger import audit_clinic
from loyalty.services.proof.close_days import close_days
from loyalty.services.proof.nightly import audit_one_clinic
from loyalty.services.proof.tallies import MOST_OF_A_CODE
from scripts.seed.seed import draft_clinic
from tests.ledger.at_the_desk import change_rule
from tests.support.clinic import ENCINO, MANAGER, NOW, PATIENT
from tests.support.counts import count
from tests.support.ledger import lines, tenders
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.pages import MemoryPages
from tests.support.tiers import TierDesk, subscription_event


def found(desk: TierDesk, now: datetime) -> tuple[Finding, ...]:
    """The findings of the night after an instant."""
    pages = MemoryPages(desk.documents)
    close_days(desk.store, pages, "bella", now + timedelta(days=2))
    return audit_clinic(pages, "bella").findings


def test_a_renewal_three_days_late_is_no_finding() -> None:
    desk, late = TierDesk(), NOW + timedelta(days=33)
    desk.change("enrol", "monthly")
    desk.change("renew", now=late)
    assert [entry.kind for entry in desk.entries()] == ["bonus", "bonus"]
    assert found(desk, late) == ()


def test_a_months_points_that_all_repay_debt_are_no_finding() -> None:
    desk, later = TierDesk(), NOW + timedelta(days=32)
    sale = desk.pay(*tenders(cash=100_000))
    banked = desk.bank(10_000)
    visit = desk.scan()
    desk.confirm(desk.ask(0, visit, wallet_minor=banked.wallet_minor).confirmation_id)
    desk.pay(*tenders(wallet=banked.wallet_minor), visit=visit)
    desk.refund(sale.entry_id, lines(cash=100_000))
    taken = subscription_event(1, NOW, period_ends_at=NOW + timedelta(days=62), months_from_at=NOW)
    take_in_subscription(desk.store, taken, NOW)
    desk.night(later)
    bonuses = [entry for entry in desk.entries() if entry.kind == "bonus"]
    assert bonuses
    assert bonuses[-1].draws == ()
    assert found(desk, later) == ()


def test_points_of_a_month_that_was_undone_and_paid_again_are_no_finding() -> None:
    desk, late = TierDesk(), NOW + timedelta(days=33)
    desk.change("enrol", "monthly")
    for minutes in (0, 3):
        renewed = desk.change("renew", now=late + timedelta(minutes=minutes))
        desk.change("undo", now=late + timedelta(minutes=minutes + 1), event_id=renewed.event_id)
    desk.change("renew", now=late + timedelta(minutes=9))
    assert [entry.kind for entry in desk.entries()].count("bonus") == 4
    assert found(desk, late) == ()


def test_wallet_money_that_comes_back_from_a_purchase_without_points_and_repays_debt_is_no_finding() -> None:
    desk = TierDesk()
    change_rule(desk.documents, "redemption", confirm_above_points=None)
    sale = desk.pay(*tenders(cash=100_000))
    banked = desk.bank(10_000)
    paid = desk.pay(*tenders(wallet=banked.wallet_minor))
    desk.refund(sale.entry_id, lines(cash=100_000))
    desk.refund(paid.entry_id, lines(wallet=banked.wallet_minor))
    assert desk.account().debt_points == 0
    assert found(desk, NOW) == ()


def test_a_refund_by_a_manager_at_another_location_is_no_finding() -> None:
    desk = TierDesk()
    sale = desk.pay(*tenders(cash=10_000))
    body = RefundPurchase(desk.next_id(), "bella", ENCINO, PATIENT, sale.entry_id, lines(cash=4_000), "sent back")
    refund_purchase(desk.store, body, Caller(MANAGER, NOW))
    why = desk.entries()[-1].why
    assert isinstance(why, ReversalWhy)
    assert why.acted_at == ENCINO
    assert found(desk, NOW) == ()


def test_points_of_a_month_under_another_months_name_are_found() -> None:
    desk = TierDesk()
    desk.change("enrol", "monthly")
    (entry_id,) = desk.below("entries")
    path = f"clinics/bella/patients/{PATIENT}/entries"
    documents = desk.documents.all()
    desk.documents.put(f"{path}/{entry_id[:-1]}9", documents[f"{path}/{entry_id}"])
    del desk.documents._documents[f"{path}/{entry_id}"]
    assert "wrong-place" in {finding.code for finding in audit_clinic(MemoryPages(desk.documents), "bella").findings}


def test_the_seeded_clinic_is_no_finding() -> None:
    draft = draft_clinic(NOW)
    kept = MemoryDocuments(dict(draft.documents))
    (clinic_id,) = MemoryPages(kept).clinics()
    report = audit_one_clinic(memory_store(kept), MemoryPages(kept), clinic_id, NOW + timedelta(days=1))
    assert (report.findings_by_code, report.complete) == ({}, True)
    assert report.entries > 40


def test_findings_that_a_report_does_not_hold_are_in_its_pages_each_once() -> None:
    desk, many = TierDesk(), 350
    for number in range(many):
        desk.join(f"patient-{number:03d}")
        path = f"clinics/bella/patients/patient-{number:03d}"
        desk.documents.put(path, {**desk.documents.all()[path], "wallet_minor": 1})
    report = audit_one_clinic(desk.store, MemoryPages(desk.documents), "bella", NOW)
    kept = desk.documents.all()
    (at,) = [path for path in kept if path.startswith("clinics/bella/audits/") and path.count("/") == 3]
    pages = [fields["findings"] for path, fields in kept.items() if path.startswith(f"{at}/pages/")]
    assert (report.pages, [len(page) for page in pages]) == (3, [300, 300, 2 * many - 600 - MOST_OF_A_CODE])
    told = [*kept[at]["findings"], *(finding for page in pages for finding in page)]
    assert len({finding["patient_id"] for finding in told}) == many
    assert report.findings_count == len(told) == 2 * many


def test_many_findings_of_one_code_hide_no_other_and_all_are_counted() -> None:
    desk, many = TierDesk(), MOST_OF_A_CODE + 15
    for number in range(many + 1):
        desk.join(f"patient-{number:03d}")
    documents = copy.deepcopy(desk.documents.all())
    for number in range(many):
        path = f"clinics/bella/patients/patient-{number:03d}"
        desk.documents.put(path, {**documents[path], "wallet_minor": 1})
    last = f"clinics/bella/patients/patient-{many:03d}"
    desk.documents.put(last, {**documents[last], "lots": 7})
    report = audit_one_clinic(desk.store, MemoryPages(desk.documents), "bella", NOW)
    assert report.findings_by_code == {"account-differs": 2 * many, "malformed": 1}
    assert report.findings_count == 2 * many + 1
    assert [finding.patient_id for finding in report.findings if finding.code == "malformed"] == [f"patient-{many:03d}"]
    whole = audit_clinic(MemoryPages(desk.documents), "bella", most_of_a_code=None)
    assert len(whole.findings) == report.findings_count


Act = Callable[[TierDesk, datetime, int], object]


def _refunds(desk: TierDesk, now: datetime, number: int) -> object:
    sales = [entry for entry in desk.entries() if entry.kind == "accrual"]
    if not sales:
        return None
    return desk.refund(sales[number % len(sales)].entry_id, lines(cash=1 + number * 400), now=now)


def _pays_from_wallet(desk: TierDesk, now: datetime, number: int) -> object:
    held = desk.account().wallet_minor
    return desk.pay(*tenders(wallet=held // (1 + number % 2)), now=now) if held > 1 else None


def _gives_wallet_back(desk: TierDesk, now: datetime, number: int) -> object:
    sales = [entry for entry in desk.entries() if entry.kind == "wallet_payment"]
    if not sales:
        return None
    sale = sales[number % len(sales)]
    return desk.refund(sale.linked_entry_id or "", lines(wallet=-sale.wallet_minor), now=now)


def _undoes(desk: TierDesk, now: datetime, number: int) -> object:
    membership = desk.account().membership
    done = desk.change("renew", now=now) if membership and number % 3 else None
    last = done.event_id if done else membership.event_id if membership else "none"
    return desk.change("undo", now=now + timedelta(minutes=1), event_id=last)


def _hears(desk: TierDesk, now: datetime, number: int) -> object:
    begun = now - timedelta(days=number % 9)
    event = subscription_event(number + now.toordinal() * 100, begun, months_from_at=begun)
    return take_in_subscription(desk.store, event, now)


def _undoes_the_latest(desk: TierDesk, now: datetime, _: int) -> object:
    membership = desk.account().membership
    return desk.change("undo", event_id=membership.event_id, now=now) if membership else None


ACTS: tuple[Act, ...] = (
    lambda desk, now, number: desk.pay(*tenders(cash=900 + number * 997), now=now),
    lambda desk, now, number: desk.bank(100 * (1 + number), now=now),
    lambda desk, now, number: desk.redeem(100 * (1 + number), now=now),
    lambda desk, now, number: desk.credit(50 + number, TenderKind.CASH, now=now),
    lambda desk, now, _: desk.expire(now),
    lambda desk, now, _: desk.night(now),
    lambda desk, now, number: desk.change("enrol", "yearly" if number % 2 else "monthly", now=now),
    lambda desk, now, _: desk.change("renew", now=now),
    lambda desk, now, number: desk.change("pause" if number % 2 else "resume", now=now),
    lambda desk, now, number: desk.change("change", "monthly" if number % 2 else "yearly", now=now),
    _refunds,
    _pays_from_wallet,
    _gives_wallet_back,
    _undoes,
    _hears,
    _undoes_the_latest,
    _undoes_the_latest,
)


@settings(max_examples=count(60, 3_000))
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 30), st.integers(0, 45)), max_size=16))
def test_whatever_happens_honestly_to_a_member_is_no_finding(played: list[tuple[Act, int, int]]) -> None:
    desk, now = TierDesk(), NOW
    for act, number, days in played:
        now += timedelta(days=max(0, days - 15), minutes=1)
        try:
            act(desk, now, number)
        except Refusal:
            continue
    assert found(desk, now) == ()
