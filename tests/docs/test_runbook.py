"""The commands of docs/runbook.md, run as they stand there, on a clinic in the emulator and a server of schedules."""

from __future__ import annotations

import json
import re
import runpy
import shlex
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from google.cloud.scheduler_v1 import Job

from loyalty.domain.reminders import notices
from loyalty.services.reminders.sweep_due import Sweep
from loyalty.store.firestore.client import shared_client
from tests.support import deployed
from tests.support.due import due_patients, put_all
from tests.support.emulator import clinic_in_firestore
from tests.support.runs.scheduler import SchedulerServer

HOUSE = Path(__file__).parents[2]
PAGE = (HOUSE / "docs" / "runbook.md").read_text()
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]
FUNCTIONS = re.findall(r"^\| `(\w+)` \| (?:every|03:30)", PAGE, re.MULTILINE)
JOBS = "projects/{}/locations/us-west1/jobs/firebase-schedule-{}-us-west1"
Run = Callable[[str], Any]


@pytest.fixture
def server(project_id: str) -> Iterator[SchedulerServer]:
    jobs = [
        Job(name=JOBS.format(project_id, name), schedule="0 * * * *", state=Job.State.ENABLED) for name in FUNCTIONS
    ]
    with SchedulerServer(*jobs) as running:
        yield running


@pytest.fixture
def run(
    project_id: str,
    server: SchedulerServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> Run:
    """A command of the page, with what it prints as JSON; in a folder with a log that has told nothing yet."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "told.json").write_text("[]")
    monkeypatch.setenv("GCLOUD_PROJECT", project_id)
    monkeypatch.setenv("CLOUD_SCHEDULER_EMULATOR_HOST", server.host)

    def typed(command: str) -> Any:  # noqa: ANN401 - whatever the JSON is
        python, flag, module, *words = shlex.split(command)
        assert (python, flag) == ("python", "-m")
        monkeypatch.setattr(sys, "argv", [module, *words, "--json"])
        sys.modules.pop(f"{module}.__main__", None)  # each command is a run of its own
        with pytest.raises(SystemExit) as left:
            runpy.run_module(module, run_name="__main__")
        assert not left.value.code, (command, capsys.readouterr().err)
        return json.loads(capsys.readouterr().out)

    return typed


@pytest.fixture
def six_due(project_id: str) -> None:
    """A clinic with six patients who will be due in March, four of them to be reminded."""
    clinic_in_firestore(project_id)
    patients = (documents for _, documents in due_patients(6))
    put_all(shared_client(project_id), {path: found for documents in patients for path, found in documents.items()})


@pytest.mark.usefixtures("six_due")
def test_every_command_of_the_page_does_what_it_says(run: Run, server: SchedulerServer) -> None:
    said = [run(command) for command in COMMANDS]
    listed, paused, resumed, waiting, started, swept, to_come, changed, shown, compared, *rest = said
    told, migrated, placed, moved, named, report = rest
    assert (told["written"], migrated["written"], placed["refused"]) == (False, True, {})
    assert told["sorts"] == migrated["sorts"]
    assert migrated["ledgers"]["before"] == migrated["ledgers"]["after"]
    assert compared == {"same": 0, "differing": [], "gone": [], "never_told": []}
    assert named == []
    assert (moved["from_zone"], moved["to_zone"]) == ("America/Los_Angeles", "America/Denver")
    assert [one["function"] for one in listed] == sorted(FUNCTIONS)
    assert [(one["function"], one["state"]) for one in (paused, resumed)] == [
        ("deliver_notices", "paused"),
        ("deliver_notices", "enabled"),
    ]
    assert (waiting["accounts"], swept["accounts"]) == ([], 0)
    assert (started["function"], server.calls.count("RunJob")) == ("sweep_points", 1)
    assert sum(one["expiring_points"] > 0 for one in to_come["accounts"]) == len(to_come["accounts"]) == 6
    assert changed == shown
    assert (shown["schedule"], shown["time_zone"]) == ("5 * * * *", "Etc/UTC")
    assert report["against_held_out"]["assigned"]["conclusion"] == "too-few"


def test_every_function_that_a_schedule_runs_is_on_the_page() -> None:
    assert set(deployed.SCHEDULED) <= set(FUNCTIONS)


def test_every_field_of_the_sweeps_line_is_explained() -> None:
    (row,) = re.findall(r"^\| `sweep_points` \| `now`.*$", PAGE, re.MULTILINE)
    assert [field.name for field in fields(Sweep) if f"`{field.name}`" not in row] == []


def test_every_state_and_reason_of_a_notice_is_explained() -> None:
    table = PAGE[PAGE.index("## Somebody was not reminded") : PAGE.index("## What reminders do")]
    said = set(re.findall(r"`([a-z-]+)`", "".join(re.findall(r"^\| `[^|]*", table, re.MULTILINE))))
    words = {value for name, value in vars(notices).items() if name.isupper() and isinstance(value, str)}
    assert said == words - {notices.OFFER} | {"state", "reason"}
