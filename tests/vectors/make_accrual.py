"""Writes accrual.json: purchases and what they earn, by plain fractions and nothing of the product's own code.

The engine and the desk's preview are both held against the file, so the points shown are the points credited.
Run as `python -m tests.vectors.make_accrual`; the same numbers come out every time.
"""

from __future__ import annotations

import json
import random
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("accrual.json")
CASES = 1_000
FINEST = 10**12  # a remainder with a larger denominator is cut down to this part of a point
LARGEST_MINOR = 100_000_000
MULTIPLIERS = ("1", "1", "1.5", "2", "3", "1.25", "4/3", "7/3")
KNOWN: tuple[tuple[int, int, str, Fraction, int], ...] = (
    (1000, 1, "1", Fraction(0), 45_000),  # 10 % of $450.00
    (1000, 100, "1", Fraction(0), 3_000),  # $30 and then $20 …
    (1000, 100, "1", Fraction(1, 2), 2_000),  # … with a half point carried
    (500, 1, "3", Fraction(0), 33_333),  # three times 5 % is 15 %
    (1500, 1, "1", Fraction(0), 33_333),
    (10_000, 1, "1", Fraction(0), LARGEST_MINOR),
    (0, 10_000, "1", Fraction(999_999_999_999, FINEST), 1),
    (1, 10_000, "1", Fraction(99_999_999, 100_000_000), 1),  # the last part that makes a whole point
    (1, 9_999, "7/3", Fraction(1, 999_983), 999_983),  # a remainder too fine to keep
    (1000, 100, "1", Fraction(-2, 5), 600),  # a refund left two fifths of a point owed
    (1000, 100, "1", Fraction(-7, 2), 600),  # more is owed than is earned
    (1, 9_999, "7/3", Fraction(-999_982, 999_983), 1),  # owed, and too fine to keep
)


def vector(
    rate_bp: int, minor_per_point: int, multiplier: str, remainder: Fraction, eligible_minor: int
) -> dict[str, Any]:
    """One purchase of so many eligible minor units, and what it earns."""
    exact = Fraction(eligible_minor) * rate_bp * Fraction(multiplier) / (10_000 * minor_per_point) + remainder
    points = max(0, floor(exact))
    return {
        "rate_bp": rate_bp,
        "minor_per_point": minor_per_point,
        "multiplier": multiplier,
        "remainder": _fields(remainder),
        "eligible_minor": eligible_minor,
        "points": points,
        "remainder_after": _fields(_kept(exact - points)),
    }


def vectors() -> list[dict[str, Any]]:
    """The known cases, then made ones; each made case carries the remainder of the one before it."""
    dice = random.Random(20_261_122)  # noqa: S311 - chance for cases, not for secrets
    made = [vector(*known) for known in KNOWN]
    while len(made) < CASES:
        carried = made[-1]["remainder_after"]
        remainder = Fraction(carried["numerator"], carried["denominator"]) if dice.random() < 0.9 else Fraction(0)
        eligible = dice.randint(1, 10 ** dice.randint(1, 8))
        per_point = dice.choice((1, 1, 5, 10, 100, 1_000, dice.randint(1, 10_000)))
        made.append(vector(dice.randint(0, 10_000), per_point, dice.choice(MULTIPLIERS), remainder, eligible))
    return made


def _kept(remainder: Fraction) -> Fraction:
    return remainder if remainder.denominator <= FINEST else Fraction(floor(remainder * FINEST), FINEST)


def _fields(fraction: Fraction) -> dict[str, int]:
    return {"numerator": fraction.numerator, "denominator": fraction.denominator}


if __name__ == "__main__":
    FILE.write_text("[\n" + ",\n".join(json.dumps(each) for each in vectors()) + "\n]\n")
