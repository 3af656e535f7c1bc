"""The nightly work on every clinic's ledger: close the days that are over, audit, write a report; never correct."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from loyalty.domain.calendar import business_date
from loyalty.domain.documents import Decision, Put, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.entry import GENESIS_HASH
from loyalty.domain.ports import LedgerPages
from loyalty.domain.proof.findings import Fields
from loyalty.domain.proof.reports import AuditReport
from loyalty.errors.base import Refusal
from loyalty.services.preconditions import require_clinic
from loyalty.services.proof.audit_ledger import Progress, audit_clinic
from loyalty.services.proof.close_days import close_days


@dataclass(frozen=True, slots=True)
class Night:
    """The outcome of one clinic: its report, or the code of the refusal that prevented one."""

    clinic_id: str
    report: AuditReport | None
    refused: str | None = None


def audit_every_clinic(
    store: Store, pages: LedgerPages, now: datetime, seconds: float, clock: Callable[[], float] = time.monotonic
) -> Iterator[Night]:
    """Audit the clinics for at most so many seconds, the one first that has waited longest.

    Clinics that are not reached come first the next night; an audit that was cut short goes on where it stopped. A
    clinic that cannot be audited does not stop the others.
    """
    ends_at = clock() + seconds
    last = {clinic_id: pages.last_audit(clinic_id) for clinic_id in pages.clinics()}
    for clinic_id in sorted(last, key=lambda clinic_id: _turn(clinic_id, last[clinic_id])):
        if clock() >= ends_at:
            return
        try:
            report = audit_one_clinic(store, pages, clinic_id, now, lambda: clock() < ends_at, clock)
        except Refusal as refusal:
            yield Night(clinic_id, None, refusal.code)
        else:
            yield Night(clinic_id, report)


def audit_one_clinic(
    store: Store,
    pages: LedgerPages,
    clinic_id: str,
    now: datetime,
    go_on: Callable[[], bool] = lambda: True,
    clock: Callable[[], float] = time.monotonic,
) -> AuditReport:
    """Close a clinic's days, audit it from where the last audit stopped, and write the business date's report."""
    keys = ClinicKeys(clinic_id)
    began_at = clock()
    closed_days = close_days(store, pages, clinic_id, now, go_on)
    audited = audit_clinic(pages, clinic_id, _progress_of(pages.last_audit(clinic_id)), go_on)
    report = AuditReport(
        audited_at=now,
        accounts=audited.accounts,
        entries=audited.entries,
        days=audited.days,
        closed_days=closed_days,
        findings_count=audited.findings_count,
        findings=audited.findings,
        findings_by_code=audited.findings_by_code,
        after=audited.progress.after,
        digest=audited.progress.digest,
        seconds=round(clock() - began_at),
    )
    _write_report(store, keys, report)
    return report


def _turn(clinic_id: str, last: Fields | None) -> tuple[str, bool, str]:
    """The order of clinics: never audited, then by the last audit, and of one night those cut short first."""
    if last is None:
        return "", False, clinic_id
    audited_at = last["audited_at"]
    return str(audited_at), last.get("after") is None, clinic_id


def _progress_of(last: Fields | None) -> Progress:
    """The progress of the last audit; none where it came to the end."""
    if last is None or last.get("after") is None:
        return Progress()
    return Progress(str(last["after"]), str(last.get("digest") or GENESIS_HASH))


def _write_report(store: Store, keys: ClinicKeys, report: AuditReport) -> None:
    """Write the report under the clinic's business date; a repeated run replaces its own."""
    clinic = store.transact((keys.clinic,), lambda docs: Decision(require_clinic(docs, keys)))
    report_at = keys.audit(business_date(report.audited_at, clinic.time_zone))
    store.transact((report_at,), lambda _: Decision(None, (Put(report_at, report),)))
