"""The port through which whole ledgers are read: in pages, in order, as documents are, valid or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from loyalty.domain.proof.findings import Fields


class LedgerPages(Protocol):
    """A clinic's documents, streamed: whoever reads holds one page in memory, however many there are."""

    def clinics(self) -> Iterator[str]:
        """The ids of all clinics."""

    def accounts(self, clinic_id: str, after: str = "") -> Iterator[tuple[str, Fields]]:
        """Patients' ids and accounts, by id, from the one that follows `after`."""

    def account(self, clinic_id: str, patient_id: str) -> Fields | None:
        """One account as it is now."""

    def entries(self, clinic_id: str, patient_id: str, after_revision: int = 0) -> Iterator[tuple[str, Fields]]:
        """Ids and entries of an account by revision; of a later one than `after_revision`, if that is above 0."""

    def entries_by_id(self, clinic_id: str, patient_id: str) -> Iterator[tuple[str, Fields]]:
        """Ids and entries of an account by id, those without a revision too."""

    def entries_of_day(self, clinic_id: str, business_date: str) -> Iterator[tuple[str, str, Fields]]:
        """Patients' ids, entries' ids and entries of a clinic's business date."""

    def first_business_date(self, clinic_id: str) -> str | None:
        """The earliest business date of any entry."""

    def ledger_days(self, clinic_id: str) -> Iterator[tuple[str, Fields]]:
        """Dates and closings, by date."""

    def last_ledger_day(self, clinic_id: str) -> Fields | None:
        """The latest closing."""

    def last_audit(self, clinic_id: str) -> Fields | None:
        """The report of the latest audit."""
