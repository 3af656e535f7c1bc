"""The ports of the store besides documents: questions that one index answers, whole ledgers, and pushes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from loyalty.domain.checkout.engagement import Done, Week
from loyalty.domain.checkout.names import NamedPatient
from loyalty.domain.checkout.open_requests import OpenRequest
from loyalty.domain.checkout.receipts_today import Sale
from loyalty.domain.documents import Key
from loyalty.domain.membership.events import MembershipEvent
from loyalty.domain.proof.findings import Fields
from loyalty.domain.reminders.notices import FoundDevice, Notice
from loyalty.domain.reminders.pushing import Outcome, Push

MOST_DEVICES, MOST_RECENT = 20, 10


@dataclass(frozen=True, slots=True)
class DueAccount:
    """An account that is due, and what was read when it was found: itself, its clinic, and the clinic's rule."""

    clinic_id: str
    patient_id: str
    at_hand: Mapping[Key[Any], Any]


class DueAccounts(Protocol):
    """Where due accounts are found."""

    def due(self, now: datetime) -> Iterator[DueAccount]:
        """Accounts with `due_at <= now`, the longest due first, each once, read in pages."""

    def count_due(self, now: datetime, most: int) -> int:
        """How many there are, counted up to `most`."""


class DueNotices(Protocol):
    """Notices and devices of all clinics."""

    def due(self, now: datetime) -> Iterator[Key[Notice]]:
        """Every notice with something to do at an instant, the longest due first, each once.

        Read page by page: what becomes due later is for a later run. Raises StoreUnavailable.
        """

    def devices(self, clinic_id: str, patient_id: str) -> Sequence[FoundDevice]:
        """A patient's devices, the newest first, at most `MOST_DEVICES`. Raises StoreUnavailable."""

    def recent(self, clinic_id: str, patient_id: str) -> Sequence[Notice]:
        """A patient's latest notices, the newest first, at most `MOST_RECENT`. Raises StoreUnavailable."""

    def forget(self, clinic_id: str, patient_id: str, found: FoundDevice) -> bool:
        """Delete a device, unless it changed since it was found; whether it was deleted. Raises StoreUnavailable."""


class Pusher(Protocol):
    """Whoever sends pushes."""

    def send(self, pushes: Sequence[Push], seconds: float) -> Sequence[Outcome]:
        """Send all, side by side, and give the outcomes in their order; never raises for a push that fails.

        What has not begun after so many seconds is not sent, and its verdict is LATER.
        """


class Engagements(Protocol):
    """Where a week's work is counted."""

    def staff_at(self, clinic_id: str, location_id: str, most: int) -> Sequence[str]:
        """The uids of the staff documents that name a location, in order, and no more than so many."""

    def work_of(self, week: Week, uids: Sequence[str]) -> Sequence[Done]:
        """What each of them did since the week began, in their order; redemptions that were undone are counted too."""

    def work_of_all(self, week: Week) -> Done:
        """The same of everybody together, whoever they are."""

    def undone_redemptions(self, week: Week) -> Mapping[str, int]:
        """How many redemptions of this week at this location were undone since, by the uid of who had redeemed."""


class PatientNames(Protocol):
    """Where patients are looked for by their names."""

    def beginning(self, clinic_id: str, key: str, most: int) -> Sequence[NamedPatient]:
        """The accounts among whose `name_keys` the key is, in order of their ids, and no more than so many."""


class Sales(Protocol):
    """Where purchases are looked for by their location."""

    def since(self, clinic_id: str, location_id: str, begins_at: datetime, most: int) -> Sequence[Sale]:
        """The purchases recorded there since an instant, the newest first, and no more than so many."""


class OpenRequests(Protocol):
    """Where open appointments are looked for by their location."""

    def at(self, clinic_id: str, location_id: str, most: int) -> Sequence[OpenRequest]:
        """Those of a location that are requested or proposed, in no order, and no more than so many."""


class MembershipHistory(Protocol):
    """Where the events of memberships are read."""

    def events(self, clinic_id: str) -> Iterator[MembershipEvent]:
        """Every event of a clinic, each once, in pages."""


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
