"""What the nightly run keeps of a clinic's ledger: the closings of its days and the reports of its audits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from loyalty.domain.ledger.entry import Request
from loyalty.domain.proof.findings import Finding


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What an audit saw. `findings` are the first hundred of `findings_count`.

    `after` is the patient after whom the next run goes on, None where every account was seen; `digest` is over the
    accounts up to there. Days are held against the entries where one run sees all of them, else `days` is 0.
    """

    audited_at: datetime
    accounts: int
    entries: int
    days: int
    closed_days: int
    findings_count: int
    findings: tuple[Finding, ...]
    after: str | None
    digest: str
    seconds: int


@dataclass(frozen=True, slots=True)
class BroughtBalance:
    """A balance that came from another system: whose it is here, and what the request for it said."""

    source_id: str
    patient_id: str
    brought_at: datetime
    request: Request
