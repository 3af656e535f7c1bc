"""The reports of the nightly audit, and the balances that came from another system."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from loyalty.domain.ledger.entry import Request
from loyalty.domain.proof.findings import Finding


@dataclass(frozen=True, slots=True)
class AuditReport:
    """The report of a night. `findings` are the first of each code; `findings_by_code` counts all of them.

    `accounts` were proved with `entries`, `days` were compared with theirs. The round of whole proofs goes on after the
    patient `after`; None at its end. The night is not `complete` where its time was up before its share was done.
    `digest` is that of the last closed day, `whole` counts the accounts that were proved from their first entry, and
    `pages` the documents that hold further findings.
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
    whole: int = 0
    complete: bool = True
    pages: int = 0


@dataclass(frozen=True, slots=True)
class FindingsPage:
    """Further findings of a night, so many that one document does not hold all."""

    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class ProofProgress:
    """Where the proof of a clinic is, kept as it goes, so that a night that is killed goes on there.

    A round proves every account and every closed day whole, in order of their ids: those of this round up to `after`
    and `day_after`, so many are done. The first round is done at once; `rounds` counts those before this one, which has
    `ended` where nothing is left of it. `inside` is
    the account at which the time was up. `proved_until_on` is the date up to which entries were taken in,
    `told_until_on` the last closed day whose digest was told. `wrong_days` are looked at again every night.
    """

    attempted_at: datetime
    rounds: int = 0
    began_on: date | None = None
    after: str = ""
    accounts_done: int = 0
    day_after: str = ""
    days_done: int = 0
    ended: bool = False
    inside: str | None = None
    proved_until_on: date | None = None
    told_until_on: date | None = None
    wrong_days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class BroughtBalance:
    """A balance that came from another system: its patient here, and the request that brought it."""

    source_id: str
    patient_id: str
    brought_at: datetime
    request: Request
