"""Any draft: it is live or refused by type, never anything else; whatever is live, the clinic works by it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic_core import to_jsonable_python

from loyalty.domain.documents import Decision, Key
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.program.published_rules import RULE_NAMES, RuleName
from loyalty.entrypoints.bodies import read_body
from loyalty.errors.base import DocumentInvalid, DocumentMissing, MalformedRequest, Refusal
from loyalty.errors.program import RuleInvalid
from loyalty.services.membership.refresh_tier import refresh_tier
from loyalty.services.preconditions import Caller
from loyalty.services.program.manage_rule import manage_rule
from loyalty.services.program.rule_actions import ManageRule, RuleManaged
from loyalty.services.proof.audit_ledger import audit_clinic
from loyalty.services.reminders.sweep_account import sweep_account
from scripts.contracts.bounds import numbers_of, rule_model
from tests.support.clinic import NOW, OWNER, PATIENT, Fields
from tests.support.counts import count
from tests.support.ledger import LedgerDesk, tenders
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.pages import MemoryPages
from tests.support.publishing import SHAPES, Office, content_of, office_in
from tests.support.tiers import TierDesk, plan, tier

DRAFTS = count(240, 10_000)
QUIET = (HealthCheck.too_slow, HealthCheck.data_too_large)
TIER_IDS = ("base", "silver", "gold", "platinum", "diamond")
ODD: list[Any] = [None, True, -1, 0, 10**40, 1.5, float("nan"), "", "x", "x" * 300, "\u0000", [], ["cash"], [[]], {}]
garbage: st.SearchStrategy[Any] = st.sampled_from(ODD)
anything = st.recursive(
    garbage | st.text(max_size=20) | st.integers(-(10**20), 10**20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@cache
def the_clinic() -> dict[str, Fields]:
    """A clinic with every rule, and a patient who has points, a membership and an open visit behind them."""
    desk = TierDesk()
    desk.pay(*tenders(cash=400_000))
    desk.change("enrol", "monthly")
    desk.bank(1_000)
    return desk.documents.all()


def live_content(rule: RuleName) -> Fields:
    return content_of(the_clinic()[f"clinics/bella/rules/{rule}"])


# --------------------------------------------------------------------------------------------------------------- drafts


def near(rule: RuleName, field: str) -> st.SearchStrategy[Any]:
    """Values of a field: at its bounds, within, beyond, and of another kind."""
    bounds = numbers_of(rule_model(rule)).get(field)
    if bounds is None:
        return st.just(live_content(rule).get(field))
    least, most = bounds.least or 0, bounds.most or 10_000
    return st.sampled_from([least - 1, least, least + 1, (least + most) // 2, most - 1, most, most + 1])


@st.composite
def moved(draw: st.DrawFn, rule: RuleName) -> Fields:
    """The live content with one number a little, or much, higher or lower, and within its bounds."""
    content, bounds = live_content(rule), numbers_of(rule_model(rule))
    field = draw(st.sampled_from(sorted(bounds)))
    least, most = bounds[field].least or 0, bounds[field].most or 10_000

    def other(value: object) -> int:
        was = value if isinstance(value, int) else least
        return max(least, min(most, draw(st.sampled_from([was - 1, was + 1, was * 9 // 10, was * 11 // 10, was * 2]))))

    value = content.get(field)
    content[field] = {name: other(one) for name, one in value.items()} if isinstance(value, Mapping) else other(value)
    return content


@st.composite
def changed(draw: st.DrawFn, rule: RuleName) -> Fields:
    """The live content with some fields at or about their bounds."""
    content = live_content(rule)
    names = sorted(content.keys() | numbers_of(rule_model(rule)).keys())
    for field in draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True)):
        value = draw(near(rule, field))
        content[field] = dict.fromkeys(content[field], value) if isinstance(content.get(field), Mapping) else value
    return content


@st.composite
def broken(draw: st.DrawFn, rule: RuleName) -> Fields:
    """The live content with some fields of wrong kinds, fields that are missing, and fields of nobody's."""
    content = live_content(rule)
    for field in draw(st.lists(st.sampled_from(sorted(content)), max_size=2, unique=True)):
        content[field] = draw(anything)
    for field in draw(st.lists(st.sampled_from(sorted(content)), max_size=1)):
        del content[field]
    extra = st.sampled_from(["version", "note", "updated_by", "updated_at", "release_id", "invented", "\u202e", ""])
    return {**content, **draw(st.dictionaries(extra, anything, max_size=1))}


