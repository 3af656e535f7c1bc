"""Calls behind one function: each by its name, none that does not exist, and a worker that is ready beforehand."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from loyalty.entrypoints.services import COUNTER, OFFICE
from tests.entrypoints.conftest import Counter
from tests.support.clinic import CALABASAS, DESK, MANAGER
from tests.support.http import http_client
from tests.support.serving import unsigned_token

FUNCTIONS = Path(__file__).parents[2] / "functions"
LOADED = """
import json, sys
import main
from loyalty.entrypoints.services import COUNTER
{act}
print(json.dumps(sorted(name for name in sys.modules if name.startswith(("loyalty", "google.cloud.firestore")))))
"""


@pytest.mark.parametrize("path", ["counter/check_out", "counter/get_revenue", "office/check_in", "counter"])
def test_a_call_that_a_service_does_not_have_is_not_found_by_the_protocol(
    counter: Counter, address: str, path: str
) -> None:
    headers = {"Authorization": f"Bearer {unsigned_token(counter.project_id, DESK)}"}
    answer = http_client().post(f"{address}/{path}", json={"data": {}}, headers=headers)
    error = answer.json()["error"]
    assert (answer.status_code, error["status"], error["details"]["code"]) == (404, "NOT_FOUND", "call-not-found")
    assert counter.database


def test_no_call_is_in_two_services_and_none_is_called_ready() -> None:
    assert not set(COUNTER.calls) & set(OFFICE.calls)
    assert "ready" not in {*COUNTER.calls, *OFFICE.calls}


@pytest.mark.parametrize("path", ["counter/ready", "call/counter/ready", "office/ready"])
@pytest.mark.usefixtures("counter")
def test_ready_answers_nothing_to_anybody_and_needs_no_sign_in(address: str, path: str) -> None:
    answer = http_client().get(f"{address}/{path.removeprefix('call/')}")
    assert (answer.status_code, answer.content) == (204, b"")


def test_what_a_call_needs_is_loaded_by_ready_and_not_by_the_first_call(counter: Counter) -> None:
    assert COUNTER.ready
    before = set(sys.modules)
    counter.join()
    visit = counter.scan()
    counter.call("record_purchase", **counter.purchase(visit))
    counter.call("redeem_points", **{**_redemption(counter, visit.result), "points": 500})
    assert {name for name in set(sys.modules) - before if name.startswith("loyalty")} == set()


def test_a_worker_of_production_loads_all_it_serves_while_it_starts() -> None:
    def loaded(service: str) -> set[str]:
        code = LOADED.format(act="")
        environment = {"K_SERVICE": service, "PATH": ""}
        done = subprocess.run(
            [FUNCTIONS / "venv" / "bin" / "python", "-W", "ignore", "-c", code],
            cwd=FUNCTIONS,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return set(json.loads(done.stdout))

    assert not any(name.startswith("loyalty.services.ledger.") for name in loaded(""))
    assert {
        "google.cloud.firestore",
        *(f"loyalty.services.{call.module}" for call in COUNTER.calls.values()),
    } <= loaded("counter")


@pytest.mark.parametrize("name", ["grant_tier", "get_location_totals"])
def test_the_office_answers_its_own_calls(counter: Counter, name: str) -> None:
    bodies = {
        "grant_tier": {"request_id": counter.next_id(), "location_id": CALABASAS, "patient_id": DESK, "text": "thanks"},
        "get_location_totals": {"from_on": "2026-01-01", "to_on": "2026-01-02"},
    }
    answer = counter.call(name, MANAGER, **bodies[name])
    assert answer.http_status != 500
    assert answer.code != "call-not-found"


def _redemption(counter: Counter, visit: dict[str, object]) -> dict[str, object]:
    patient = visit["patient"]
    assert isinstance(patient, dict)
    return {
        "request_id": counter.next_id(),
        "location_id": CALABASAS,
        "patient_id": patient["patient_id"],
        "visit_id": visit["visit_id"],
        "bill_minor": 10_000,
    }
