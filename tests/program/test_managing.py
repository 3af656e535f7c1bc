"""Managers grant a tier and take it back; nobody else does."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from loyalty.errors.access import OwnAccount, RoleNotAllowed
from loyalty.errors.base import RequestIdReused
from loyalty.errors.program import DayOutOfReach, TierNotFound
from loyalty.services.preconditions import Caller
from loyalty.services.program.grant_tier import GrantTier, TierGranted, grant_tier
from tests.support.clinic import CALABASAS, DESK, MANAGER, NOW, PATIENT
from tests.support.ledger import tenders
from tests.support.tiers import TierDesk, tier, tiers_rule

RULE = "clinics/bella/rules/tiers"


@pytest.fixture
def desk() -> TierDesk:
    return TierDesk()


def grant(desk: TierDesk, tier_id: str | None, until_on: date | None = None, **ids: str) -> TierGranted:
    """Grant a tier, or take the grant back."""
    request_id = ids.get("request_id") or desk.next_id()
    body = GrantTier(
        request_id, "bella", CALABASAS, ids.get("patient_id", PATIENT), "with our thanks", tier_id, until_on
    )
    return grant_tier(desk.store, body, Caller(ids.get("uid", MANAGER), NOW))


def test_the_front_desk_grants_no_tier(desk: TierDesk) -> None:
    before = desk.documents.all()
    with pytest.raises(RoleNotAllowed):
        grant(desk, "gold", uid=DESK)
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