@st.composite
def ladders(draw: st.DrawFn) -> Fields:
    """Ladders of tiers, most of them sound."""
    names = draw(st.lists(st.sampled_from(TIER_IDS[1:]), max_size=5, unique=draw(st.booleans())))
    tiers = [tier("base")]
    for step, name in enumerate(names, 1):
        ratio = draw(st.sampled_from([(step + 2, 2), (step + 2, 2), (step + 1, 1), (1, 1)]))
        measure = draw(st.sampled_from(["spend_minor", "spend_minor", "purchases", "points", "treatments", None]))
        tiers.append(tier(name, ratio, measure, draw(st.sampled_from([step * 100_000, step])) if measure else 0))
    return {**live_content("tiers"), "tiers": tiers}


@st.composite
def plans(draw: st.DrawFn) -> Fields:
    """Plans, some of tiers that are not there."""
    made = [
        plan(
            f"plan-{number}",
            draw(st.sampled_from([1, 9_900, 100_000_000])),
            draw(st.sampled_from(["month", "year"])),
            draw(st.sampled_from(TIER_IDS)),
            draw(st.sampled_from([0, 500, 1_000_000])),
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    return {**live_content("memberships"), "plans": made}


@st.composite
def lives(draw: st.DrawFn) -> Fields:
    """Lives of points, in either unit."""
    unit = draw(st.sampled_from(["months", "days"]))
    life_count = draw(st.sampled_from([1, 6, 12, 59, 60, 365, 1825, 1826]))
    return {"life_unit": unit, "life_count": life_count, "grace_days": draw(st.sampled_from([0, 60]))}


HUGE = [{"content": "x" * 1_000_000}, {"tiers": [{}] * 50_000}, {f"field{number}": number for number in range(50_000)}]


rules = st.sampled_from(RULE_NAMES)


def likely() -> st.SearchStrategy[tuple[RuleName, Fields]]:
    """Drafts as a page makes them: most of them sound, some broken across rules."""
    a_rule = rules.flatmap(lambda rule: st.tuples(st.just(rule), moved(rule)))
    named: dict[RuleName, st.SearchStrategy[Fields]] = {"tiers": ladders(), "memberships": plans(), "expiry": lives()}
    shaped = [st.tuples(st.just(rule), contents) for rule, contents in named.items()]
    return st.one_of(a_rule, a_rule, a_rule, *shaped)


def unlikely() -> st.SearchStrategy[tuple[RuleName, Fields]]:
    """Drafts that no page makes: at and beyond bounds, of wrong kinds, of a million letters."""
    a_rule = rules.flatmap(lambda rule: st.tuples(st.just(rule), changed(rule) | broken(rule)))
    far = st.dictionaries(st.text(max_size=9), anything, max_size=4) | st.sampled_from(HUGE)
    return st.one_of(a_rule, a_rule, st.tuples(rules, far))


# ----------------------------------------------------------------------------------------------------------- what comes


def asked(office: Office, action: str, **fields: Any) -> RuleManaged:  # noqa: ANN401
    """A call as the function serves it: its body is read, and its answer can be written down."""
    data = {"request_id": office.next_id(), "clinic_id": "bella", "action": action, "note": "as agreed", **fields}
    answer = manage_rule(office.store, office.facts, SHAPES, read_body(ManageRule, data), Caller(OWNER, NOW))
    json.dumps(to_jsonable_python(answer))
    return answer


def at_work(documents: MemoryDocuments) -> Iterator[Callable[[], object]]:
    """What a day and a night do: each is done, or refused for a reason of the clinic's own."""
    desk = LedgerDesk(memory_store(documents), steps=50_000)
    later = NOW + timedelta(days=1)
    yield lambda: desk.pay(*tenders(cash=12_345), now=later)
    yield lambda: desk.redeem(1_000, now=later)
    yield lambda: desk.bank(2_000, now=later)
    yield lambda: desk.adjust(50, now=later)
    yield lambda: sweep_account(desk.store, "bella", PATIENT, NOW + timedelta(days=100))
    yield lambda: refresh_tier(desk.store, "bella", PATIENT, NOW + timedelta(days=100))
    yield lambda: sweep_account(desk.store, "bella", PATIENT, NOW + timedelta(days=4_000))


def require_that_the_clinic_works(documents: MemoryDocuments) -> None:
    """Every live rule is read; a purchase, a use, a banking and a sweep are decided by it; the audit finds nothing."""
    keys = ClinicKeys("bella")
    rules: tuple[Key[Any], ...] = (
        *keys.tier_rules,
        keys.earning,
        keys.expiry,
        keys.reminders,
        keys.check_in,
        keys.banking,
    )
    every: tuple[Key[Any], ...] = (*rules, keys.adjustments, keys.governance)
    memory_store(documents).transact(every, lambda docs: Decision([docs.require(key) for key in every]))
    for act in at_work(documents):
        try:
            act()
        except (DocumentInvalid, DocumentMissing) as refusal:
            raise AssertionError(refusal) from refusal
        except Refusal:
            continue
    found = audit_clinic(MemoryPages(documents), "bella").findings
    assert [(finding.code, finding.field) for finding in found] == []


@pytest.fixture(scope="module")
def states() -> Iterator[dict[str, int]]:
    """What became of the drafts; none of the ways may be missing."""
    seen: dict[str, int] = {}
    yield seen
    assert {"live", "waiting", "rule-invalid"} <= seen.keys()


@settings(max_examples=DRAFTS // 2, suppress_health_check=QUIET, deadline=None)
@given(draft=likely())
def test_a_draft_of_a_page_is_live_or_refused_by_type_and_the_clinic_works_by_what_is_live(
    states: dict[str, int], draft: tuple[RuleName, Fields]
) -> None:
    release_it(states, *draft)


@settings(max_examples=DRAFTS // 2, suppress_health_check=QUIET, deadline=None)
@given(draft=unlikely())
def test_a_draft_that_no_page_makes_is_refused_by_type_too(
    states: dict[str, int], draft: tuple[RuleName, Fields]
) -> None:
    release_it(states, *draft)


def release_it(states: dict[str, int], rule: RuleName, content: Fields) -> None:
    """Check a draft and publish it, by two people where it asks for them."""
    documents = MemoryDocuments(the_clinic())
    office, before = office_in(documents), documents.all()
    try:
        checked = asked(office, "check", rule=rule, base_version=1, content=content)
    except MalformedRequest:
        assert documents.all() == before
        return
    assert documents.all() == before
    accepted = [question.code for question in checked.questions]
    said: dict[str, Any] = {"rule": rule, "base_version": 1, "content": content, "accepted": accepted}
    if checked.problems:
        with pytest.raises(RuleInvalid) as refusal:
            asked(office, "publish", **said)
        json.dumps(refusal.value.details)
        assert documents.all() == before
        states["rule-invalid"] = states.get("rule-invalid", 0) + 1
        return
    if checked.needs.preview:
        said["preview_id"] = office.look(rule, content)
    managed = asked(office, "publish", **said)
    states[managed.state] = states.get(managed.state, 0) + 1
    assert (managed.state == "live") == (not checked.reasons)
    if managed.state == "waiting":
        assert documents.all()[f"clinics/bella/rules/{rule}"] == before[f"clinics/bella/rules/{rule}"]
        documents.put("clinics/bella/staff/other-owner", {**before[f"clinics/bella/staff/{OWNER}"], "name": "Kim"})
        managed = office.act("agree", "other-owner", release_id=managed.release_id)
    if managed.state == "live":
        assert documents.all()[f"clinics/bella/rules/{rule}"]["version"] == 2
        require_that_the_clinic_works(documents)


@settings(max_examples=count(60, 2_000), suppress_health_check=QUIET, deadline=None)
@given(content=anything, base_version=anything, rule=st.sampled_from(RULE_NAMES))
def test_a_draft_of_any_content_changes_no_decision(content: Any, base_version: Any, rule: RuleName) -> None:  # noqa: ANN401
    receipts = []
    for drafted in (False, True):
        documents = MemoryDocuments(the_clinic())
        if drafted:
            documents.put(f"clinics/bella/rule_drafts/{rule}", {"content": content, "base_version": base_version})
        desk = LedgerDesk(memory_store(documents), steps=50_000)
        receipts.append(desk.pay(*tenders(cash=12_345)))
        other = live_content("reminders")
        managed = office_in(documents).act("publish", rule="reminders", content={**other, "urge_days": 9})
        assert managed.state == "live"
        require_that_the_clinic_works(documents)
    assert receipts[0] == receipts[1]
