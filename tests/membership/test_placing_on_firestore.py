"""A placing on the emulator: killed as by `kill -9`, gone on with by the command, and watched."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from google.cloud import firestore
from google.cloud.firestore import FieldFilter
from typer.testing import CliRunner

from loyalty.domain.documents import Put
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import Request
from loyalty.domain.program.tiers import QualifyingDay
from loyalty.services.membership.refresh_tier import refresh_tier
from loyalty.store.firestore.client import shared_client
from scripts.clinic.place import app, open_placing, sentence_of, watch_placing
from tests.support.clinic import NOW, Fields
from tests.support.counts import count
from tests.support.due import CODEC, put_all
from tests.support.emulator import put_documents
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.publishing import content_of, office_on
from tests.support.tiers import LADDER, tiered_documents, tiers_rule

HOUSE = Path(__file__).parents[2]
PATIENTS = count(250, 5_000)
# Every tenth patient has spent so much: of these, every other is Gold once Gold costs $2,000.
SPENT = (0, 50_000, 120_000, 150_000, 199_999, 200_000, 250_000, 299_999, 300_000, 500_000)
TO_GOLD = PATIENTS * 3 // 10


def accounts() -> dict[str, Fields]:
    """So many accounts, each placed by the rules of before."""
    documents = MemoryDocuments(tiered_documents())
    for number, spent in enumerate(SPENT):
        account = Account("bella", f"kind-{number}", "Ana Ruiz", True, NOW, Request("joined", ""))  # noqa: FBT003
        days = (QualifyingDay(NOW.date(), None, spent, 1),) if spent else ()
        put = Put(ClinicKeys("bella").account(f"kind-{number}"), replace(account, days=days, tier_due_at=NOW))
        documents.put(put.key.path, CODEC.fields_of(put))
        refresh_tier(memory_store(documents), "bella", f"kind-{number}", NOW)
    kinds = [documents.all()[f"clinics/bella/patients/kind-{number}"] for number in range(len(SPENT))]
    above = "clinics/bella/patients"
    return {f"{above}/patient-{number:05d}": kinds[number % len(kinds)] for number in range(PATIENTS)}


@pytest.fixture
def database(project_id: str, firestore_host: str) -> firestore.Client:
    """The clinic, its patients, and a ladder that was just published."""
    assert firestore_host
    client = shared_client(project_id)
    put_documents(client, tiered_documents())
    put_all(client, accounts())
    lower = [{**one, "at_least": 200_000} if one["tier_id"] == "gold" else one for one in LADDER]
    managed = office_on(client).publish_by_two("tiers", content_of(tiers_rule(*lower)), now=NOW + timedelta(hours=1))
    assert (managed.state, managed.version) == ("live", 2)
    return client


def killed_after(project_id: str, commits: int) -> None:
    """A run in a process of its own, dead after so many commits."""
    command = [sys.executable, "-m", "tests.membership.killed_placing", project_id, str(commits)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(HOUSE / "functions"), str(HOUSE)))}
    assert subprocess.run(command, cwd=HOUSE, env=environment, check=False, timeout=170).returncode == -9


def counted(query: Any) -> int:  # noqa: ANN401 - the client's counts have no types
    return int(query.count().get()[0][0].value)


def test_published_rules_place_every_account_though_the_run_is_killed(
    database: firestore.Client, project_id: str
) -> None:
    at = open_placing(database, "bella")
    assert at is not None
    for commits in (1, PATIENTS // 10, PATIENTS * 9 // 10 - PATIENTS // 10):
        killed_after(project_id, commits)
    halfway = next(watch_placing(database, at))
    assert halfway.finished_at is None
    assert 0 < halfway.done < halfway.total == PATIENTS
    said = CliRunner().invoke(app, ["bella", "--project", project_id, "--json"])
    assert said.exit_code == 0
    told = json.loads(said.stdout)
    assert (told["total"], told["done"], told["changed"], told["refused"]) == (PATIENTS, PATIENTS, TO_GOLD, {})
    (ended,) = watch_placing(database, at)
    assert sentence_of(ended).endswith(f"{TO_GOLD:,} changed tier; all are placed.")
    placed = database.collection("clinics/bella/patients")
    assert counted(placed.where(filter=FieldFilter("tier.rule_versions.tiers", "==", 2))) == PATIENTS
    assert counted(placed.where(filter=FieldFilter("tier_id", "==", "gold"))) == PATIENTS * 5 // 10
    changes = database.collection_group("tier_changes")
    assert counted(changes.where(filter=FieldFilter("because", "==", "rules"))) == TO_GOLD
    again = CliRunner().invoke(app, ["bella", "--watch", "--project", project_id])
    assert again.stdout == "No placing of bella is open.\n"
