"""The reports of the nightly audit, and the balances that came from another system."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from loyalty.domain.ledger.entry import Request
from loyalty.domain.proof.findings import Finding


@dataclass(frozen=True, slots=True)
class AuditReport:
    """The report of an audit. `findings` are the first of each code; `findings_by_code` counts all of them.

    The next run continues after the patient `after`; None if all accounts were checked. `digest` is over the accounts
    up to there. Closed days are compared with entries only if one run sees all of them; else `days` is 0.
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
    findings_by_code: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BroughtBalance:
    """A balance that came from another system: its patient here, and the request that brought it."""

    source_id: str
    patient_id: str
    brought_at: datetime
    request: Request
