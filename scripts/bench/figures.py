"""A measured figure, the bar it is held against, and the interval that a median is known to."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
    """One line of a benchmark; `bar` is the most it may be, or with `at_least` the least; None only tells."""

    name: str
    measured: float
    bar: float | None = None
    low: float | None = None
    high: float | None = None
    at_least: bool = False

    @property
    def met(self) -> bool:
        """True on the right side of its bar."""
        if self.bar is None:
            return True
        return self.measured >= self.bar if self.at_least else self.measured <= self.bar

    @property
    def bar_text(self) -> str:
        """The bar as people read it."""
        if self.bar is None:
            return ""
        return f"{'at least' if self.at_least else 'at most'} {self.bar:g}"


def median_figure(name: str, values: list[float], bar: float) -> Figure:
    """The median of paired ratios, with the distribution-free 95 % interval that order statistics give."""
    ordered = sorted(values)
    half = 1.96 * math.sqrt(len(ordered)) / 2
    low = ordered[max(0, math.floor(len(ordered) / 2 - half))]
    high = ordered[min(len(ordered) - 1, math.ceil(len(ordered) / 2 + half))]
    return Figure(name, median(ordered), bar, low, high)


def percentile(values: list[float], share: float) -> float:
    """The smallest value that so large a share of all is at or under."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]
