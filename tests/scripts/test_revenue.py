"""The script, the function's service and the definition agree on three years of memberships, in the emulator."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import pytest
import typer
from google.cloud.firestore import Client
from hypothesis import HealthCheck, given, settings
from pydantic_core import to_jsonable_python
from typer.testing import CliRunner, Result

from loyalty.domain.membership.events import MembershipEvent
from loyalty.services.membership.get_revenue import GetRevenue, get_revenue
from loyalty.services.preconditions import Caller
from loyalty.store.documents import Usage
from loyalty.store.firestore import client as firestore_client
from loyalty.store.firestore.client import shared_client
from loyalty.store.firestore.membership import FirestoreMembershipHistory
from scripts.clinic.revenue import revenue
from tests.membership.histories import FIRST, LAST, by_definition, histories
from tests.support.clinic import MANAGER, NOW, clinic_documents
from tests.support.counts import count
from tests.support.due import put_all
from tests.support.emulator import firestore_store
from tests.support.memberships import event_documents

Run = Callable[..., Result]
THREE_YEARS = ("--from", "2023-01", "--to", "2025-12")


@pytest.fixture
def database(project_id: str) -> Client:
    return shared_client(project_id)


@pytest.fixture
def run(project_id: str) -> Run:
    """The command, as people type it."""
    app = typer.Typer()
    app.command()(revenue)
    environment = {"GCLOUD_PROJECT": project_id, "COLUMNS": "140"}
    return lambda *words: CliRunner().invoke(app, list(words), env=environment)


def test_script_service_and_definition_agree_month_by_month(
    database: Client, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(firestore_client, "PAGE", 5)
    clinics = iter(range(1_000_000))

    @settings(max_examples=count(8, 200), suppress_health_check=list(HealthCheck))
    @given(histories())
    def agree(events: list[MembershipEvent]) -> None:
        clinic_id = f"clinic-{next(clinics)}"
        put_all(database, clinic_documents(clinic_id) | event_documents(events, clinic_id))
        history = FirestoreMembershipHistory(database, Usage())
        body = GetRevenue(clinic_id, FIRST, LAST)
        answered = to_jsonable_python(get_revenue(firestore_store(database), history, body, Caller(MANAGER, NOW)))
        printed = run(clinic_id, *THREE_YEARS, "--json")
        assert json.loads(printed.stdout) == answered
        assert locations_of(answered) == {
            month: {place: asdict(one) for place, one in of.items()} for month, of in by_definition(events).items()
        }
        for month in answered["months"]:
            assert month["total"] == total_of(month["locations"].values())

    agree()


def locations_of(answered: dict[str, Any]) -> dict[str, Any]:
    """The months' locations, by month."""
    return {month["month"]: month["locations"] for month in answered["months"]}


def total_of(figures: Any) -> dict[str, int]:  # noqa: ANN401 - maps of figures
    """All locations together."""
    names = ("before", "new", "expansion", "contraction", "churn", "mrr")
    wanted = [*(f"{name}_minor" for name in names), "members"]
    every = list(figures)
    return {name: sum(each[name] for each in every) for name in wanted}


def test_for_people_it_is_a_table_with_a_line_for_each_location_and_one_for_all(database: Client, run: Run) -> None:
    put_all(database, clinic_documents())
    said = run("bella", "--from", "2026-01", "--to", "2026-02").stdout
    assert "minor units of USD" in said
    assert [line.split()[1:3] for line in said.splitlines() if "│ all" in line] == [["2026-01", "│"], ["2026-02", "│"]]


def test_what_cannot_be_told_is_said_in_one_sentence(database: Client, run: Run) -> None:
    put_all(database, clinic_documents())
    cases = {
        ("bella", "--from", "january", "--to", "2026-02"): "It is not a month: ",
        ("bella", "--from", "1999-12", "--to", "2026-02"): "It is not a month: ",
        ("bella", "--from", "2026-02", "--to", "2026-01"): "A report from 2026-02 cannot end with 2026-01.",
        ("bella", "--from", "2020-01", "--to", "2023-01"): "At most 36 months at once, not 37.",
        ("nowhere", "--from", "2026-01", "--to", "2026-02"): "There is no clinic nowhere.",
    }
    for words, sentence in cases.items():
        done = run(*words)
        assert (done.exit_code, done.stdout) == (1, "")
        assert done.stderr.startswith(sentence)
