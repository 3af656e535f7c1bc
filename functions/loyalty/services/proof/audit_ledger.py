"""The whole ledger of a clinic is audited: every account against its entries, every closed day against its own."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from loyalty.domain.fields import canonical_json
from loyalty.domain.ledger.entry import GENESIS_HASH
from loyalty.domain.ports import LedgerPages
from loyalty.domain.proof.account_audit import AccountAudit
from loyalty.domain.proof.days_audit import DaysAudit
from loyalty.domain.proof.findings import Fields, Finding, whole

MOST_FINDINGS = 100
MOST_LOOKS = 5


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an audit came: the last patient it saw, None before the first, and the digest up to there."""

    after: str | None = None
    digest: str = GENESIS_HASH


@dataclass(frozen=True, slots=True)
class Audited:
    """What an audit saw; `progress.after` is None where nothing is left to see."""

    accounts: int
    entries: int
    days: int
    findings_count: int
    findings: tuple[Finding, ...]
    progress: Progress


@dataclass
class _Tally:
    """Counts, and the first findings; their number has no bound, the memory for them has."""

    accounts: int = 0
    entries: int = 0
    findings_count: int = 0
    findings: list[Finding] = field(default_factory=list)

    def found(self, findings: Iterable[Finding]) -> None:
        for finding in findings:
            self.findings_count += 1
            if len(self.findings) < MOST_FINDINGS:
                self.findings.append(finding)


def audit_clinic(
    pages: LedgerPages,
    clinic_id: str,
    progress: Progress | None = None,
    go_on: Callable[[], bool] = lambda: True,
    watch: Callable[[int, int], None] = lambda _accounts, _entries: None,
) -> Audited:
    """Audit a clinic from where `progress` says, as long as `go_on` says; it reads, and corrects nothing.

    `watch` is told after each account how many accounts and entries were seen. Closed days are audited where this one
    run sees every account, since each day has entries of many.
    """
    begun = progress or Progress()
    tally, days, after, digest = _Tally(), DaysAudit(), begun.after, begun.digest
    for patient_id, account in pages.accounts(clinic_id, begun.after or ""):
        if not go_on():
            break
        settled = _audit_account(pages, clinic_id, patient_id, account, tally, days)
        after, digest = patient_id, chained(digest, [patient_id, settled])
        tally.accounts += 1
        watch(tally.accounts, tally.entries)
    else:
        after = None
        if begun.after is None:
            digest = _audit_days(pages, clinic_id, tally, days, digest)
    return Audited(
        tally.accounts, tally.entries, days.days, tally.findings_count, tuple(tally.findings), Progress(after, digest)
    )


def _audit_account(
    pages: LedgerPages, clinic_id: str, patient_id: str, account: Fields, tally: _Tally, days: DaysAudit
) -> Fields:
    """Audit one account while its clinic may be at work: what came in meanwhile is read too. The account as it is."""
    audit, settled, last = AccountAudit(clinic_id, patient_id), account, 0
    for look in range(MOST_LOOKS):
        before = audit.entries
        for entry_id, fields in pages.entries(clinic_id, patient_id, last):
            last = max(last, whole(fields.get("revision")) or 0)
            tally.found(audit.entry(entry_id, fields))
            days.entry(patient_id, entry_id, fields)
        if whole(settled.get("revision")) == audit.revision or (look and audit.entries == before):
            tally.found(audit.account(settled))
            break
        # Entries came in after the account was read; an account that never rests is held against them another night.
        settled = pages.account(clinic_id, patient_id) or {}
    tally.entries += audit.entries
    if audit.missing:
        tally.found(_unplaced(pages, clinic_id, patient_id))
    return settled


def _unplaced(pages: LedgerPages, clinic_id: str, patient_id: str) -> Iterable[Finding]:
    """Entries without a revision: no line of entries has them, and one may be what is missing."""
    for entry_id, fields in pages.entries_by_id(clinic_id, patient_id):
        if "revision" not in fields:
            yield Finding("revision-wrong", patient_id, entry_id, field="revision", expected="a revision", found="none")


def _audit_days(pages: LedgerPages, clinic_id: str, tally: _Tally, days: DaysAudit, digest: str) -> str:
    for on, fields in pages.ledger_days(clinic_id):
        tally.found(days.day(on, fields))
        digest = chained(digest, [on, fields])
    tally.found(days.finish())
    return digest


def chained(digest: str, content: object) -> str:
    """The digest of a ledger with one more account or day: equal ledgers, read in order, end in equal digests."""
    try:
        canonical = canonical_json([digest, content])
    except (TypeError, ValueError, RecursionError):
        canonical = repr([digest, content]).encode(errors="replace")
    return hashlib.sha256(canonical).hexdigest()
