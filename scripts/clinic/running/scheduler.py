"""Schedules of the functions, as Cloud Scheduler holds them, by the function's name; every failure is one sentence.

Firebase names the job of a scheduled function `firebase-schedule-{function}-{region}` and keeps it in the function's
own region. CLOUD_SCHEDULER_EMULATOR_HOST (host:port) leads to another server, without credentials.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import grpc
from google.api_core import exceptions
from google.api_core.retry import Retry, if_exception_type
from google.auth.exceptions import GoogleAuthError
from google.cloud.scheduler_v1 import CloudSchedulerClient, Job, UpdateJobRequest
from google.cloud.scheduler_v1.services.cloud_scheduler.transports import CloudSchedulerGrpcTransport

EMULATOR_HOST = "CLOUD_SCHEDULER_EMULATOR_HOST"
_PREFIX = "firebase-schedule-"
_CALL_SECONDS = 10
_SILENT = (exceptions.ServiceUnavailable, exceptions.DeadlineExceeded)


class SchedulerError(Exception):
    """It could not be done; the message is one sentence for whoever asked."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """The schedule of a function. `last_outcome` is `ok`, an error, or None before the first run."""

    function: str
    state: str
    schedule: str
    time_zone: str
    next_at: datetime | None
    last_at: datetime | None
    last_outcome: str | None


class Schedules:
    """The schedules of one project and region.

    Every act may be repeated, so a server that is silent is asked again, for `patience_seconds` in all. (A run that is
    asked for twice runs twice: the functions do nothing the second time.) Each raises SchedulerError.
    """

    def __init__(self, project: str, region: str, patience_seconds: float = 30) -> None:
        """Connect. Raises SchedulerError where there are no credentials."""
        self._project, self._region = project, region
        self._patience: dict[str, Any] = {
            "retry": Retry(predicate=if_exception_type(*_SILENT), initial=0.2, maximum=5, timeout=patience_seconds),
            "timeout": _CALL_SECONDS,
        }
        with self._explain_errors():
            self._client = _client(os.environ.get(EMULATOR_HOST))

    def every(self) -> list[Schedule]:
        """All schedules of functions; jobs that people made by hand are not shown."""
        parent = f"projects/{self._project}/locations/{self._region}"
        with self._explain_errors():
            jobs = list(self._client.list_jobs(parent=parent, **self._patience))
        return sorted((_schedule(job) for job in jobs if _function(job)), key=lambda found: found.function)

    def one(self, function: str) -> Schedule:
        """The schedule of a function."""
        with self._explain_errors(function):
            return _schedule(self._client.get_job(name=self._job(function), **self._patience))

    def pause(self, function: str) -> Schedule:
        """Run it no more until it is resumed; what is paused already stays so."""
        return self._switch(self._client.pause_job, function, "PAUSED")

    def resume(self, function: str) -> Schedule:
        """Run it by its schedule again; what was not paused goes on."""
        return self._switch(self._client.resume_job, function, "ENABLED")

    def run(self, function: str) -> Schedule:
        """Run it once, now; its schedule stays."""
        with self._explain_errors(function):
            return _schedule(self._client.run_job(name=self._job(function), **self._patience))

    def change(self, function: str, schedule: str | None, time_zone: str | None) -> Schedule:
        """Give it another schedule (cron), another time zone (IANA), or both."""
        changes = {"schedule": schedule, "time_zone": time_zone}
        changed = {name: value for name, value in changes.items() if value is not None}
        job = Job(name=self._job(function), **changed)
        request = UpdateJobRequest(job=job, update_mask={"paths": list(changed)})
        with self._explain_errors(function):
            return _schedule(self._client.update_job(request, **self._patience))

    def _switch(self, act: Any, function: str, wanted: str) -> Schedule:  # noqa: ANN401 - the client's method
        """Pause or resume. To pause twice is refused, also where the first answer was lost: then all is well."""
        name = self._job(function)
        with self._explain_errors(function):
            try:
                return _schedule(act(name=name, **self._patience))
            except exceptions.FailedPrecondition:
                job = self._client.get_job(name=name, **self._patience)
                if job.state.name != wanted:
                    raise
                return _schedule(job)

    def _job(self, function: str) -> str:
        return f"projects/{self._project}/locations/{self._region}/jobs/{_PREFIX}{function}-{self._region}"

    @contextmanager
    def _explain_errors(self, function: str | None = None) -> Iterator[None]:
        """Raise Google's errors as one sentence each."""
        try:
            yield
        except (GoogleAuthError, exceptions.Unauthorized) as error:
            raise SchedulerError(
                "There are no valid credentials: sign in with `gcloud auth application-default login`."
            ) from error
        except exceptions.NotFound as error:
            what = f"no schedule of a function {function}" if function else "nothing"
            raise SchedulerError(
                f"There is {what} in {self._region} of project {self._project}; `list` shows what there is."
            ) from error
        except exceptions.Forbidden as error:
            raise SchedulerError(f"You may not do this in project {self._project}: {error.message}") from error
        except (*_SILENT, exceptions.RetryError) as error:
            raise SchedulerError(
                "Cloud Scheduler does not answer; whether anything was changed, `show` tells later."
            ) from error
        except exceptions.GoogleAPICallError as error:
            raise SchedulerError(f"Cloud Scheduler refused: {error.message}") from error


def _client(emulator: str | None) -> CloudSchedulerClient:
    if emulator is None:
        return CloudSchedulerClient()
    return CloudSchedulerClient(transport=CloudSchedulerGrpcTransport(channel=grpc.insecure_channel(emulator)))


def _function(job: Job) -> str | None:
    """The function that a job runs; None where Firebase did not make it."""
    _, _, _, region, _, name = job.name.split("/")
    if not (name.startswith(_PREFIX) and name.endswith(f"-{region}")):
        return None
    return name.removeprefix(_PREFIX).removesuffix(f"-{region}")


def _schedule(job: Job) -> Schedule:
    return Schedule(
        function=_function(job) or job.name,
        state=job.state.name.lower(),
        schedule=job.schedule,
        time_zone=job.time_zone,
        next_at=job.schedule_time or None,
        last_at=job.last_attempt_time or None,
        last_outcome=_outcome(job) if job.last_attempt_time else None,
    )


def _outcome(job: Job) -> str:
    if not job.status.code:
        return "ok"
    names = {code.value[0]: code.name for code in grpc.StatusCode}
    return f"{names.get(job.status.code, job.status.code)} {job.status.message}".strip()
