"""A night costs what happened: it proves what is new and a share of the rest, and goes on where another was killed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty.domain.documents import Decision
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.proof.account_proofs import packed, sealed, unpacked
from loyalty.domain.proof.reports import AuditReport, ProofProgress
from loyalty.services.proof.nightly import audit_every_clinic, audit_one_clinic
from loyalty.services.proof.prove_account import write
from loyalty.services.proof.rounds import night_of, nights_of, round_of, share
from tests.support.clinic import NOW, Fields, clinic_documents
from tests.support.counts import count
from tests.support.ledger import LedgerDesk, tenders
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.ports.pages import MemoryPages

PROOF_DAYS = 4
CLINIC = "clinics/bella"


@dataclass
class Practice:
    """A clinic whose patients buy now and then, and whose ledger is proved every night."""

    documents: MemoryDocuments = field(default_factory=lambda: MemoryDocuments(clinic_documents()))
    now: datetime = NOW

    def __post_init__(self) -> None:
        self.put(CLINIC, proof_days=PROOF_DAYS)
        self.desk = LedgerDesk(memory_store(self.documents))
        self.pages = MemoryPages(self.documents)

    def put(self, path: str, **changes: object) -> None:
        """Change a document by hand."""
        self.documents.put(path, {**self.documents.all()[path], **changes})

    def open_accounts(self, number: int) -> None:
        """So many patients join."""
        for who in range(number):
            self.desk.join(f"patient-{who:03d}", self.now)

    def buy(self, who: int, times: int = 1) -> None:
        """A patient buys."""
        for _ in range(times):
            self.now += timedelta(minutes=1)
            self.desk.pay(*tenders(cash=5_000 + who), patient_id=f"patient-{who:03d}", now=self.now)

    def year(self) -> None:
        """A year goes by in which everybody buys every month."""
        for who in range(6):
            self.buy(who, times=12)
        self.now += timedelta(days=365)
        for who in range(6):
            self.desk.expire(self.now, f"patient-{who:03d}")

    def codes(self, nights: int = PROOF_DAYS) -> set[str]:
        """The codes of all findings of so many nights."""
        return {code for _ in range(nights) for code in self.night().findings_by_code}

    def night(self, days: int = 1) -> AuditReport:
        """Days go by; the report of the last night."""
        for _ in range(days):
            self.now += timedelta(days=1)
            report = audit_one_clinic(self.desk.store, self.pages, "bella", self.now)
        return report

    def read_by(self) -> tuple[int, AuditReport]:
        """The documents that a night reads, and its report."""
        before = self.pages.documents_read + self.documents.usage.documents_read
        report = self.night()
        return self.pages.documents_read + self.documents.usage.documents_read - before, report

    def entry_path(self, who: int, number: int) -> str:
        """One of a patient's entries, by its place."""
        prefix = f"{CLINIC}/patients/patient-{who:03d}/entries/"
        line = {fields["revision"]: path for path, fields in self.documents.all().items() if path.startswith(prefix)}
        return line[number]


MANY_YEARS = count(4, 10)


def practice_of(years: int, monkeypatch: pytest.MonkeyPatch) -> Practice:
    """A clinic of six patients who bought twelve times a year; from now on without the rotating share."""
    practice = Practice()
    practice.open_accounts(6)
    for _ in range(years - 1):
        practice.year()
    practice.year()
    practice.night()
    monkeypatch.setattr("loyalty.services.proof.night.ClinicNight._prove_share", bool)
    return practice


def test_a_nights_reads_are_the_same_after_one_year_and_after_many_for_the_same_days_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reads = {}
    for years in (1, MANY_YEARS):
        practice = practice_of(years, monkeypatch)
        practice.night(days=2)
        for who in range(5):
            practice.buy(who, times=2)
        reads[years], report = practice.read_by()
        assert (report.accounts, report.findings_count) == (5, 0)
    assert reads[MANY_YEARS] / reads[1] <= 1.1, reads


def test_every_account_and_day_is_proved_whole_again_within_the_clinics_days() -> None:
    practice = Practice()
    practice.open_accounts(9)
    for who in range(9):
        practice.buy(who, times=2)
    practice.night()
    proved: dict[str, list[datetime]] = {}
    for _ in range(3 * PROOF_DAYS):
        assert practice.night().complete
        for path, fields in practice.documents.all().items():
            if "/account_proofs/" in path and fields["whole_at"] not in proved.setdefault(path, []):
                proved[path].append(fields["whole_at"])
    assert len(proved) == 9
    for instants in proved.values():
        gaps = [later - earlier for earlier, later in pairwise(instants)]
        assert len(gaps) >= 2
        assert max(gaps) <= timedelta(days=PROOF_DAYS)


