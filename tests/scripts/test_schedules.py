"""The command about schedules, with Google's own client, against a server that speaks Cloud Scheduler."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import grpc
import pytest
from google.cloud.scheduler_v1 import Job
from typer.testing import CliRunner, Result

from scripts.clinic.running import scheduler
from scripts.clinic.schedules import app
from tests.support.runs.scheduler import NOW, SchedulerServer

WHERE = "projects/clinic-one/locations/us-west1/jobs"
AUDIT = f"{WHERE}/firebase-schedule-nightly_audit-us-west1"


def job(name: str, **fields: Any) -> Job:  # noqa: ANN401 - any field of a job
    given = {"schedule": "30 3 * * *", "time_zone": "America/Los_Angeles", "state": Job.State.ENABLED}
    return Job(name=name, **(given | fields))


@pytest.fixture
def server() -> Iterator[SchedulerServer]:
    """The schedules of a project: of three functions, and a job that somebody made by hand."""
    mine = (job(AUDIT), job(f"{WHERE}/firebase-schedule-b-us-west1"), job(f"{WHERE}/firebase-schedule-a-us-west1"))
    with SchedulerServer(*mine, job(f"{WHERE}/by-hand"), job(f"{WHERE}/firebase-schedule-c-europe-west1")) as running:
        yield running


class Command:
    """The command, as people type it."""

    def __init__(self, environment: dict[str, str | None]) -> None:
        self._environment = environment

    def __call__(self, *words: str) -> Result:
        return CliRunner().invoke(app, words, env=self._environment)

    def told(self, *words: str) -> Any:  # noqa: ANN401 - whatever the JSON is
        done = self(*words, "--json")
        assert done.exit_code == 0, done.stderr
        return json.loads(done.stdout)

    def refused(self, *words: str) -> str:
        """The one sentence that it is refused with."""
        done = self(*words)
        assert (done.exit_code, done.stdout) == (1, "")
        (sentence,) = done.stderr.splitlines()
        return sentence


@pytest.fixture
def command(server: SchedulerServer) -> Command:
    return Command({"CLOUD_SCHEDULER_EMULATOR_HOST": server.host, "GCLOUD_PROJECT": "clinic-one"})


def test_every_functions_schedule_is_listed_and_no_other_job(command: Command) -> None:
    assert [one["function"] for one in command.told("list")] == ["a", "b", "nightly_audit"]


def test_a_schedule_is_shown_with_how_it_ended_last(command: Command, server: SchedulerServer) -> None:
    server.jobs[AUDIT] = job(AUDIT, schedule_time=NOW, last_attempt_time=NOW, status={"code": 13, "message": "oops"})
    assert command.told("show", "nightly_audit") == {
        "function": "nightly_audit",
        "state": "enabled",
        "schedule": "30 3 * * *",
        "time_zone": "America/Los_Angeles",
        "next_at": "2026-11-22T18:00:00+00:00",
        "last_at": "2026-11-22T18:00:00+00:00",
        "last_outcome": "INTERNAL oops",
    }


def test_people_read_a_line_a_schedule(command: Command) -> None:
    line = 'nightly_audit: enabled, "30 3 * * *" America/Los_Angeles; never ran\n'
    assert command("show", "nightly_audit").stdout == line
    assert len(command("list").stdout.splitlines()) == 3
    assert command("list", "--region", "asia-east1").stdout == "No function runs by a schedule.\n"


def test_what_is_paused_runs_again_when_it_is_resumed(command: Command, server: SchedulerServer) -> None:
    assert command.told("pause", "nightly_audit")["state"] == "paused"
    assert server.jobs[AUDIT].state == Job.State.PAUSED
    assert command.told("resume", "nightly_audit")["state"] == "enabled"
    assert server.jobs[AUDIT].state == Job.State.ENABLED


@pytest.mark.parametrize(("act", "state"), [("pause", "paused"), ("resume", "enabled")])
def test_pausing_or_resuming_twice_is_the_same_as_once(command: Command, act: str, state: str) -> None:
    assert [command.told(act, "nightly_audit")["state"] for _ in range(2)] == [state, state]


def test_what_the_system_disabled_is_not_said_to_be_paused(command: Command, server: SchedulerServer) -> None:
    server.jobs[AUDIT] = job(AUDIT, state=Job.State.DISABLED)
    assert command.refused("pause", "nightly_audit") == "Cloud Scheduler refused: Job is DISABLED."


def test_a_function_is_run_at_once(command: Command, server: SchedulerServer) -> None:
    done = command.told("run", "nightly_audit")
    assert (done["last_at"], done["last_outcome"]) == ("2026-11-22T18:00:00+00:00", "ok")
    assert server.calls == ["RunJob"]


def test_only_what_is_named_is_changed(command: Command) -> None:
    changed = command.told("change", "nightly_audit", "--schedule", "5 * * * *")
    assert (changed["schedule"], changed["time_zone"]) == ("5 * * * *", "America/Los_Angeles")
    changed = command.told("change", "nightly_audit", "--time-zone", "Europe/Berlin")
    assert (changed["schedule"], changed["time_zone"]) == ("5 * * * *", "Europe/Berlin")


def test_a_change_that_cannot_be_is_refused(command: Command, server: SchedulerServer) -> None:
    assert "--schedule" in command.refused("change", "nightly_audit")
    assert command.refused("change", "nightly_audit", "--time-zone", "LA").startswith("LA is no time zone")
    assert server.calls == []
    refused = command.refused("change", "nightly_audit", "--schedule", "hourly")
    assert refused == "Cloud Scheduler refused: Schedule has an invalid format."


def test_an_unknown_function_is_named(command: Command) -> None:
    assert "no schedule of a function weekly_audit in us-west1" in command.refused("run", "weekly_audit")


def test_who_has_no_permission_is_told_so(command: Command, server: SchedulerServer) -> None:
    server.failures = [(grpc.StatusCode.PERMISSION_DENIED, "lacks cloudscheduler.jobs.pause")]
    refused = command.refused("pause", "nightly_audit")
    assert refused == "You may not do this in project clinic-one: lacks cloudscheduler.jobs.pause"


def test_credentials_that_are_over_are_told_of(command: Command, server: SchedulerServer) -> None:
    server.failures = [(grpc.StatusCode.UNAUTHENTICATED, "expired")]
    assert command.refused("list").startswith("There are no valid credentials")


def test_a_server_that_is_silent_for_a_moment_is_asked_again(command: Command, server: SchedulerServer) -> None:
    server.failures = [(grpc.StatusCode.UNAVAILABLE, "try again")] * 2
    assert command.told("pause", "nightly_audit")["state"] == "paused"
    assert server.calls == ["PauseJob"] * 3


def test_a_pause_whose_answer_was_lost_is_a_pause(command: Command, server: SchedulerServer) -> None:
    server.lost_answers = [grpc.StatusCode.UNAVAILABLE]
    assert command.told("pause", "nightly_audit")["state"] == "paused"
    assert server.calls == ["PauseJob", "PauseJob", "GetJob"]


def test_a_server_that_stays_silent_is_given_up(server: SchedulerServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOUD_SCHEDULER_EMULATOR_HOST", server.host)
    server.failures = [(grpc.StatusCode.UNAVAILABLE, "down")] * 1_000
    impatient = scheduler.Schedules("clinic-one", "us-west1", patience_seconds=0.5)
    with pytest.raises(scheduler.SchedulerError, match="does not answer"):
        impatient.every()


def test_nothing_is_asked_without_a_project_or_credentials() -> None:
    nowhere: dict[str, str | None] = {
        "CLOUD_SCHEDULER_EMULATOR_HOST": None,
        "GCLOUD_PROJECT": None,
        "GOOGLE_CLOUD_PROJECT": None,
        "GOOGLE_APPLICATION_CREDENTIALS": "/nowhere/at-all.json",
    }
    assert Command(nowhere).refused("list").startswith("Name the project")
    assert "on this machine only" in Command(nowhere).refused("list", "--project", "demo-loyalty")
    refused = Command(nowhere).refused("list", "--project", "clinic-one")
    assert refused.startswith("There are no valid credentials")
