"""A worker that dies between the commit and the answer: nothing is lost, and nothing is done twice."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from tests.entrypoints.conftest import Counter
from tests.support.clinic import KEYS, PATIENT
from tests.support.counts import count
from tests.support.serving import Client

HOUSE = Path(__file__).parents[2]


def dying_worker(project_id: str, auth_host: str) -> tuple[subprocess.Popen[bytes], str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "GOOGLE_CLOUD_PROJECT": project_id,
        "GCLOUD_PROJECT": project_id,
        "FIREBASE_AUTH_EMULATOR_HOST": auth_host,
        "CODE_SIGNING_KEYS": ",".join(KEYS),
        "PYTHONPATH": os.pathsep.join((str(HOUSE / "functions"), str(HOUSE))),
    }
    command = [sys.executable, "-m", "tests.support.serving", str(port), "die-after-commit"]
    worker = subprocess.Popen(command, cwd=HOUSE, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return worker, f"http://127.0.0.1:{port}"
        time.sleep(0.05)
    worker.kill()
    raise AssertionError("the worker did not start")


def test_after_a_worker_died_the_repeated_request_gets_the_receipt(counter: Counter, auth_host: str) -> None:
    counter.join()
    for round_ in range(1, count(1, 20) + 1):
        body = counter.purchase(counter.scan())
        worker, address = dying_worker(counter.project_id, auth_host)
        doomed = Client(address, counter.project_id)
        with pytest.raises(httpx.HTTPError):
            doomed.call("record_purchase", {"clinic_id": "bella", **body}, "staff-desk")
        assert worker.wait(timeout=10) == 9
        looked_up = counter.call("get_receipt", PATIENT, patient_id=PATIENT, request_id=body["request_id"])
        repeated = counter.call("record_purchase", **body)
        assert repeated.result == looked_up.result
        assert repeated.result["points_after"] == 4_500 * round_
        assert len([path for path in counter.documents() if "/entries/" in path]) == round_
