"""Tampering: any change in an entry, or gap in the line, is found at that entry and at no other."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import pytest

from loyalty.domain.ledger.entry import WHY_OF
from loyalty.domain.proof.account_audit import AccountAudit
from loyalty.domain.proof.findings import Finding
from tests.proof.history import ACCOUNT, audited, documents, entries, findings
from tests.proof.tampering import Tampered, tampered
from tests.support.clinic import PATIENT, Fields
from tests.support.counts import count
from tests.support.ports.pages import in_order

LINE = tuple(entries(documents().all()))


@cache
def _kept() -> dict[str, Fields]:
    return documents().all()


def _audit_line(line: Iterable[tuple[str, Any]]) -> list[Finding]:
    """The findings of one account's entries and of the account, in the order in which a database gives them."""
    audit = AccountAudit("bella", PATIENT)
    placed = sorted((item for item in line if "revision" in item[1]), key=lambda item: in_order(item[1]["revision"]))
    found = [finding for entry_id, fields in placed for finding in audit.entry(entry_id, fields)]
    return [*found, *audit.account(_kept()[ACCOUNT])]


def _of_this_run(changes: Iterable[Tampered], number: int) -> Iterable[Tampered]:
    """Every change in a soak; else each ninth, others at each entry, and every change to the line itself."""
    every = count(9, 1)
    for turn, change in enumerate(changes):
        if (turn + number) % every == 0 or change.what.startswith(("revision", "hash", "previous_hash")):
            yield change


def test_the_history_has_every_kind_of_entry_and_nothing_is_found_in_it() -> None:
    kept = documents()
    every = [fields for path, fields in kept.all().items() if "/entries/" in path]
    kinds = {fields["kind"] for fields in every}
    assert kinds == set(WHY_OF)
    assert len(LINE) > 50
    report = audited(kept)
    assert (report.accounts, report.entries, report.findings) == (
        3,
        sum("/entries/" in path for path in kept.all()),
        (),
    )
    assert report.days > 200


@pytest.mark.parametrize("entry_id", LINE)
def test_whatever_is_changed_in_an_entry_is_found_at_that_entry_and_at_no_other(entry_id: str) -> None:
    line = entries(_kept())
    revision = line[entry_id]["revision"]
    for change in _of_this_run(tampered(dict(line[entry_id])), LINE.index(entry_id)):
        found = _audit_line((line | {entry_id: change.fields}).items())
        placed = "revision" in change.fields
        assert {finding.entry_id for finding in found} - {None} == ({entry_id} if placed else set()), change.what
        missing = [finding.revision for finding in found if finding.code == "entry-missing"]
        assert placed or missing == [revision], change.what


@pytest.mark.parametrize("entry_id", LINE)
def test_an_entry_that_is_gone_is_missed_at_its_place_in_the_line(entry_id: str) -> None:
    line = entries(_kept())
    found = _audit_line(item for item in line.items() if item[0] != entry_id)
    assert [finding.revision for finding in found if finding.code == "entry-missing"] == [line[entry_id]["revision"]]
    assert {finding.entry_id for finding in found} == {None}


def test_an_entry_without_a_revision_is_named() -> None:
    kept, entry_id = documents(), LINE[20]
    path = f"{ACCOUNT}/entries/{entry_id}"
    fields = kept.all()[path]
    del fields["revision"]
    kept.put(path, fields)
    assert entry_id in {finding.entry_id for finding in findings(kept) if finding.code == "revision-wrong"}
