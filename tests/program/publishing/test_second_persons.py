"""A change that takes from patients, moves much or loosens a bound of money waits for a second person, or a while."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

import pytest

from loyalty.domain.program.remarks import QuestionCode
from loyalty.errors.access import AppointedPerson, RoleNotAllowed, SecondPersonRequired
from loyalty.errors.ledger import BeyondBound
from loyalty.errors.program import (
    ReleaseDecided,
)
from tests.program.publishing.drafts import EARNING, OTHER_MANAGER, alone, earning, release_of, rule_of
from tests.support.clinic import DESK, MANAGER, NOW, OWNER, staff
from tests.support.ledger import tenders
from tests.support.publishing import Office
from tests.support.tiers import TierDesk

ALL_QUESTIONS = get_args(QuestionCode)


def test_what_takes_from_patients_waits_for_a_second_person_and_is_live_with_their_yes(
    desk: TierDesk, office: Office
) -> None:
    content = earning(desk, rate_bp=900)
    asked = office.publish("earning", content)
    assert (asked.state, asked.live_version, asked.version) == ("waiting", 1, None)
    assert [(one.code, one.numbers) for one in asked.reasons] == [("rate-lower", {"before_bp": 1000, "after_bp": 900})]
    assert desk.pay(*tenders(cash=1_000)).points == 100
    agreed = office.act("agree", OWNER, release_id=asked.release_id)
    assert (agreed.state, agreed.version) == ("live", 2)
    assert desk.pay(*tenders(cash=1_000)).points == 90
    kept = release_of(desk, asked.release_id)
    assert (kept["agreed_by"], kept["asked_by"]) == (OWNER, MANAGER)
    before = desk.documents.all()
    assert office.act("agree", OWNER, release_id=asked.release_id) == agreed
    assert desk.documents.all() == before


def test_nobody_agrees_to_their_own_release_nor_to_that_of_whom_they_appointed(desk: TierDesk, office: Office) -> None:
    desk.documents.put(f"clinics/bella/staff/{OTHER_MANAGER}", {**staff("manager"), "appointed_by": MANAGER})
    asked = office.publish("earning", earning(desk, rate_bp=900))
    for uid, refusal in ((MANAGER, SecondPersonRequired), (OTHER_MANAGER, AppointedPerson), (DESK, RoleNotAllowed)):
        with pytest.raises(refusal):
            office.act("agree", uid, release_id=asked.release_id)
    assert release_of(desk, asked.release_id)["state"] == "waiting"


def test_a_row_of_small_changes_is_added_up_until_two_people_have_published(desk: TierDesk, office: Office) -> None:
    desk.documents.put(f"{EARNING}/history/1", desk.documents.all()[EARNING])
    assert office.publish("earning", earning(desk, rate_bp=1200), now=NOW).state == "live"
    later = NOW + timedelta(days=3)
    slice_more = office.publish("earning", earning(desk, rate_bp=1400), now=later)
    assert slice_more.state == "waiting"
    assert [(one.code, one.numbers) for one in slice_more.reasons] == [
        ("rate-moves", {"change_bp": 4000, "share_bp": 2500})
    ]
    assert office.act("agree", OWNER, later, release_id=slice_more.release_id).state == "live"
    assert desk.documents.all()[f"{EARNING}/history/3"]["agreed_by"] == OWNER
    assert office.publish("earning", earning(desk, rate_bp=1600), now=later).state == "live"
    assert office.publish("earning", earning(desk, rate_bp=1900), now=later).state == "waiting"
    much_later = later + timedelta(days=28)
    assert office.publish("earning", earning(desk, rate_bp=1900), now=much_later).state == "live"


def test_only_an_owner_agrees_to_a_lower_worth_of_points_that_patients_hold(desk: TierDesk, office: Office) -> None:
    desk.documents.put(f"clinics/bella/staff/{OTHER_MANAGER}", staff("manager"))
    asked = office.publish("redemption", rule_of(desk, "redemption", minor_per_100_points=90))
    assert release_of(desk, asked.release_id)["of_owner"] is True
    with pytest.raises(RoleNotAllowed):
        office.act("agree", OTHER_MANAGER, release_id=asked.release_id)
    assert office.act("agree", OWNER, release_id=asked.release_id).state == "live"


def test_an_owner_who_appointed_the_only_other_manager_looks_at_what_they_ask_for(
    desk: TierDesk, office: Office
) -> None:
    desk.documents.put(f"clinics/bella/staff/{MANAGER}", {**staff("manager"), "appointed_by": OWNER})
    asked = office.publish("earning", earning(desk, rate_bp=900))
    assert office.act("agree", OWNER, release_id=asked.release_id).state == "live"
    own = office.publish("earning", earning(desk, rate_bp=800), OWNER)
    assert own.state == "scheduled"


def test_where_one_person_manages_it_waits_ten_minutes_and_can_be_canceled(desk: TierDesk, office: Office) -> None:
    alone(desk)
    checked = office.act("check", rule="earning", content=earning(desk, rate_bp=900))
    assert (checked.needs.second_person, checked.needs.wait_minutes) == (False, 10)
    asked = office.publish("earning", earning(desk, rate_bp=900))
    assert (asked.state, asked.effective_at) == ("scheduled", NOW + timedelta(minutes=10))
    office.take_up(NOW + timedelta(minutes=9))
    assert desk.documents.all()[EARNING]["version"] == 1
    canceled = office.act("cancel", release_id=asked.release_id)
    assert canceled.state == "canceled"
    assert office.act("cancel", release_id=asked.release_id) == canceled
    office.take_up(NOW + timedelta(minutes=10))
    assert desk.documents.all()[EARNING]["version"] == 1
    office.publish("earning", earning(desk, rate_bp=900))
    assert office.take_up(NOW + timedelta(minutes=10)).states == {"live": 1}
    assert desk.documents.all()[EARNING]["rate_bp"] == 900


def test_owners_alone_publish_governance_and_a_second_owner_agrees_to_looser_bounds(
    desk: TierDesk, office: Office
) -> None:
    stricter = rule_of(desk, "governance", purchase_minor=900, pay_in_minor=0)
    before = desk.documents.all()
    with pytest.raises(RoleNotAllowed):
        office.act("publish", MANAGER, rule="governance", content=stricter)
    assert desk.documents.all() == before
    assert office.act("publish", OWNER, rule="governance", content=stricter).state == "live"
    assert [path for path in desk.documents.all() if "/placings/" in path] == []
    with pytest.raises(BeyondBound):
        desk.pay(*tenders(cash=901), visit=desk.scan())
    desk.documents.put("clinics/bella/staff/other-owner", staff("owner"))
    looser = office.act("publish", OWNER, rule="governance", content={**stricter, "purchase_minor": 10**9})
    assert (looser.state, [one.code for one in looser.reasons]) == ("waiting", ["governance-looser"])
    with pytest.raises(RoleNotAllowed):
        office.act("agree", MANAGER, release_id=looser.release_id)
    assert office.act("agree", "other-owner", release_id=looser.release_id).state == "live"


def test_a_release_whose_base_has_moved_is_stale_when_somebody_agrees_and_never_live(
    desk: TierDesk, office: Office
) -> None:
    waiting = office.publish("earning", earning(desk, rate_bp=900))
    office.publish("earning", earning(desk, rate_bp=1100))
    stale = office.act("agree", OWNER, release_id=waiting.release_id)
    assert (stale.state, stale.live_version) == ("stale", 2)
    assert release_of(desk, waiting.release_id)["stale_because"] == "rule-changed"
    assert desk.documents.all()[EARNING]["rate_bp"] == 1100
    with pytest.raises(ReleaseDecided):
        office.act("agree", release_id=waiting.release_id)


def test_a_stale_release_is_set_aside_once(desk: TierDesk, office: Office) -> None:
    waiting = office.publish("earning", earning(desk, rate_bp=900))
    office.publish("earning", earning(desk, rate_bp=1100))
    office.act("agree", OWNER, release_id=waiting.release_id)
    answers = [office.act("cancel", OWNER, release_id=waiting.release_id) for _ in range(2)]
    assert [managed.state for managed in answers] == ["canceled"] * 2
    kept = release_of(desk, waiting.release_id)
    assert (kept["canceled_by"], kept["stale_because"]) == (OWNER, "rule-changed")


def test_a_release_that_does_not_fit_the_other_rules_any_more_is_stale(desk: TierDesk, office: Office) -> None:
    later = date(2026, 12, 22)
    plans = rule_of(desk, "memberships")["plans"]
    silver = {**plans[0], "plan_id": "silver-plan", "tier_id": "silver", "bonus_points": 0}
    scheduled = office.schedule("memberships", rule_of(desk, "memberships", plans=[*plans, silver]), later)
    ladder = rule_of(desk, "tiers")["tiers"]
    office.publish_by_two("tiers", rule_of(desk, "tiers", tiers=[one for one in ladder if one["tier_id"] != "silver"]))
    assert office.take_up(NOW + timedelta(days=31)).states == {"stale": 1}
    assert release_of(desk, scheduled.release_id)["stale_because"] == "rule-invalid"
