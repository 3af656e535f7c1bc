"""Published rules of tiers place every account: by a run that can be watched, killed and repeated, and that counts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty.domain.keys import ClinicKeys
from loyalty.domain.program.placings import Placing
from loyalty.domain.program.published_rules import RuleName
from loyalty.services.membership import place_accounts
from loyalty.services.membership.place_accounts import Placer, ask_for_placing
from loyalty.store.decoding import decode
from loyalty.store.documents import Conflict
from tests.support.clinic import MANAGER, NOW, Fields
from tests.support.counts import count
from tests.support.ledger import tenders
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.placings import MemoryPlacingAccounts
from tests.support.publishing import content_of, office_in
from tests.support.tiers import LADDER, TierDesk, memberships_rule, tiers_rule

LATER = NOW + timedelta(days=2)
PATIENTS = 23


class Killed(BaseException):
    """The process is gone."""


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place_accounts, "PAGE", 5)


def a_clinic(patients: int = PATIENTS) -> TierDesk:
    """A clinic whose patients spent from nothing to $4,400, each $200 more than the one before."""
    desk = TierDesk()
    for number in range(patients):
        patient_id = f"patient-{number:03d}"
        desk.join(patient_id, now=NOW - timedelta(days=1))
        if number:
            desk.pay(*tenders(cash=20_000 * number), patient_id=patient_id)
    return desk


def publish(desk: TierDesk, version: int = 2, rule: RuleName = "tiers", **changes: Any) -> None:  # noqa: ANN401
    """Gold is reached with $2,000 from now on, or another rule is published."""
    lower = [{**one, "at_least": 200_000} if one["tier_id"] == "gold" else one for one in LADDER]
    said = tiers_rule(*lower, **changes) if rule == "tiers" else memberships_rule(**changes)
    managed = office_in(desk.documents, steps=version * 100).publish_by_two(rule, content_of(said), now=LATER)
    assert (managed.state, managed.version) == ("live", version)


def placer(desk: TierDesk, threads: int = 1) -> Placer:
    return Placer(desk.store, MemoryPlacingAccounts(desk.documents), LATER, threads=threads)


def run(desk: TierDesk, threads: int = 1) -> list[Placing]:
    """The placings as they are told, page by page."""
    return list(placer(desk, threads).place_all())


def kept(desk: TierDesk) -> dict[str, Placing]:
    """The placings by their names."""
    found = desk.documents.all().items()
    return {path.rpartition("/")[2]: decode(Placing, fields) for path, fields in found if "/placings/" in path}


def tiers_of(desk: TierDesk) -> dict[str, tuple[str | None, Any]]:
    """The tier that each account keeps, and by which rules."""
    accounts = {path: fields for path, fields in desk.documents.all().items() if path.count("/") == 3}
    return {
        path: (fields["tier_id"], fields["tier"]["rule_versions"])
        for path, fields in accounts.items()
        if "/patients/" in path
    }


def changes_by_rules(desk: TierDesk) -> list[Fields]:
    return [
        fields
        for path, fields in desk.documents.all().items()
        if "/tier_changes/" in path and fields["because"] == "rules"
    ]


def test_a_published_ladder_places_every_account_and_says_how_many_changed() -> None:
    desk = a_clinic()
    publish(desk)
    told = run(desk)
    (placing,) = kept(desk).values()
    assert (placing.total, placing.done, placing.changed, placing.refused) == (24, 24, 5, {})
    assert (placing.asked_by, placing.rule_versions) == (MANAGER, {"tiers": 2, "memberships": 1})
    assert placing.finished_at == LATER
    assert [one.done for one in told] == [0, 5, 10, 15, 20, 24, 24]
    assert {versions["tiers"] for _, versions in tiers_of(desk).values()} == {2}
    assert [(one["from_tier_id"], one["to_tier_id"]) for one in changes_by_rules(desk)] == [("silver", "gold")] * 5


def test_a_second_run_finds_nothing_to_do() -> None:
    desk = a_clinic()
    publish(desk)
    run(desk)
    before = desk.documents.all()
    assert run(desk) == []
    assert desk.documents.all() == before


def test_who_pays_before_the_run_comes_to_them_is_counted_once() -> None:
    desk = a_clinic()
    publish(desk)
    desk.pay(*tenders(cash=1_000), patient_id="patient-012", now=LATER)
    run(desk)
    (placing,) = kept(desk).values()
    assert placing.changed == len(changes_by_rules(desk)) == 5


def test_a_plan_that_changes_places_everybody_too_and_changes_no_tier() -> None:
    desk = a_clinic(3)
    publish(desk, rule="memberships", grace_days=9)
    run(desk)
    (placing,) = kept(desk).values()
    assert (placing.done, placing.changed) == (4, 0)
    assert {versions["memberships"] for _, versions in tiers_of(desk).values()} == {2}


def test_a_clinic_without_tiers_can_be_placed_too_and_nothing_changes() -> None:
    desk = a_clinic(3)
    accounts = tiers_of(desk)
    of_tiers = ("/rules/tiers", "/rules/memberships")
    left = {path: fields for path, fields in desk.documents.all().items() if not path.endswith(of_tiers)}
    documents = MemoryDocuments(left)
    store = memory_store(documents)
    at = ask_for_placing(store, "bella", "command", NOW)
    assert at.path == "clinics/bella/placings/no-tiers"
    (*_, last) = Placer(store, MemoryPlacingAccounts(documents), LATER).place(at)
    assert (last.done, last.changed, last.refused, last.finished_at) == (len(accounts), 0, {}, LATER)


def test_rules_that_are_published_again_supersede_the_placing_that_waits() -> None:
    desk = a_clinic()
    publish(desk)
    publish(desk, 3, grace_days=9)
    run(desk)
    first, second = (kept(desk)[name] for name in ("memberships-1-tiers-2", "memberships-1-tiers-3"))
    assert (first.superseded, first.finished_at, first.done) == (True, LATER, 0)
    assert (second.superseded, second.done, second.changed) == (False, 24, 5)


def test_a_run_whose_time_is_up_goes_on_where_it_stopped() -> None:
    desk = a_clinic()
    publish(desk)
    turns = iter([True, True, False])
    accounts = MemoryPlacingAccounts(desk.documents)
    list(Placer(desk.store, accounts, LATER, lambda: next(turns), threads=1).place_all())
    (halfway,) = kept(desk).values()
    assert (halfway.done, halfway.finished_at, halfway.after) == (10, None, "patient-009")
    assert [one.done for one in run(desk)] == [10, 15, 20, 24, 24]


def test_an_account_that_others_keep_changing_leaves_the_page_for_the_next_run() -> None:
    desk = a_clinic()
    publish(desk)
    commit = desk.documents.commit

    def crowded(writes: Any, timeout: float) -> None:  # noqa: ANN401
        if any(write.path.endswith("patient-012") for write in writes):
            raise Conflict
        commit(writes, timeout)

    desk.documents.commit = crowded  # type: ignore[method-assign]
    run(desk)
    (waiting,) = kept(desk).values()
    assert (waiting.done, waiting.finished_at) == (10, None)
    desk.documents.commit = commit  # type: ignore[method-assign]
    run(desk)
    (placing,) = kept(desk).values()
    assert (placing.done, placing.changed, placing.refused) == (24, 5, {})


def test_a_command_asks_for_a_placing_by_the_rules_that_are_live() -> None:
    desk = a_clinic(3)
    desk.documents.put("clinics/bella/rules/tiers", {**tiers_rule(), "version": 7})
    at = ask_for_placing(desk.store, "bella", "schedule", LATER)
    assert at == ClinicKeys("bella").placing("memberships-1-tiers-7")
    assert ask_for_placing(desk.store, "bella", "schedule", LATER + timedelta(hours=1)) == at
    assert kept(desk)["memberships-1-tiers-7"].asked_at == LATER
    assert run(desk)[-1].done == 4
    ask_for_placing(desk.store, "bella", "schedule", LATER + timedelta(hours=1))
    assert run(desk)[-1].asked_at == LATER + timedelta(hours=1)


@given(st.lists(st.tuples(st.integers(0, 30), st.sampled_from(("before", "after"))), min_size=1, max_size=3), st.data())
@settings(max_examples=count(12, 300), deadline=None)
def test_however_often_a_run_is_killed_it_ends_as_if_it_had_not_been(
    deaths: list[tuple[int, str]], data: st.DataObject
) -> None:
    place_accounts.PAGE = 5
    alone, killed = a_clinic(12), a_clinic(12)
    publish(alone)
    run(alone)
    publish(killed)
    for turn, when in deaths:
        killed.documents.before_commit, killed.documents.after_commit = dying(turn, when)
        with suppress(Killed):
            run(killed)
        killed.documents.before_commit = killed.documents.after_commit = lambda: None
        if data.draw(st.booleans(), label="somebody pays meanwhile"):
            for desk in (alone, killed):
                desk.pay(*tenders(insurance=100), patient_id="patient-010", now=LATER + timedelta(minutes=turn))
    run(killed)
    assert kept(killed) == kept(alone)
    assert tiers_of(killed) == tiers_of(alone)
    assert len(changes_by_rules(killed)) == kept(killed)["memberships-1-tiers-2"].changed


def dying(turn: int, when: str) -> Iterator[Any]:
    """What happens before and after each commit: at the turn, the end."""
    left = [turn]

    def die() -> None:
        if left[0] == 0:
            raise Killed
        left[0] -= 1

    return iter((die, lambda: None) if when == "before" else (lambda: None, die))
