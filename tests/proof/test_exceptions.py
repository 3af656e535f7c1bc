"""A nightly report names what one person did beside the usual; on honest days it says nothing."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty.domain.ledger.refunds import RefundLine
from loyalty.domain.program.rules import GovernanceRule, TenderKind
from loyalty.domain.proof.exceptions import FoundException
from loyalty.errors.checkout import AmountUnusual
from loyalty.errors.ledger import BeyondBound
from loyalty.services.ledger.add_to_wallet import add_to_wallet
from loyalty.services.ledger.record_purchase import record_purchase
from loyalty.services.preconditions import Caller
from loyalty.services.proof.report_exceptions import report_exceptions
from scripts.seed.clinic import CLINIC_ID, TIME_ZONE
from scripts.seed.seed import draft_clinic
from tests.ledger.alone.two_people import AloneDesk
from tests.ledger.at_the_desk import BO
from tests.ledger.uses.at_a_lookup import found_by_lookup
from tests.support.clinic import DESK, MANAGER, NOW, PATIENT, cash
from tests.support.counts import count
from tests.support.ledger import tenders
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.day import MemoryDayActs
from tests.support.publishing import content_of

RULE = GovernanceRule()
NIGHT = NOW + timedelta(hours=17)  # after the clinic's midnight


@pytest.fixture
def desk(documents: MemoryDocuments) -> AloneDesk:
    return AloneDesk(documents)


def report(desk: AloneDesk, now: datetime = NIGHT) -> tuple[FoundException, ...]:
    """What the report of the day before names."""
    made = report_exceptions(desk.store, MemoryDayActs(desk.documents), "bella", now)
    return made[-1].found if made else ()


def named(desk: AloneDesk, now: datetime = NIGHT) -> set[tuple[str, str]]:
    return {(each.pattern, each.uid) for each in report(desk, now)}


def test_an_honest_day_names_nobody(desk: AloneDesk) -> None:
    for _ in range(8):
        desk.pay(*tenders(cash=45_000, card=10_000))
    desk.adjust(100, uid=MANAGER)
    desk.member("enrol", "monthly", TenderKind.CARD)
    desk.void(desk.pay(*cash(700)).entry_id)
    assert report(desk) == ()


def test_large_cash_at_visits_that_a_lookup_opened_is_named(desk: AloneDesk) -> None:
    visit = found_by_lookup(desk, desk.documents)
    desk.pay(*cash(RULE.report_lookup_cash_minor), visit=visit)
    desk.pay(*cash(1), visit=visit)
    (found,) = report(desk)
    number = RULE.report_lookup_cash_minor + 1
    assert (found.pattern, found.uid, found.number, found.most) == ("lookup-cash", DESK, number, number - 1)
    assert len(found.act_ids) == 2


def test_adjustments_moves_and_undone_sales_beyond_the_usual_are_named(desk: AloneDesk) -> None:
    for _ in range(RULE.report_adjustments + 1):
        desk.adjust(1, patient_id=BO, uid=DESK)
    for _ in range(RULE.report_moves + 1):
        desk.reassign(desk.pay(*cash(100)).entry_id, BO)
    for _ in range(RULE.report_undone + 1):
        desk.void(desk.pay(*cash(100)).entry_id, uid=MANAGER)
    assert {("adjustments", DESK), ("moves", DESK), ("undone", MANAGER)} <= named(desk)


def test_refunds_by_another_tender_and_money_paid_in_are_named(desk: AloneDesk) -> None:
    bought = desk.pay(*tenders(card=RULE.report_refund_otherwise_minor + 1))
    line = RefundLine(TenderKind.CARD, RULE.report_refund_otherwise_minor + 1, TenderKind.CASH)
    desk.refund(bought.entry_id, [line])
    desk.credit(RULE.report_pay_in_minor + 1, TenderKind.CASH, uid=DESK)
    assert {("other-tender", DESK), ("pay-ins", DESK)} <= named(desk)


def test_one_person_who_gives_one_patient_something_again_and_again_is_named_over_weeks(desk: AloneDesk) -> None:
    for day in range(RULE.report_one_patient + 1):
        at = NOW + timedelta(days=2 * day)
        desk.adjust(10, now=at, uid=DESK)
        found = report(desk, at + timedelta(hours=17))
        pairs = [(each.pattern, each.uid, each.patient_id, each.number) for each in found]
        late = day == RULE.report_one_patient
        assert pairs == ([("one-patient", DESK, PATIENT, RULE.report_one_patient + 1)] if late else [])


def test_who_used_up_a_bound_and_each_act_beyond_one_are_named(desk: AloneDesk) -> None:
    desk.pay(*cash(RULE.purchase_minor))
    body = desk.purchase(desk.scan(BO), cash(1_000_000))
    desk.ask_for("record_purchase", body)
    desk.member("enrol", "monthly")
    desk.member("renew")
    found = {each.pattern: each for each in report(desk)}
    assert set(found) == {"near-bound-purchase", "near-bound-unpaid_enrolment", "beyond-bound"}
    beyond = found["beyond-bound"]
    assert (beyond.uid, beyond.patient_id, beyond.number, beyond.act_ids) == (DESK, BO, 1_000_000, (body.request_id,))


def test_a_persons_own_yes_is_named(desk: AloneDesk) -> None:
    desk.bound(own_yes_after_hours=1)
    body = desk.purchase(desk.scan(), cash(RULE.purchase_minor + 1))
    desk.ask_for("record_purchase", body, uid=MANAGER)
    desk.answer(body.request_id, MANAGER, now=NOW + timedelta(hours=1))
    assert ("own-yes", MANAGER) in named(desk)


def test_a_rule_that_is_published_used_and_published_back_is_named(desk: AloneDesk) -> None:
    path = "clinics/bella/rules/earning"
    old = {**desk.documents.all()[path], "updated_at": NOW - timedelta(days=9)}
    desk.documents.put(f"{path}/history/1", old)
    for version, rate_bp in ((2, 10_000), (3, 1000)):
        at = NOW + timedelta(minutes=version)
        rule = {**content_of(old), "version": version, "rate_bp": rate_bp, "updated_at": at}
        desk.documents.put(path, rule)
        desk.documents.put(f"{path}/history/{version}", {**rule, "updated_by": MANAGER, "note": "as agreed"})
    (found,) = report(desk)
    assert (found.pattern, found.uid, found.act_ids) == ("rule-changes", MANAGER, ("earning-3", "earning-2"))


def test_thresholds_are_the_clinics_own_and_a_day_is_reported_once(desk: AloneDesk) -> None:
    desk.bound(report_adjustments=0)
    desk.adjust(1)
    acts = MemoryDayActs(desk.documents)
    made = report_exceptions(desk.store, acts, "bella", NIGHT)
    assert [len(each.found) for each in made] == [0, 0, 0, 0, 0, 0, 1]
    assert report_exceptions(desk.store, acts, "bella", NIGHT) == []
    kept = desk.documents.all()["clinics/bella/exceptions/2026-11-22"]
    assert (kept["found_count"], kept["found"][0]["pattern"]) == (1, "adjustments")


def test_a_bill_of_more_than_ten_times_what_is_usual_here_is_asked_about_once_more(desk: AloneDesk) -> None:
    for minor in range(44_000, 46_000, 100):
        desk.pay(*tenders(card=minor))
    desk.pay(*tenders(card=1_500_000))
    report(desk)
    later = NOW + timedelta(days=1)
    visit = desk.scan(now=later)
    desk.pay(*tenders(card=440_000), now=later, visit=visit)
    with pytest.raises(AmountUnusual) as refused:
        desk.pay(*tenders(card=460_000), now=later, visit=visit)
    assert refused.value.details["unusual_above_minor"] in range(440_000, 460_000)
    desk.pay(*tenders(card=460_000), now=later, visit=visit, sure_of_amount=True)


def test_too_few_bills_do_not_say_what_is_usual(desk: AloneDesk) -> None:
    for _ in range(19):
        desk.pay(*tenders(card=100))
    report(desk)
    desk.pay(*tenders(card=2_000_000), now=NOW + timedelta(days=1))


def test_ninety_days_of_the_seeded_clinic_give_at_most_one_false_alarm_a_week() -> None:
    now = datetime(2026, 11, 22, 18, 4, 5, tzinfo=UTC)
    documents = MemoryDocuments(draft_clinic(now).documents)
    midnight = datetime(2026, 11, 22, 4, tzinfo=ZoneInfo(TIME_ZONE))
    alarms, entries = 0, 0
    for ago in range(90, -7, -7):
        night = midnight - timedelta(days=ago)
        for made in report_exceptions(memory_store(documents), MemoryDayActs(documents), CLINIC_ID, night):
            alarms, entries = alarms + made.found_count, entries + made.entries
    assert entries > 10, "the days hold purchases"
    assert alarms <= 90 / 7


def test_a_busy_honest_clinic_gives_at_most_one_false_alarm_a_week() -> None:
    """Three people, a dozen sales a day, a void or a refund now and then, a correction a week."""
    days, dice = count(14, 90), random.Random(7)  # noqa: S311 - no secret
    documents = MemoryDocuments()
    desk = AloneDesk(documents, purchase_minor=RULE.purchase_minor)
    for number in range(12):
        desk.join(f"patient-{number}")
    alarms = 0
    for day in range(days):
        _honest_day(desk, NOW + timedelta(days=day), dice)
        alarms += len(report(desk, NIGHT + timedelta(days=day)))
    assert alarms <= days / 7


def _honest_day(desk: AloneDesk, at: datetime, dice: random.Random) -> None:
    for number in range(12):
        patient_id, uid = f"patient-{number}", dice.choice([DESK, DESK, MANAGER])
        minor = dice.choice([15_000, 45_000, 60_000, 90_000, 180_000]) + dice.randrange(99)
        paid = tenders(cash=minor) if dice.random() < 0.4 else tenders(card=minor)
        visit = desk.scan(patient_id, at + timedelta(minutes=9 * number))
        bought = desk.pay(*paid, visit=visit, uid=uid, now=at + timedelta(minutes=9 * number + 1))
        if dice.random() < 0.05:
            desk.void(bought.entry_id, patient_id, now=at + timedelta(minutes=9 * number + 2), uid=uid)
    if at.weekday() == 0:
        desk.adjust(dice.randrange(1, 150), patient_id=f"patient-{dice.randrange(12)}", now=at + timedelta(hours=4))


@given(
    acts=st.lists(
        st.tuples(
            st.sampled_from(["purchase", "pay in"]),
            st.integers(1, 3_000_000),
            st.sampled_from([DESK, MANAGER]),
        ),
        max_size=count(12, 60),
    )
)
def test_whoever_asks_for_more_than_one_person_may_do_is_in_the_report(acts: list[tuple[str, int, str]]) -> None:
    desk = AloneDesk()
    beyond = set()
    for what, minor, uid in acts:
        buys = what == "purchase"
        body = desk.purchase(desk.scan(), cash(minor)) if buys else desk.pay_in(minor, desk.next_id())
        if _is_refused(desk, what, body, uid):
            beyond.add((body.request_id, uid))
    found = report(desk)
    assert {(each.act_ids[0], each.uid) for each in found if each.pattern == "beyond-bound"} == beyond


def _is_refused(desk: AloneDesk, what: str, body: Any, uid: str) -> bool:  # noqa: ANN401 - one of two bodies
    """Do an act; where it is beyond a bound, ask for it, as the desk's page does by itself."""
    do = record_purchase if what == "purchase" else add_to_wallet
    try:
        do(desk.store, body, Caller(uid, NOW))
    except BeyondBound:
        desk.ask_for(do.__name__, body, uid)
        return True
    return False