@pytest.mark.parametrize("who", range(6))
def test_a_change_to_an_old_entry_is_found_within_the_clinics_days_and_to_a_recent_one_the_same_night(who: int) -> None:
    practice = Practice()
    practice.open_accounts(6)
    for patient in range(6):
        practice.buy(patient, times=3)
    practice.night(days=9)
    practice.buy(who)
    assert practice.night().findings_count == 0
    practice.put(practice.entry_path(who, 4), points_after=1)
    assert "entry-changed" in practice.night().findings_by_code
    practice.put(
        practice.entry_path(who, 4), points_after=practice.documents.all()[practice.entry_path(who, 4)]["points"]
    )
    mended = Practice()
    mended.open_accounts(6)
    for patient in range(6):
        mended.buy(patient, times=3)
    mended.night(days=9)
    mended.put(mended.entry_path(who, 2), points_after=1)
    found = [mended.night() for _ in range(PROOF_DAYS)]
    assert any("entry-changed" in report.findings_by_code for report in found)
    # It is told every night from then on, until it is as it was.
    assert mended.night().findings_count > 0


def test_what_was_wrong_is_told_every_night_until_it_is_as_it_was() -> None:
    practice = Practice()
    practice.open_accounts(3)
    practice.buy(0, times=2)
    practice.night(days=9)
    path = practice.entry_path(0, 1)
    was = practice.documents.all()[path]
    practice.put(path, points_after=1)
    practice.night(days=PROOF_DAYS)
    assert [practice.night().findings_count > 0 for _ in range(3)] == [True] * 3
    practice.documents.put(path, was)
    assert practice.night().findings_count == 0
    assert practice.night(days=PROOF_DAYS).findings_count == 0


@pytest.mark.parametrize("change", [{"revision": 1}, {"state": b"x"}, {"head_hash": "f" * 64}, {"seal": "0" * 64}])
def test_a_kept_proof_that_was_changed_is_found_and_not_trusted(change: Fields) -> None:
    practice = Practice()
    practice.open_accounts(2)
    practice.buy(0, times=3)
    practice.night(days=2)
    practice.put(f"{CLINIC}/account_proofs/patient-000", **change)
    practice.buy(0)
    assert "proof-changed" in practice.night().findings_by_code


def test_a_kept_proof_that_was_made_anew_with_its_seal_is_found_by_the_next_whole_proof() -> None:
    practice = Practice()
    practice.open_accounts(2)
    practice.buy(0, times=3)
    practice.night(days=9)
    store, at = practice.desk.store, ClinicKeys("bella").account_proof("patient-000")
    kept = store.transact((at,), lambda docs: Decision(docs.require(at)))
    state = unpacked(kept.state)
    state["balances"][0] += 1_000_000
    write(store, at, sealed(replace(kept, state=packed(state) or b"")))
    assert "proof-changed" in practice.codes()


def test_an_account_that_was_rolled_back_with_its_last_entries_is_found() -> None:
    practice = Practice()
    practice.open_accounts(1)
    practice.buy(0, times=3)
    account = practice.documents.all()[f"{CLINIC}/patients/patient-000"]
    practice.buy(0)
    gone = practice.entry_path(0, 4)
    practice.night(days=1)
    practice.documents.put(f"{CLINIC}/patients/patient-000", account)
    del practice.documents._documents[gone]
    assert {"proof-changed", "account-differs"} & practice.codes()


def test_an_account_that_is_gone_is_found_by_its_entries() -> None:
    practice = Practice()
    practice.open_accounts(2)
    practice.buy(0)
    practice.night(days=9)
    del practice.documents._documents[f"{CLINIC}/patients/patient-000"]
    assert "account-missing" in practice.codes()


class Killed(Exception):
    """The function is killed."""


class MortalPages(MemoryPages):
    """Pages of a database during whose reading the function is killed."""

    left = 10**9

    def _seen(self, item: Any) -> Any:  # noqa: ANN401
        self.left -= 1
        if self.left == 0:
            raise Killed
        return super()._seen(item)


@pytest.mark.parametrize("after", range(10, 131, 20))
def test_a_wrong_day_is_told_every_night_though_each_night_is_killed_once(after: int) -> None:
    practice = Practice()
    practice.open_accounts(3)
    practice.buy(0)
    practice.night(days=60)
    practice.put(f"{CLINIC}/ledger_days/2026-12-05", entries=7)
    told = []
    for _ in range(2 * PROOF_DAYS):
        practice.now += timedelta(days=1)
        pages = MortalPages(practice.documents)
        pages.left = after
        with suppress(Killed):
            audit_one_clinic(practice.desk.store, pages, "bella", practice.now)
        report = audit_one_clinic(practice.desk.store, practice.pages, "bella", practice.now)
        told.append("day-wrong" in report.findings_by_code)
    assert told[PROOF_DAYS:] == [True] * PROOF_DAYS


class SlowPages(MemoryPages):
    """Pages of a database that takes a night for 250 entries of accounts."""

    entries_read = 0

    def has_time(self) -> bool:
        """True while the night lasts."""
        return self.entries_read < 250

    def entries(self, clinic_id: str, patient_id: str, after_revision: int = 0) -> Iterator[tuple[str, Fields]]:
        for entry in super().entries(clinic_id, patient_id, after_revision):
            self.entries_read += 1
            yield entry


