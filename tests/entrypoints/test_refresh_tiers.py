"""The changes that time makes to tiers and memberships, over HTTP as Cloud Scheduler calls it, on the emulator."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from tests.entrypoints.conftest import Counter
from tests.support.clinic import NOW, PATIENT
from tests.support.due import put_all
from tests.support.ledger import tenders
from tests.support.tiers import TierDesk

ACCOUNT = f"clinics/bella/patients/{PATIENT}"
# The paid month and the grace are over, and the window of what was paid is not.
LATER = NOW + timedelta(days=60)


def run(address: str, at: datetime) -> httpx.Response:
    """The schedule calls."""
    headers = {"X-CloudScheduler-ScheduleTime": at.isoformat().replace("+00:00", "Z")}
    return httpx.post(f"{address}/refresh_tiers", headers=headers, timeout=60)


def told(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """The log of the runs, line by line."""
    said = capsys.readouterr()
    lines = [json.loads(line) for line in (said.out + said.err).splitlines() if line.startswith("{")]
    return [line for line in lines if line["message"] == "refresh_tiers"]


@pytest.fixture
def member(counter: Counter) -> Counter:
    """A patient who paid for a month of Gold and reached Silver by what they bought."""
    desk = TierDesk()
    desk.change("enrol", "monthly")
    desk.pay(*tenders(card=120_000))
    put_all(counter.database, desk.documents.all())
    return counter


def test_a_membership_that_lapsed_leaves_the_tier_that_was_reached_on_its_own_date(
    member: Counter, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(address, LATER).status_code == 200
    (line,) = told(capsys)
    assert (line["accounts"], line["changes"], line["months"], line["left"]) == (1, 1, 0, 0)
    documents = member.documents()
    assert documents[ACCOUNT]["tier_id"] == "silver"
    change = documents[f"{ACCOUNT}/tier_changes/time.2026-12-29"]
    assert (change["from_tier_id"], change["to_tier_id"], change["because"]) == ("gold", "silver", "time")


def test_a_run_that_is_delivered_twice_changes_nothing_the_second_time(member: Counter, address: str) -> None:
    assert run(address, LATER).status_code == 200
    before = member.documents()
    assert run(address, LATER).status_code == 200
    assert member.documents() == before


def test_before_anything_is_due_nothing_is_read_but_the_question(
    member: Counter, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = member.documents()
    assert run(address, NOW + timedelta(hours=1)).status_code == 200
    (line,) = told(capsys)
    assert (line["accounts"], line["documents_written"]) == (0, 0)
    assert member.documents() == before
