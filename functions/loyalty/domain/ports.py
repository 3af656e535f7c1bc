"""The ports beside documents: questions that one index answers, whole ledgers, and pushes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, Protocol, TypeVar

from loyalty.domain.checkout.appointments import Appointment
from loyalty.domain.checkout.coming_visits import ComingVisit
from loyalty.domain.checkout.engagement import Done, Week
from loyalty.domain.checkout.names import NamedPatient
from loyalty.domain.checkout.open_requests import OpenRequest
from loyalty.domain.checkout.receipts_today import Sale
from loyalty.domain.checkout.undoable import FoundTreatment, FoundUse
from loyalty.domain.documents import Key
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.adjustments import WaitingAdjustment
from loyalty.domain.ledger.entry import Entry
from loyalty.domain.ledger.governance.alone import Approval, WaitingApproval
from loyalty.domain.ledger.governance.till import FoundEntry, MembershipAct
from loyalty.domain.ledger.tier_changes import TierChange
from loyalty.domain.ledger.uses import WaitingConfirmation
from loyalty.domain.membership.events import MembershipEvent
from loyalty.domain.membership.treatments import Treatment
from loyalty.domain.program.clinic import Staff
from loyalty.domain.program.placings import Placing
from loyalty.domain.program.releases import Release
from loyalty.domain.program.rules import Reward
from loyalty.domain.proof.findings import Fields
from loyalty.domain.reminders.notices import FoundDevice, Notice
from loyalty.domain.reminders.pushing import Outcome, Push

MOST_DEVICES, MOST_RECENT = 20, 10

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class DueAccount:
    """An account that is due, with what was read when it was found: itself, its clinic, and the clinic's rule."""

    clinic_id: str
    patient_id: str
    at_hand: Mapping[Key[Any], Any]


class DueAccounts(Protocol):
    """The search for accounts that are due."""

    def due(self, now: datetime) -> Iterator[DueAccount]:
        """The accounts with `due_at <= now`, the longest due first, each once, read in pages."""

    def count_due(self, now: datetime, most: int) -> int:
        """Count the due accounts, up to `most`."""


class PlacingAccounts(Protocol):
    """The accounts of a clinic in the order of their ids, and the placings that are open."""

    def open_placings(self) -> Sequence[Key[Placing]]:
        """The placings of all clinics that have not ended, the oldest first. Raises StoreUnavailable."""

    def count(self, clinic_id: str) -> int:
        """Count the accounts of a clinic."""

    def page(self, clinic_id: str, after: str, most: int) -> Sequence[DueAccount]:
        """The accounts that follow an id, at most so many, each with what was read. Raises StoreUnavailable."""


class ProgramFacts(Protocol):
    """The people and rewards that a change of rules is looked at with, and the releases that are due."""

    def managing(self, clinic_id: str) -> Mapping[str, Staff]:
        """The active people who manage a clinic, by uid. Raises StoreUnavailable."""

    def rewards(self, clinic_id: str) -> Sequence[Reward]:
        """The clinic's rewards; those whose documents are invalid are left out. Raises StoreUnavailable."""

    def due(self, now: datetime) -> Iterator[Key[Release]]:
        """The releases of all clinics that are scheduled for an instant or before it, the longest due first.

        They are read page by page. Raises StoreUnavailable.
        """


class EndingAccounts(Protocol):
    """The search for a clinic's accounts whose lots have a milestone before an instant."""

    def until(self, clinic_id: str, until: datetime, most: int) -> Sequence[Account]:
        """The accounts with `due_at <= until`, the soonest first, at most `most`. Raises StoreUnavailable."""


class DueNotices(Protocol):
    """Notices and devices of all clinics."""

    def due(self, now: datetime) -> Iterator[Key[Notice]]:
        """The notices that are due at an instant, the longest due first, each once.

        They are read page by page; a later run takes what becomes due later. Raises StoreUnavailable.
        """

    def devices(self, clinic_id: str, patient_id: str) -> Sequence[FoundDevice]:
        """The patient's devices, the newest first, at most `MOST_DEVICES`. Raises StoreUnavailable."""

    def recent(self, clinic_id: str, patient_id: str) -> Sequence[Notice]:
        """The patient's latest notices, the newest first, at most `MOST_RECENT`. Raises StoreUnavailable."""

    def forget(self, clinic_id: str, patient_id: str, found: FoundDevice) -> bool:
        """Delete a device unless it changed since it was found; true if it was deleted. Raises StoreUnavailable."""


class Pusher(Protocol):
    """The sender of pushes."""

    def send(self, pushes: Sequence[Push], seconds: float) -> Sequence[Outcome]:
        """Send all pushes side by side, and return their outcomes in order; a push that fails raises nothing.

        A push that has not begun after so many seconds is not sent, and its verdict is LATER.
        """


