"""Writes estimate.json: points at one rate and about at another, by plain fractions and nothing of the product's code.

The managers' page and the engine are both held against the file.
Run as `python -m tests.vectors.make_estimate`; the same numbers come out every time.
"""

from __future__ import annotations

import json
import random
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("estimate.json")
CASES = 500


def vector(points: int, before: tuple[int, int], after: tuple[int, int], minor_per_100_points: int) -> dict[str, Any]:
    """Points that were given at a rate, what they would about be at another, and what the difference costs."""
    ratio = Fraction(after[0], after[1]) / Fraction(before[0], before[1])
    points_after = floor(points * ratio)
    return {
        "points": points,
        "before": {"rate_bp": before[0], "minor_per_point": before[1]},
        "after": {"rate_bp": after[0], "minor_per_point": after[1]},
        "minor_per_100_points": minor_per_100_points,
        "points_after": points_after,
        "more_minor": floor(Fraction((points_after - points) * minor_per_100_points, 100)),
    }


def vectors() -> list[dict[str, Any]]:
    """A known case, and made ones."""
    dice = random.Random(20_261_122)  # noqa: S311 - chance for cases, not for secrets
    made = [vector(171_200, (1_000, 1), (1_200, 1), 100)]
    while len(made) < CASES:
        rates = [(dice.randint(1, 10_000), dice.choice((1, 1, 1, 100, 10_000))) for _ in range(2)]
        made.append(vector(dice.randint(0, 10**9), rates[0], rates[1], dice.randint(1, 1_000)))
    return made


def written() -> str:
    """The file's text."""
    return "[\n" + ",\n".join(json.dumps(one) for one in vectors()) + "\n]\n"


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
