"""The sweep on the emulator: what it does, what it costs, and that it may run twice, at once, or be killed anywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from google.cloud import firestore

from loyalty.domain.ports import DueAccount
from loyalty.services.proof.audit_ledger import audit_clinic
from loyalty.services.reminders.sweep_due import sweep_due
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import FirestoreDocuments
from loyalty.store.firestore.ledger import FirestoreDueAccounts
from loyalty.store.firestore.proof import FirestorePages
from loyalty.store.transaction import TransactionalStore
from tests.reminders.conftest import sweep
from tests.reminders.killed import STEPS
from tests.support.clinic import REMINDERS, clinic_documents
from tests.support.counts import count
from tests.support.due import CODEC, DUE_AT, NOT_DUE_DAYS, due_patients, lot_ending, patient, put_all
from tests.support.emulator import all_documents, put_documents

HOUSE = Path(__file__).parents[2]


def due(client: firestore.Client, number: int) -> None:
    """So many patients are due."""
    put_all(client, {path: fields for _, each in due_patients(number) for path, fields in each.items()})


def kinds(documents: dict[str, dict[str, Any]]) -> dict[str, tuple[int, list[str]]]:
    """Of each patient: points, and the kinds of what the sweep made, by their names' order."""
    found: dict[str, tuple[int, list[str]]] = {}
    for path, fields in sorted(documents.items()):
        parts = path.split("/")
        if len(parts) == 4 and parts[2] == "patients":
            found[parts[3]] = (fields["points"], [])
        elif "/notices/" in path or fields.get("kind") == "expiry":
            found[parts[3]][1].append(fields["kind"])
    return found


def expected(number: int) -> dict[str, tuple[int, list[str]]]:
    """The result of a sweep of so many due patients: one expiry, or one notice, each."""
    ends = {"expired": (100, ["expiry"]), "urge": (200, ["urge"]), "nudge": (200, ["nudge"])}
    return {patient_id: ends[patient_id.rpartition("-")[2]] for patient_id, _ in due_patients(number)}


def require_done(client: firestore.Client, number: int) -> None:
    """Everybody was swept once, and the ledger proves itself."""
    assert kinds(all_documents(client)) == expected(number)
    audited = audit_clinic(FirestorePages(client), "bella")
    assert (audited.accounts, audited.findings) == (number, ())


def test_a_sweep_expires_and_reminds_everybody_who_is_due_and_a_second_one_writes_nothing(
    database: firestore.Client,
) -> None:
    due(database, 9)
    first, usage = sweep(database)
    assert (first.accounts, first.expired, first.notices, first.left) == (9, 3, 6, 0)
    assert usage.documents_written == 3 * 2 + 6 * 2
    before = all_documents(database)
    again, usage = sweep(database)
    assert (again.accounts, usage.documents_written) == (0, 0)
    assert all_documents(database) == before
    require_done(database, 9)


def test_a_sweep_costs_what_is_due_and_not_what_exists(
    database: firestore.Client, second_database: firestore.Client
) -> None:
    costs = []
    for client, lots in ((database, 200), (second_database, 20_000)):
        due(client, 20)
        one = patient("other", *(lot_ending(f"lot-{turn}", NOT_DUE_DAYS) for turn in range(40)))
        account = one["clinics/bella/patients/other"]
        put_all(client, {f"clinics/bella/patients/other-{n}": account for n in range((lots - 40) // 40)})
        swept, usage = sweep(client)
        assert (swept.accounts, swept.left) == (20, 0)
        costs.append((usage.round_trips, usage.documents_read, usage.documents_written))
    assert costs[0] == costs[1]
    round_trips, read, written = costs[0]
    # A page, its clinic and rule, and a commit an account: what the page gave is not read again.
    assert (round_trips, read, written) == (1 + 1 + 20, 20 + 2, 20 * 2)


def test_two_sweeps_at_once_do_everything_once(database: firestore.Client) -> None:
    number = count(12, 120)
    due(database, number)
    with ThreadPoolExecutor(2) as pool:
        swept = [future.result()[0] for future in [pool.submit(sweep, database) for _ in range(2)]]
    assert sum(one.expired for one in swept) == number // 3
    assert sum(one.notices for one in swept) == number - number // 3
    require_done(database, number)


def test_an_account_that_changes_between_finding_and_committing_is_read_again_and_not_lost(
    database: firestore.Client,
) -> None:
    due(database, 3)
    account = database.document("clinics/bella/patients/patient-00001-urge")

    class Interfered(FirestoreDueAccounts):
        """Somebody changes an account as soon as it was found."""

        def due(self, now: datetime) -> Iterator[DueAccount]:
            for found in super().due(now):
                if found.patient_id == account.id:
                    account.update({"name": "Ana Ruiz-Vega"})
                yield found

    usage = Usage()
    documents = FirestoreDocuments(database, usage)
    swept = sweep_due(TransactionalStore(documents, CODEC), Interfered(database, documents, usage), DUE_AT)
    after = account.get().to_dict() or {}
    assert (swept.notices, after["name"], after["noticed_on"]) == (2, "Ana Ruiz-Vega", "2027-03-03")
    # A page, its clinic and rule, three commits; and of the one that was spoilt, a read and a commit more.
    assert usage.round_trips == 1 + 1 + 3 + 2


def test_one_clinics_broken_rule_keeps_no_other_clinic_from_its_sweep(database: firestore.Client) -> None:
    put_documents(database, clinic_documents("riva"))
    due(database, 3)
    put_all(database, {p: f for _, each in due_patients(3, "riva") for p, f in each.items()})
    put_documents(database, {"clinics/riva/rules/reminders": {**REMINDERS, "urge_days": 28}})
    swept, _ = sweep(database)
    assert (swept.accounts, dict(swept.refused), swept.left, swept.cut_short) == (6, {"document-invalid": 3}, 3, False)
    put_documents(database, {"clinics/riva/rules/reminders": REMINDERS})
    assert sweep(database)[0].left == 0
    assert audit_clinic(FirestorePages(database), "riva").findings == ()


@pytest.mark.parametrize("step", STEPS)
def test_a_sweep_killed_at_any_step_is_finished_by_the_next(
    database: firestore.Client, project_id: str, step: str
) -> None:
    for turn in range(count(1, 20)):
        for path in all_documents(database):
            if "/patients/" in path:
                database.document(path).delete()
        due(database, 6)
        command = [sys.executable, "-m", "tests.reminders.killed", project_id, step, str(turn % 6)]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(HOUSE / "functions"), str(HOUSE)))}
        killed = subprocess.run(command, cwd=HOUSE, env=environment, check=False, timeout=60)
        assert killed.returncode == -9
        sweep(database, DUE_AT + timedelta(hours=1))
        require_done(database, 6)