class Engagements(Protocol):
    """The counts of a week's work."""

    def staff_at(self, clinic_id: str, location_id: str, most: int) -> Sequence[str]:
        """The uids of the staff documents that name a location, in order, at most `most`."""

    def work_of(self, week: Week, uids: Sequence[str]) -> Sequence[Done]:
        """The work of each person since the week began, in their order; redemptions undone since are included."""

    def work_of_all(self, week: Week) -> Done:
        """The work of all people together."""

    def undone_redemptions(self, week: Week) -> Mapping[str, int]:
        """The number of this week's redemptions at this location that were undone, by the uid that had redeemed."""


class PatientNames(Protocol):
    """The search for patients by name."""

    def named(self, clinic_id: str, keys: Sequence[str], most: int) -> Sequence[NamedPatient]:
        """The accounts that have a key among their `name_keys`, at most `most` of each key, each account once.

        Those of the first key come first; of each the last seen come first, and then those who joined first.
        """


class Sales(Protocol):
    """The search for purchases by location."""

    def since(self, clinic_id: str, location_id: str, begins_at: datetime, most: int) -> Sequence[Sale]:
        """The purchases recorded at a location since an instant, the newest first, at most `most`."""


class DayActs(Protocol):
    """The search for what was done at a clinic on a business date."""

    def entries(self, clinic_id: str, on: date, most: int) -> Sequence[FoundEntry]:
        """The entries of a business date at all locations, in no order, at most `most`. Raises StoreUnavailable."""

    def memberships(self, clinic_id: str, begins_at: datetime, most: int) -> Sequence[MembershipAct]:
        """The desks' changes of memberships since an instant, the oldest first; of at most `most` events."""

    def approvals(self, clinic_id: str, begins_at: datetime, ends_at: datetime) -> Sequence[tuple[str, Approval]]:
        """The acts beyond a bound that were asked for from one instant to another. Raises StoreUnavailable."""

    def names(self, clinic_id: str, patient_ids: AbstractSet[str], uids: AbstractSet[str]) -> Mapping[str, str]:
        """The names of patients and staff, as `patients/{id}` and `staff/{uid}`. Raises StoreUnavailable."""


class LatestActs(Protocol):
    """The search for a patient's latest acts that may be undone."""

    def uses(self, clinic_id: str, patient_id: str, most: int) -> Sequence[FoundUse]:
        """The redemptions and cash-outs of a patient, the newest first, at most `most`."""

    def treatments(self, clinic_id: str, patient_id: str, since: datetime, most: int) -> Sequence[FoundTreatment]:
        """The treatments that were noted for a patient since an instant, the newest first, at most `most`."""


class PastEntries(Protocol):
    """The search for a patient's past entries, by their ids."""

    def purchases(
        self, clinic_id: str, patient_id: str, location_id: str, before: tuple[datetime, str] | None, most: int
    ) -> Sequence[str]:
        """The purchases of a patient at a location, the newest first, at most `most`.

        `before` is the instant and the id of an entry: those that follow it are meant.
        """

    def expiries(self, clinic_id: str, patient_id: str, most: int) -> Sequence[str]:
        """The expiries of a patient's points and money, the newest first, at most `most`."""


@dataclass(frozen=True, slots=True)
class Records(Generic[Record]):
    """A collection of records below a patient's account: its name, and the kind of value that each one is."""

    collection: str
    kind: type[Record]


class PatientRecords(Protocol):
    """The records below a patient's account, of one collection."""

    def page(
        self, clinic_id: str, patient_id: str, of: Records[Record], before: tuple[datetime, str] | None, most: int
    ) -> Sequence[tuple[datetime, str, Record]]:
        """The instants, ids and records of a patient's, the newest first, at most `most`. Raises StoreUnavailable.

        `before` is the instant and the id of a record: those that follow it are meant.
        """


class Sessions(Protocol):
    """The sign-ins of people, as their devices keep them."""

    def end(self, uid: str) -> None:
        """End every session of a person's: none is renewed. Raises StoreUnavailable where that is not known."""


class NewAccounts(Protocol):
    """The count of the accounts that are opened at a clinic."""

    def count(self, clinic_id: str) -> None:
        """Count one more. Raises TooManyCalls where too many were opened just now."""


class OpenRequests(Protocol):
    """The search for open appointments by location."""

    def at(
        self, clinic_id: str, location_id: str, after: tuple[datetime, str] | None, most: int
    ) -> Sequence[OpenRequest]:
        """The appointments of a location that are requested or proposed, the longest waiting first, at most `most`.

        `after` is the instant and the id of the request before the first; None begins with the oldest.
        """


class ComingVisits(Protocol):
    """The search for accepted visits to come, by location."""

    def after(
        self, clinic_id: str, location_id: str, patient_id: str | None, now: datetime, most: int
    ) -> Sequence[ComingVisit]:
        """The accepted visits of a location after an instant, the soonest first, at most `most`: all, or one's."""


class WaitingConfirmations(Protocol):
    """The search for questions that a second person may answer."""

    def at(self, clinic_id: str, location_id: str, now: datetime, most: int) -> Sequence[WaitingConfirmation]:
        """The questions of a location that nobody has answered and that have not lapsed, at most `most`."""

    def approvals_at(self, clinic_id: str, location_id: str, since: datetime, most: int) -> Sequence[WaitingApproval]:
        """The acts beyond a bound of a location, asked for since an instant, that nobody has decided on: the oldest."""


