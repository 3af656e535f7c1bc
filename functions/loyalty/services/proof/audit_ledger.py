"""Audits: every account of a clinic is held against its entries, and every closed day against its own."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from loyalty.domain.fields import canonical_json
from loyalty.domain.ledger.entry import GENESIS_HASH
from loyalty.domain.ports import LedgerPages
from loyalty.domain.proof.account_audit import AccountAudit
from loyalty.domain.proof.days_audit import DaysAudit
from loyalty.domain.proof.findings import Finding
from loyalty.services.proof.replay import ClinicRecords, Replay
from loyalty.services.proof.tallies import MOST_OF_A_CODE, Tally


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of an audit: the last patient it saw, None before the first, and the digest up to there."""

    after: str | None = None
    digest: str = GENESIS_HASH


@dataclass(frozen=True, slots=True)
class Audited:
    """The result of an audit; `progress.after` is None where nothing is left to audit.

    All findings are counted in `findings_by_code`; `findings` are those that are told one by one.
    """

    accounts: int
    entries: int
    days: int
    findings_count: int
    findings_by_code: Mapping[str, int]
    findings: tuple[Finding, ...]
    progress: Progress


def audit_clinic(
    pages: LedgerPages,
    clinic_id: str,
    progress: Progress | None = None,
    go_on: Callable[[], bool] = lambda: True,
    watch: Callable[[int, int], None] = lambda _accounts, _entries: None,
    most_of_a_code: int | None = MOST_OF_A_CODE,
) -> Audited:
    """Audit a clinic from `progress` on, as long as `go_on` is true; nothing is corrected.

    `watch` is called after each account with the accounts and entries seen so far. Of each code `most_of_a_code`
    findings are told one by one, and all are counted. Closed days are audited only if this
    one run sees every account, since each day has entries of many.
    """
    begun = progress or Progress()
    tally, days, after, digest = Tally(most_of_a_code), DaysAudit(), begun.after, begun.digest
    records = ClinicRecords(pages, clinic_id)
    for patient_id, account in pages.accounts(clinic_id, begun.after or ""):
        if not go_on():
            break
        audit = AccountAudit(clinic_id, patient_id)
        replay = Replay(pages, records, clinic_id, patient_id, audit, seen=days.entry)
        tally.note(replay.run(account))
        after, digest = patient_id, next_digest(digest, [patient_id, replay.account])
        tally.accounts, tally.entries = tally.accounts + 1, tally.entries + audit.entries
        watch(tally.accounts, tally.entries)
    else:
        after = None
        if begun.after is None:
            digest = _audit_days(pages, clinic_id, tally, days, digest)
    return Audited(
        accounts=tally.accounts,
        entries=tally.entries,
        days=days.days,
        findings_count=tally.by_code.total(),
        findings_by_code=dict(sorted(tally.by_code.items())),
        findings=tuple(tally.findings),
        progress=Progress(after, digest),
    )


def _audit_days(pages: LedgerPages, clinic_id: str, tally: Tally, days: DaysAudit, digest: str) -> str:
    for on, fields in pages.ledger_days(clinic_id):
        tally.note(days.day(on, fields))
        digest = next_digest(digest, [on, fields])
    tally.note(days.finish())
    return digest


def next_digest(digest: str, content: object) -> str:
    """The digest of a ledger with one more account or day; equal ledgers, read in order, end in equal digests."""
    try:
        canonical = canonical_json([digest, content])
    except (TypeError, ValueError, RecursionError):
        canonical = repr([digest, content]).encode(errors="replace")
    return hashlib.sha256(canonical).hexdigest()
