"""The account stands where its history puts it, with every act, in the act's own commit."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty.domain.calendar import business_date
from loyalty.domain.ledger.why import AccrualWhy
from loyalty.domain.membership.events import MembershipEvent
from loyalty.domain.program.memberships import latest
from loyalty.domain.program.tiers import Ladder, QualifyingDay, count_in, days_to_keep
from loyalty.entrypoints.managed.parsers import PARSERS
from loyalty.errors.base import Refusal
from loyalty.store.decoding import decode
from tests.support.clinic import NOW, PATIENT
from tests.support.ledger import lines, tenders
from tests.support.tiers import TierDesk, tier, tiers_rule


@pytest.fixture
def desk() -> TierDesk:
    return TierDesk()


def why(desk: TierDesk, entry_id: str) -> AccrualWhy:
    """Why a purchase earned what it did."""
    (entry,) = (entry for entry in desk.entries() if entry.entry_id == entry_id)
    assert isinstance(entry.why, AccrualWhy)
    return entry.why


def test_a_purchase_that_reaches_a_tier_earns_at_the_old_one_and_the_next_at_the_new(desk: TierDesk) -> None:
    first = desk.pay(*tenders(cash=100_000))
    second = desk.pay(*tenders(cash=10_000))
    assert (first.points, second.points) == (10_000, 1_500)
    reached = why(desk, first.entry_id).tier_after
    assert reached is not None
    assert (why(desk, first.entry_id).tier_id, reached.tier_id) == ("base", "silver")
    assert reached.next is not None
    assert (reached.next.tier_id, reached.next.have, reached.next.need) == ("gold", 100_000, 300_000)
    assert [change["because"] for change in desk.below("tier_changes").values()] == ["purchase"]


def test_where_the_rule_says_so_a_purchase_earns_at_the_tier_it_reaches() -> None:
    desk = TierDesk(upgrade="this_purchase")
    upgrades = desk.scan().earning.upgrades
    assert [(upgrade.tier_id, upgrade.missing) for upgrade in upgrades] == [("gold", 300_000), ("silver", 100_000)]
    assert desk.pay(*tenders(cash=100_000)).points == 15_000


def test_each_purchase_says_what_every_other_tier_would_have_earned(desk: TierDesk) -> None:
    receipt = desk.pay(*tenders(cash=45_000))
    assert why(desk, receipt.entry_id).elsewhere == {"silver": 6_750, "gold": 13_500, "platinum": 18_000}


def test_what_insurance_or_the_account_paid_counts_towards_no_tier(desk: TierDesk) -> None:
    desk.pay(*tenders(cash=99_999, insurance=50_000))
    account = desk.account()
    assert account.tier_id == "base"
    assert account.progress == {"spend_minor": 99_999, "purchases": 1, "points": 9_999, "treatments": 0}


def test_a_void_takes_the_tier_back_on_the_same_day(desk: TierDesk) -> None:
    receipt = desk.pay(*tenders(cash=100_000))
    desk.void(receipt.entry_id)
    account = desk.account()
    assert (account.tier_id, account.days) == ("base", ())
    assert [change["to_tier_id"] for change in desk.below("tier_changes").values()] == ["silver", "base"]


@settings(max_examples=40)
@given(st.integers(1, 400_000), st.lists(st.integers(1, 400_000), max_size=4))
def test_a_refund_takes_back_exactly_what_the_purchase_gave_to_progress(amount: int, parts: list[int]) -> None:
    desk = TierDesk()
    desk.pay(*tenders(cash=33_333))
    before = desk.account()
    receipt = desk.pay(*tenders(cash=amount), now=NOW + timedelta(days=3))
    left = amount
    for part in (*parts, amount):
        taken = min(part, left)
        if taken:
            desk.refund(receipt.entry_id, lines(cash=taken), now=NOW + timedelta(days=4))
            left -= taken
            assert desk.account().qualifying.days[0] == before.days[0]
    after = desk.account()
    assert (after.days, after.tier_id, after.progress) == (before.days, before.tier_id, before.progress)


def test_a_moved_sale_counts_for_whom_it_was_and_earns_no_more_than_it_earned(desk: TierDesk) -> None:
    desk.join("patient-ben")
    desk.pay(*tenders(cash=100_000), patient_id="patient-ben")
    wrong = desk.pay(*tenders(cash=200_000))
    moved = desk.reassign(wrong.entry_id, "patient-ben")
    assert (wrong.points, moved.receipt.points) == (20_000, 20_000)
    assert (desk.account().tier_id, desk.account("patient-ben").tier_id) == ("base", "gold")


def test_a_completed_treatment_counts_in_the_same_commit_and_once() -> None:
    desk = TierDesk()
    rule = tiers_rule(tier("base"), tier("regular", (2, 1), "treatments", 2))
    desk.documents.put("clinics/bella/rules/tiers", rule)
    today = business_date(NOW, PARSERS["Clinic"]("", desk.documents.all()["clinics/bella"]).time_zone)
    assert desk.treat(today, treatment_id="treatment-1").tier_id == "base"
    again = desk.treat(today, treatment_id="treatment-1")
    assert again.tier_id == "base"
    assert desk.treat(today - timedelta(days=364), treatment_id="treatment-2").tier_id == "regular"
    with pytest.raises(Refusal) as refusal:
        desk.treat(today + timedelta(days=1))
    assert refusal.value.code == "treatment-out-of-reach"


def test_the_year_says_honestly_when_a_membership_would_not_have_paid(desk: TierDesk) -> None:
    desk.pay(*tenders(cash=100_000))
    standing = desk.account().tier
    assert standing is not None
    year = {other.tier_id: other for other in standing.year}
    assert year["gold"].more_points == 20_000
    assert year["platinum"].more_points == 30_000
    assert year["platinum"].fee_minor == 99_000
    assert year["platinum"].net_minor == 30_000 - 99_000
    assert year["base"].more_points == 0


ACTS = ("pay", "pay", "pay", "refund", "void", "enrol", "renew", "pause", "resume", "cancel", "change", "treat", "days")


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.sampled_from(ACTS), st.integers(1, 150_000)), max_size=25),
    st.sampled_from(["one_step", "to_reached"]),
)
def test_replaying_the_history_gives_tier_progress_and_window(acts: list[tuple[str, int]], downgrade: str) -> None:
    desk, now = TierDesk(downgrade=downgrade), NOW
    sales: list[tuple[str, int]] = []
    for name, amount in acts:
        now += timedelta(days=amount % 120 if name == "days" else 0, hours=1)
        with suppress(Refusal):
            act(desk, name, amount, sales, now)
    assert_replayed(desk)


def act(desk: TierDesk, name: str, amount: int, sales: list[tuple[str, int]], now: datetime) -> None:
    """One thing that happens to a patient's tier."""
    sale, paid = sales[amount % len(sales)] if sales else ("none", 1)
    plan_id = ("monthly", "yearly")[amount % 2] if name in ("enrol", "change") else None
    if name == "pay":
        sales.append((desk.pay(*tenders(cash=amount), now=now).entry_id, amount))
    elif name == "days":
        desk.night(now)
    elif name == "treat":
        desk.treat((now - timedelta(days=1)).date(), now=now)
    elif name == "void":
        desk.void(sale, now=now)
    elif name == "refund":
        desk.refund(sale, lines(cash=1 + amount % paid), now=now)
    else:
        desk.change(name, plan_id, now=now)


