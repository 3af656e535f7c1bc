"""What a preview says of a draft is what the same acts come to at a clinic whose rules are the draft, to the point."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty.domain.calendar import ONE_DAY, first_instant_after
from loyalty.domain.proof.previews import PatientCompared, PreviewResult
from scripts.made.acts import MadeClinic
from scripts.made.clinic import ROOT, ZONE
from scripts.made.history import OPENED_AT
from tests.proof.previews.made import Previewed, for_real, made, previewed
from tests.support.clinic import Fields
from tests.support.counts import count

PATIENTS, ENTRIES = count(24, 200), count(300, 3_000)
TRIES = count(1, 12)


def tiers(documents: Mapping[str, Mapping[str, Any]], at_least: int, ratio: tuple[int, int]) -> list[Fields]:
    """The clinic's tiers, with another second one."""
    base, silver, *others = documents[f"{ROOT}/rules/tiers"]["tiers"]
    multiplier = {"numerator": ratio[0], "denominator": ratio[1]}
    return [base, {**silver, "at_least": at_least, "multiplier": multiplier}, *others]


def plans(documents: Mapping[str, Mapping[str, Any]], bonus_points: int, tier_id: str) -> list[Fields]:
    """The clinic's plans, of which the first gives other points and another tier."""
    first, *others = documents[f"{ROOT}/rules/memberships"]["plans"]
    return [{**first, "bonus_points": bonus_points, "tier_id": tier_id}, *others]


EARNING = st.fixed_dictionaries(
    {"rate_bp": st.integers(0, 3_000), "minor_per_point": st.integers(1, 3)},
    optional={"eligible_tenders": st.lists(st.sampled_from(["cash", "card", "financing"]), unique=True)},
)
REDEMPTION = st.fixed_dictionaries(
    {
        "minimum_points": st.sampled_from([100, 500, 2_000]),
        "increment_points": st.sampled_from([1, 50, 500]),
        "minor_per_100_points": st.integers(40, 200),
        "most_bill_bp": st.integers(1_000, 10_000),
    },
    optional={"combinable": st.booleans(), "confirm_above_points": st.sampled_from([None, 0, 1_000])},
)
BANKING = st.fixed_dictionaries(
    {
        "minimum_points": st.sampled_from([500, 1_000, 3_000]),
        "minor_per_100_points": st.integers(40, 200),
        "banked_life_days": st.sampled_from([None, 20, 200]),
    }
)
EXPIRY = st.fixed_dictionaries(
    {
        "life_unit": st.sampled_from(["months", "days"]),
        "life_count": st.integers(1, 40),
        "grace_days": st.integers(0, 9),
    }
)
DRAFTS: dict[str, st.SearchStrategy[Fields]] = {
    "earning": EARNING,
    "redemption": REDEMPTION,
    "banking": BANKING,
    "expiry": EXPIRY,
    "tiers": st.fixed_dictionaries(
        {
            "silver": st.tuples(st.integers(1_000, 400_000), st.tuples(st.integers(1, 5), st.just(2))),
            "window_days": st.sampled_from([30, 365]),
            "grace_days": st.sampled_from([0, 30]),
            "upgrade": st.sampled_from(["next_purchase", "this_purchase"]),
        }
    ),
    "memberships": st.fixed_dictionaries(
        {"first": st.tuples(st.sampled_from([0, 900]), st.sampled_from(["gold", "platinum"]))}
    ),
}


def content_of(documents: Mapping[str, Mapping[str, Any]], drawn: Fields) -> Fields:
    """The content that was drawn, made whole."""
    content = dict(drawn)
    if "silver" in content:
        at_least, (numerator, denominator) = content.pop("silver")
        content["tiers"] = tiers(documents, at_least, (numerator, denominator) if numerator > denominator else (1, 1))
    if "first" in content:
        content["plans"] = plans(documents, *content.pop("first"))
    return content


def held(clinic: MadeClinic) -> dict[str, tuple[int, int, str | None]]:
    """What every patient of a clinic holds, and their tier."""
    return {
        patient_id: (account["points"], account["wallet_minor"], account["tier_id"])
        for patient_id, account in clinic.accounts()
    }


def said(before: MadeClinic, touched: dict[str, PatientCompared]) -> dict[str, tuple[int, int, str | None]]:
    """What every patient would hold, as a preview says."""
    after = {
        patient_id: (one.points_after, one.wallet_minor_after, one.tier_after) for patient_id, one in touched.items()
    }
    return {**held(before), **after}


