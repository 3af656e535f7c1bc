"""One clinic's night: what is new is proved, then a share of all that exists, then what was wrong before.

Where the night is, is kept as it goes: a night that is killed is gone on with by the next, and repeats no share.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from loyalty.domain.calendar import ONE_DAY, business_date
from loyalty.domain.documents import Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.entry import GENESIS_HASH
from loyalty.domain.ports import LedgerPages
from loyalty.domain.program.clinic import Clinic
from loyalty.domain.proof.findings import Finding, day_of
from loyalty.domain.proof.reports import AuditReport, FindingsPage, ProofProgress
from loyalty.services.proof.prove_account import AccountProver, read_or_none, write
from loyalty.services.proof.prove_days import DayProver
from loyalty.services.proof.rounds import night_of, nights_of, round_of, share
from loyalty.services.proof.tallies import Tally

# So many closed days are proved every night with their entries, so that a change to one of them is found at once.
RECENT_DAYS = 3
# The progress is written after so many accounts or days of a round.
STRIDE = 20
PAGE = 300
MOST_WRONG_DAYS = 100

Clock = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Proving:
    """The clinic to prove, the instant, how long to go on, and what was closed tonight."""

    store: Store
    pages: LedgerPages
    keys: ClinicKeys
    clinic: Clinic
    now: datetime
    go_on: Clock
    closed_days: int


class ClinicNight:
    """The proof of one clinic in one night; `run` does it all, and returns the report without its seconds."""

    def __init__(self, proving: Proving, progress: ProofProgress) -> None:
        """Look at the first and the last closing."""
        self._it, self.progress = proving, progress
        self._today = business_date(proving.now, proving.clinic.time_zone)
        self._further: list[Finding] = []
        self._pages = 0
        self._tally = Tally(further=self._take_further)
        clinic_id, pages = proving.keys.clinic_id, proving.pages
        self._last = pages.last_ledger_day(clinic_id)
        first = next((on for on, _ in pages.ledger_days(clinic_id, most=1)), None) if self._last else None
        last_on = day_of(self._last.get("business_date")) if self._last else None
        self._accounts = AccountProver(proving.store, pages, proving.keys, proving.now, self._last, self._tally)
        self._days = DayProver(pages, clinic_id, day_of(first), last_on, self._tally)

    def run(self) -> AuditReport:
        """Prove what is new, a share of the round, and what was wrong before; as long as there is time."""
        complete = self._prove_new() and self._prove_share() and self._prove_wrong()
        self._keep()
        self._write_page()
        return self._report(complete=complete)

    # --------------------------------------------------------------------------------------------------------- the new

    def _prove_new(self) -> bool:
        """Prove the latest days, and each account with an entry of them."""
        touched = set[str]()
        for on in self._recent():
            if not self._it.go_on():
                return False
            touched |= self._days.prove(on, accounts=False)
        for patient_id in sorted(touched):
            if not self._it.go_on():
                return False
            self._accounts.prove_new(patient_id)
        self._keep(proved_until_on=self._today)
        return True

    def _recent(self) -> Iterator[date]:
        """The dates whose entries may be new, or are recent; no entry may have a later one than tomorrow's."""
        recent_on = self._today - timedelta(days=RECENT_DAYS)
        day = min(self.progress.proved_until_on or recent_on, recent_on)
        while day <= self._today + ONE_DAY:
            yield day
            day += ONE_DAY

    # ------------------------------------------------------------------------------------------------------- the round

    def _prove_share(self) -> bool:
        self.progress = round_of(self.progress, self._today, self._it.clinic.proof_days)
        done = self._prove_accounts() and self._prove_closed_days()
        self._keep()
        return done

    def _due(self, done: int, left: int) -> int:
        nights = nights_of(self.progress, self._it.clinic.proof_days)
        return share(done, left, night_of(self.progress, self._today), nights)

    def _prove_accounts(self) -> bool:
        pages, clinic_id = self._it.pages, self._it.keys.clinic_id
        due = self._due(self.progress.accounts_done, pages.count_accounts(clinic_id, self.progress.after))
        if not due:
            return True
        for number, (patient_id, _) in enumerate(pages.accounts(clinic_id, self.progress.after), start=1):
            if not self._it.go_on() or not self._prove_whole(patient_id):
                return False
            self.progress = replace(
                self.progress, after=patient_id, accounts_done=self.progress.accounts_done + 1, inside=None
            )
            if number % STRIDE == 0:
                self._keep()
            if number == due:
                break
        return True

    def _prove_whole(self, patient_id: str) -> bool:
        """Prove an account whole, unless it was tonight; false where the time was up inside it."""
        if patient_id in self._accounts.whole or patient_id in self._accounts.wrong:
            return True
        store, inside_at = self._it.store, self._it.keys.proof_inside
        inside = read_or_none(store, inside_at) if self.progress.inside == patient_id else None
        half = self._accounts.prove_whole(patient_id, self._it.go_on, inside)
        if half is None:
            return True
        write(store, inside_at, half)
        self._keep(inside=patient_id)
        return False

    def _prove_closed_days(self) -> bool:
        pages, clinic_id = self._it.pages, self._it.keys.clinic_id
        left = pages.count_ledger_days(clinic_id, self.progress.day_after)
        due = self._due(self.progress.days_done, left)
        for number, (name, _) in enumerate(pages.ledger_days(clinic_id, self.progress.day_after, due), start=1):
            if not self._it.go_on():
                return False
            self._prove_day(name)
            self.progress = replace(self.progress, day_after=name, days_done=self.progress.days_done + 1)
            if number % STRIDE == 0:
                self._keep()
        if due < left:
            return True
        # The last closing is behind: what has the date of a day before the first has no book.
        self._prove_before_all()
        self.progress = replace(self.progress, ended=True)
        return True

    def _prove_day(self, name: str) -> None:
        """Prove a closed day, and those without a closing before it."""
        on, before = day_of(name), day_of(self.progress.day_after)
        if on is None:
            wrong = Finding("day-wrong", business_date=name, field="business_date", expected="a date", found=name)
            self._tally.note([wrong])
            return
        while before is not None and before + ONE_DAY < on:
            before += ONE_DAY
            self._days.prove(before)
        self._days.prove(on)

    def _prove_before_all(self) -> None:
        first_on = self._days.first_on
        earliest_on = day_of(self._it.pages.first_business_date(self._it.keys.clinic_id))
        if first_on is not None and earliest_on is not None and earliest_on < first_on:
            self._days.prove(earliest_on)

    # ------------------------------------------------------------------------------------------- what was wrong before

    def _prove_wrong(self) -> bool:
        """Prove again what was wrong another night, so that it is told until it is not wrong any more."""
        for on in self.progress.wrong_days:
            if not self._it.go_on():
                return False
            self._days.prove(on)
        for patient_id in list(self._it.pages.suspects(self._it.keys.clinic_id)):
            if not self._it.go_on():
                return False
            if patient_id not in self._accounts.wrong and patient_id not in self._accounts.whole:
                self._accounts.prove_whole(patient_id)
        return True

    # ------------------------------------------------------------------------------------------------------- keeping it

    def _keep(self, **changes: object) -> None:
        self.progress = replace(self.progress, **changes)  # type: ignore[arg-type]
        wrong = {*self._days.wrong, *(on for on in self.progress.wrong_days if on not in self._days.proved)}
        self.progress = replace(self.progress, wrong_days=tuple(sorted(wrong))[:MOST_WRONG_DAYS])
        write(self._it.store, self._it.keys.proof_progress, self.progress)

    def _take_further(self, finding: Finding) -> None:
        self._further.append(finding)
        if len(self._further) == PAGE:
            self._write_page()

    def _write_page(self) -> None:
        if self._further:
            self._pages += 1
            at = self._it.keys.findings_page(self._today, self._pages)
            write(self._it.store, at, FindingsPage(tuple(self._further)))
            self._further.clear()

    def _report(self, *, complete: bool) -> AuditReport:
        tally, last = self._tally, self._last
        return AuditReport(
            audited_at=self._it.now,
            accounts=tally.accounts,
            entries=tally.entries,
            days=tally.days,
            closed_days=self._it.closed_days,
            findings_count=tally.by_code.total(),
            findings=tuple(tally.findings),
            after=None if self.progress.ended else self.progress.after or None,
            digest=str(last.get("digest")) if last else GENESIS_HASH,
            seconds=0,
            findings_by_code=dict(sorted(tally.by_code.items())),
            whole=tally.whole,
            complete=complete,
            pages=self._pages,
        )
