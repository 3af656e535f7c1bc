"""One path to publish: every rule alike, by managers, with a second person where it costs patients or loosens money."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, get_args

import pytest

from loyalty.domain.program.drafts import PREVIEWED
from loyalty.domain.program.published_rules import RULE_NAMES, RuleName
from loyalty.domain.program.remarks import QuestionCode
from loyalty.errors.access import NotStaff, RoleNotAllowed, StaffDisabled
from loyalty.errors.base import MalformedRequest, RequestIdReused
from loyalty.errors.program import (
    EffectiveOutOfReach,
    PreviewRequired,
    ReleaseNotFound,
    RuleChanged,
    RuleInvalid,
    RuleQuestioned,
    VersionNotFound,
)
from tests.program.publishing.drafts import EARNING, OTHER_MANAGER, earning, release_of, rule_of
from tests.support.clinic import DESK, DISABLED, MANAGER, NOW, OWNER, Fields, staff
from tests.support.ledger import tenders
from tests.support.publishing import Office, office_in
from tests.support.tiers import TierDesk, tiers_rule

ALL_QUESTIONS = get_args(QuestionCode)
# Two sound changes of each rule.
DRAFTS: dict[RuleName, tuple[Fields, Fields]] = {
    "earning": ({"rate_bp": 1100}, {"rate_bp": 1200}),
    "expiry": ({"life_count": 7}, {"life_count": 8}),
    "redemption": ({"increment_points": 10}, {"increment_points": 20}),
    "banking": ({"minimum_points": 400}, {"minimum_points": 300}),
    "tiers": ({"grace_days": 31}, {"grace_days": 32}),
    "memberships": ({"grace_days": 8}, {"grace_days": 9}),
    "reminders": ({"urge_days": 8}, {"urge_days": 9}),
    "check_in": ({"visit_hours": 10}, {"visit_hours": 9}),
    "adjustments": ({"approval_above_points": 10}, {"approval_above_points": 9}),
}


# -------------------------------------------------------------------------------------------------------------- at once


def test_the_next_version_is_live_at_once_and_stays_in_the_history_with_its_reason(
    desk: TierDesk, office: Office
) -> None:
    content = earning(desk, rate_bp=1200)
    managed = office.publish("earning", content)
    assert (managed.state, managed.version, managed.live_version) == ("live", 2, 2)
    documents = desk.documents.all()
    assert documents[EARNING] == {**content, "version": 2, "updated_at": NOW}
    signed = {"note": "as agreed", "updated_by": MANAGER, "release_id": managed.release_id}
    assert documents[f"{EARNING}/history/2"] == {**documents[EARNING], **signed}
    assert release_of(desk, managed.release_id)["state"] == "live"
    assert desk.pay(*tenders(cash=1_000)).points == 120


def test_the_release_before_is_past_and_the_draft_is_gone(desk: TierDesk, office: Office) -> None:
    first = office.publish("earning", earning(desk, rate_bp=1100))
    content = earning(desk, rate_bp=1200)
    desk.documents.put("clinics/bella/rule_drafts/earning", {"content": content, "base_version": 2})
    second = office.publish("earning", content)
    states = [release_of(desk, managed.release_id)["state"] for managed in (first, second)]
    assert states == ["past", "live"]
    assert "clinics/bella/rule_drafts/earning" not in desk.documents.all()


def test_a_draft_that_somebody_else_has_changed_meanwhile_stays_with_them(desk: TierDesk, office: Office) -> None:
    theirs = {"content": earning(desk, rate_bp=900), "base_version": 1}
    desk.documents.put("clinics/bella/rule_drafts/earning", theirs)
    office.publish("earning", earning(desk, rate_bp=1200))
    assert desk.documents.all()["clinics/bella/rule_drafts/earning"] == theirs


def test_a_repeated_request_gets_the_same_answer_and_writes_nothing(desk: TierDesk, office: Office) -> None:
    content = earning(desk, rate_bp=1200)
    said: dict[str, Any] = {"request_id": "the-release-0000001", "base_version": 1}
    first = office.publish("earning", content, **said, preview_id=office.look("earning", content))
    before = desk.documents.all()
    said |= {"rule": "earning", "content": content, "preview_id": release_of(desk, first.release_id)["preview_id"]}
    repeated = office.act("publish", **said)
    assert repeated == first
    assert desk.documents.all() == before
    with pytest.raises(RequestIdReused):
        office.act("publish", **said, note="for another reason")


@pytest.mark.parametrize("base_version", [0, 2])
def test_nobody_overwrites_a_version_they_have_not_seen(desk: TierDesk, office: Office, base_version: int) -> None:
    before = desk.documents.all()
    content = earning(desk, rate_bp=1200)
    for action in ("check", "publish"):
        with pytest.raises(RuleChanged) as refusal:
            office.act(action, rule="earning", content=content, base_version=base_version)
        assert refusal.value.details == {"rule": "earning", "live_version": 1}
    assert desk.documents.all() == before


@pytest.mark.parametrize(
    ("uid", "refusal"), [(DESK, RoleNotAllowed), (DISABLED, StaffDisabled), ("a-patient", NotStaff)]
)
@pytest.mark.parametrize("action", ["check", "publish", "schedule", "restore", "agree", "cancel"])
def test_whoever_does_not_manage_the_clinic_does_nothing_with_its_rules(
    desk: TierDesk, office: Office, action: str, uid: str, refusal: type[Exception]
) -> None:
    before = desk.documents.all()
    said: dict[str, Any] = {"rule": "earning", "content": earning(desk), "version": 1, "release_id": "r" * 16}
    with pytest.raises(refusal):
        office.act(action, uid, **said)
    assert desk.documents.all() == before


@pytest.mark.parametrize(
    ("action", "missing"),
    [
        *[("publish", field) for field in ("rule", "base_version", "content", "note")],
        *[("restore", field) for field in ("rule", "base_version", "version", "note")],
        *[("schedule", "effective_on"), ("agree", "release_id"), ("cancel", "release_id")],
    ],
)
def test_an_action_names_the_field_that_it_lacks(desk: TierDesk, office: Office, action: str, missing: str) -> None:
    said: dict[str, Any] = {"rule": "earning", "content": earning(desk, rate_bp=1200), "version": 1}
    said |= {"release_id": "r" * 16, "effective_on": date(2026, 12, 1)}
    if missing == "rule":
        said |= {"base_version": 1, "note": "as agreed"}
    with pytest.raises(MalformedRequest) as refusal:
        office.act(action, **{**said, missing: None})
    assert refusal.value.details["field"] == missing


def test_a_draft_as_the_live_version_is_no_draft(desk: TierDesk, office: Office) -> None:
    assert [one.code for one in office.act("check", rule="earning", content=earning(desk)).problems] == ["unchanged"]
    with pytest.raises(RuleInvalid):
        office.act("publish", rule="earning", content=earning(desk))


@pytest.mark.parametrize("rule", sorted(PREVIEWED))
def test_a_rule_of_points_or_money_is_live_only_after_a_preview_of_exactly_this_draft(
    desk: TierDesk, office: Office, rule: RuleName
) -> None:
    change, other = DRAFTS[rule]
    content = rule_of(desk, rule, **change)
    assert office.act("check", rule=rule, content=content).needs.preview
    wrong = {
        "none": None,
        "no such": "no-such-preview-1",
        "of other content": office.look(rule, rule_of(desk, rule, **other)),
        "still running": office.look(rule, content, state="running", finished_at=None),
        "canceled": office.look(rule, content, state="canceled"),
        "of yesterday": office.look(rule, content, NOW - timedelta(hours=24, seconds=1)),
    }
    before = desk.documents.all()
    for what, preview_id in wrong.items():
        with pytest.raises(PreviewRequired) as refusal:
            office.act("publish", rule=rule, content=content, preview_id=preview_id, accepted=ALL_QUESTIONS)
        assert refusal.value.details == {"rule": rule, "hours": 24}, what
    assert desk.documents.all() == before
    just = office.look(rule, content, NOW - timedelta(hours=24))
    managed = office.act("publish", rule=rule, content=content, preview_id=just, accepted=ALL_QUESTIONS)
    assert managed.state in ("live", "waiting")


@pytest.mark.parametrize("rule", sorted(PREVIEWED))
def test_a_preview_that_says_too_little_opens_the_gate_only_to_who_says_yes_to_that(
    desk: TierDesk, office: Office, rule: RuleName
) -> None:
    content = rule_of(desk, rule, **DRAFTS[rule][0])
    result = {"entries": 1_000, "reproduced": 998, "mismatched": [], "advises": False, "before": {}, "after": {}}
    said: dict[str, Any] = {"rule": rule, "content": content, "preview_id": office.look(rule, content, result=result)}
    others = tuple(code for code in ALL_QUESTIONS if code != "past-not-reproduced")
    before = desk.documents.all()
    with pytest.raises(RuleQuestioned) as refusal:
        office.act("publish", **said, accepted=others)
    assert refusal.value.details == {"rule": rule, "codes": ["past-not-reproduced"]}
    assert desk.documents.all() == before
    assert office.act("publish", **said, accepted=ALL_QUESTIONS).state in ("live", "waiting")


@pytest.mark.parametrize("rule", sorted(set(RULE_NAMES) - PREVIEWED - {"governance"}))
def test_other_rules_need_no_preview(desk: TierDesk, office: Office, rule: RuleName) -> None:
    content = rule_of(desk, rule, **DRAFTS[rule][0])
    assert not office.act("check", rule=rule, content=content).needs.preview
    assert office.act("publish", rule=rule, content=content).state == "live"


def test_a_first_version_takes_from_nobody_and_needs_no_preview(desk: TierDesk) -> None:
    content = earning(desk)
    bare = {path: fields for path, fields in desk.documents.all().items() if path != EARNING}
    other = office_in(type(desk.documents)(bare))
    assert other.act("publish", rule="earning", content=content).version == 1


# -------------------------------------------------------------------------------------------------- problems, questions


def test_a_check_names_every_problem_with_its_field_and_numbers_and_writes_nothing(
    desk: TierDesk, office: Office
) -> None:
    before = desk.documents.all()
    content = {"rate_bp": 10_001, "minor_per_point": "1", "ratio": 3, "version": 7}
    problems = {one.field: one for one in office.act("check", rule="earning", content=content).problems}
    codes = {field: one.code for field, one in problems.items()}
    assert codes == {
        "eligible_tenders": "missing",
        "minor_per_point": "wrong-kind",
        "rate_bp": "too-large",
        "ratio": "unknown",
        "version": "unknown",
    }
    assert problems["rate_bp"].numbers == {"most": 10_000}
    with pytest.raises(RuleInvalid) as refusal:
        office.act("publish", rule="earning", content=content)
    assert sorted(refusal.value.details["fields"]) == sorted(codes)  # type: ignore[arg-type]
    assert desk.documents.all() == before


def test_a_tier_that_a_plan_grants_cannot_go(desk: TierDesk, office: Office) -> None:
    ladder = rule_of(desk, "tiers")
    fewer = {**ladder, "tiers": [one for one in ladder["tiers"] if one["tier_id"] != "gold"]}
    (problem,) = office.act("check", rule="tiers", content=fewer).problems
    assert (problem.field, problem.code, problem.numbers) == ("tiers", "tier-unknown", {"of": 1})


def test_no_bill_gives_back_more_than_itself(desk: TierDesk, office: Office) -> None:
    (problem,) = office.act("check", rule="earning", content=earning(desk, rate_bp=9_900)).problems
    assert (problem.field, problem.code, problem.numbers) == (
        "rate_bp",
        "gives-more-than-the-bill",
        {"share_bp": 10_890},
    )


def test_a_question_is_answered_before_a_rule_is_live(desk: TierDesk, office: Office) -> None:
    content = rule_of(desk, "redemption", minimum_points=1_000)
    checked = office.act("check", rule="redemption", content=content)
    assert [(one.code, one.numbers) for one in checked.questions] == [
        ("reward-below-minimum", {"rewards": 1, "minimum_points": 1_000})
    ]
    with pytest.raises(RuleQuestioned) as refusal:
        office.publish("redemption", content, accepted=())
    assert refusal.value.details == {"rule": "redemption", "codes": ["reward-below-minimum"]}
    assert office.publish("redemption", content).state == "waiting"


# -------------------------------------------------------------------------------------------------------- notice, dates


def test_a_shorter_life_is_told_fourteen_days_before_and_sooner_only_with_an_owners_yes(
    desk: TierDesk, office: Office
) -> None:
    desk.documents.put(f"clinics/bella/staff/{OTHER_MANAGER}", staff("manager"))
    content = rule_of(desk, "expiry", life_count=3)
    checked = office.act("check", rule="expiry", content=content)
    assert checked.needs.notice_until_on == date(2026, 12, 6)
    assert [(one.code, one.numbers) for one in checked.questions] == [("without-notice", {"notice_days": 14})]
    in_time = office.schedule("expiry", content, date(2026, 12, 6))
    assert office.act("agree", OTHER_MANAGER, release_id=in_time.release_id).state == "scheduled"
    sooner = office.publish("expiry", content)
    assert release_of(desk, sooner.release_id)["of_owner"] is True
    with pytest.raises(RoleNotAllowed):
        office.act("agree", OTHER_MANAGER, release_id=sooner.release_id)


def coming(desk: TierDesk) -> dict[str, Any]:
    """What phones tell of changes to come, by release."""
    told: dict[str, Any] = desk.documents.all()["clinics/bella"].get("coming", {})
    return told


def test_patients_are_told_of_a_shorter_life_from_when_it_is_sure_until_it_is_live_or_canceled(
    desk: TierDesk, office: Office
) -> None:
    desk.documents.put(f"clinics/bella/staff/{OTHER_MANAGER}", staff("manager"))
    content = rule_of(desk, "expiry", life_count=3)
    first = office.schedule("expiry", content, date(2026, 12, 6))
    assert coming(desk) == {}  # nobody has said yes
    office.act("agree", OTHER_MANAGER, release_id=first.release_id)
    told = {"rule": "expiry", "what": ["life-shorter"], "effective_at": first.effective_at}
    assert coming(desk) == {first.release_id: told}
    second = office.schedule("expiry", {**content, "life_count": 2}, date(2026, 12, 20))
    office.act("agree", OTHER_MANAGER, release_id=second.release_id)
    assert coming(desk).keys() == {first.release_id, second.release_id}
    office.act("cancel", release_id=second.release_id)
    assert coming(desk) == {first.release_id: told}
    assert first.effective_at is not None
    office.take_up(first.effective_at)
    assert coming(desk) == {}


def test_nobody_is_told_of_what_is_better_and_not_any_more_of_what_turned_stale(desk: TierDesk, office: Office) -> None:
    office.schedule("earning", earning(desk, rate_bp=1_100), date(2026, 12, 6))
    assert coming(desk) == {}
    lower = office.schedule("redemption", rule_of(desk, "redemption", minor_per_100_points=90), date(2026, 12, 6))
    office.act("agree", OWNER, release_id=lower.release_id)
    assert [each["what"] for each in coming(desk).values()] == [["worth-lower"]]
    office.publish("redemption", rule_of(desk, "redemption", increment_points=10))
    office.publish_by_two("redemption", rule_of(desk, "redemption", increment_points=20))
    assert lower.effective_at is not None
    office.take_up(lower.effective_at)
    assert release_of(desk, lower.release_id)["state"] == "stale"
    assert coming(desk) == {}


def test_a_shorter_life_leaves_the_last_day_of_points_that_are_held_as_it_was(desk: TierDesk, office: Office) -> None:
    desk.pay(*tenders(cash=10_000))
    before = desk.account().lots
    office.publish_by_two("expiry", rule_of(desk, "expiry", life_count=1))
    desk.night(NOW + timedelta(days=2))
    desk.pay(*tenders(cash=10_000), now=NOW + timedelta(days=2))
    after = desk.account().lots
    assert [lot.expires_on for lot in after[:1]] == [lot.expires_on for lot in before]
    assert after[1].expires_on == date(2026, 12, 24)


def test_a_longer_life_from_the_first_of_a_month_is_live_then_and_can_be_canceled_before(
    desk: TierDesk, office: Office
) -> None:
    content = rule_of(desk, "expiry", life_count=9)
    managed = office.schedule("expiry", content, date(2026, 12, 1))
    assert managed.state == "scheduled"
    assert managed.effective_at is not None
    assert managed.effective_at.isoformat() == "2026-12-01T08:00:00+00:00"
    assert office.take_up(managed.effective_at - timedelta(microseconds=1)).states == {}
    assert office.take_up(managed.effective_at).states == {"live": 1}
    assert rule_of(desk, "expiry") == content
    again = office.schedule("expiry", {**content, "life_count": 10}, date(2027, 1, 1))
    office.act("cancel", release_id=again.release_id)
    assert office.take_up(NOW + timedelta(days=60)).states == {}


@pytest.mark.parametrize(
    "on", [date(2026, 11, 22), date(2026, 11, 21), date(2028, 1, 1), date(1900, 1, 1), date(2999, 12, 31)]
)
def test_a_release_is_for_a_time_to_come_within_a_year(desk: TierDesk, office: Office, on: date) -> None:
    before = desk.documents.all()
    with pytest.raises(EffectiveOutOfReach):
        office.act("schedule", rule="earning", content=earning(desk, rate_bp=1100), effective_on=on)
    assert desk.documents.all() == before


# ------------------------------------------------------------------------------------------------------------- restores


def test_a_past_version_is_restored_as_a_new_one_without_a_preview(desk: TierDesk, office: Office) -> None:
    desk.documents.put(f"{EARNING}/history/1", desk.documents.all()[EARNING])
    office.publish("earning", earning(desk, rate_bp=1200))
    restored = office.act("restore", rule="earning", version=1, now=NOW + timedelta(hours=1))
    assert (restored.state, restored.version) == ("live", 3)
    assert desk.documents.all()[EARNING]["rate_bp"] == 1000
    assert release_of(desk, restored.release_id)["restores"] == 1
    assert {path for path in desk.documents.all() if path.startswith(f"{EARNING}/history/")} == {
        f"{EARNING}/history/{version}" for version in (1, 2, 3)
    }


def test_a_restore_of_long_ago_or_of_looser_bounds_asks_a_second_person(desk: TierDesk, office: Office) -> None:
    for name in ("earning", "adjustments"):
        path = f"clinics/bella/rules/{name}"
        desk.documents.put(f"{path}/history/1", desk.documents.all()[path])
    office.publish("earning", earning(desk, rate_bp=1200))
    assert office.act("restore", rule="earning", version=1, now=NOW + timedelta(days=2)).state == "waiting"
    office.publish("adjustments", rule_of(desk, "adjustments", approval_above_points=10))
    assert office.act("restore", rule="adjustments", version=1).state == "waiting"


def test_a_past_version_that_may_not_be_live_today_or_that_is_none_is_refused(desk: TierDesk, office: Office) -> None:
    desk.documents.put(f"{EARNING}/history/1", {"version": 1, "note": "of before", "percent": 10})
    office.publish("earning", earning(desk, rate_bp=1200))
    before = desk.documents.all()
    with pytest.raises(RuleInvalid):
        office.act("restore", rule="earning", version=1)
    with pytest.raises(VersionNotFound):
        office.act("restore", rule="earning", version=9)
    with pytest.raises(ReleaseNotFound):
        office.act("agree", OWNER, release_id="no-such-release-1")
    assert desk.documents.all() == before


def test_tiers_and_memberships_ask_for_a_placing_when_they_are_live_and_not_before(
    desk: TierDesk, office: Office
) -> None:
    lower = [{**one, "at_least": 200_000} if one["tier_id"] == "gold" else one for one in tiers_rule()["tiers"]]
    asked = office.publish("tiers", rule_of(desk, "tiers", tiers=lower))
    assert [path for path in desk.documents.all() if "/placings/" in path] == []
    office.act("agree", OWNER, release_id=asked.release_id)
    placings = [path for path in desk.documents.all() if "/placings/" in path]
    assert placings == ["clinics/bella/placings/memberships-1-tiers-2"]
