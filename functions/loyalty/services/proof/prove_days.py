"""Proving days: the entries of a business date by themselves, and its closing on top of the one before."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from loyalty.domain.calendar import ONE_DAY
from loyalty.domain.ledger.entry import hash_of
from loyalty.domain.ports import LedgerPages
from loyalty.domain.proof.days_audit import day_alone, unclosed_day
from loyalty.domain.proof.findings import Fields, Finding, quote
from loyalty.domain.proof.ledger_days import DayTally
from loyalty.services.proof.tallies import Tally


@dataclass
class DayProver:
    """The proof of one clinic's days in one night; `proved` are those it saw, `wrong` those that are not as they
    should be.

    `first_on` and `last_on` are its first and its last closed day.
    """

    pages: LedgerPages
    clinic_id: str
    first_on: date | None
    last_on: date | None
    tally: Tally
    wrong: set[date] = field(default_factory=set)
    proved: set[date] = field(default_factory=set)
    _accounts: set[str] = field(default_factory=set)

    def prove(self, on: date, *, accounts: bool = True) -> set[str]:
        """Prove a date, closed or not, and return the patients who have an entry of it.

        Each patient must have an account; `accounts` is false where that is looked at anyhow.
        """
        if on in self.proved:
            return set()
        self.proved.add(on)
        book, patients, findings = DayTally(), set[str](), list[Finding]()
        for patient_id, entry_id, fields in self.pages.entries_of_day(self.clinic_id, on.isoformat()):
            book.add(patient_id, entry_id, fields)
            patients.add(patient_id)
            if (changed := _changed(patient_id, entry_id, fields)) is not None:
                findings.append(changed)
        findings += self._closing(on, book)
        if accounts:
            findings += self._without_account(patients)
        if findings:
            self.wrong.add(on)
        self.tally.note(findings)
        return patients

    def _closing(self, on: date, book: DayTally) -> list[Finding]:
        if self.first_on is None or self.last_on is None or on > self.last_on:
            return []
        closing, before = self.pages.look_up([self._path(on), self._path(on - ONE_DAY)])
        if closing is None:
            return [unclosed_day(on.isoformat(), book)] if on >= self.first_on or book.entries else []
        self.tally.days += 1
        return list(day_alone(on, closing, before, book))

    def _path(self, on: date) -> str:
        return f"clinics/{self.clinic_id}/ledger_days/{on.isoformat()}"

    def _without_account(self, patients: set[str]) -> list[Finding]:
        asked = sorted(patients - self._accounts)
        self._accounts |= patients
        found = self.pages.look_up([f"clinics/{self.clinic_id}/patients/{patient_id}" for patient_id in asked])
        return [
            Finding("account-missing", patient_id, expected="an account", found="entries")
            for patient_id, account in zip(asked, found, strict=True)
            if account is None
        ]


def _changed(patient_id: str, entry_id: str, fields: Fields) -> Finding | None:
    """The finding of an entry whose hash is not that of its content."""
    try:
        computed: object = hash_of(fields)
    except (TypeError, ValueError, RecursionError):
        computed = None
    if computed == fields.get("hash"):
        return None
    return Finding(
        "entry-changed", patient_id, entry_id, field="hash", expected=quote(computed), found=quote(fields.get("hash"))
    )
