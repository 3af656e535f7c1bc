"""Points are used: how many, for what, and when the patient is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from loyalty.errors.base import Refusal
from loyalty.errors.ledger import (
    ConfirmationDeclined,
    ConfirmationLapsed,
    ConfirmationRequired,
    NothingToConfirm,
    OverVisitCap,
    PointsNotExact,
    RedemptionNotCombinable,
    RewardNotFound,
    RewardNotOffered,
    RewardOutOfStock,
    TierRequired,
)
from tests.ledger.at_the_desk import account, change_rule
from tests.support.clinic import NOW
from tests.support.ledger import LedgerDesk, tenders
from tests.support.memory import MemoryDocuments

Refused = Callable[..., Refusal]


def test_points_are_used_from_what_expires_soonest(desk: LedgerDesk) -> None:
    desk.pay(*tenders(cash=10_000), now=NOW + timedelta(days=10), request_id="the-later-purchase")
    desk.redeem(9_950, now=NOW + timedelta(days=11))
    desk.redeem(100, now=NOW + timedelta(days=12))
    assert {lot.lot_id: lot.points_remaining for lot in account(desk).lots} == {"the-later-purchase": 950}


def test_points_as_tender_must_be_the_exact_worth_of_usable_points(
    desk: LedgerDesk, documents: MemoryDocuments, refused: Refused
) -> None:
    change_rule(documents, "redemption", minor_per_100_points=250)
    visit = desk.scan()
    refusal = refused(PointsNotExact, lambda: desk.pay(*tenders(cash=5_000, points=1_001), visit=visit))
    assert refusal.details == {"amount_minor": 1_001, "points": 401, "worth_minor": 1_002}


def test_a_visit_has_a_cap_that_all_its_redemptions_share(
    desk: LedgerDesk, documents: MemoryDocuments, refused: Refused
) -> None:
    change_rule(documents, "redemption", most_points_per_visit=1_000)
    visit = desk.scan()
    first = desk.redeem(400, visit=visit)
    desk.pay(*tenders(cash=5_000, points=400), visit=visit)
    refusal = refused(OverVisitCap, lambda: desk.redeem(300, visit=visit))
    assert refusal.details == {"asked_points": 300, "used_points": 800, "most_points": 1_000}
    desk.cancel(first.entry_id, visit)
    desk.redeem(300, visit=visit)


def test_where_redemptions_are_not_combined_a_visit_has_one(
    desk: LedgerDesk, documents: MemoryDocuments, refused: Refused
) -> None:
    change_rule(documents, "redemption", combinable=False)
    visit = desk.scan()
    desk.redeem(100, visit=visit)
    refused(RedemptionNotCombinable, lambda: desk.reward("lip-mask", visit=visit))


def test_a_reward_is_given_while_there_are_any_and_to_whom_it_is_for(desk: LedgerDesk, refused: Refused) -> None:
    assert desk.reward("lip-mask").explanation.startswith("300 points for ")
    visit = desk.scan()
    second = desk.reward("lip-mask", visit=visit)
    assert refused(RewardOutOfStock, lambda: desk.reward("lip-mask", visit=visit)).details["stock"] == 2
    desk.cancel(second.entry_id, visit)
    desk.reward("lip-mask")
    refused(TierRequired, lambda: desk.reward("members-peel", visit=visit))
    refused(RewardNotFound, lambda: desk.reward("nothing", visit=visit))


@pytest.mark.parametrize("changes", [{"active": False}, {"starts_on": "2026-11-23"}, {"ends_on": "2026-11-21"}])
def test_a_reward_is_given_on_its_days_alone(
    desk: LedgerDesk, documents: MemoryDocuments, refused: Refused, changes: dict[str, object]
) -> None:
    path = "clinics/bella/rewards/lip-mask"
    documents.put(path, {**documents.all()[path], **changes})
    visit = desk.scan()
    refused(RewardNotOffered, lambda: desk.reward("lip-mask", visit=visit))


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "is_offered"),
    [
        ("0001-01-01", "9999-12-31", True),
        ("1999-12-31", None, True),
        ("2100-01-01", None, False),
        (None, "1999-12-31", False),
    ],
)
def test_a_reward_of_an_older_document_is_offered_as_its_dates_say_whatever_their_century(
    desk: LedgerDesk,
    documents: MemoryDocuments,
    refused: Refused,
    starts_on: str | None,
    ends_on: str | None,
    is_offered: bool,  # noqa: FBT001 - a case
) -> None:
    path = "clinics/bella/rewards/lip-mask"
    documents.put(path, {**documents.all()[path], "starts_on": starts_on, "ends_on": ends_on})
    if is_offered:
        assert desk.reward("lip-mask").points == -300
    else:
        visit = desk.scan()
        refused(RewardNotOffered, lambda: desk.reward("lip-mask", visit=visit))


def test_many_points_wait_for_the_patients_own_yes(
    desk: LedgerDesk, documents: MemoryDocuments, refused: Refused
) -> None:
    change_rule(documents, "redemption", confirm_above_points=1_000)
    visit = desk.scan()
    refused(NothingToConfirm, lambda: desk.ask(1_000, visit))
    refused(ConfirmationRequired, lambda: desk.redeem(2_000, visit=visit))
    asked = desk.ask(2_000, visit)
    refused(ConfirmationRequired, lambda: desk.redeem(2_000, visit=visit))
    desk.confirm(asked.confirmation_id, approve=False)
    refused(ConfirmationDeclined, lambda: desk.redeem(2_000, visit=visit))
    desk.confirm(asked.confirmation_id)
    refused(ConfirmationRequired, lambda: desk.redeem(2_050, visit=visit))
    assert desk.redeem(2_000, visit=visit).why["confirmation_id"] == asked.confirmation_id
    refused(ConfirmationRequired, lambda: desk.redeem(2_000, visit=visit))


def test_a_confirmation_lapses(desk: LedgerDesk, documents: MemoryDocuments, refused: Refused) -> None:
    change_rule(documents, "redemption", confirm_above_points=1_000)
    visit = desk.scan()
    asked = desk.ask(2_000, visit)
    late = NOW + timedelta(minutes=5)
    refused(ConfirmationLapsed, lambda: desk.confirm(asked.confirmation_id, now=late))
    desk.confirm(asked.confirmation_id)
    refused(ConfirmationLapsed, lambda: desk.redeem(2_000, visit=visit, now=late))


def test_points_as_tender_above_the_threshold_wait_for_the_same_yes(
    desk: LedgerDesk, documents: MemoryDocuments, refused: Refused
) -> None:
    change_rule(documents, "redemption", confirm_above_points=1_000)
    visit = desk.scan()
    refused(ConfirmationRequired, lambda: desk.pay(*tenders(cash=5_000, points=2_000), visit=visit))
    desk.confirm(desk.ask(2_000, visit).confirmation_id)
    assert desk.pay(*tenders(cash=5_000, points=2_000), visit=visit).redeemed_points == 2_000
