"""Entries: the immutable lines of a patient's ledger, and the hash that chains each to the one before.

An entry never changes; a correction is a new entry. Its hash is SHA-256 over the previous entry's hash and the
canonical JSON of its own fields, so a changed, missing or reordered line is found.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from loyalty.domain.fields import LATER, canonical_json, maps_of
from loyalty.domain.ledger.lots import Draw, Lot
from loyalty.domain.ledger.wallet.lots import WalletDraw, WalletLot
from loyalty.domain.ledger.why import (
    AccrualWhy,
    AdjustmentWhy,
    BankingWhy,
    BonusWhy,
    CashOutWhy,
    CreditWhy,
    ExpiryWhy,
    ExtensionWhy,
    OpeningWhy,
    PaymentWhy,
    RedemptionWhy,
    ReissueWhy,
    ReversalWhy,
    Why,
)
from loyalty.domain.program.accrual import Tender
from loyalty.domain.program.tiers import QualifyingDay

ACCRUAL, REDEMPTION, REVERSAL, ADJUSTMENT = "accrual", "redemption", "reversal", "adjustment"
EXPIRY, REISSUE, BANKING, OPENING = "expiry", "reissue", "banking", "opening"
WALLET_PAYMENT, WALLET_CREDIT, EXTENSION, BONUS = "wallet_payment", "wallet_credit", "extension", "bonus"
CASH_OUT = "cash_out"

# The kinds whose points come in: they open a lot, or join one.
RECEIVING = frozenset({ACCRUAL, ADJUSTMENT, REISSUE, OPENING, BONUS})

WHY_OF: Mapping[str, type[Why]] = {
    ACCRUAL: AccrualWhy,
    REDEMPTION: RedemptionWhy,
    WALLET_PAYMENT: PaymentWhy,
    REVERSAL: ReversalWhy,
    ADJUSTMENT: AdjustmentWhy,
    BANKING: BankingWhy,
    WALLET_CREDIT: CreditWhy,
    CASH_OUT: CashOutWhy,
    EXPIRY: ExpiryWhy,
    REISSUE: ReissueWhy,
    OPENING: OpeningWhy,
    EXTENSION: ExtensionWhy,
    BONUS: BonusWhy,
}
GENESIS_HASH = "0" * 64


@dataclass(frozen=True, slots=True)
class Request:
    """The request of a client: its id, and the fingerprint of its body."""

    request_id: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Actor:
    """The person or schedule that acts, and the role: `patient`, a staff role, or `schedule`."""

    uid: str
    role: str


@dataclass(frozen=True, slots=True)
class Purchase:
    """A payment at a visit; `redeemed_points` are those that its points tender took.

    `redemption_ids` are the redemptions that lowered its bill before. `paid_in` is the part of its wallet tender that
    the patient had paid in, by the tender that paid it in.
    """

    visit_id: str
    amount_minor: int
    currency: str
    tenders: tuple[Tender, ...]
    service_ids: tuple[str, ...]
    receipt_number: str | None
    redeemed_points: int = 0
    redemption_ids: tuple[str, ...] = ()
    paid_in: tuple[Tender, ...] = field(default=(), metadata=LATER)

    @property
    def earning_tenders(self) -> tuple[Tender, ...]:
        """The tenders that can earn and count: money that was paid in does so at its use, as if it was paid now."""
        return (*self.tenders, *self.paid_in)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger: what changed, the balances after it, and who, where, when and why.

    `location_id` is None for acts of patients in the app and of the schedule. `reverses` is the entry it undoes;
    `linked_entry_id` is the entry of the same act that it belongs to. `counted` is what it adds to the sums of a
    business date, which decide tiers, or takes off them.
    """

    entry_id: str
    clinic_id: str
    revision: int
    kind: str
    points: int
    wallet_minor: int
    debt_points: int
    points_after: int
    wallet_minor_after: int
    debt_points_after: int
    draws: tuple[Draw, ...]
    lot: Lot | None
    wallet_draws: tuple[WalletDraw, ...]
    wallet_lot: WalletLot | None
    purchase: Purchase | None
    why: Why
    actor: Actor
    location_id: str | None
    business_date: date
    occurred_at: datetime
    recorded_at: datetime
    reverses: str | None
    linked_entry_id: str | None
    request: Request
    previous_hash: str
    hash: str = ""
    counted: QualifyingDay | None = None


def lot_of(entry: Entry) -> str:
    """The id of the lot that the points of an entry came into; the entry's own where they all repaid debt."""
    return entry.draws[0].lot_id if entry.draws else entry.entry_id


def entry_fields(entry: Entry) -> dict[str, object]:
    """All fields of an entry's document; the entry's id is the document's."""
    fields = maps_of(entry)
    del fields["entry_id"]
    fields["why"] = why_fields(entry.why)
    return fields


def why_fields(why: Why) -> dict[str, object]:
    """An explanation as entries and receipts hold it; the multiplier is text, `"3/2"`."""
    fields = maps_of(why)
    return {**fields, "multiplier": str(why.multiplier)} if isinstance(why, AccrualWhy) else fields


def seal(entry: Entry) -> Entry:
    """Give the entry the hash of all its fields."""
    return replace(entry, hash=hash_of(entry_fields(entry)))


def hash_of(fields: Mapping[str, object]) -> str:
    """The hash of an entry's document without its own `hash` field, so that an auditor can compare the two."""
    content = {name: value for name, value in fields.items() if name != "hash"}
    return hashlib.sha256(canonical_json(content)).hexdigest()
