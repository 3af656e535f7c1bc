"""Accrual: a purchase becomes points by one exact fraction, rounded once; the rest goes to the next purchase.

    points = floor(eligible_minor × rate_bp × multiplier ÷ (10,000 × minor_per_point) + remainder)

Because it multiplies first and rounds once, 3 × 5 % is the same as 15 %, and $30 + $20 the same as $50. A remainder is
below one. A refund may leave it below zero; then the next purchase makes up for that first.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Literal

from loyalty.domain.bounds import AmountMinor
from loyalty.domain.program.rules import NEVER_EARNING, EarningRule, TenderKind

NO_MULTIPLIER = Fraction(1)
# A remainder is stored as two integers of the database; finer parts of a point than this are dropped, never added.
FINEST = 10**12

EarnedReason = Literal["earned", "nothing-eligible", "below-one-point"]


@dataclass(frozen=True, slots=True)
class Tender:
    """One part of a payment, in minor units of the clinic's currency."""

    kind: TenderKind
    amount_minor: AmountMinor


@dataclass(frozen=True, slots=True)
class Earned:
    """The earnings of a purchase: whole points, the part of a point left over, and the reason in one word."""

    points: int
    eligible_minor: int
    remainder_before: Fraction
    remainder_after: Fraction
    reason: EarnedReason


def eligible_minor(tenders: tuple[Tender, ...], rule: EarningRule) -> int:
    """The part of the payment that earns. Tenders that never earn are left out even if a rule names them."""
    earning = frozenset(rule.eligible_tenders) - NEVER_EARNING
    return sum(tender.amount_minor for tender in tenders if tender.kind in earning)


def earn(tenders: tuple[Tender, ...], rule: EarningRule, multiplier: Fraction, remainder: Fraction) -> Earned:
    """The points of one purchase, from what was paid, the rule, the tier's multiplier and the remainder carried in."""
    eligible = eligible_minor(tenders, rule)
    exact = exact_points(eligible, rule) * multiplier + remainder
    points = max(0, floor(exact))
    return Earned(
        points=points,
        eligible_minor=eligible,
        remainder_before=remainder,
        remainder_after=storable_remainder(exact - points),
        reason=_reason(eligible, points),
    )


def exact_points(eligible: int, rule: EarningRule) -> Fraction:
    """The unrounded points of eligible minor units, before a multiplier."""
    return Fraction(eligible * rule.rate_bp, 10_000 * rule.minor_per_point)


def _reason(eligible: int, points: int) -> EarnedReason:
    if eligible == 0:
        return "nothing-eligible"
    return "earned" if points else "below-one-point"


def storable_remainder(remainder: Fraction) -> Fraction:
    """A remainder as a document can hold it, never more than it was."""
    if remainder.denominator <= FINEST:
        return remainder
    return Fraction(floor(remainder * FINEST), FINEST)
