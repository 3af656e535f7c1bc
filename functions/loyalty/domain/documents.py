"""What a clinic keeps besides ledgers, and keys: a key names a document and, by its type, what is read from it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, Protocol, TypeVar
from zoneinfo import ZoneInfo

from loyalty.domain.checkout.engagement import NO_QUOTA, Quota
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import Entry, Request
from loyalty.domain.ledger.reversals import Reversals
from loyalty.domain.program.memberships import MembershipsRule
from loyalty.domain.program.rules import (
    AdjustmentsRule,
    BankingRule,
    CheckInRule,
    EarningRule,
    ExpiryRule,
    RedemptionRule,
    RemindersRule,
    Reward,
)
from loyalty.domain.program.tiers import TiersRule

D = TypeVar("D")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

FOUND_BY_CODE, FOUND_BY_LOOKUP = "code", "lookup"
MANAGING_ROLES = frozenset({"manager", "owner"})


@dataclass(frozen=True, slots=True)
class Clinic:
    """The practice: its calendar and its money."""

    name: str
    time_zone: ZoneInfo
    currency: str


@dataclass(frozen=True, slots=True)
class Location:
    """One site of a clinic."""

    name: str
    active: bool


@dataclass(frozen=True, slots=True)
class Staff:
    """A person who works at a clinic; this live document decides what they may do."""

    role: str
    location_ids: tuple[str, ...]
    active: bool
    weekly_quota: Quota = NO_QUOTA


@dataclass(frozen=True, slots=True)
class Visit:
    """One check-in, opened by a scanned code, or without one by a lookup; purchases hang on it until it closes."""

    patient_id: str
    location_id: str
    code_location_id: str | None
    code_issued_at: datetime | None
    checked_in_by: str
    checked_in_at: datetime
    closes_at: datetime
    request: Request
    redeemed_points: int = 0
    redemptions: int = 0
    clinic_id: str = ""
    found_by: str = FOUND_BY_CODE


@dataclass(frozen=True, slots=True)
class ReceiptNumber:
    """Which purchase a location's receipt number stands for; a voided one lets the number be used again."""

    receipt_number: str
    patient_id: str
    entry_id: str
    business_date: date
    voided: bool = False


@dataclass(frozen=True, slots=True)
class RewardStock:
    """How many of a reward with a stock were taken."""

    taken: int = 0


@dataclass(frozen=True, slots=True)
class AdjustedToday:
    """What a member of staff adjusted on a business date: points given and taken, and wallet money granted."""

    business_date: date
    points: int = 0
    wallet_minor: int = 0


@dataclass(frozen=True, slots=True)
class Adjustment:
    """An adjustment as the clinic's managers know it, its private note included.

    `status` is posted, pending, approved or declined; `decided_with` is the request that decided a pending one.
    """

    patient_id: str
    location_id: str
    points: int
    reason: str
    text: str
    private_note: str
    status: str
    requested_by: str
    requested_role: str
    requested_at: datetime
    request: Request
    decided_by: str | None = None
    decided_at: datetime | None = None
    decided_with: Request | None = None


@dataclass(frozen=True, slots=True)
class Key(Generic[D]):
    """A document's name: what kind of value it holds, and the ids on the way to it, the clinic's first."""

    kind: type[D]
    ids: tuple[str, ...]


def clinic_key(clinic_id: str) -> Key[Clinic]:
    """The clinic's own document."""
    return Key(Clinic, (clinic_id,))


def location_key(clinic_id: str, location_id: str) -> Key[Location]:
    """One of its locations."""
    return Key(Location, (clinic_id, location_id))


def staff_key(clinic_id: str, uid: str) -> Key[Staff]:
    """A person on its staff."""
    return Key(Staff, (clinic_id, uid))


def earning_key(clinic_id: str) -> Key[EarningRule]:
    """What earns points."""
    return Key(EarningRule, (clinic_id,))


def expiry_key(clinic_id: str) -> Key[ExpiryRule]:
    """How long points live."""
    return Key(ExpiryRule, (clinic_id,))


def reminders_key(clinic_id: str) -> Key[RemindersRule]:
    """When patients are reminded."""
    return Key(RemindersRule, (clinic_id,))