def assert_replayed(desk: TierDesk) -> None:
    """The account is the same when it is made from nothing by entries, treatments and events."""
    account = desk.account()
    days: tuple[QualifyingDay, ...] = ()
    for entry in desk.entries():
        if entry.counted is not None:
            days = count_in(days, entry.counted)
    for fields in desk.below("treatments").values():
        days = count_in(days, QualifyingDay(date.fromisoformat(fields["completed_on"]), treatments=1))
    membership = None
    for fields in desk.below("membership_events").values():
        membership = latest(membership, decode(MembershipEvent, fields).membership)
    on = account.tier.on if account.tier else NOW.date()
    assert (days_to_keep(account.days, on), account.membership) == (days_to_keep(days, on), membership)
    if account.tier is not None:
        rule = PARSERS["TiersRule"]("", desk.documents.all()["clinics/bella/rules/tiers"])
        qualifying = replace(account, days=days, membership=membership).qualifying
        assert account.tier_id == Ladder(qualifying, rule).tier_on(on).tier_id
        assert account.progress == Ladder(qualifying, rule).progress_on(on)


def test_an_account_of_a_clinic_without_tiers_keeps_what_counts(desk: TierDesk) -> None:
    without = {path: fields for path, fields in desk.documents.all().items() if not path.endswith("rules/tiers")}
    desk.documents._documents = {path: (fields, 1) for path, fields in without.items()}
    desk.pay(*tenders(cash=100_000))
    account = desk.account()
    assert (account.tier_id, account.tier, account.tier_due_at, len(account.days)) == (None, None, None, 1)
    assert desk.scan(PATIENT).patient.tier_name is None
