"""Writes banking.json: points and the wallet money they become, by plain fractions and none of the product's own code.

The engine and the patient's preview are both held against the file, so the money shown is the money banked.
Run as `python -m tests.vectors.make_banking`; the same numbers come out every time.
"""

from __future__ import annotations

import json
import random
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("banking.json")
CASES = 500
KNOWN: tuple[tuple[int, int, int], ...] = (
    (1_000, 110, 0),  # 1,000 points become $11.00
    (1_000, 110, 1_000),  # … and $12.10 with a tenth more
    (1, 99, 0),  # nothing
    (1, 99, 102),  # just under a cent and a bonus: still nothing
    (99, 1, 102),  # rounded down once, after the bonus
    (10_000_000, 1_000_000, 10_000),  # the most of everything
)


def vector(points: int, minor_per_100_points: int, bonus_bp: int) -> dict[str, Any]:
    """So many points at a rate, with a tier's bonus, and the minor units they become."""
    exact = Fraction(points * minor_per_100_points, 100) * (1 + Fraction(bonus_bp, 10_000))
    return {
        "points": points,
        "minor_per_100_points": minor_per_100_points,
        "bonus_bp": bonus_bp,
        "banked_minor": floor(exact),
    }


def vectors() -> list[dict[str, Any]]:
    """The known cases, then made ones."""
    dice = random.Random(20_261_122)  # noqa: S311 - chance for cases, not for secrets
    made = [vector(*known) for known in KNOWN]
    while len(made) < CASES:
        points, rate = dice.randint(1, 10 ** dice.randint(1, 7)), dice.randint(1, 10 ** dice.randint(1, 6))
        made.append(vector(points, rate, dice.choice((0, 0, 500, 1_000, dice.randint(1, 10_000)))))
    return made


if __name__ == "__main__":
    FILE.write_text("[\n" + ",\n".join(json.dumps(each) for each in vectors()) + "\n]\n")
