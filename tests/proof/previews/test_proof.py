"""A preview proves itself: the past comes out as it was, entry by entry, or what does not is named."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty.domain.ledger.entry import WHY_OF
from loyalty.domain.proof.previews import Mismatch
from loyalty.domain.proof.replaying.comparing import Window
from loyalty.domain.proof.replaying.rulebook import Kept, Rulebook
from loyalty.domain.proof.replaying.state import Setting
from loyalty.domain.proof.replaying.tallying import Outcome
from loyalty.entrypoints.managed.parsers import PARSERS
from loyalty.entrypoints.managed.problems import KINDS
from loyalty.services.proof.compare import Compared, compare
from loyalty.store.codec import Codec
from loyalty.store.documents import Fields
from loyalty.store.past import PackedPast
from scripts.made.clinic import ROOT
from scripts.made.pages import MadePages
from tests.proof.previews.made import made, previewed
from tests.simulation.acts import ACTS, MEMBERS
from tests.simulation.machine import GENEROUS, WITH_MEMBERS, clinic
from tests.simulation.world import World
from tests.support.counts import count
from tests.support.memory import MemoryDocuments

PATIENTS, ENTRIES = count(30, 5_000), count(400, 60_000)
# A smaller clinic, for what is planted.
FEW = (20, 240)
# What a test alone can make happen, and the move to another time zone: an entry does not say what the zone was.
LEFT_OUT = {"trouble_is_near", "moves_to_another_zone"}


def test_the_live_rules_bring_every_entry_of_every_kind_again_with_its_points_and_its_hash() -> None:
    clinic_made = made(PATIENTS, ENTRIES)
    result = previewed(clinic_made).result("earning", rate_bp=1201)
    entries = {path: fields for path, fields in clinic_made.draft.documents.items() if "/entries/" in path}
    assert (result.reproduced, result.entries, result.mismatched) == (len(entries), len(entries), ())
    assert len(entries) >= ENTRIES
    assert result.advises


def test_a_made_clinic_has_every_kind_of_entry_and_two_changes_of_rules() -> None:
    documents = made(60, 1_500).draft.documents
    kinds = Counter(fields["kind"] for path, fields in documents.items() if "/entries/" in path)
    reasons = {fields["why"]["reason"] for path, fields in documents.items() if "/entries/" in path}
    assert set(WHY_OF) - kinds.keys() == set()
    assert {"refund", "void", "reassign", "cancel", "undo", "credit", "appointment", "membership"} <= reasons
    assert [documents[f"{ROOT}/rules/{rule}"]["version"] for rule in ("earning", "redemption")] == [2, 2]


def test_a_draft_that_changes_nothing_of_the_past_leaves_every_figure_as_it_is() -> None:
    result = previewed(made(*FEW)).result("earning", unusual_above_minor=77_000_000)
    live = previewed(made(*FEW)).result("earning", rate_bp=1200, unusual_above_minor=1)
    assert result.before == live.before
    assert result.patients.of > 0
    assert result.not_possible == 0


def _an_entry(documents: dict[str, dict[str, Any]], kind: str) -> str:
    return next(path for path, fields in sorted(documents.items()) if "/entries/" in path and fields["kind"] == kind)


def _named(path: str, code: str) -> Mismatch:
    parts = path.split("/")
    return Mismatch(parts[3], parts[5], code)


@pytest.mark.parametrize("kind", ["accrual", "redemption", "expiry", "reversal", "adjustment"])
def test_an_entry_that_somebody_changed_is_named_and_the_rest_comes_out_as_it_was(kind: str) -> None:
    desk = previewed(made(*FEW))
    every = desk.documents.all()
    path = _an_entry(every, kind)
    desk.documents.put(path, {**every[path], "points": every[path]["points"] + 7})
    result = desk.result("earning", rate_bp=1100)
    assert result.mismatched == (_named(path, "entry-changed"),)
    assert result.entries - result.reproduced == 1


def test_an_entry_that_is_gone_is_named_by_the_one_after_it() -> None:
    desk = previewed(made(*FEW))
    every = desk.documents.all()
    path = next(path for path, fields in sorted(every.items()) if "/entries/" in path and fields["revision"] == 2)
    after = next(
        other
        for other, fields in every.items()
        if other.startswith(path.rpartition("/")[0]) and fields["revision"] == 3
    )
    del desk.documents._documents[path]
    assert _named(after, "entry-missing") in desk.result("earning", rate_bp=1100).mismatched


def test_an_account_that_is_not_what_its_entries_come_to_is_named() -> None:
    desk = previewed(made(*FEW))
    path, account = next(
        (path, fields)
        for path, fields in sorted(desk.documents.all().items())
        if path.startswith(f"{ROOT}/patients/") and path.count("/") == 3 and fields["points"]
    )
    desk.documents.put(path, {**account, "points": account["points"] + 100})
    patient_id = path.rpartition("/")[2]
    assert desk.result("earning", rate_bp=1100).mismatched == (Mismatch(patient_id, "", "account-differs"),)


def test_an_entry_that_is_no_entry_any_more_is_named() -> None:
    desk = previewed(made(*FEW))
    every = desk.documents.all()
    path = _an_entry(every, "accrual")
    desk.documents.put(path, {**every[path], "draws": "gone"})
    assert _named(path, "entry-changed") in desk.result("earning", rate_bp=1100).mismatched


def test_a_version_that_is_lost_is_named_by_what_it_decided_and_nothing_is_advised() -> None:
    desk = previewed(made(*FEW))
    del desk.documents._documents[f"{ROOT}/rules/earning/history/1"]
    result = desk.result("earning", rate_bp=1100)
    assert {found.code for found in result.mismatched} == {"rule-lost"}
    assert not result.advises
    assert result.after.given_points == 0
    assert result.pages == 0


class _LaterWorld(World):
    """A clinic where no two acts are at the very same instant, as in life."""

    def act(self, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - as there
        self.now += timedelta(milliseconds=3)
        return super().act(*given, **named)


def _outcome_of(rules: dict[str, Fields], seed: int, operations: int) -> Outcome:
    """What the past of a played clinic comes to."""
    start = clinic({name: dict(fields) for name, fields in rules.items()})
    documents, kept = MemoryDocuments(start), dict[tuple[str, int], Kept]()
    world = _LaterWorld(documents, start, documents.put)

    def put(path: str, fields: Fields) -> None:
        documents.put(path, fields)
        keep(path, fields)

    def keep(path: str, fields: Fields) -> None:
        rule = path.rpartition("/")[2]
        if "/rules/" in path and rule in KINDS:
            value = PARSERS[KINDS[rule]](path, fields)  # type: ignore[index]
            kept[rule, value.version] = Kept(rule, value.version, world.now, value)

    for path, fields in start.items():
        keep(path, fields)
    world.put = put
    dice = random.Random(seed)  # noqa: S311 - nothing secret
    possible = {**ACTS, **MEMBERS} if "/rules/memberships" in rules else ACTS
    names = [*(name for name in possible if name not in LEFT_OUT), *["buys"] * 6, *["redeems"] * 2]
    for number in range(operations):
        act = possible[dice.choice(names)]
        act.perform(world, **{name: dice.randint(*bounds) for name, bounds in act.numbers.items()})
        world.later(seconds=7, days=dice.randint(1, 9) if number % 12 == 0 else 0)
    past = PackedPast(MadePages(documents.all()), Codec(PARSERS))
    patients = Counter(past.read("bella", date(2000, 1, 1)))
    setting = Setting("USD", ZoneInfo("America/Los_Angeles"))
    window = Window(date(2000, 1, 1), world.now, world.now.date(), Rulebook(kept.values()), None, setting)
    return compare(past, Compared("bella", window, patients))


@pytest.mark.parametrize("rules", [GENEROUS, WITH_MEMBERS], ids=["points and wallet", "tiers and memberships"])
@settings(max_examples=count(3, 300), deadline=None)
@given(seed=st.integers(0, 2**32))
def test_whatever_happened_in_whatever_order_comes_out_as_it_was(rules: dict[str, Fields], seed: int) -> None:
    outcome = _outcome_of(rules, seed, 120)
    assert outcome.mismatched == []
    assert outcome.reproduced == outcome.entries > 0