def check_in_key(clinic_id: str) -> Key[CheckInRule]:
    """How codes and visits live."""
    return Key(CheckInRule, (clinic_id,))


def redemption_key(clinic_id: str) -> Key[RedemptionRule]:
    """What points are worth."""
    return Key(RedemptionRule, (clinic_id,))


def banking_key(clinic_id: str) -> Key[BankingRule]:
    """How points become wallet money."""
    return Key(BankingRule, (clinic_id,))


def adjustments_key(clinic_id: str) -> Key[AdjustmentsRule]:
    """Who may adjust how much."""
    return Key(AdjustmentsRule, (clinic_id,))


def tiers_key(clinic_id: str) -> Key[TiersRule]:
    """What tiers there are and how they are reached."""
    return Key(TiersRule, (clinic_id,))


def memberships_key(clinic_id: str) -> Key[MembershipsRule]:
    """What plans there are."""
    return Key(MembershipsRule, (clinic_id,))


def reward_key(clinic_id: str, reward_id: str) -> Key[Reward]:
    """One of the clinic's rewards."""
    return Key(Reward, (clinic_id, reward_id))


def account_key(clinic_id: str, patient_id: str) -> Key[Account]:
    """A patient's account."""
    return Key(Account, (clinic_id, patient_id))


def visit_key(clinic_id: str, patient_id: str, visit_id: str) -> Key[Visit]:
    """One of the patient's visits."""
    return Key(Visit, (clinic_id, patient_id, visit_id))


def entry_key(clinic_id: str, patient_id: str, request_id: str) -> Key[Entry]:
    """The entry that a request id names."""
    return Key(Entry, (clinic_id, patient_id, request_id))


def reversals_key(clinic_id: str, patient_id: str, entry_id: str) -> Key[Reversals]:
    """What was undone of an entry."""
    return Key(Reversals, (clinic_id, patient_id, entry_id))


def receipt_number_key(clinic_id: str, location_id: str, receipt_number: str) -> Key[ReceiptNumber]:
    """The location's receipt of that number; people's text is no document id, so its digest is."""
    digest = hashlib.sha256(f"{location_id}/{receipt_number.casefold()}".encode()).hexdigest()
    return Key(ReceiptNumber, (clinic_id, digest))


def reward_stock_key(clinic_id: str, reward_id: str) -> Key[RewardStock]:
    """How many of a reward were taken."""
    return Key(RewardStock, (clinic_id, reward_id))


def adjusted_today_key(clinic_id: str, uid: str) -> Key[AdjustedToday]:
    """What a member of staff adjusted on their last day of adjusting."""
    return Key(AdjustedToday, (clinic_id, uid))


def adjustment_key(clinic_id: str, adjustment_id: str) -> Key[Adjustment]:
    """An adjustment, by the request id that asked for it."""
    return Key(Adjustment, (clinic_id, adjustment_id))


class Snapshots(Protocol):
    """Documents as they stood at one read."""

    def get(self, key: Key[D]) -> D | None:
        """The document's value, or None where there is none. Raises DocumentInvalid for one that breaks its shape."""

    def require(self, key: Key[D]) -> D:
        """The document's value. Raises DocumentMissing where there is none."""


@dataclass(frozen=True, slots=True)
class Put(Generic[D]):
    """A document to write whole: replaced if it stood still since it was read, created if there was none."""

    key: Key[D]
    value: D


@dataclass(frozen=True, slots=True)
class Decision(Generic[T_co]):
    """What a decision answers, and what it writes: all or nothing."""

    answer: T_co
    writes: tuple[Put[Any], ...] = ()


class Store(Protocol):
    """Where documents are kept."""

    def transact(
        self,
        reads: Sequence[Key[Any]],
        decide: Callable[[Snapshots], Decision[T]],
        at_hand: Mapping[Key[Any], Any] | None = None,
    ) -> T:
        """Read the documents together, decide, and save what was decided: one read and one commit, left alone.

        Where all of them are `at_hand`, as a query of the same store gave them, the first try decides on those and
        reads nothing.

        `decide` is pure and may run several times. When the outcome of a commit is unknown it runs again on fresh
        documents, so it must recognise its own work by the entry, visit or account that its request id names. Raises
        whatever `decide` raises, Contention when others kept interfering, StoreUnavailable when nothing answered.
        """
