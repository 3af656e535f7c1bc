"""Why an entry is as it is: for each kind, enough to compute it again and to say it in one honest sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Literal

from loyalty.domain.program.accrual import EarnedReason
from loyalty.domain.program.tiers import NextTier

ReversalReason = Literal["refund", "void", "reassign", "cancel", "undo"]
ExtensionReason = Literal["appointment", "no-notice"]


@dataclass(frozen=True, slots=True)
class TierAfter:
    """The tier that holds after a purchase, and the way to the next; None where nothing done leads further."""

    tier_id: str
    name: str
    next: NextTier | None


@dataclass(frozen=True, slots=True)
class AccrualWhy:
    """How a purchase came to its points; `reason` is earned, nothing-eligible or below-one-point.

    `elsewhere` is what it would have earned at every other tier.
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
    """What points bought; `reason` is points (off a bill), tender (part of a purchase) or reward."""

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


@dataclass(frozen=True, slots=True)
class PaymentWhy:
    """What wallet money paid; `reason` is tender."""

    reason: str
    visit_id: str
    currency: str
    rule_versions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ReversalWhy:
    """What was undone of the entry it reverses; `reason` is refund, void, reassign, cancel or undo.

    `refunded_minor` is what went back by the tender it was paid with, and `returned_as` names the tenders it went back
    in where that differs. Of the points of a purchase `clawed_points` were taken back and `forgiven_points` had
    expired already; of what was used to pay, `returned_points` and `returned_minor` came back (debt repaid included),
    and `lapsed_points` and `lapsed_minor` did not, because their lots' last day was over. The remainders are those of a
    purchase's own reversal.
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


@dataclass(frozen=True, slots=True)
class AdjustmentWhy:
    """Who decided on an adjustment and on what ground; `reason` is one of the rule's, `text` is for the patient."""

    reason: str
    text: str
    approved_by: str | None
    rule_versions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class BankingWhy:
    """The rate at which points became wallet money, and until when that can be undone; `reason` is banked."""

    reason: str
    minor_per_100_points: int
    tier_id: str | None
    tier_bonus_bp: int
    currency: str
    undo_until: datetime
    rule_versions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class CreditWhy:
    """Where wallet money came from; `reason` is granted or paid_in, `tender` how it was paid in."""

    reason: Literal["granted", "paid_in"]
    text: str
    tender: str | None
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
    """Why `held_points` live longer, and until when; `reason` is appointment, or no-notice where none was accepted."""

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
    """A balance brought along from another system; `reason` is opening."""

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
    | ExpiryWhy
    | ExtensionWhy
    | ReissueWhy
    | BonusWhy
    | OpeningWhy
)
