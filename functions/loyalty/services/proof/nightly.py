"""The nightly work on every clinic's ledger: close the days that are over, audit, write a report; never correct."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from loyalty.domain.calendar import business_date
from loyalty.domain.documents import Decision, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ports import LedgerPages
from loyalty.domain.proof.findings import Fields, day_of
from loyalty.domain.proof.reports import AuditReport, ProofProgress
from loyalty.errors.base import Refusal
from loyalty.services.preconditions import require_clinic
from loyalty.services.proof.close_days import close_days
from loyalty.services.proof.night import ClinicNight, Proving
from loyalty.services.proof.prove_account import read_or_none, write

Tell = Callable[[str, Fields], None]
"""Tells the closing of a clinic's day to where nobody can change it."""


def nobody(_clinic_id: str, _closing: Fields) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Night:
    """The outcome of one clinic: its report, or the code of the refusal that prevented one."""

    clinic_id: str
    report: AuditReport | None
    refused: str | None = None


def audit_every_clinic(
    store: Store,
    pages: LedgerPages,
    now: datetime,
    seconds: float,
    clock: Callable[[], float] = time.monotonic,
    tell: Tell = nobody,
) -> Iterator[Night]:
    """Audit the clinics for at most so many seconds, the one first whose last attempt is longest ago.

    Clinics that are not reached come first the next night; an audit that was cut short goes on where it stopped. A
    clinic that cannot be audited does not stop the others.
    """
    ends_at = clock() + seconds
    attempted = {clinic_id: _attempted_at(store, clinic_id) for clinic_id in pages.clinics()}
    for clinic_id in sorted(attempted, key=lambda clinic_id: (attempted[clinic_id], clinic_id)):
        if clock() >= ends_at:
            return
        try:
            report = audit_one_clinic(store, pages, clinic_id, now, lambda: clock() < ends_at, clock, tell)
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
    tell: Tell = nobody,
) -> AuditReport:
    """Close a clinic's days, tell their digests, prove what is new and the night's share, and write the report."""
    keys, began_at = ClinicKeys(clinic_id), clock()
    known = read_or_none(store, keys.proof_progress)
    progress = replace(known, attempted_at=now) if known else ProofProgress(now)
    write(store, keys.proof_progress, progress)
    closed_days = close_days(store, pages, clinic_id, now, go_on)
    progress = _tell_digests(store, pages, keys, progress, tell)
    clinic = store.transact((keys.clinic,), lambda docs: Decision(require_clinic(docs, keys)))
    night = ClinicNight(Proving(store, pages, keys, clinic, now, go_on, closed_days), progress)
    report = replace(night.run(), seconds=round(clock() - began_at))
    write(store, keys.audit(business_date(now, clinic.time_zone)), report)
    return report


def _attempted_at(store: Store, clinic_id: str) -> str:
    """The instant of the last attempt to audit a clinic, as text; the first of all where there was none."""
    known = read_or_none(store, ClinicKeys(clinic_id).proof_progress)
    return known.attempted_at.astimezone(UTC).isoformat(timespec="microseconds") if known else ""


def _tell_digests(
    store: Store, pages: LedgerPages, keys: ClinicKeys, progress: ProofProgress, tell: Tell
) -> ProofProgress:
    """Tell each closing that was not told yet, in order; one that was told before a crash is told again."""
    told_on = progress.told_until_on
    for on, closing in pages.ledger_days(keys.clinic_id, told_on.isoformat() if told_on else ""):
        tell(keys.clinic_id, closing)
        told_on = day_of(on) or told_on
    if told_on != progress.told_until_on:
        progress = replace(progress, told_until_on=told_on)
        write(store, keys.proof_progress, progress)
    return progress
