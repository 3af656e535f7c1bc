"""The schedule and the calls of the proof: the nightly audit, and totals of closed days."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from firebase_functions import logger, scheduler_fn

from loyalty.entrypoints.endpoint import Call
from loyalty.entrypoints.schedules import scheduled

if TYPE_CHECKING:
    from loyalty.services.proof.nightly import Night

# An audit stops between two accounts, and the last one may be long.
NIGHTLY_WORK = 420
ALERT = "ledger-audit"

OFFICE_CALLS = (Call("get_location_totals", "proof.get_location_totals"),)


class NightFailed(Exception):
    """Some clinic could not be audited; the schedule tries again."""


@scheduled(schedule="30 3 * * *", timezone=ZoneInfo("America/Los_Angeles"), min_backoff_seconds=60, cpu=0.5)
def nightly_audit(event: scheduler_fn.ScheduledEvent) -> None:
    """Close the days that are over and audit every clinic; findings are an error in the log, and left as they are."""
    from loyalty.entrypoints.backend import backend_of
    from loyalty.services.proof.nightly import audit_every_clinic
    from loyalty.store.documents import Usage
    from loyalty.store.firestore.proof import FirestorePages

    backend = backend_of(Usage())
    now = event.schedule_time.astimezone(UTC)
    nights = list(map(_log, audit_every_clinic(backend.store, FirestorePages(backend.client), now, NIGHTLY_WORK)))
    refused = [night.clinic_id for night in nights if night.refused]
    if refused:
        raise NightFailed(f"not audited: {', '.join(refused)}")


def _log(night: Night) -> Night:
    """One line a clinic, and one more that wakes somebody where the ledger does not prove itself."""
    report = night.report
    if report is None:
        logger.error("nightly_audit", clinic_id=night.clinic_id, outcome=night.refused, alert=ALERT)
        return night
    said: dict[str, Any] = {
        "clinic_id": night.clinic_id,
        "accounts": report.accounts,
        "entries": report.entries,
        "days": report.days,
        "closed_days": report.closed_days,
        "findings": report.findings_count,
        "complete": report.after is None,
        "seconds": report.seconds,
    }
    logger.info("nightly_audit", outcome="ok", **said)
    if report.findings_count:
        codes = sorted({finding.code for finding in report.findings})
        logger.error("the ledger does not prove itself", alert=ALERT, codes=codes, **said)
    return night
