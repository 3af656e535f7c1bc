"""Schedules that functions run by: show, pause and resume them, run one now, change its time.

    python -m scripts.clinic schedules list
    python -m scripts.clinic schedules show|pause|resume|run FUNCTION
    python -m scripts.clinic schedules change FUNCTION [--schedule "5 * * * *"] [--time-zone America/Los_Angeles]

It works on the project's own Cloud Scheduler, with the caller's own credentials. The next deployment writes the
function's own schedule and time zone again over a changed one; what is paused stays paused.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, NoReturn
from zoneinfo import available_timezones

import typer

from scripts.clinic.project import AsJson, Project
from scripts.clinic.running.scheduler import EMULATOR_HOST, Schedule, SchedulerError, Schedules
from scripts.stack import REGION

app = typer.Typer(
    name="schedules",
    help="Show and change the schedules that functions run by, in Cloud Scheduler.",
    add_completion=False,
)
Function = Annotated[str, typer.Argument(metavar="FUNCTION", help="The scheduled function's name, as it is deployed.")]
Region = Annotated[str, typer.Option(help="The region that the functions are deployed to.")]
Cron = Annotated[str | None, typer.Option(help='Unix cron: "5 * * * *" is five past every hour.')]
TimeZone = Annotated[str | None, typer.Option(help="The IANA name of the zone that the schedule is read in.")]


@app.command("list")
def every(project: Project = None, region: Region = REGION, as_json: AsJson = False) -> None:  # noqa: FBT002
    """Show every function's schedule."""
    _act(as_json, project, region, Schedules.every)


@app.command()
def show(function: Function, project: Project = None, region: Region = REGION, as_json: AsJson = False) -> None:  # noqa: FBT002
    """Show one function's schedule, and how it ended last."""
    _act(as_json, project, region, lambda schedules: schedules.one(function))


@app.command()
def pause(function: Function, project: Project = None, region: Region = REGION, as_json: AsJson = False) -> None:  # noqa: FBT002
    """Run it no more until it is resumed."""
    _act(as_json, project, region, lambda schedules: schedules.pause(function))


@app.command()
def resume(function: Function, project: Project = None, region: Region = REGION, as_json: AsJson = False) -> None:  # noqa: FBT002
    """Run it by its schedule again."""
    _act(as_json, project, region, lambda schedules: schedules.resume(function))


@app.command()
def run(function: Function, project: Project = None, region: Region = REGION, as_json: AsJson = False) -> None:  # noqa: FBT002
    """Run it once, now."""
    _act(as_json, project, region, lambda schedules: schedules.run(function))


@app.command()
def change(
    function: Function,
    schedule: Cron = None,
    time_zone: TimeZone = None,
    project: Project = None,
    region: Region = REGION,
    as_json: AsJson = False,  # noqa: FBT002
) -> None:
    """Give it another schedule, another time zone, or both."""
    if schedule is None and time_zone is None:
        _refuse("Say what to change: --schedule, --time-zone, or both.")
    if time_zone is not None and time_zone not in available_timezones():
        _refuse(f"{time_zone} is no time zone that the IANA knows.")
    _act(as_json, project, region, lambda schedules: schedules.change(function, schedule, time_zone))


def _act(
    as_json: bool,  # noqa: FBT001
    project: str | None,
    region: str,
    act: Callable[[Schedules], Schedule | list[Schedule]],
) -> None:
    """Act and print the schedules as they are then; exit status 1 with one sentence where it cannot be done."""
    try:
        done = act(Schedules(_project(project), region))
    except SchedulerError as error:
        _refuse(str(error))
    if as_json:
        said = [asdict(one) for one in done] if isinstance(done, list) else asdict(done)
        print(json.dumps(said, indent=2, default=datetime.isoformat))
    else:
        print("\n".join(map(_line, done if isinstance(done, list) else [done])) or "No function runs by a schedule.")


def _project(named: str | None) -> str:
    """The project that is meant. A `demo-` project is on this machine only, so it has no Cloud Scheduler."""
    project = named or os.environ.get("GCLOUD_PROJECT") or os.environ.get("GOOGLE_CLOUD_PROJECT")
    if project is None:
        raise SchedulerError("Name the project: --project, or GCLOUD_PROJECT in the environment.")
    if project.startswith("demo-") and EMULATOR_HOST not in os.environ:
        raise SchedulerError(f"{project} is on this machine only and has no Cloud Scheduler: name another --project.")
    return project


def _line(one: Schedule) -> str:
    last = f"last {_text(one.last_at)}, {one.last_outcome}" if one.last_at else "never ran"
    upcoming = f"next {_text(one.next_at)}; " if one.next_at and one.state == "enabled" else ""
    return f'{one.function}: {one.state}, "{one.schedule}" {one.time_zone}; {upcoming}{last}'


def _text(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M} UTC"


def _refuse(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)
    sys.exit(1)
