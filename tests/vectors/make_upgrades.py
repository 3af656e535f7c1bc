"""Writes upgrades.json: payments that may reach a tier and earn at it at once, by plain fractions alone.

The engine and the desk's preview are both held against the file, so the points shown are the points credited.
Run as `python -m tests.vectors.make_upgrades`; the same numbers come out every time.
"""

from __future__ import annotations

import json
import random
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("upgrades.json")
CASES = 400
NEVER = {"wallet", "points", "insurance"}
KINDS = ("cash", "card", "financing", *sorted(NEVER))
MEASURES = ("spend_minor", "purchases", "points", "treatments")
LADDERS = (("1", "3/2", "3"), ("1", "1", "2"), ("3/2", "7/4", "7/3"), ("1", "4/3"), ("2",))


def points_of(eligible_minor: int, multiplier: str, earning: dict[str, Any]) -> int:
    """The whole points of an eligible amount; nothing eligible earns nothing, whatever is carried."""
    if not eligible_minor:
        return 0
    share = Fraction(eligible_minor * earning["rate_bp"], 10_000 * earning["minor_per_point"])
    return max(0, floor(share * Fraction(multiplier) + Fraction(**earning["remainder"])))


def vector(earning: dict[str, Any], tenders: list[dict[str, Any]]) -> dict[str, Any]:
    """A payment under such terms: the multiplier it earns at, and what it earns."""
    own = [tender for tender in tenders if tender["kind"] not in NEVER]
    eligible_minor = sum(each["amount_minor"] for each in own if each["kind"] in earning["eligible_tenders"])
    brings = {
        "spend_minor": sum(each["amount_minor"] for each in own),
        "purchases": 1,
        "points": points_of(eligible_minor, earning["multiplier"], earning),
        "treatments": 0,
    }
    reached = [each for each in earning["upgrades"] if brings[each["measure"]] >= each["missing"]]
    multiplier = reached[0]["multiplier"] if reached else earning["multiplier"]
    return {
        "earning": earning,
        "tenders": tenders,
        "multiplier": multiplier,
        "points": points_of(eligible_minor, multiplier, earning),
    }


def vectors() -> list[dict[str, Any]]:
    """Made cases; what is missing is near what the payment brings in many of them."""
    dice = random.Random(5_261_122)  # noqa: S311 - chance for cases, not for secrets
    return [_made(dice) for _ in range(CASES)]


def _made(dice: random.Random) -> dict[str, Any]:
    tenders: list[dict[str, Any]] = [
        {"kind": kind, "amount_minor": dice.randint(1, 10 ** dice.randint(2, 6))}
        for kind in dice.sample(KINDS, dice.randint(1, 3))
    ]
    lowest, *above = dice.choice(LADDERS)
    denominator = dice.randint(1, 60)
    earning: dict[str, Any] = {
        "eligible_tenders": [kind for kind in ("cash", "card", "financing") if dice.random() < 0.6] or ["cash"],
        "rate_bp": dice.choice((500, 1_000, 333, 10_000)),
        "minor_per_point": dice.choice((1, 1, 10, 100)),
        "multiplier": lowest,
        "remainder": {"numerator": dice.randint(-60, denominator - 1), "denominator": denominator},
        "upgrades": [],
    }
    paid_minor, points = sum(each["amount_minor"] for each in tenders), vector(earning, tenders)["points"]
    near = {"purchases": 1, "treatments": 1, "points": points, "spend_minor": paid_minor}
    earning["upgrades"] = [_upgrade(dice, multiplier, near) for multiplier in reversed(above)]
    return vector(earning, tenders)


def _upgrade(dice: random.Random, multiplier: str, near: dict[str, int]) -> dict[str, Any]:
    """A tier above; of its measure something near what the payment brings is missing."""
    measure = dice.choice(MEASURES)
    missing = max(1, near[measure] + dice.choice((-2, -1, 0, 0, 1, 2)) * dice.choice((1, near[measure] // 2 or 1)))
    return {"tier_id": f"tier-{multiplier}", "multiplier": multiplier, "measure": measure, "missing": missing}


if __name__ == "__main__":
    FILE.write_text("[\n" + ",\n".join(json.dumps(each) for each in vectors()) + "\n]\n")
