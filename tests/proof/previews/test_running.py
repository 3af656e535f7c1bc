"""A preview runs: it says how far it is, can be canceled, answers once a day for a draft, and writes nothing else."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from loyalty.domain.fields import canonical_json
from loyalty.entrypoints.managed.parsers import PARSERS
from loyalty.entrypoints.managed.problems import read_draft
from loyalty.errors.access import NotStaff, RoleNotAllowed
from loyalty.errors.base import DocumentInvalid, Refusal
from loyalty.errors.program import RuleChanged
from loyalty.errors.proof import PreviewNotFound, PreviewNotNeeded
from loyalty.services.preconditions import Caller
from loyalty.services.proof.preview_rule import CancelPreview, PreviewRule, cancel_preview, preview_rule
from loyalty.store.codec import Codec
from loyalty.store.past import PackedPast
from scripts.clinic.preview import run
from scripts.made.clinic import ROOT
from scripts.made.pages import MadePages
from scripts.seed.clinic import CALABASAS, CLINIC_ID, DESKS, MANAGER, OWNER
from tests.proof.previews.made import Previewed, Ticks, made, previewed
from tests.support.memory import memory_store

PREVIEWS = f"{ROOT}/previews/"


@pytest.fixture
def desk() -> Previewed:
    """A small made clinic."""
    return previewed(made(20, 240))


def _others(desk: Previewed) -> dict[str, bytes]:
    every = desk.documents.all()
    return {path: canonical_json(fields) for path, fields in every.items() if not path.startswith(PREVIEWS)}


@pytest.mark.parametrize("rule", ["earning", "expiry", "redemption", "banking", "tiers", "memberships"])
def test_a_preview_leaves_every_other_document_as_it_is(desk: Previewed, rule: str) -> None:
    before = _others(desk)
    asked = desk.ask(rule)
    assert asked.state == "done"
    assert _others(desk) == before
    assert any(path.startswith(PREVIEWS) for path in desk.documents.all())


def test_the_same_draft_of_the_same_days_is_answered_from_the_preview_of_the_day(desk: Previewed) -> None:
    first = desk.ask("earning", rate_bp=900)
    reads = desk.documents.usage.documents_read
    assert desk.ask("earning", rate_bp=900, uid=OWNER.uid) == first
    assert desk.documents.usage.documents_read - reads < 10
    assert desk.ask("earning", rate_bp=901).preview_id != first.preview_id
    assert desk.ask("earning", 30, rate_bp=900).preview_id != first.preview_id
    desk.now += timedelta(days=1)
    assert desk.ask("earning", rate_bp=900).preview_id != first.preview_id


def test_a_draft_whose_base_is_not_live_any_more_is_refused_with_the_version_that_is(desk: Previewed) -> None:
    with pytest.raises(RuleChanged) as refused:
        _ask(desk, "earning", version=1)
    assert refused.value.details == {"rule": "earning", "live_version": 2}


def _ask(desk: Previewed, rule: str, uid: str = MANAGER.uid, version: int = 2, **content: object) -> None:
    body = PreviewRule("preview-request-x", CLINIC_ID, rule, version, content, 90)
    past = PackedPast(MadePages(desk.documents.all()), Codec(PARSERS))
    preview_rule(memory_store(desk.documents), body, Caller(uid, desk.now), past, read_draft, Ticks())


@pytest.mark.parametrize("rule", ["reminders", "check_in", "adjustments", "governance", "none"])
def test_a_rule_that_changes_nothing_of_the_past_needs_no_preview(desk: Previewed, rule: str) -> None:
    with pytest.raises(PreviewNotNeeded):
        _ask(desk, rule)


def test_content_that_cannot_be_live_is_refused_and_nothing_is_written(desk: Previewed) -> None:
    before = desk.documents.all()
    with pytest.raises(DocumentInvalid):
        _ask(desk, "earning", rate_bp=-1)
    assert desk.documents.all() == before


@pytest.mark.parametrize(("uid", "refusal"), [(DESKS[CALABASAS].uid, RoleNotAllowed), ("patient-00001", NotStaff)])
def test_only_managers_preview_and_cancel(desk: Previewed, uid: str, refusal: type[Refusal]) -> None:
    asked = desk.ask("earning")
    with pytest.raises(refusal):
        _ask(desk, "earning", uid)
    with pytest.raises(refusal):
        cancel_preview(memory_store(desk.documents), CancelPreview(CLINIC_ID, asked.preview_id), Caller(uid, desk.now))


def test_progress_is_told_at_most_once_a_second_and_in_the_end(desk: Previewed) -> None:
    told: list[tuple[str, int, int]] = []
    commits: list[float] = []
    ticks = Ticks(by=0.05)

    def watch() -> None:
        found = [fields for path, fields in desk.documents.all().items() if path.startswith(PREVIEWS)]
        said = [(fields["phase"], fields["done"], fields["total"]) for fields in found if "phase" in fields]
        if said and said[0] not in told:
            told.append(said[0])
            commits.append(ticks.now)

    desk.documents.after_commit = watch
    asked = desk.ask("earning", ticks=ticks)
    assert asked.state == "done"
    reading = [done for phase, done, _ in told if phase == "reading"]
    assert reading == sorted(reading)
    assert len(told) >= 3
    assert all(later - earlier >= 0.8 for earlier, later in pairwise(commits[1:-1]))
    preview = desk.preview(asked.preview_id)
    assert preview.done == preview.total > 0


def test_a_preview_that_is_canceled_ends_with_its_next_word_and_can_be_asked_for_again(desk: Previewed) -> None:
    store, canceled = memory_store(desk.documents), list[str]()

    def cancel() -> None:
        running = [path for path in desk.documents.all() if path.startswith(PREVIEWS)]
        if running and not canceled:
            canceled.append(running[0].removeprefix(PREVIEWS))
            body = CancelPreview(CLINIC_ID, canceled[0])
            assert cancel_preview(store, body, Caller(OWNER.uid, desk.now)).state == "running"

    desk.on_read = cancel
    asked = desk.ask("earning", ticks=Ticks(by=0.5))
    assert asked.state == "canceled"
    preview = desk.preview(asked.preview_id)
    assert (preview.state, preview.is_cancel_asked, preview.result) == ("canceled", True, None)
    assert preview.done <= 4
    desk.on_read = lambda: None
    assert desk.ask("earning").state == "done"


def test_a_preview_that_has_ended_stays_as_it_is_when_it_is_canceled(desk: Previewed) -> None:
    asked = desk.ask("earning")
    before = desk.documents.all()
    body = CancelPreview(CLINIC_ID, asked.preview_id)
    assert cancel_preview(memory_store(desk.documents), body, Caller(OWNER.uid, desk.now)).state == "done"
    assert desk.documents.all() == before
    with pytest.raises(PreviewNotFound):
        cancel_preview(memory_store(desk.documents), CancelPreview(CLINIC_ID, "none"), Caller(OWNER.uid, desk.now))


def test_a_clinic_too_large_for_a_call_is_told_so(desk: Previewed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loyalty.services.proof.preview_rule.MOST_ENTRIES", 100)
    asked = desk.ask("earning")
    assert asked.state == "too-large"
    assert desk.preview(asked.preview_id).result is None


def test_a_run_that_died_is_begun_anew_and_one_that_lives_is_not(desk: Previewed) -> None:
    def die() -> None:
        raise KeyboardInterrupt

    desk.on_read = die
    with pytest.raises(KeyboardInterrupt):
        desk.ask("earning")
    desk.on_read = lambda: None
    desk.now += timedelta(seconds=30)
    assert desk.ask("earning").state == "running"
    desk.now += timedelta(seconds=31)
    assert desk.ask("earning").state == "done"


def test_a_new_clinic_has_nothing_to_compare(desk: Previewed) -> None:
    for path in [path for path in desk.documents.all() if "/patients/" in path]:
        del desk.documents._documents[path]
    result = desk.result("earning", rate_bp=900)
    assert (result.entries, result.advises, result.patients.of) == (0, True, 0)


def test_the_command_has_no_bound_and_writes_the_document_that_the_page_would_find(
    desk: Previewed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loyalty.services.proof.preview_rule.MOST_ENTRIES", 100)
    content = {**desk.live("earning"), "rate_bp": 900}
    past = PackedPast(MadePages(desk.documents.all()), Codec(PARSERS))
    told = run(memory_store(desk.documents), past, CLINIC_ID, "earning", content, 365, desk.now)
    assert (told.state, told.asked_by) == ("done", "command")
    assert told.result is not None
    assert told.result.reproduced == told.result.entries >= 240
    assert desk.ask("earning", rate_bp=900).state == "done"