def _touched(desk: Previewed, preview_id: str, result: PreviewResult) -> dict[str, PatientCompared]:
    pages = desk.pages(preview_id, result.pages)
    return {patient.patient_id: patient for page in pages for patient in page.patients}


def _compare(rule: str, content: Fields, days: int, seed: int) -> None:
    clinic = made(PATIENTS, ENTRIES, seed)
    desk = previewed(clinic)
    asked = desk.ask(rule, days, **content)
    preview = desk.preview(asked.preview_id)
    assert preview.result is not None, preview.failed_with
    since = max(OPENED_AT, first_instant_after(preview.from_on - ONE_DAY, ZONE))
    second = for_real(clinic, rule, content, since)
    result = preview.result
    assert said(clinic, _touched(desk, asked.preview_id, result)) == held(second)
    acts = {act.entry_id for page in desk.pages(asked.preview_id, result.pages) for act in page.acts}
    assert acts == second.refused.keys()
    assert result.not_possible == len(acts)
    assert result.after.held_points == sum(points for points, _, _ in held(second).values())


@pytest.mark.parametrize("rule", DRAFTS)
@settings(max_examples=TRIES, deadline=None)
@given(data=st.data())
def test_a_preview_of_all_the_past_is_what_the_same_acts_come_to_by_the_draft(rule: str, data: st.DataObject) -> None:
    drawn: Any = data.draw(DRAFTS[rule])
    _compare(rule, content_of(made(PATIENTS, ENTRIES).draft.documents, drawn), 365, data.draw(st.sampled_from([1, 2])))


@pytest.mark.parametrize("rule", ["earning", "redemption", "tiers"])
@settings(max_examples=TRIES, deadline=None)
@given(data=st.data())
def test_a_preview_of_the_last_days_is_a_rule_that_was_published_as_they_began(rule: str, data: st.DataObject) -> None:
    drawn: Any = data.draw(DRAFTS[rule])
    _compare(rule, content_of(made(PATIENTS, ENTRIES).draft.documents, drawn), 90, 1)


def test_twelve_percent_of_cash_in_the_place_of_ten_gives_a_fifth_more() -> None:
    result = previewed(made(PATIENTS, ENTRIES)).result("earning", eligible_tenders=["cash"], rate_bp=2_000)
    before = previewed(made(PATIENTS, ENTRIES)).result("earning", eligible_tenders=["cash"], rate_bp=1_000)
    purchases = [sum(one.points_after for one in each.by_location.values()) for each in (before, result)]
    assert purchases[1] >= 2 * purchases[0] - result.entries
    assert result.after.cost_minor > before.after.cost_minor
    assert result.patients.better > 0


def test_the_figures_are_the_sums_of_the_lists_behind_them() -> None:
    desk = previewed(made(PATIENTS, ENTRIES))
    asked = desk.ask("redemption", minimum_points=3_000, minor_per_100_points=50)
    result = desk.preview(asked.preview_id).result
    assert result is not None
    pages = desk.pages(asked.preview_id, result.pages)
    patients = [patient for page in pages for patient in page.patients]
    acts = [act for page in pages for act in page.acts]
    assert {page.ends_at for page in pages} == {desk.preview(asked.preview_id).ends_at}
    assert result.not_possible == len(acts) == sum(result.not_possible_by_code.values())
    assert sum(patient.acts_not_possible for patient in patients) == len(acts)
    assert result.patients.better + result.patients.worse <= len(patients)
    assert sum(patient.points_after - patient.points_before for patient in patients) == (
        result.after.held_points - result.before.held_points
    )
    assert result.most == tuple(patients[:20])
    for by in (result.by_location, result.by_tier):
        assert sum(one.eligible_minor for one in by.values()) >= result.before.eligible_minor


def test_a_shorter_life_is_seen_where_points_live_that_long() -> None:
    desk = previewed(made(PATIENTS, ENTRIES))
    asked = desk.ask("expiry", 90, life_unit="days", life_count=30)
    preview = desk.preview(asked.preview_id)
    assert preview.result is not None
    assert (preview.to_on - preview.from_on) == timedelta(days=89 + 30)
    assert preview.result.after.expired_points > preview.result.before.expired_points
    assert "no-older-lots" not in preview.result.assumes
    long = desk.result("expiry", 365, life_count=12)
    assert "no-older-lots" in long.assumes
