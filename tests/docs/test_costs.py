"""What the architecture says a call costs is what it costs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path

import pytest

from loyalty.services.check_in import CheckIn, check_in
from loyalty.services.checks import Caller
from loyalty.services.get_receipt import GetReceipt, get_receipt
from loyalty.services.issue_code import IssueCode, issue_code
from loyalty.services.record_purchase import record_purchase
from loyalty.store.documents import Usage
from tests.support.clinic import CALABASAS, DESK, ENCINO, MANAGER, NOW, PATIENT, Desk, cash, clinic_documents, rule
from tests.support.memory import MemoryDocuments, memory_store

ARCHITECTURE = (Path(__file__).parents[2] / "docs" / "architecture.md").read_text()
COST = re.compile(r"^\| `(\w+)` \| (\d+) \| (\d+)(?: \((\d+) at another location\))? \| (\d+) \|$", re.MULTILINE)
SAID = {name: (int(trips), int(read), int(written)) for name, trips, read, _, written in COST.findall(ARCHITECTURE)}


@pytest.fixture
def documents() -> MemoryDocuments:
    kept = MemoryDocuments(clinic_documents())
    kept.put("clinics/bella/rules/check_in", rule(code_lifetime_seconds=60, any_location=True, visit_hours=12))
    return kept


@pytest.fixture
def cost(documents: MemoryDocuments) -> Callable[[Callable[[], object]], tuple[int, ...]]:
    def of(act: Callable[[], object]) -> tuple[int, ...]:
        documents.usage = Usage()
        act()
        return astuple(documents.usage)

    return of


def test_every_call_costs_what_is_said(
    documents: MemoryDocuments, cost: Callable[[Callable[[], object]], tuple[int, ...]]
) -> None:
    desk = Desk(memory_store(documents))
    patient, staff = Caller(PATIENT, NOW), Caller(DESK, NOW)
    measured = {"join_clinic": cost(desk.join), "check_in": cost(desk.scan)}
    measured["issue_code"] = cost(
        lambda: issue_code(desk.store, desk.codes, IssueCode("bella", CALABASAS), patient, "a-nonce")
    )
    body = desk.purchase(desk.scan(), cash(45_000))
    measured["record_purchase"] = cost(lambda: record_purchase(desk.store, body, staff))
    measured["get_receipt"] = cost(
        lambda: get_receipt(desk.store, GetReceipt("bella", PATIENT, body.request_id), staff)
    )
    assert measured == SAID


def test_a_code_of_another_location_costs_one_more_document(
    documents: MemoryDocuments, cost: Callable[[Callable[[], object]], tuple[int, ...]]
) -> None:
    desk = Desk(memory_store(documents))
    desk.join()
    body = CheckIn(desk.next_id(), "bella", CALABASAS, desk.code(location_id=ENCINO))
    (said,) = [int(more) for name, _, _, more, _ in COST.findall(ARCHITECTURE) if more]
    assert cost(lambda: check_in(desk.store, desk.codes, body, Caller(MANAGER, NOW)))[1] == said


def test_a_purchase_costs_the_same_with_a_long_history(
    documents: MemoryDocuments, cost: Callable[[Callable[[], object]], tuple[int, ...]]
) -> None:
    desk = Desk(memory_store(documents))
    desk.join()
    for _ in range(300):
        desk.sell(cash(1))
    body = desk.purchase(desk.scan(), cash(45_000))
    assert cost(lambda: record_purchase(desk.store, body, Caller(DESK, NOW))) == SAID["record_purchase"]
