"""What the proof finds of what an insider can do, sort by sort, as docs/security.md says; and what it cannot find."""

from __future__ import annotations

import copy
import re
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from loyalty.services.proof.audit_ledger import audit_clinic
from loyalty.services.proof.nightly import audit_one_clinic
from tests.proof.tamperings import CLINIC, OPEN_AT, SORTS, TAMPERINGS, UNSEEN, Tampering, documents
from tests.support.clinic import Fields
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.pages import MemoryPages

PAGE = Path(__file__).parents[2] / "docs" / "security.md"
PROOF_DAYS = 4


def table(heading: str) -> dict[str, list[str]]:
    """The rows of a table of the page, by their first cell."""
    text = PAGE.read_text(encoding="utf-8").partition(f"\n### {heading}\n")[2].partition("\n#")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    return {row[0]: row[1:] for row in rows[2:]}


def codes_on_page(sort: str) -> set[str]:
    """The codes by which a sort is found, as the page says."""
    return set(re.findall(r"`([a-z-]+)`", table("Found")[sort][0]))


def codes_of(kept: MemoryDocuments, since: datetime = OPEN_AT) -> tuple[set[str], set[str]]:
    """The codes that the next night finds, and those that all nights of the clinic's days find."""
    kept.put(CLINIC, {**kept.all()[CLINIC], "proof_days": PROOF_DAYS})
    store, pages, nights = memory_store(kept), MemoryPages(kept), list[set[str]]()
    for days in range(1, PROOF_DAYS + 1):
        report = audit_one_clinic(store, pages, "bella", since + timedelta(days=days))
        nights.append(set(report.findings_by_code))
    return nights[0], set().union(*nights)


def test_nothing_is_found_before_anybody_tampers() -> None:
    assert codes_of(documents()) == (set(), set())
    assert audit_clinic(MemoryPages(documents()), "bella").findings == ()


def test_there_are_sixty_of_at_least_twenty_sorts() -> None:
    assert len(TAMPERINGS) >= 60
    assert len(SORTS) >= 20


@cache
def _quiet() -> dict[str, Fields]:
    kept = documents()
    for days in range(1, 12):
        audit_one_clinic(memory_store(kept), MemoryPages(kept), "bella", OPEN_AT + timedelta(days=days))
    return dict(kept.all())


def quiet() -> MemoryDocuments:
    """The clinic after nights in which nothing happened: every day is closed, and all was proved."""
    return MemoryDocuments(copy.deepcopy(_quiet()))


@pytest.mark.parametrize("tampering", TAMPERINGS, ids=lambda one: f"{one.sort}: {one.what}")
def test_what_is_done_where_much_happened_is_found_the_same_night(tampering: Tampering) -> None:
    kept = documents()
    tampering.do(kept)
    tonight, _ = codes_of(kept)
    assert tonight & codes_on_page(tampering.sort), tonight


@pytest.mark.parametrize("tampering", TAMPERINGS, ids=lambda one: f"{one.sort}: {one.what}")
def test_what_is_done_where_nothing_happens_any_more_is_found_within_the_clinics_days(tampering: Tampering) -> None:
    kept = quiet()
    tampering.do(kept)
    _, within = codes_of(kept, OPEN_AT + timedelta(days=11))
    assert within & codes_on_page(tampering.sort), within


@pytest.mark.parametrize("what", UNSEEN)
def test_what_the_page_says_is_not_found_is_not_found(what: str) -> None:
    assert what in table("Not found")
    kept = documents()
    UNSEEN[what](kept)
    assert codes_of(kept) == (set(), set())


def test_the_page_has_every_sort_and_no_other() -> None:
    assert set(table("Found")) == set(SORTS)
    assert set(UNSEEN) <= set(table("Not found"))
