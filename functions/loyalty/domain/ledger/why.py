"""Explanations of entries: for each kind, the facts to compute it again and to say it in one honest sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Literal

from loyalty.domain.fields import LATER
from loyalty.domain.program.accrual import EarnedReason
from loyalty.domain.program.tiers import NextTier

ReversalReason = Literal["refund", "void", "reassign", "cancel", "undo", "credit", "cash_out"]
ExtensionReason = Literal["appointment", "no-notice", "no-appointment"]


@dataclass(frozen=True, slots=True)
class TierAfter:
    """The tier in force after a purchase, and the next one; None where no purchase or treatment leads further."""

    tier_id: str
    name: str
    next: NextTier | None


@dataclass(frozen=True, slots=True)
class AccrualWhy:
    """The computation of a purchase's points; `reason` is earned, nothing-eligible or below-one-point.

    `elsewhere` are the points it would have earned at every other tier.
    """

    reason: EarnedReason
    eligible_minor: int
    eligible_tenders: tuple[str, ...]
    rate_bp: int
    minor_per_point: int
    multiplier: Fraction
    tier_id: str | None
    remainder_before: Fraction
    remainder_after: Fraction
    rule_versions: Mapping[str, int]
    tier_name: str | None = None
    elsewhere: Mapping[str, int] = field(default_factory=dict)
    tier_after: TierAfter | None = None


@dataclass(frozen=True, slots=True)
class RedemptionWhy:
    """The use of points; `reason` is points (off a bill), tender (part of a purchase) or reward.

    `approved_by` is who said yes in the patient's place; None where they did themselves, or no yes was needed.
    """

    reason: str
    visit_id: str
    worth_minor: int
    currency: str
    bill_minor: int | None
    minor_per_100_points: int | None
    reward_id: str | None
    reward_name: str | None
    confirmation_id: str | None
    rule_versions: Mapping[str, int]
    approved_by: str | None = field(default=None, metadata=LATER)


@dataclass(frozen=True, slots=True)
class PaymentWhy:
    """A payment from the wallet; `reason` is tender. `approved_by` said yes in the patient's place."""

    reason: str
    visit_id: str
    currency: str
    rule_versions: Mapping[str, int]
    confirmation_id: str | None = field(default=None, metadata=LATER)
    approved_by: str | None = field(default=None, metadata=LATER)


@dataclass(frozen=True, slots=True)
class ReversalWhy:
    """The undone part of the entry that it reverses; `reason` is refund, void, reassign, cancel, undo or credit.

    `refunded_minor` is the money that went back, by the tender that paid it; `returned_as` names the tender it went
    back as, if that differs. Of the points of a purchase, `clawed_points` were taken back and `forgiven_points` had
    expired before. Of the points and wallet money that paid, `returned_points` and `returned_minor` came back (debt
    repaid included); `lapsed_points` and `lapsed_minor` did not, because their lots' last day was over. The remainders
    are those of a purchase's own reversal. `unbanked_points` were taken back, or repaid, as `unbanked_minor` of banked
    wallet money; `owed_minor` is the worth of the points that became debt, which the desk may keep from the refund.
    `acted_at` is the actor's location where it is not that of the entry. `paid_in_minor` is the part of the wallet
    money that had been paid in, by the tender that paid it in: what it earned is taken back. `as_wallet_minor` is the
    part of the refunded money that became wallet money instead, by the tender that paid.
    """

    reason: ReversalReason
    text: str
    currency: str
    rule_versions: Mapping[str, int]
    refunded_minor: Mapping[str, int] = field(default_factory=dict)
    returned_as: Mapping[str, str] = field(default_factory=dict)
    clawed_points: int = 0
    forgiven_points: int = 0
    returned_points: int = 0
    lapsed_points: int = 0
    returned_minor: int = 0
    lapsed_minor: int = 0
    remainder_before: Fraction | None = None
    remainder_after: Fraction | None = None
    unbanked_points: int = 0
    unbanked_minor: int = 0
    owed_minor: int = 0
    acted_at: str | None = None
    paid_in_minor: Mapping[str, int] = field(default_factory=dict, metadata=LATER)
    as_wallet_minor: Mapping[str, int] = field(default_factory=dict, metadata=LATER)


@dataclass(frozen=True, slots=True)
class AdjustmentWhy:
    """The ground of an adjustment, and its approver; `reason` is one of the rule's, `text` is for the patient."""

    reason: str
    text: str
    approved_by: str | None
    rule_versions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class BankingWhy:
    """The rate at which points became wallet money, and the time limit for undoing it; `reason` is banked."""

    reason: str
    minor_per_100_points: int
    tier_id: str | None
    tier_bonus_bp: int
    currency: str
    undo_until: datetime
    rule_versions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class CreditWhy:
    """The origin of wallet money; `reason` is granted or paid_in, `tender` is the one that paid it in."""

    reason: Literal["granted", "paid_in"]
    text: str
    tender: str | None
    currency: str
    rule_versions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class CashOutWhy:
    """Paid-in money that was paid out in cash; `reason` is paid_out, `text` is for the patient."""

    reason: Literal["paid_out"]
    text: str
    currency: str
    rule_versions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ExpiryWhy:
    """The last day that passed; `reason` is expired."""

    reason: str
    expires_on: date
    currency: str
    rule_versions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ExtensionWhy:
    """The other last day of `held_points`; `reason` is appointment, no-notice or no-appointment.

    No notice of their end was accepted; or, with the last, they fell back to their own last day, since the visit was
    moved or cancelled.
    """

    reason: ExtensionReason
    expires_on: date
    held_points: int
    appointment_id: str | None
    rule_versions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ReissueWhy:
    """Expired points given a new life; `reason` is reissued, `text` is for the patient."""

    reason: str
    text: str
    rule_versions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class BonusWhy:
    """The points of a month of a membership, and the day the month began; `reason` is membership."""

    reason: str
    membership_id: str
    plan_name: str
    month_on: date
    rule_versions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class OpeningWhy:
    """A balance that came from another system; `reason` is opening."""

    reason: str
    source_id: str
    currency: str
    rule_versions: Mapping[str, int]


Why = (
    AccrualWhy
    | RedemptionWhy
    | PaymentWhy
    | ReversalWhy
    | AdjustmentWhy
    | BankingWhy
    | CreditWhy
    | CashOutWhy
    | ExpiryWhy
    | ExtensionWhy
    | ReissueWhy
    | BonusWhy
    | OpeningWhy
)
