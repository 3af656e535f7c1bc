"""Calls and the schedule of the proof: totals of closed days, and the nightly audit."""

from __future__ import annotations

import time
from datetime import UTC
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from firebase_functions import logger, scheduler_fn

from loyalty import config
from loyalty.entrypoints.endpoint import Call
from loyalty.entrypoints.schedules import on_schedule

if TYPE_CHECKING:
    from datetime import datetime

    from loyalty.domain.ports import PastLedgers
    from loyalty.domain.proof.downloads import EveryDocument
    from loyalty.domain.proof.findings import Fields
    from loyalty.domain.proof.health import HookName, LastEvents
    from loyalty.entrypoints.backend import Backend
    from loyalty.services.proof.get_health import HasSecret
    from loyalty.services.proof.nightly import Night
    from loyalty.services.proof.preview_rule import ReadRule
    from loyalty.services.proof.previewing import Ticks
    from loyalty.store.firestore.proof import FirestorePages

# Seconds of nine minutes: a proof stops within a page of entries.
NIGHTLY_WORK = 420
ALERT = "ledger-audit"


def _past(backend: Backend) -> PastLedgers:
    from loyalty.entrypoints.backend import CODEC
    from loyalty.store.firestore.proof import FirestorePages
    from loyalty.store.past import PackedPast

    return PackedPast(FirestorePages(backend.client), CODEC)


def _everything(backend: Backend) -> EveryDocument:
    from loyalty.store.firestore.everything import FirestoreEverything

    return FirestoreEverything(backend.client, backend.usage)


def _read_rule(_: Backend) -> ReadRule:
    from loyalty.entrypoints.managed.problems import read_draft

    return read_draft


def _ticks(_: Backend) -> Ticks:
    began = time.monotonic()
    return lambda: time.monotonic() - began


def _events(backend: Backend) -> LastEvents:
    from loyalty.store.firestore.health import FirestoreLastEvents

    return FirestoreLastEvents(backend.client, backend.usage)


def _has_secret(_: Backend) -> HasSecret:
    secrets = {"stripe_events": config.stripe_webhook_secrets, "ingest_treatments": config.records_secrets}

    def has_secret(hook: HookName, clinic_id: str) -> bool:
        return any(signs_for in {clinic_id, config.EVERY_CLINIC} for signs_for, _ in secrets[hook]())

    return has_secret


OFFICE_CALLS = (
    Call("get_location_totals", "proof.get_location_totals"),
    Call("preview_rule", "proof.preview_rule", {"past": _past, "read_rule": _read_rule, "ticks": _ticks}),
    Call("cancel_preview", "proof.preview_rule"),
    Call("get_health", "proof.get_health", {"events": _events, "has_secret": _has_secret}),
    Call("download_part", "proof.download_part", {"everything": _everything}),
)


class NightFailed(Exception):
    """A clinic could not be audited; the schedule tries again."""


@on_schedule(schedule="30 3 * * *", timezone=ZoneInfo("America/Los_Angeles"), min_backoff_seconds=60, cpu=0.5)
def nightly_audit(event: scheduler_fn.ScheduledEvent) -> None:
    """Close the days that are over and audit every clinic; findings are logged as an error, never corrected."""
    from loyalty.entrypoints.backend import backend_of
    from loyalty.services.proof.nightly import audit_every_clinic
    from loyalty.store.documents import Usage
    from loyalty.store.firestore.proof import FirestorePages

    backend = backend_of(Usage())
    now = event.schedule_time.astimezone(UTC)
    pages = FirestorePages(backend.client)
    _report_exceptions(backend, pages, now)
    nights = list(map(_log, audit_every_clinic(backend.store, pages, now, NIGHTLY_WORK, tell=_tell)))
    refused = [night.clinic_id for night in nights if night.refused]
    if refused:
        raise NightFailed(f"not audited: {', '.join(refused)}")


def _report_exceptions(backend: Backend, pages: FirestorePages, now: datetime) -> None:
    """Write every clinic's exceptions report first: the proof may take all of a night's time."""
    from loyalty.errors.base import Refusal
    from loyalty.services.proof.report_exceptions import report_exceptions
    from loyalty.store.documents import Usage
    from loyalty.store.firestore.day import FirestoreDayActs

    for clinic_id in pages.clinics():
        try:
            made = report_exceptions(backend.store, FirestoreDayActs(backend.client, Usage()), clinic_id, now)
        except Refusal as refusal:
            logger.error("exceptions", clinic_id=clinic_id, outcome=refusal.code)
            continue
        for report in made:
            logger.info(
                "exceptions", clinic_id=clinic_id, business_date=str(report.business_date), found=report.found_count
            )


def _tell(clinic_id: str, closing: Fields) -> None:
    """Write a closed day's digest to the log, which whoever can write the database cannot change."""
    total = closing.get("total")
    logger.info(
        "day_closed",
        clinic_id=clinic_id,
        business_date=closing.get("business_date"),
        digest=closing.get("digest"),
        previous_digest=closing.get("previous_digest"),
        entries=closing.get("entries"),
        closing=total.get("closing") if isinstance(total, dict) else None,
    )


def _log(night: Night) -> Night:
    """Write one line for a clinic, and one more that alerts somebody where the ledger does not prove itself."""
    report = night.report
    if report is None:
        logger.error("nightly_audit", clinic_id=night.clinic_id, outcome=night.refused, alert=ALERT)
        return night
    line: dict[str, Any] = {
        "clinic_id": night.clinic_id,
        "accounts": report.accounts,
        "entries": report.entries,
        "days": report.days,
        "closed_days": report.closed_days,
        "findings": report.findings_count,
        "whole": report.whole,
        "complete": report.complete,
        "seconds": report.seconds,
    }
    logger.info("nightly_audit", outcome="ok", **line)
    if report.findings_count:
        codes = sorted(report.findings_by_code)
        logger.error("the ledger does not prove itself", alert=ALERT, codes=codes, **line)
    return night
