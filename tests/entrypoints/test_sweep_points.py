"""The hourly sweep over HTTP, as Cloud Scheduler calls it, on the emulator."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import httpx
import pytest

from loyalty.services.reminders.sweep_due import sweep_due
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import FirestoreDocuments
from loyalty.store.firestore.ledger import FirestoreDueAccounts
from loyalty.store.transaction import TransactionalStore
from tests.entrypoints.conftest import Counter
from tests.support.due import CODEC, DUE_AT, due_patients, put_all


def run(address: str, at: datetime) -> httpx.Response:
    """The schedule calls."""
    headers = {"X-CloudScheduler-ScheduleTime": at.isoformat().replace("+00:00", "Z")}
    return httpx.post(f"{address}/sweep_points", headers=headers, timeout=60)


def told(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """The log of the sweep, line by line."""
    said = capsys.readouterr()
    lines = [json.loads(line) for line in (said.out + said.err).splitlines() if line.startswith("{")]
    return [line for line in lines if line["message"] == "sweep_points"]


def time_for(accounts: int) -> Callable[[], bool]:
    """Time for so many accounts, and no more."""
    turns = itertools.count(1)
    return lambda: next(turns) <= accounts


@pytest.fixture
def due(counter: Counter) -> Counter:
    """Six patients are due."""
    put_all(counter.database, {path: fields for _, each in due_patients(6) for path, fields in each.items()})
    return counter


def test_the_hour_sweeps_what_was_due_when_it_was_scheduled_and_says_so(
    due: Counter, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(address, DUE_AT).status_code == 200
    (line,) = told(capsys)
    counted = {name: line[name] for name in ("accounts", "expired", "extended", "notices", "suppressed", "left")}
    assert counted == {"accounts": 6, "expired": 2, "extended": 0, "notices": 4, "suppressed": 0, "left": 0}
    assert (line["documents_read"], line["documents_written"], line["now"]) == (8, 12, DUE_AT.isoformat())
    notices = [fields for path, fields in due.documents().items() if "/notices/" in path]
    assert [(notice["business_date"], notice["state"], notice["created_at"]) for notice in notices] == [
        ("2027-03-03", "pending", DUE_AT)
    ] * 4


def test_an_hour_that_is_delivered_twice_changes_nothing_the_second_time(due: Counter, address: str) -> None:
    assert run(address, DUE_AT).status_code == 200
    before = due.documents()
    assert run(address, DUE_AT).status_code == 200
    assert due.documents() == before


def test_a_sweep_whose_time_is_up_says_how_many_are_left_and_the_next_goes_on_with_those(due: Counter) -> None:
    usage = Usage()
    documents = FirestoreDocuments(due.database, usage)
    accounts = FirestoreDueAccounts(due.database, documents, usage)
    store = TransactionalStore(documents, CODEC)
    cut = sweep_due(store, accounts, DUE_AT, time_for(2), threads=1)
    assert (cut.accounts, cut.left, cut.cut_short) == (2, 4, True)
    rest = sweep_due(store, accounts, DUE_AT)
    assert (rest.accounts, rest.left, rest.cut_short) == (4, 0, False)


def test_a_run_that_is_not_finished_fails_so_that_the_schedule_tries_again(
    due: Counter, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loyalty.entrypoints.schedules.SWEEP_WORK", -1)
    assert run(address, DUE_AT).status_code == 500
    monkeypatch.undo()
    assert run(address, DUE_AT).status_code == 200
    accounts = [fields for path, fields in due.documents().items() if path.count("/") == 3 and "/patients/" in path]
    assert [account["due_at"] <= DUE_AT for account in accounts] == [False] * 6
