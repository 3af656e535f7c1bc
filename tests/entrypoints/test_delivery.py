"""Reminders from the database to the phones, for real: the schedule over HTTP, Firestore, firebase-admin, an FCM.

Senders are killed where it hurts: nothing is lost, and a phone shows a repeat in the first one's place.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from loyalty.domain.calendar import business_date
from loyalty.entrypoints.reminders import deliver_due
from loyalty.store.firestore.client import shared_client
from scripts.stack.fcm import Arrived, LocalFcm, Reply
from tests.entrypoints.conftest import Counter as Clinic
from tests.support.clinic import NOW, PATIENT, clinic_documents
from tests.support.counts import count
from tests.support.emulator import all_documents, put_documents
from tests.support.notices import ZONE, lot, notice, patient_documents

HOUSE = Path(__file__).parents[2]
PATIENTS = [f"patient-{name}" for name in ("ana", "ben", "cleo")]


@pytest.fixture
def fcm(monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalFcm]:
    with LocalFcm() as server:
        monkeypatch.setenv("FCM_ENDPOINT", server.endpoint)
        yield server


def due_now(clinic: Clinic, *tokens: str) -> datetime:
    """Ana has a notice of today, due, and phones; the clinic has no quiet hours."""
    now = datetime.now(UTC)
    today = business_date(now, ZONE)
    soon = lot(expires_on=today + timedelta(days=5))
    made = notice(soon, business_date=today, due_at=now - timedelta(minutes=1))
    rule = clinic.documents()["clinics/bella/rules/reminders"] | {"quiet_from_hour": 24, "quiet_until_hour": 0}
    put_documents(clinic.database, {"clinics/bella/rules/reminders": rule})
    put_documents(clinic.database, patient_documents(PATIENT, [made], tokens, [soon]))
    return now


def run(address: str, now: datetime) -> httpx.Response:
    """The schedule calls."""
    headers = {"X-CloudScheduler-ScheduleTime": now.isoformat().replace("+00:00", "Z")}
    return httpx.post(f"{address}/deliver_notices", headers=headers, timeout=60)


def logged(capsys: pytest.CaptureFixture[str]) -> tuple[str, list[dict[str, Any]]]:
    """All that was printed, and its lines of the log."""
    printed = "".join(capsys.readouterr())
    return printed, [json.loads(line) for line in printed.splitlines() if line.startswith("{")]


def test_the_schedule_pushes_what_is_due_and_removes_dead_devices(
    counter: Clinic, address: str, fcm: LocalFcm, capsys: pytest.CaptureFixture[str]
) -> None:
    def answer(arrived: Arrived) -> Reply:
        return Reply(404, "UNREGISTERED") if arrived.token == "token-dead" else Reply()

    fcm.reply = answer
    now = due_now(counter, "token-alive", "token-dead")
    assert run(address, now).status_code == 200
    kept = counter.documents()
    (told,) = [fields for path, fields in kept.items() if "/notices/" in path]
    assert (told["state"], told["sent_to"], told["due_at"]) == ("sent", ["device-0"], None)
    assert [fields["token"] for path, fields in kept.items() if "/devices/" in path] == ["token-alive"]
    printed, lines = logged(capsys)
    (line,) = [line for line in lines if line["message"] == "deliver_notices"]
    assert (line["notices"], line["pushes"], line["removed_devices"]) == ({"sent": 1}, 2, 1)
    assert line["complete"]
    assert not [word for word in ("token-alive", "token-dead", "Ana", PATIENT) if word in printed]


def test_a_schedule_delivered_twice_pushes_once(counter: Clinic, address: str, fcm: LocalFcm) -> None:
    now = due_now(counter, "token-alive")
    assert [run(address, now).status_code for _ in range(2)] == [200, 200]
    assert len(fcm.arrived) == 1


def test_a_schedule_that_is_late_goes_by_the_clock(counter: Clinic, address: str, fcm: LocalFcm) -> None:
    now = due_now(counter, "token-alive")
    assert run(address, now - timedelta(days=1)).status_code == 200
    assert len(fcm.arrived) == 1


def killed(project_id: str, endpoint: str, now: datetime, where: str) -> None:
    """A sender that dies."""
    environment = {
        **os.environ,
        "FCM_ENDPOINT": endpoint,
        "PYTHONPATH": os.pathsep.join((str(HOUSE / "functions"), str(HOUSE), os.environ.get("PYTHONPATH", ""))),
    }
    command = [sys.executable, "-m", "tests.support.delivering", project_id, now.isoformat(), where]
    done = subprocess.run(command, cwd=HOUSE, env=environment, capture_output=True, timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr


@pytest.mark.parametrize(("where", "pushes"), [("after-claim", 1), ("after-push", 2)])
def test_after_a_sender_was_killed_each_notice_is_sent_and_repeated_at_most_once(
    project_id: str, fcm: LocalFcm, where: str, pushes: int
) -> None:
    client = shared_client(project_id)
    put_documents(client, clinic_documents())
    for round_ in range(count(3, 20)):
        fcm.forget()
        now = NOW + timedelta(minutes=10 * round_)
        for patient_id in PATIENTS:
            put_documents(client, patient_documents(patient_id, [notice(due_at=now)], [f"token-{patient_id}"]))
        killed(project_id, fcm.endpoint, now, where)
        assert deliver_due(project_id, now + timedelta(seconds=30), 30).ended == {}
        assert deliver_due(project_id, now + timedelta(seconds=75), 30).ended == {"sent": len(PATIENTS)}
        assert deliver_due(project_id, now + timedelta(minutes=9), 30).ended == {}
        names = {(one.token, one.message["android"]["collapse_key"]): 0 for one in fcm.arrived}
        assert len(names) == len(PATIENTS)
        assert set(Counter(one.token for one in fcm.arrived).values()) == {pushes}
        states = {fields["state"] for path, fields in all_documents(client).items() if "/notices/" in path}
        assert states == {"sent"}
