"""Rules of before: patients read no author and no note, and the bounds of one person have the name of now."""

from __future__ import annotations

import pytest

from loyalty.domain.keys import ClinicKeys
from loyalty.domain.program.rules import GovernanceRule
from scripts.clinic.migrating.rules import migrate_rules
from scripts.clinic.project import CODEC
from tests.proof.migrating.before import documents, migrate
from tests.support.clinic import GOVERNANCE, MANAGER, OWNER, Fields, clinic_documents
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.publishing import content_of, office_in

RULES = "clinics/bella/rules"
SIGNED = {"note", "updated_by"}


def with_older_governance() -> MemoryDocuments:
    """A clinic whose owners published the bounds of one person three times, under the name of before."""
    kept = clinic_documents()
    del kept[f"{RULES}/governance"]
    for version, purchase_minor in ((1, 900), (2, 800), (3, 700)):
        rule = {**GOVERNANCE, "version": version, "purchase_minor": purchase_minor, "updated_by": OWNER}
        kept |= {f"{RULES}/oversight/history/{version}": rule, f"{RULES}/oversight": rule}
    return MemoryDocuments(kept)


def run(kept: MemoryDocuments, *, write: bool = True) -> list[str]:
    """Migrate the rules; the paths of those that change."""
    return [path for path, _ in migrate_rules(memory_store(kept), ClinicKeys("bella"), write=write)]


def governance_of(kept: MemoryDocuments) -> GovernanceRule:
    at = ClinicKeys("bella").governance
    return CODEC.value_of(at, kept.all()[at.path])


def test_the_bounds_of_one_person_are_governance_with_their_history_word_for_word() -> None:
    kept = with_older_governance()
    before = kept.all()
    run(kept)
    after = kept.all()
    assert [path for path in after if "oversight" in path] == []
    for version in (1, 2, 3):
        assert after[f"{RULES}/governance/history/{version}"] == before[f"{RULES}/oversight/history/{version}"]
    assert governance_of(kept).purchase_minor == 700
    assert governance_of(kept).version == 3
    stricter = content_of(after[f"{RULES}/governance"], purchase_minor=600)
    assert office_in(kept).act("publish", OWNER, rule="governance", content=stricter).version == 4


def test_governance_that_was_published_meanwhile_stays_and_the_older_rule_too() -> None:
    kept = with_older_governance()
    kept.put(f"{RULES}/governance", GOVERNANCE)
    before = kept.all()
    run(kept)
    assert {path: fields for path, fields in kept.all().items() if "oversight" in path} == {
        path: fields for path, fields in before.items() if "oversight" in path
    }
    assert governance_of(kept).version == 1


def test_a_live_rule_keeps_its_content_and_its_history_has_author_and_note() -> None:
    kept = documents()
    before = kept.all()
    migrate(kept)
    after = kept.all()
    live = {path: fields for path, fields in before.items() if path.startswith(RULES) and path.count("/") == 3}
    assert len(live) == 9
    for path, fields in live.items():
        assert after[path] == {name: value for name, value in fields.items() if name not in SIGNED}
        assert after[f"{path}/history/{fields['version']}"] == fields


def test_a_dry_run_writes_nothing_and_a_second_run_finds_nothing() -> None:
    kept = with_older_governance()
    before = kept.all()
    said = run(kept, write=False)
    assert kept.all() == before
    assert f"{RULES}/governance" in said
    run(kept)
    once = kept.all()
    assert run(kept) == []
    assert kept.all() == once


@pytest.mark.parametrize("commits", range(12))
def test_a_killed_run_is_gone_on_with_to_the_same_end(commits: int) -> None:
    whole = with_older_governance()
    run(whole)
    kept, left = with_older_governance(), [commits]

    def kill() -> None:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt

    kept.before_commit = kill
    try:
        run(kept)
    except KeyboardInterrupt:
        kept.before_commit = lambda: None
        run(kept)
    assert kept.all() == whole.all()


def test_a_rule_that_is_published_in_the_middle_of_the_migration_stays_as_it_is() -> None:
    kept = MemoryDocuments(clinic_documents())
    meanwhile: list[Fields] = []

    def publish() -> None:
        kept.before_commit = lambda: None
        office = office_in(kept)
        content = content_of(kept.all()[f"{RULES}/reminders"], urge_days=8)
        office.act("publish", MANAGER, rule="reminders", content=content)
        meanwhile.append(kept.all()[f"{RULES}/reminders"])

    kept.before_commit = publish
    run(kept)
    assert kept.all()[f"{RULES}/reminders"] == meanwhile[0]
