"""A server that behaves as Cloud Scheduler is documented to, for the methods that the schedules' command calls."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any, Self

import grpc
from google.cloud.scheduler_v1 import (
    GetJobRequest,
    Job,
    ListJobsRequest,
    ListJobsResponse,
    PauseJobRequest,
    ResumeJobRequest,
    RunJobRequest,
    UpdateJobRequest,
)

SERVICE = "google.cloud.scheduler.v1.CloudScheduler"
NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
PAGE = 2


class SchedulerServer:
    """Jobs by name, served over gRPC; a context, within which `host` answers.

    `failures` are given in place of answers, one a call; those in `lost_answers` once it was done nevertheless. `calls`
    are the methods called.
    """

    def __init__(self, *jobs: Job) -> None:
        self.jobs = {job.name: job for job in jobs}
        self.failures: list[tuple[grpc.StatusCode, str]] = []
        self.lost_answers: list[grpc.StatusCode] = []
        self.calls: list[str] = []
        self._server = grpc.server(ThreadPoolExecutor(2))
        self._server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(SERVICE, self._handlers()),))
        self.host = f"127.0.0.1:{self._server.add_insecure_port('127.0.0.1:0')}"

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.stop(None).wait()

    def _handlers(self) -> dict[str, grpc.RpcMethodHandler]:
        methods: dict[str, tuple[Callable[..., Any], Any, Any]] = {
            "ListJobs": (self._list, ListJobsRequest, ListJobsResponse),
            "GetJob": (self._get, GetJobRequest, Job),
            "PauseJob": (self._pause, PauseJobRequest, Job),
            "ResumeJob": (self._resume, ResumeJobRequest, Job),
            "RunJob": (self._run, RunJobRequest, Job),
            "UpdateJob": (self._update, UpdateJobRequest, Job),
        }
        return {
            name: grpc.unary_unary_rpc_method_handler(
                self._failing(name, method), asked.deserialize, answered.serialize
            )
            for name, (method, asked, answered) in methods.items()
        }

    def _failing(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        def answer(request: Any, context: grpc.ServicerContext) -> Any:  # noqa: ANN401 - any message
            self.calls.append(name)
            if self.failures:
                context.abort(*self.failures.pop(0))
            done = method(request, context)
            if self.lost_answers:
                context.abort(self.lost_answers.pop(0), "connection reset")
            return done

        return answer

    def _list(self, request: ListJobsRequest, _: grpc.ServicerContext) -> ListJobsResponse:
        below = [job for name, job in self.jobs.items() if name.startswith(f"{request.parent}/jobs/")]
        first = int(request.page_token or 0)
        more = str(first + PAGE) if len(below) > first + PAGE else ""
        return ListJobsResponse(jobs=below[first : first + PAGE], next_page_token=more)

    def _get(self, request: Any, context: grpc.ServicerContext) -> Job:  # noqa: ANN401 - any request with a name
        if request.name not in self.jobs:
            context.abort(grpc.StatusCode.NOT_FOUND, "Job not found.")
        return self.jobs[request.name]

    def _pause(self, request: PauseJobRequest, context: grpc.ServicerContext) -> Job:
        return self._switched(request, context, Job.State.ENABLED, Job.State.PAUSED)

    def _resume(self, request: ResumeJobRequest, context: grpc.ServicerContext) -> Job:
        return self._switched(request, context, Job.State.PAUSED, Job.State.ENABLED)

    def _switched(self, request: Any, context: grpc.ServicerContext, before: int, after: int) -> Job:  # noqa: ANN401
        job = self._get(request, context)
        if job.state != before:
            context.abort(grpc.StatusCode.FAILED_PRECONDITION, f"Job is {job.state.name}.")
        job.state = Job.State(after)
        return job

    def _run(self, request: RunJobRequest, context: grpc.ServicerContext) -> Job:
        job = self._get(request, context)
        job.last_attempt_time = NOW
        return job

    def _update(self, request: UpdateJobRequest, context: grpc.ServicerContext) -> Job:
        job = self._get(request.job, context)
        if "schedule" in request.update_mask.paths and len(request.job.schedule.split()) != 5:
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, "Schedule has an invalid format.")
        for name in request.update_mask.paths:
            setattr(job, name, getattr(request.job, name))
        return job
