"""Calls and the schedule of the program: managers publish rules and grant tiers; releases become live."""

from __future__ import annotations

import secrets
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from firebase_functions import logger, scheduler_fn

from loyalty.entrypoints.endpoint import Call
from loyalty.entrypoints.schedules import SWEEP_WORK, SweepUnfinished, on_schedule

if TYPE_CHECKING:
    from loyalty.domain.ports import ProgramFacts
    from loyalty.entrypoints.backend import Backend
    from loyalty.services.program.rule_actions import RuleShapes


RELEASE_ALERT = "rule-release"
CHANGE_ID_BYTES = 10


def _facts(backend: Backend) -> ProgramFacts:
    from loyalty.entrypoints.backend import CODEC
    from loyalty.store.firestore.releases import FirestoreProgramFacts

    return FirestoreProgramFacts(backend.client, CODEC, backend.usage)


def _shapes(_: Backend) -> RuleShapes:
    from loyalty.entrypoints.managed.problems import DocumentShapes

    return DocumentShapes()


def _change_id(_: Backend) -> str:
    """The name of the record of what a call changes: each call's own."""
    return secrets.token_hex(CHANGE_ID_BYTES)


OFFICE_CALLS = (
    Call("manage_rule", "program.manage_rule", {"facts": _facts, "shapes": _shapes}),
    Call("grant_tier", "program.grant_tier"),
    Call("invite_staff", "program.invites"),
    Call("renew_invite", "program.invites"),
    Call("withdraw_invite", "program.invites"),
    Call("accept_invite", "program.accept_invite", {"change_id": _change_id}),
)


@on_schedule(schedule="*/5 * * * *", timezone=ZoneInfo("Etc/UTC"), min_backoff_seconds=10, cpu=0.125)
def publish_releases(event: scheduler_fn.ScheduledEvent) -> None:
    """Make every release live whose instant has come, of every clinic; one that does not fit any more is stale.

    A version says the second at which it became live, not the one for which the run was scheduled. Raises
    SweepUnfinished where some are left.
    """
    from loyalty.entrypoints.backend import backend_of
    from loyalty.services.program import publish_releases as service
    from loyalty.store.documents import Usage

    began, usage = time.monotonic(), Usage()
    now = max(event.schedule_time.astimezone(UTC), datetime.now(UTC))
    backend = backend_of(usage)
    run = service.publish_releases(
        backend.store, _facts(backend), _shapes(backend), now, lambda: time.monotonic() < began + SWEEP_WORK
    )
    said = {**run.as_map(), "round_trips": usage.round_trips, "documents_read": usage.documents_read}
    said["documents_written"] = usage.documents_written
    if run.is_worth_a_look:
        said["alert"] = RELEASE_ALERT
    log = logger.error if run.is_worth_a_look else logger.info
    log("publish_releases", now=now.isoformat(), **said)
    if run.is_unfinished:
        raise SweepUnfinished("releases are still due")
