"""How a purchase becomes points: one exact rational, rounded once, and the rest carried to the next purchase.

    points = floor(eligible_minor × rate_bp × multiplier ÷ (10,000 × minor_per_point) + remainder)

Multiplying first and rounding once is what makes 3 × 5 % the same as 15 %, and $30 + $20 the same as $50. A remainder
is below one; a refund may leave it below zero, and what is earned next makes up for that first.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Literal

from loyalty.domain.bounds import AmountMinor
from loyalty.domain.program.rules import NEVER_EARNING, EarningRule, TenderKind

NO_MULTIPLIER = Fraction(1)
# A remainder is kept as two integers of the database; finer parts of a point than this are let go, never added.
FINEST = 10**12

EarnedReason = Literal["earned", "nothing-eligible", "below-one-point"]


@dataclass(frozen=True, slots=True)
class Tender:
    """One part of what was paid, in minor units of the clinic's currency."""

    kind: TenderKind
    amount_minor: AmountMinor


@dataclass(frozen=True, slots=True)
class Earned:
    """What a purchase earns: whole points, the part of a point left over, and the reason in one word."""

    points: int
    eligible_minor: int
    remainder_before: Fraction
    remainder_after: Fraction
    reason: EarnedReason


def eligible_minor(tenders: tuple[Tender, ...], rule: EarningRule) -> int:
    """The part of the payment that earns. What never earns stays out even if a rule should name it."""
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
        remainder_after=storable(exact - points),
        reason=_reason(eligible, points),
    )


def exact_points(eligible: int, rule: EarningRule) -> Fraction:
    """What eligible minor units earn before a multiplier, unrounded."""
    return Fraction(eligible * rule.rate_bp, 10_000 * rule.minor_per_point)


def _reason(eligible: int, points: int) -> EarnedReason:
    if eligible == 0:
        return "nothing-eligible"
    return "earned" if points else "below-one-point"


def storable(remainder: Fraction) -> Fraction:
    """A remainder as a document can hold it, never more than it was."""
    if remainder.denominator <= FINEST:
        return remainder
    return Fraction(floor(remainder * FINEST), FINEST)
