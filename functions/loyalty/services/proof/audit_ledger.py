"""Audits: every account of a clinic is held against its entries, and every closed day against its own."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from loyalty.domain.fields import canonical_json
from loyalty.domain.ledger.entry import GENESIS_HASH
from loyalty.domain.ports import LedgerPages
from loyalty.domain.proof.account_audit import AccountAudit
from loyalty.domain.proof.days_audit import DaysAudit
from loyalty.domain.proof.findings import Fields, Finding, whole

# So many findings of one code are told one by one: many of one code never hide another.
MOST_OF_A_CODE = 30
MOST_LOOKS = 5


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


@dataclass
class _Tally:
    """The counts of an audit, and the first findings of each code; all of them where no bound is given."""

    most_of_a_code: int | None
    accounts: int = 0
    entries: int = 0
    by_code: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)

    def note(self, findings: Iterable[Finding]) -> None:
        for finding in findings:
            self.by_code[finding.code] += 1
            if self.most_of_a_code is None or self.by_code[finding.code] <= self.most_of_a_code:
                self.findings.append(finding)


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
    tally, days, after, digest = _Tally(most_of_a_code), DaysAudit(), begun.after, begun.digest
    for patient_id, account in pages.accounts(clinic_id, begun.after or ""):
        if not go_on():
            break
        audited = _audit_account(pages, clinic_id, patient_id, account, tally, days)
        after, digest = patient_id, next_digest(digest, [patient_id, audited])
        tally.accounts += 1
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


def _audit_account(
    pages: LedgerPages, clinic_id: str, patient_id: str, account: Fields, tally: _Tally, days: DaysAudit
) -> Fields:
    """Audit one account, and return it as last read; entries that come in meanwhile are read too."""
    audit, current, last = AccountAudit(clinic_id, patient_id), account, 0
    for look in range(MOST_LOOKS):
        before = audit.entries
        for entry_id, fields in pages.entries(clinic_id, patient_id, last):
            last = max(last, whole(fields.get("revision")) or 0)
            tally.note(audit.entry(entry_id, fields))
            days.entry(patient_id, entry_id, fields)
        if whole(current.get("revision")) == audit.revision or (look and audit.entries == before):
            tally.note(audit.account(current))
            break
        # Entries came in after the account was read. An account that never rests is audited on another night.
        current = pages.account(clinic_id, patient_id) or {}
    tally.entries += audit.entries
    if audit.missing:
        tally.note(_entries_without_revision(pages, clinic_id, patient_id))
    return current


def _entries_without_revision(pages: LedgerPages, clinic_id: str, patient_id: str) -> Iterable[Finding]:
    """The findings of entries without a revision: no page of entries has them, and one may be the missing one."""
    for entry_id, fields in pages.entries_by_id(clinic_id, patient_id):
        if "revision" not in fields:
            yield Finding("revision-wrong", patient_id, entry_id, field="revision", expected="a revision", found="none")


def _audit_days(pages: LedgerPages, clinic_id: str, tally: _Tally, days: DaysAudit, digest: str) -> str:
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
