"""Remarks on a draft: problems that no version may have, questions to its publisher, reasons for a second person.

Each has a stable code and the numbers of the case; pages have the words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

ProblemCode = Literal[
    # one document by itself
    "missing",
    "unknown",
    "wrong-kind",
    "too-small",
    "too-large",
    "too-short",
    "too-long",
    "not-possible",
    "unchanged",
    # across rules
    "tier-unknown",
    "gives-more-than-the-bill",
]
QuestionCode = Literal[
    "life-shorter-than-reminder",
    "reward-below-minimum",
    "reward-tier-unknown",
    "bonus-tier-unknown",
    "top-tier-gives-more-than-the-bill",
    "without-notice",
    "past-not-reproduced",
]
ReasonCode = Literal[
    # takes from patients
    "rate-lower",
    "tenders-fewer",
    "life-shorter",
    "grace-shorter",
    "extension-shorter",
    "hold-shorter",
    "worth-lower",
    "minimum-higher",
    "increment-higher",
    "visit-limit-lower",
    "bill-share-lower",
    "no-longer-combinable",
    "bonus-lower",
    "undo-shorter",
    "money-life-shorter",
    "cash-out-lower",
    "bankings-fewer",
    "paid-in-may-end",
    "tiers-dearer",
    "multiplier-lower",
    "perks-fewer",
    "plan-gone",
    "plan-tier-changed",
    "terms-harder",
    # moves points or money beyond the share of governance
    "rate-moves",
    "tenders-more",
    "worth-moves",
    "bonus-moves",
    "multiplier-moves",
    "plan-cheaper",
    # loosens a bound of money
    "visit-limit-higher",
    "bill-share-higher",
    "confirmation-looser",
    "bankings-more",
    "cash-out-higher",
    "caps-higher",
    "approval-higher",
    "reissue-higher",
    "governance-looser",
]
Numbers = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class RuleProblem:
    """A problem of a draft: the field it is at, its code and numbers, and the same as a sentence."""

    field: str
    code: ProblemCode
    problem: str
    numbers: Numbers


@dataclass(frozen=True, slots=True)
class RuleQuestion:
    """A question that whoever publishes must say yes to, for what looks like a mistake across rules."""

    code: QuestionCode
    numbers: Numbers = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RuleReason:
    """A reason why a second person is asked, or why patients are told first."""

    code: ReasonCode
    numbers: Numbers = field(default_factory=dict)