class WaitingAdjustments(Protocol):
    """The search for adjustments that wait for a second person."""

    def of(self, clinic_id: str, requested_by: str | None, most: int) -> Sequence[WaitingAdjustment]:
        """Those of the whole clinic, or of one person, the longest waiting first, at most `most`."""


class MembershipHistory(Protocol):
    """The history of a clinic's memberships."""

    def events(self, clinic_id: str) -> Iterator[MembershipEvent]:
        """The events of a clinic's memberships, each once, read in pages."""


# What is recorded beside a patient's entries.
MEMBERSHIP_EVENTS, TIER_CHANGES, TREATMENTS = "membership_events", "tier_changes", "treatments"
RECORDS = frozenset({MEMBERSHIP_EVENTS, TIER_CHANGES, TREATMENTS})


@dataclass(frozen=True, slots=True)
class RecordsBeside:
    """What is recorded beside a patient's entries, and decides a tier or the life of points."""

    membership_events: Sequence[MembershipEvent] = ()
    tier_changes: Sequence[TierChange] = ()
    treatments: Sequence[Treatment] = ()


@dataclass(frozen=True, slots=True)
class MovedPurchase:
    """A purchase that left one patient's account for another's; `to_patient_id` is empty where that is not known."""

    from_patient_id: str
    purchase_id: str
    to_patient_id: str = ""


class PastLedgers(Protocol):
    """The past of a clinic, read to be played again. It writes nothing. Each method raises StoreUnavailable."""

    def count_entries(self, clinic_id: str, from_on: date) -> int:
        """The number of entries from a business date on."""

    def first_business_date(self, clinic_id: str) -> str | None:
        """The earliest business date of any entry."""

    def read(self, clinic_id: str, from_on: date) -> Iterator[str]:
        """Read the entries from a business date on, and keep them; yield the patient of each as it is read."""

    def entries(self, patient_id: str) -> tuple[Sequence[Entry], Sequence[str]]:
        """The entries that were read of a patient, by revision, and the ids of those that cannot be read as entries."""

    def moves(self) -> Mapping[str, MovedPurchase]:
        """The purchases that moved to another account, by the entry that both accounts have of the move."""

    def accounts(self, clinic_id: str) -> Iterator[Account]:
        """The accounts as they are now, ordered by their ids."""

    def records(self, clinic_id: str, patient_id: str, kinds: AbstractSet[str] = RECORDS) -> RecordsBeside:
        """What is recorded beside a patient's entries, of these kinds."""

    def appointments(self, clinic_id: str) -> Iterator[tuple[str, Appointment]]:
        """The appointments of the clinic, with their ids."""

    def rewards(self, clinic_id: str) -> Mapping[str, Reward]:
        """The rewards as they are now, by their ids."""


class LedgerPages(Protocol):
    """The documents of a clinic as a stream: a reader holds one page in memory, however many there are."""

    def clinics(self) -> Iterator[str]:
        """The ids of all clinics."""

    def accounts(self, clinic_id: str, after: str = "") -> Iterator[tuple[str, Fields]]:
        """The patients' ids and accounts, ordered by id, from the one that follows `after`."""

    def account(self, clinic_id: str, patient_id: str) -> Fields | None:
        """One account as it is now."""

    def count_accounts(self, clinic_id: str, after: str = "") -> int:
        """The number of accounts from the one that follows `after`."""

    def look_up(self, paths: Sequence[str]) -> Sequence[Fields | None]:
        """Documents by their paths, in this order; None where there is none."""

    def records(self, clinic_id: str, patient_id: str, collection: str) -> Iterator[tuple[str, Fields]]:
        """The ids and documents of `tier_changes`, `membership_events` or `treatments` of a patient, by id."""

    def suspects(self, clinic_id: str) -> Iterator[str]:
        """The patients whose account was not as it should be when it was proved last."""

    def entries(self, clinic_id: str, patient_id: str, after_revision: int = 0) -> Iterator[tuple[str, Fields]]:
        """The ids and entries of an account by revision; only those after `after_revision`, if that is above 0."""

    def entries_by_id(self, clinic_id: str, patient_id: str) -> Iterator[tuple[str, Fields]]:
        """The ids and entries of an account by id, also those without a revision."""

    def entries_of_day(self, clinic_id: str, business_date: str) -> Iterator[tuple[str, str, Fields]]:
        """The entries of a clinic's business date, each with the patient's id and its own."""

    def first_business_date(self, clinic_id: str) -> str | None:
        """The earliest business date of any entry."""

    def ledger_days(self, clinic_id: str, after: str = "", most: int | None = None) -> Iterator[tuple[str, Fields]]:
        """The dates and closings of a clinic, by date, from the one that follows `after`; at most `most`."""

    def count_ledger_days(self, clinic_id: str, after: str = "") -> int:
        """The number of closings from the one that follows `after`."""

    def last_ledger_day(self, clinic_id: str) -> Fields | None:
        """The latest closing."""

    def last_audit(self, clinic_id: str) -> Fields | None:
        """The report of the latest audit."""
