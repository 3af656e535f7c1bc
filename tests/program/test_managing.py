"""Managers publish tiers and plans, version by version, and grant a tier; nobody else does."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, cast

import pytest

from loyalty.entrypoints.program import _require_sound
from loyalty.errors.access import OwnAccount, RoleNotAllowed
from loyalty.errors.base import DocumentInvalid, RequestIdReused
from loyalty.errors.ledger import BeyondBound
from loyalty.errors.program import DayOutOfReach, RuleChanged, TierNotFound
from loyalty.services.preconditions import Caller
from loyalty.services.program.grant_tier import GrantTier, TierGranted, grant_tier
from loyalty.services.program.publish_rule import PublishRule, RulePublished, publish_rule
from tests.support.clinic import CALABASAS, DESK, MANAGER, NOW, OWNER, PATIENT
from tests.support.ledger import tenders
from tests.support.tiers import TierDesk, tier, tiers_rule

RULE = "clinics/bella/rules/tiers"
SOUND = _require_sound(cast("Any", None))


@pytest.fixture
def desk() -> TierDesk:
    return TierDesk()


def publish(desk: TierDesk, version: int, uid: str = MANAGER, **changes: Any) -> RulePublished:  # noqa: ANN401
    """Publish a version of the tiers."""
    signed = ("version", "note", "updated_by", "updated_at")
    content = {name: value for name, value in tiers_rule(**changes).items() if name not in signed}
    body = PublishRule("bella", "tiers", version, "another ladder", content)
    return publish_rule(desk.store, body, Caller(uid, NOW), lambda *_: None)


def grant(desk: TierDesk, tier_id: str | None, until_on: date | None = None, **ids: str) -> TierGranted:
    """Grant a tier, or take the grant back."""
    request_id = ids.get("request_id") or desk.next_id()
    body = GrantTier(
        request_id, "bella", CALABASAS, ids.get("patient_id", PATIENT), "with our thanks", tier_id, until_on
    )
    return grant_tier(desk.store, body, Caller(ids.get("uid", MANAGER), NOW))


def test_the_next_version_is_live_at_once_and_stays_in_the_history(desk: TierDesk) -> None:
    assert publish(desk, 2, grace_days=9) == RulePublished("tiers", 2)
    documents = desk.documents.all()
    assert documents[RULE]["grace_days"] == 9
    assert documents[f"{RULE}/history/2"] == documents[RULE]
    assert publish(desk, 2, grace_days=9).version == 2
    assert desk.documents.all() == documents


@pytest.mark.parametrize("version", [1, 3])
def test_nobody_overwrites_a_version_they_have_not_seen(desk: TierDesk, version: int) -> None:
    before = desk.documents.all()
    with pytest.raises(RuleChanged) as refusal:
        publish(desk, version, grace_days=9)
    assert refusal.value.details == {"rule": "tiers", "live_version": 1}
    assert desk.documents.all() == before


def test_the_front_desk_neither_publishes_nor_grants(desk: TierDesk) -> None:
    before = desk.documents.all()
    with pytest.raises(RoleNotAllowed):
        publish(desk, 2, DESK)
    with pytest.raises(RoleNotAllowed):
        grant(desk, "gold", uid=DESK)
    assert desk.documents.all() == before


def test_owners_alone_publish_the_bounds_of_one_person_and_they_hold_at_once(desk: TierDesk) -> None:
    content = {"purchase_minor": 900, "pay_in_minor": 0}
    body = PublishRule("bella", "governance", 2, "the season is over", content)
    before = desk.documents.all()
    with pytest.raises(RoleNotAllowed):
        publish_rule(desk.store, body, Caller(MANAGER, NOW), SOUND)
    assert desk.documents.all() == before
    assert publish_rule(desk.store, body, Caller(OWNER, NOW), SOUND) == RulePublished("governance", 2)
    assert [path for path in desk.documents.all() if "/placings/" in path] == []
    visit = desk.scan()
    with pytest.raises(BeyondBound):
        desk.pay(*tenders(cash=901), visit=visit)


@pytest.mark.parametrize("wrong", [{"purchase_minor": -1}, {"unusual_times": 1}, {"most": 5}, {"report_moves": "3"}])
def test_unsound_bounds_are_refused_and_nothing_is_written(desk: TierDesk, wrong: dict[str, Any]) -> None:
    before = desk.documents.all()
    body = PublishRule("bella", "governance", 2, "a slip", wrong)
    with pytest.raises(DocumentInvalid):
        publish_rule(desk.store, body, Caller(OWNER, NOW), SOUND)
    assert desk.documents.all() == before


def test_a_granted_tier_multiplies_the_next_purchase_until_its_last_day_and_costs_the_patient_nothing(
    desk: TierDesk,
) -> None:
    until_on = NOW.date() + timedelta(days=5)
    assert grant(desk, "platinum", until_on) == TierGranted("base", "platinum")
    assert desk.pay(*tenders(cash=1_000)).points == 400
    standing = desk.account().tier
    assert standing is not None
    assert standing.kept_until_on == until_on
    assert {one.tier_id: one.net_minor for one in standing.year}["base"] == -300
    desk.night(NOW + timedelta(days=6))
    assert desk.account().tier_id == "base"


def test_a_grant_is_recorded_with_its_reason_and_answered_alike_again(desk: TierDesk) -> None:
    first = grant(desk, "gold", request_id="the-grant-000001")
    change = desk.below("tier_changes")["grant.the-grant-000001"]
    assert (change["because"], change["text"], change["granted"]["tier_id"]) == ("grant", "with our thanks", "gold")
    before = desk.documents.all()
    assert grant(desk, "gold", request_id="the-grant-000001") == first
    assert desk.documents.all() == before
    with pytest.raises(RequestIdReused):
        grant(desk, "silver", request_id="the-grant-000001")


def test_a_grant_is_taken_back(desk: TierDesk) -> None:
    grant(desk, "gold")
    assert grant(desk, None) == TierGranted("gold", "base")


def test_a_tier_that_is_not_there_and_ones_own_account_are_refused(desk: TierDesk) -> None:
    with pytest.raises(TierNotFound):
        grant(desk, "diamond")
    with pytest.raises(OwnAccount):
        grant(desk, "gold", patient_id=MANAGER)


def test_a_rule_that_changed_is_noticed_with_the_next_act_and_says_so(desk: TierDesk) -> None:
    desk.pay(*tenders(cash=60_000))
    desk.documents.put(RULE, tiers_rule(tier("base"), tier("silver", (3, 2), "spend_minor", 50_000)))
    desk.pay(*tenders(cash=100), now=NOW + timedelta(days=1))
    assert desk.account().tier_id == "silver"


@pytest.mark.parametrize("until_on", [date.max, date(2127, 1, 1), date.min])
def test_a_grant_until_the_end_of_the_calendar_is_refused(desk: TierDesk, until_on: date) -> None:
    before = desk.documents.all()
    with pytest.raises(DayOutOfReach) as refusal:
        grant(desk, "gold", until_on)
    assert refusal.value.details == {"on": until_on.isoformat()}
    assert desk.documents.all() == before
    assert grant(desk, "gold", date(2126, 1, 1)).tier_id == "gold"