@pytest.mark.parametrize("after", [5, 23, 57, 91, 130, 177])
def test_a_night_that_is_killed_is_gone_on_with_and_finds_the_same(after: int) -> None:
    practice = Practice()
    practice.open_accounts(30)
    for who in range(30):
        practice.buy(who, times=2)
    practice.put(f"{CLINIC}/patients/patient-003", points=1)
    practice.put(f"{CLINIC}/patients/patient-029", wallet_minor=7)
    practice.now += timedelta(days=1)
    pages = MortalPages(practice.documents)
    pages.left = after
    with pytest.raises(Killed):
        audit_one_clinic(practice.desk.store, pages, "bella", practice.now)
    report = audit_one_clinic(practice.desk.store, practice.pages, "bella", practice.now)
    assert report.complete
    assert {finding.patient_id for finding in report.findings} == {"patient-003", "patient-029"}
    proofs = [path for path in practice.documents.all() if "/account_proofs/" in path]
    assert len(proofs) == 30


def test_an_account_that_is_longer_than_a_night_is_gone_on_with_inside() -> None:
    practice = Practice()
    practice.open_accounts(2)
    practice.put(f"{CLINIC}/rules/redemption", confirm_above_points=None, most_points_per_visit=None)
    for _ in range(350):
        practice.buy(0)
        practice.desk.redeem(500, patient_id="patient-000", now=practice.now)
    practice.now += timedelta(days=1)
    practice.night()
    practice.now += timedelta(days=9)
    nights: list[AuditReport] = []
    while len(nights) < 9 and not (nights and nights[-1].complete):
        practice.now += timedelta(days=1)
        pages = SlowPages(practice.documents)
        nights.append(audit_one_clinic(practice.desk.store, pages, "bella", practice.now, pages.has_time))
    assert [night.entries for night in nights] == [300, 300, 100]
    assert nights[-1].complete
    assert max(night.findings_count for night in nights) == 0


def test_a_clinic_whose_last_attempt_is_longest_ago_is_first_even_where_it_was_refused() -> None:
    documents = MemoryDocuments(
        {**clinic_documents("a"), **clinic_documents("b"), "clinics/broken": {"name": "Broken"}}
    )
    store, pages = memory_store(documents), MemoryPages(documents)
    orders = []
    for night in range(3):
        clock = iter(range(0, 999, 10))
        done = audit_every_clinic(store, pages, NOW + timedelta(days=night), 31, partial(next, clock))
        orders.append([one.clinic_id for one in done])
    assert "broken" in {clinic_id for order in orders for clinic_id in order}
    assert {clinic_id for order in orders for clinic_id in order} == {"a", "b", "broken"}
    first = [order[0] for order in orders]
    assert len(set(first)) > 1


def test_each_closed_day_is_told_once_and_again_where_the_night_was_killed_meanwhile() -> None:
    practice = Practice()
    practice.open_accounts(1)
    practice.buy(0)
    told: list[str] = []

    def tell(_: str, closing: Mapping[str, Any]) -> None:
        told.append(closing["business_date"])
        if len(told) == 2:
            raise Killed

    practice.now += timedelta(days=3)
    with pytest.raises(Killed):
        audit_one_clinic(practice.desk.store, practice.pages, "bella", practice.now, tell=tell)
    audit_one_clinic(practice.desk.store, practice.pages, "bella", practice.now, tell=tell)
    audit_one_clinic(practice.desk.store, practice.pages, "bella", practice.now, tell=tell)
    days = sorted(path.split("/")[-1] for path in practice.documents.all() if "/ledger_days/" in path)
    assert told == [*days[:2], *days]


@settings(max_examples=count(50, 5_000), deadline=None)
@given(
    proof_days=st.integers(1, 30),
    begins=st.integers(0, 30),
    joins=st.lists(st.tuples(st.integers(0, 3), st.floats(0, 1)), min_size=90, max_size=90),
)
def test_no_account_waits_longer_than_the_clinics_days_however_many_join(
    proof_days: int, begins: int, joins: list[tuple[int, float]]
) -> None:
    """Accounts by their place between 0 and 1; the first round is done at once."""
    today, progress = date(2026, 11, 22), ProofProgress(NOW)
    accounts = {number / 31: today for number in range(begins)}
    for many, place in joins:
        for number in range(many):
            accounts.setdefault(place + number / 1000, today)
        progress = round_of(progress, today, proof_days)
        after = float(progress.after or -1)
        waiting = sorted(place for place in accounts if place > after)
        due = share(progress.accounts_done, len(waiting), night_of(progress, today), nights_of(progress, proof_days))
        for proved in waiting[:due]:
            accounts[proved] = today
            progress = replace(progress, after=repr(proved), accounts_done=progress.accounts_done + 1)
        progress = replace(progress, ended=due >= len(waiting))
        assert max((today - proved for proved in accounts.values()), default=timedelta(0)) <= timedelta(days=proof_days)
        today += timedelta(days=1)
