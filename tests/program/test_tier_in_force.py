"""The tier in force decides everywhere: a changed rule counts at once, whatever an account still keeps."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty.domain.ledger.why import AccrualWhy, BankingWhy
from loyalty.errors.ledger import TierRequired
from loyalty.services.membership.refresh_standing import RefreshStanding, refresh_standing
from loyalty.services.preconditions import Caller
from loyalty.services.program.grant_tier import GrantTier, grant_tier
from tests.support.clinic import BANKING, CALABASAS, MANAGER, NOW, PATIENT, Fields, reward
from tests.support.counts import count
from tests.support.ledger import tenders
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.tiers import LADDER, TierDesk, memberships_rule, plan, tier, tiers_rule

PUBLISHED = NOW + timedelta(days=2)
TIER_IDS = ("base", "silver", "gold", "platinum")
BONUS_BP = {"base": 0, "silver": 1_000, "gold": 3_000, "platinum": 5_000}


def a_clinic(*ladder: Fields, **changes: object) -> TierDesk:
    """A clinic with a reward for each tier alone, and a bonus on banking for each."""
    desk = TierDesk()
    desk.documents.put("clinics/bella/rules/tiers", tiers_rule(*ladder, **changes))
    desk.documents.put("clinics/bella/rules/banking", {**BANKING, "tier_bonus_bp": BONUS_BP})
    for tier_id in TIER_IDS:
        desk.documents.put(f"clinics/bella/rewards/for-{tier_id}", reward(f"For {tier_id}", 300, tier_ids=[tier_id]))
    return desk


def publish(desk: TierDesk, version: int, *ladder: Fields, **changes: object) -> None:
    """Another ladder is live."""
    desk.documents.put("clinics/bella/rules/tiers", {**tiers_rule(*ladder, **changes), "version": version})


def apart(desk: TierDesk, act: Callable[[TierDesk], Any]) -> Any:  # noqa: ANN401 - whatever is asked
    """An act on a copy of the clinic, so that no surface changes what another sees."""
    other = copy.copy(desk)
    other.documents = MemoryDocuments(desk.documents.all())
    other.store = memory_store(other.documents)
    return act(other)


def surfaces(desk: TierDesk, now: Any = PUBLISHED) -> dict[str, object]:  # noqa: ANN401
    """The tier of the patient wherever somebody meets it."""
    return {
        "desk": apart(desk, lambda at: at.scan(now=now).patient.tier_id),
        "purchase": apart(desk, lambda at: _of_purchase(at, now)),
        "banking": apart(desk, lambda at: _of_banking(at, now)),
        "rewards": tuple(tier_id for tier_id in TIER_IDS if apart(desk, lambda at: _may_have(at, tier_id, now))),  # noqa: B023
        "grant": apart(desk, lambda at: _granted_from(at, now)),
        "phone": apart(desk, lambda at: _on_the_phone(at, now)),
        "schedule": apart(desk, lambda at: (at.night(now), at.account().tier_id)[1]),
    }


def agreed(tier_id: str) -> dict[str, object]:
    """All of them, where they agree."""
    names = ("desk", "purchase", "banking", "rewards", "grant", "phone", "schedule")
    return {name: (tier_id,) if name == "rewards" else tier_id for name in names}


def _of_purchase(desk: TierDesk, now: Any) -> str | None:  # noqa: ANN401
    desk.pay(*tenders(insurance=1), now=now)  # counts for no tier by itself
    why = desk.entries()[-1].why
    assert isinstance(why, AccrualWhy)
    return why.tier_id


def _of_banking(desk: TierDesk, now: Any) -> str | None:  # noqa: ANN401
    desk.bank(500, now=now)
    why = desk.entries()[-1].why
    assert isinstance(why, BankingWhy)
    assert why.tier_bonus_bp == BONUS_BP[why.tier_id or ""]
    return why.tier_id


def _may_have(desk: TierDesk, tier_id: str, now: Any) -> bool:  # noqa: ANN401
    try:
        desk.reward(f"for-{tier_id}", now=now)
    except TierRequired:
        return False
    return True


def _on_the_phone(desk: TierDesk, now: Any) -> str | None:  # noqa: ANN401
    told = refresh_standing(desk.store, RefreshStanding("bella"), Caller(PATIENT, now))
    assert desk.account().tier_id == told.tier_id
    before = desk.documents.all()
    assert not refresh_standing(desk.store, RefreshStanding("bella"), Caller(PATIENT, now)).changed
    assert desk.documents.all() == before
    return told.tier_id


def _granted_from(desk: TierDesk, now: Any) -> str | None:  # noqa: ANN401
    body = GrantTier(desk.next_id(), "bella", CALABASAS, PATIENT, "a gift", "platinum")
    return grant_tier(desk.store, body, Caller(MANAGER, now)).from_tier_id


def test_gold_from_two_thousand_dollars_is_gold_everywhere_at_once_for_who_spent_more() -> None:
    desk = a_clinic()
    desk.pay(*tenders(cash=250_000))
    assert surfaces(desk) == agreed("silver")
    lower = [{**one, "at_least": 200_000} if one["tier_id"] == "gold" else one for one in LADDER]
    publish(desk, 2, *lower)
    assert surfaces(desk) == agreed("gold")
    desk.night(PUBLISHED)
    assert surfaces(desk) == agreed("gold")
    (change,) = [one for one in desk.below("tier_changes").values() if one["to_tier_id"] == "gold"]
    assert (change["from_tier_id"], change["because"], change["on"]) == ("silver", "rules", "2026-11-24")


def test_a_tier_that_costs_more_now_is_nobodys_by_what_an_account_keeps() -> None:
    desk = a_clinic()
    desk.pay(*tenders(cash=350_000))
    higher = [{**one, "at_least": 400_000} if one["tier_id"] == "gold" else one for one in LADDER]
    publish(desk, 2, *higher)
    assert surfaces(desk) == agreed("silver")


def test_a_plan_that_gives_another_tier_changes_nothing_for_its_members_on_any_surface() -> None:
    desk = a_clinic()
    desk.pay(*tenders(cash=50_000))
    desk.change("enrol", "monthly")
    plans = plan("monthly", 9_900, "month", "silver"), plan("yearly", 1, "year", "base")
    desk.documents.put("clinics/bella/rules/memberships", {**memberships_rule(*plans), "version": 2})
    assert surfaces(desk) == agreed("gold")


def test_a_purchase_after_a_changed_rule_records_the_rules_change_apart_from_its_own() -> None:
    desk = a_clinic()
    desk.pay(*tenders(cash=250_000))
    publish(desk, 2, *[{**one, "at_least": 200_000} if one["tier_id"] == "gold" else one for one in LADDER[:3]])
    desk.pay(*tenders(cash=1_000), now=PUBLISHED)
    changes = sorted(desk.below("tier_changes").values(), key=lambda one: one["recorded_at"])
    told = [(one["from_tier_id"], one["to_tier_id"], one["because"]) for one in changes]
    assert told == [("base", "silver", "purchase"), ("silver", "gold", "rules")]


@st.composite
def ladders(draw: st.DrawFn) -> tuple[Fields, ...]:
    """The four tiers, by spend or purchases, at any thresholds."""
    measure, most = draw(st.sampled_from((("spend_minor", 400_000), ("purchases", 5))))
    low, middle, high = sorted(draw(st.lists(st.integers(1, most), min_size=3, max_size=3)))
    reached = draw(st.booleans())
    top = tier("platinum", (9, 1), measure, high) if reached else tier("platinum", (9, 1))
    return tier("base"), tier("silver", (2, 1), measure, low), tier("gold", (3, 1), measure, middle), top


RULES = st.fixed_dictionaries(
    {
        "window_days": st.integers(1, 366),
        "grace_days": st.integers(0, 60),
        "downgrade": st.sampled_from(("to_reached", "one_step")),
        "upgrade": st.just("next_purchase"),
    }
)
PUBLISHING = st.tuples(ladders(), RULES)
SPENT = st.lists(st.integers(1, 150_000), min_size=1, max_size=4)


@given(PUBLISHING, PUBLISHING, SPENT, st.sampled_from(("a member", "no member")), st.integers(0, 90))
@settings(max_examples=count(20, 1_500), deadline=None)
def test_every_surface_agrees_before_and_after_any_change_of_any_ladder(
    before: tuple[tuple[Fields, ...], Fields],
    after: tuple[tuple[Fields, ...], Fields],
    spent: list[int],
    member: str,
    later: int,
) -> None:
    desk = a_clinic(*before[0], **before[1])
    for turn, amount in enumerate(spent):
        desk.pay(*tenders(cash=50_000 + amount), now=NOW + timedelta(hours=turn))
    if member == "a member":
        desk.change("enrol", "monthly", NOW + timedelta(hours=9))
    now = PUBLISHED + timedelta(days=later)
    seen: dict[str, object] = {}
    for version, (ladder, changes) in enumerate((before, after), start=1):
        publish(desk, version, *ladder, **changes)
        seen = surfaces(desk, now)
        assert seen == agreed(str(seen["desk"]))
    desk.night(now)
    assert surfaces(desk, now) == seen
    assert desk.account().tier_id == seen["desk"]
