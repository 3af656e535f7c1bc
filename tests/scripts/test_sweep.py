"""The sweep by hand, on the emulator: a dry run tells what a real one then does, and writes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import typer
from google.cloud.firestore import Client
from typer.testing import CliRunner, Result

from loyalty.domain.documents import Decision
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.reminders.reminding import is_in_holdout
from loyalty.store.firestore.client import shared_client
from scripts.clinic.sweep import SweepError, instant_of, sweep
from tests.support.clinic import NOW, Fields, clinic_documents, rule
from tests.support.emulator import all_documents, put_documents
from tests.support.ledger import LedgerDesk, tenders
from tests.support.memory import MemoryDocuments, memory_store

EXPIRED, NUDGED, CALM, ELSEWHERE = "patient-expired", "patient-nudged", "patient-calm", "patient-elsewhere"
# The points of NOW end with 22 May 2027, those of LATER with 20 June; AT is in the morning, 28 days before that.
AT = datetime(2027, 5, 23, 18, tzinfo=UTC)
LATER = NOW + timedelta(days=28)
Run = Callable[..., Result]


def history() -> MemoryDocuments:
    """Two clinics: of one patient points have ended, of one they end soon, of one they do not."""
    documents = MemoryDocuments(clinic_documents() | clinic_documents("other"))
    for number, (clinic_id, patient_id, at) in enumerate(
        (("bella", EXPIRED, NOW), ("bella", NUDGED, LATER), ("bella", CALM, AT), ("other", ELSEWHERE, NOW))
    ):
        desk = LedgerDesk(memory_store(documents), clinic_id=clinic_id, steps=1_000 * number)
        desk.join(patient_id, NOW)
        desk.pay(*tenders(cash=10_000 * (number + 1)), patient_id=patient_id, now=at)
    return documents


@pytest.fixture
def database(project_id: str) -> Client:
    client = shared_client(project_id)
    put_documents(client, history().all())
    return client


@pytest.fixture
def run(project_id: str, database: Client) -> Run:  # noqa: ARG001 - the history is to be there
    """The command, as people type it."""
    app = typer.Typer()
    app.command()(sweep)

    def typed(*words: str) -> Result:
        return CliRunner().invoke(app, ["--at", AT.isoformat(), *words], env={"GCLOUD_PROJECT": project_id})

    return typed


def is_held_out(documents: MemoryDocuments, patient_id: str) -> bool:
    account_at, rule_at = ClinicKeys("bella").account(patient_id), ClinicKeys("bella").reminders
    return memory_store(documents).transact(
        (account_at, rule_at), lambda docs: Decision(is_in_holdout(docs.require(account_at), docs.require(rule_at)))
    )


def plans_of(done: Result) -> dict[str, dict[str, Any]]:
    """The plans of a dry run, by patient."""
    assert done.exit_code == 0, done.output
    return {account["patient_id"]: account for account in json.loads(done.stdout)["accounts"]}


def test_a_dry_run_tells_what_ends_and_who_is_reminded_and_writes_nothing(run: Run, database: Client) -> None:
    before = all_documents(database)
    told = plans_of(run("--dry-run", "--json"))
    assert all_documents(database) == before
    assert set(told) == {EXPIRED, NUDGED, ELSEWHERE}
    assert (told[EXPIRED]["expiring_points"], told[EXPIRED]["notice"], told[EXPIRED]["due_at"]) == (1_000, None, None)
    assert told[NUDGED]["expiring_points"] == 0
    assert told[NUDGED]["notice"] == {
        "kind": "nudge",
        "lots": 1,
        "send_at": "2027-05-23T18:00:00+00:00",
        "suppressed": None,
    }


def test_what_a_dry_run_told_is_what_a_real_one_does(run: Run, database: Client) -> None:
    told = plans_of(run("--dry-run", "--json"))
    done = json.loads(run("--json").stdout)
    assert (done["accounts"], done["expired"], done["notices"], done["refused"]) == (3, 2, 1, {})
    kept = all_documents(database)
    for patient_id, plan in told.items():
        account = kept[f"clinics/{plan['clinic_id']}/patients/{patient_id}"]
        assert (account["due_at"].isoformat() if account["due_at"] else None) == plan["due_at"]
        entries = [fields for path, fields in kept.items() if f"/{patient_id}/entries/" in path]
        assert -sum(entry["points"] for entry in entries if entry["kind"] == "expiry") == plan["expiring_points"]
    assert plans_of(run("--dry-run", "--json")) == {}


def test_a_clinic_is_swept_alone(run: Run) -> None:
    assert set(plans_of(run("--dry-run", "--json", "--clinic", "other"))) == {ELSEWHERE}
    assert json.loads(run("--json", "--clinic", "other").stdout)["accounts"] == 1
    assert set(plans_of(run("--dry-run", "--json"))) == {EXPIRED, NUDGED}


def test_who_is_held_out_is_told_to_be_suppressed(run: Run, database: Client) -> None:
    documents = history()
    share = {**documents.all()["clinics/bella/rules/reminders"], "holdout_bp": 5_000}
    documents.put("clinics/bella/rules/reminders", share)
    desk = LedgerDesk(memory_store(documents), steps=9_000)
    for number in range(20):
        patient_id = f"patient-{number:02d}"
        desk.join(patient_id, NOW)
        desk.pay(*tenders(cash=10_000), patient_id=patient_id, now=LATER)
    put_documents(database, {path: fields for path, fields in documents.all().items() if "/other" not in path})
    told = plans_of(run("--dry-run", "--json", "--clinic", "bella"))
    for patient_id, plan in told.items():
        if plan["notice"]:
            assert plan["notice"]["suppressed"] == ("holdout" if is_held_out(documents, patient_id) else None)
    assert {plan["notice"]["suppressed"] for plan in told.values() if plan["notice"]} == {"holdout", None}


def test_points_that_live_on_for_want_of_a_notice_are_told_so(run: Run, database: Client) -> None:
    reminders: Fields = {**clinic_documents()["clinics/bella/rules/reminders"], "extension_days": 14}
    put_documents(database, {"clinics/bella/rules/reminders": reminders})
    told = plans_of(run("--dry-run", "--json"))[EXPIRED]
    assert (told["expiring_points"], told["extended_lots"], told["extended_until"]) == (0, 1, "2027-06-06")


def test_people_read_a_line_an_account_without_any_name(run: Run) -> None:
    *lines, last = run("--dry-run").stdout.splitlines()
    assert f"bella {EXPIRED}: 1,000 points expire" in lines
    assert f"bella {NUDGED}: nudge about 1 lots, to be sent 2027-05-23T18:00:00+00:00" in "\n".join(lines)
    assert last == "3 accounts are due at 2027-05-23T18:00:00+00:00; nothing was written."
    assert "Ana" not in "\n".join(lines)
    assert run().stdout == "3 accounts swept: 2 lots expired, 0 live longer, 1 notices to send, 0 suppressed.\n"


def test_a_clinic_with_a_broken_rule_is_named_and_keeps_no_other_from_it(run: Run, database: Client) -> None:
    put_documents(database, {"clinics/bella/rules/reminders": rule(nudge_days=28)})
    told = run("--dry-run", "--json")
    refused = {plan["patient_id"]: plan["refused"] for plan in json.loads(told.stdout)["accounts"]}
    assert (told.exit_code, refused) == (
        1,
        {EXPIRED: "document-invalid", NUDGED: "document-invalid", ELSEWHERE: None},
    )
    told = run("--json")
    assert (told.exit_code, json.loads(told.stdout)["refused"]) == (1, {"document-invalid": 2})
    done = run()
    assert done.exit_code == 1
    assert done.stdout.endswith("Refused: 2 document-invalid; 2 are still due.\n")


def test_no_real_points_are_swept_by_an_instant_to_come() -> None:
    ahead = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    with pytest.raises(SweepError, match="add --dry-run"):
        instant_of(ahead, "clinic-one", dry_run=False)
    assert instant_of(ahead, "clinic-one", dry_run=True) == instant_of(ahead, "demo-loyalty", dry_run=False)


@pytest.mark.parametrize(("at", "why"), [("tomorrow", "no instant"), ("2026-11-30T18:00", "no offset")])
def test_what_is_no_instant_is_refused_in_a_sentence(at: str, why: str) -> None:
    with pytest.raises(SweepError, match=why):
        instant_of(at, "clinic-one", dry_run=True)
