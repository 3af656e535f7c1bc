"""Shares of two groups, compared: their difference, how sure it is, and whether it says anything.

Wilson's interval of a share and Newcombe's of a difference (his tenth method) hold for small groups and for shares near
nothing or everything, where the textbook's does not. R. G. Newcombe, Statistics in Medicine 17 (1998), 857-890.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import Literal

CONFIDENCE = 0.95
# With fewer on either side one person's whim is more than three points of the share.
FEWEST = 30
Conclusion = Literal["too-few", "no-difference-shown", "more", "fewer"]
TOO_FEW: Conclusion = "too-few"
NOT_SHOWN: Conclusion = "no-difference-shown"
MORE: Conclusion = "more"
FEWER: Conclusion = "fewer"


@dataclass(frozen=True, slots=True)
class Group:
    """A number of patients, and of those among them who visited."""

    patients: int
    visited: int

    @property
    def share(self) -> float:
        """The share who did; nothing of nobody."""
        return self.visited / self.patients if self.patients else 0.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """One share less another, with the interval that holds the true difference 95 times of 100."""

    difference: float
    lowest: float
    highest: float
    conclusion: Conclusion


def interval(group: Group, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Wilson's interval of a group's share; of nobody, anything from none to all."""
    if not group.patients:
        return 0.0, 1.0
    z, n = NormalDist().inv_cdf((1 + confidence) / 2), group.patients
    middle = (group.share + z * z / (2 * n)) / (1 + z * z / n)
    width = z / (1 + z * z / n) * sqrt(group.share * (1 - group.share) / n + z * z / (4 * n * n))
    return max(0.0, middle - width), min(1.0, middle + width)


def compare(group: Group, against: Group) -> Comparison:
    """A group's share less that of another."""
    (low, high), (other_low, other_high) = interval(group), interval(against)
    difference = group.share - against.share
    lowest = difference - sqrt((group.share - low) ** 2 + (other_high - against.share) ** 2)
    highest = difference + sqrt((high - group.share) ** 2 + (against.share - other_low) ** 2)
    few = min(group.patients, against.patients) < FEWEST
    sure = TOO_FEW if few else MORE if lowest > 0 else FEWER if highest < 0 else NOT_SHOWN
    return Comparison(difference, lowest, highest, sure)
