"""A record is named by its kind, too: no act writes over what another act kept, whatever request id it brings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from loyalty.errors.base import Refusal
from loyalty.services.preconditions import Caller
from loyalty.services.program.grant_tier import GrantTier, grant_tier
from tests.support.clinic import CALABASAS, MANAGER, NOW, PATIENT, cash
from tests.support.counts import count
from tests.support.tiers import TierDesk

SHARED = "one-request-id-for-two"
KEPT = ("tier_changes", "entries", "treatments", "membership_events", "visits")


def grant(desk: TierDesk, tier_id: str, request_id: str) -> object:
    body = GrantTier(request_id, "bella", CALABASAS, PATIENT, "with our thanks", tier_id)
    return grant_tier(desk.store, body, Caller(MANAGER, NOW))


ACTS: dict[str, Callable[[TierDesk, str], object]] = {
    "a purchase": lambda desk, name: desk.pay(*cash(150_000), request_id=name),
    "a grant of gold": lambda desk, name: grant(desk, "gold", name),
    "a grant of platinum": lambda desk, name: grant(desk, "platinum", name),
    "an enrolment": lambda desk, name: desk.change("enrol", "monthly", request_id=name),
    "a dearer plan": lambda desk, name: desk.change("change", "yearly", request_id=name),
    "a treatment": lambda desk, name: desk.treat(NOW.date(), treatment_id=name),
    "a night": lambda desk, _: desk.night(NOW),
}


def kept(desk: TierDesk) -> dict[str, Any]:
    found = desk.documents.all().items()
    return {path: fields for path, fields in found if path.split("/")[-2] in KEPT}


def attempt(desk: TierDesk, act: str, name: str) -> bool:
    """True if the act was taken in."""
    try:
        ACTS[act](desk, name)
    except Refusal:
        return False
    return True


def test_a_grant_under_a_purchases_request_id_leaves_the_record_of_what_the_purchase_gave() -> None:
    desk = TierDesk()
    desk.pay(*cash(150_000), request_id=SHARED)
    (before,) = desk.below("tier_changes").values()
    assert before["because"] == "purchase"
    grant(desk, "platinum", SHARED)
    assert before in desk.below("tier_changes").values()
    assert sorted(one["because"] for one in desk.below("tier_changes").values()) == ["grant", "purchase"]


def test_a_purchase_under_a_grants_request_id_leaves_the_record_of_the_grant() -> None:
    desk = TierDesk()
    grant(desk, "base", SHARED)
    desk.pay(*cash(150_000), request_id=SHARED)
    assert sorted(one["because"] for one in desk.below("tier_changes").values()) == ["grant", "purchase"]


def test_a_grant_of_before_is_answered_alike_again_and_once() -> None:
    """Its record has the request id alone for a name."""
    desk = TierDesk()
    first = grant(desk, "gold", SHARED)
    (record,) = desk.below("tier_changes").values()
    path = f"clinics/bella/patients/{PATIENT}/tier_changes"
    account = desk.documents.all()[f"clinics/bella/patients/{PATIENT}"]
    older = TierDesk()
    older.documents.put(f"clinics/bella/patients/{PATIENT}", account)
    older.documents.put(f"{path}/{SHARED}", record)
    before = older.documents.all()
    assert grant(older, "gold", SHARED) == first
    assert older.documents.all() == before


@given(
    st.lists(
        st.tuples(
            st.sampled_from(sorted(ACTS)),
            st.sampled_from([SHARED, f"grant-{SHARED}", f"treatment-{SHARED}", f"time-{NOW.date()}-0001"]),
        ),
        min_size=2,
        max_size=count(6, 12),
    )
)
def test_whatever_ids_acts_share_none_writes_over_what_another_kept(acts: list[tuple[str, str]]) -> None:
    desk = TierDesk()
    for act, name in acts:
        before = kept(desk)
        attempt(desk, act, name)
        after = kept(desk)
        assert {path: after.get(path) for path in before} == before


def test_every_act_of_the_property_is_taken_in_when_it_is_alone() -> None:
    for act in ACTS:
        desk = TierDesk()
        if act == "a dearer plan":
            desk.change("enrol", "monthly")
        assert attempt(desk, act, SHARED), act
