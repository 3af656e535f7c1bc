"""Writes checkouts.json: what is typed at the desk after check-ins, and what the engine then credits.

The engine plays them on a dictionary: check-in, purchase, the next one with what the last one left. The desk's page is
given the check-in's answer and the typed lines, and must show the points that were credited.
Run as `python -m tests.vectors.make_checkouts`; the same purchases come out every time.
"""

from __future__ import annotations

import json
import random
from datetime import timedelta
from pathlib import Path
from typing import Any

from pydantic_core import to_jsonable_python

from loyalty.domain.program.accrual import Tender
from loyalty.domain.program.rules import TenderKind
from loyalty.services.checkout.visits import CheckedIn
from loyalty.services.ledger.add_to_wallet import AddToWallet, add_to_wallet
from loyalty.services.ledger.record_purchase import record_purchase
from loyalty.services.preconditions import Caller
from tests.support.clinic import CALABASAS, DESK, MANAGER, NOW, PATIENT, REDEMPTION, Desk, clinic_documents, rule
from tests.support.memory import MemoryDocuments, memory_store
from tests.support.tiers import tier, tiers_rule

FILE = Path(__file__).with_name("checkouts.json")
CLINICS, EACH = 50, 20
OWN = ("cash", "card", "financing")
SAME = ("eligible_tenders", "rate_bp", "minor_per_point")
LADDERS = (((1, 1), (3, 2), (3, 1)), ((1, 1), (7, 4), (7, 3)), ((4, 3), (5, 3), (2, 1)))


def vectors() -> list[dict[str, Any]]:
    """A patient a clinic, each with purchases a day apart; what stays the same at a clinic is said once."""
    dice = random.Random(22_112_026)  # noqa: S311 - chance for cases, not for secrets
    return [_played(dice) for _ in range(CLINICS)]


def _played(dice: random.Random) -> dict[str, Any]:
    desk = Desk(memory_store(MemoryDocuments(_clinic(dice))))
    desk.join()
    for number, tender in enumerate((TenderKind.CASH, None, TenderKind.CARD)):
        amount = dice.randint(1, 50_000 if tender else 5_000)
        filled = AddToWallet(desk.next_id(), "bella", CALABASAS, PATIENT, amount, "for later", tender)
        add_to_wallet(desk.store, filled, Caller(MANAGER, NOW + timedelta(seconds=number)))
    checkouts = [_case(dice, desk, turn) for turn in range(EACH)]
    same = {"earning": {name: checkouts[0]["earning"][name] for name in SAME}, "redemption": checkouts[0]["redemption"]}
    for checkout in checkouts:
        assert checkout.pop("redemption") == same["redemption"]
        assert {name: checkout["earning"].pop(name) for name in SAME} == same["earning"]
    return {**same, "checkouts": checkouts}


def _clinic(dice: random.Random) -> dict[str, Any]:
    earning = rule(
        eligible_tenders=[kind for kind in OWN if dice.random() < 0.6],
        rate_bp=dice.choice((0, 333, 500, 1_000, 1_000, 10_000)),
        minor_per_point=dice.choice((1, 1, 7, 10, 100)),
    )
    measures = dice.choice((("spend_minor", 100_000), ("purchases", 3), ("points", 5_000)))
    ladder = [
        tier(f"tier-{step}", ratio, *((measures[0], measures[1] * step) if step else ()))
        for step, ratio in enumerate(dice.choice(LADDERS))
    ]
    rules = {"earning": earning, "tiers": tiers_rule(*ladder, upgrade=dice.choice(("next_purchase", "this_purchase")))}
    rules["redemption"] = {
        **REDEMPTION,
        "minor_per_100_points": dice.choice((33, 100, 250)),
        "confirm_above_points": None,
    }
    return {**clinic_documents(), **{f"clinics/bella/rules/{name}": content for name, content in rules.items()}}


def _case(dice: random.Random, desk: Desk, turn: int) -> dict[str, Any]:
    now = NOW + timedelta(days=turn)
    visit = desk.scan(now=now)
    lines, tenders = _typed(dice, visit)
    receipt = record_purchase(desk.store, desk.purchase(visit, tenders), Caller(DESK, now))
    seen = to_jsonable_python(visit)
    return {
        "patient": {name: seen["patient"][name] for name in ("available_points", "available_minor", "paid_in")},
        "earning": seen["earning"],
        "redemption": seen["redemption"],
        "lines": lines,
        "tenders": to_jsonable_python(tenders),
        "credited": receipt.points,
    }


def _typed(dice: random.Random, visit: CheckedIn) -> tuple[list[dict[str, str]], tuple[Tender, ...]]:
    """Lines as a person types them, and the tenders they stand for."""
    paid = [
        (kind, dice.randint(1, 10 ** dice.randint(2, 6)))
        for kind in dice.sample((*OWN, "insurance"), dice.randint(1, 3))
    ]
    lines = [{"kind": kind, "text": _money(dice, minor)} for kind, minor in paid]
    own_minor = sum(minor for _, minor in paid)
    if (left := visit.patient.available_minor) and dice.random() < 0.3:
        paid.append(("wallet", dice.randint(1, left)))
        lines.append({"kind": "wallet", "text": _money(dice, paid[-1][1])})
    if visit.redemption and (points := _points(dice, visit, own_minor)):
        paid.append(("points", points * visit.redemption.minor_per_100_points // 100))
        lines.append({"kind": "points", "text": f"{points:,}" if dice.random() < 0.5 else str(points)})
    return lines, tuple(Tender(TenderKind(kind), minor) for kind, minor in paid)


def _points(dice: random.Random, visit: CheckedIn, own_minor: int) -> int:
    """Points in the rule's steps that pay at most a third of the bill, so within its share; 0 for none."""
    terms = visit.redemption
    assert terms
    most = min(visit.patient.available_points, own_minor // 3 * 100 // terms.minor_per_100_points, 20_000)
    most -= most % (2 * terms.increment_points)  # two steps are worth whole cents at every rate here
    return dice.randrange(100, most + 1, 2 * terms.increment_points) if most >= 100 and dice.random() < 0.4 else 0


def _money(dice: random.Random, minor: int) -> str:
    """An amount as somebody types it: grouped or not, without idle zeros or with them."""
    whole, cents = divmod(minor, 100)
    text = f"{whole:,}" if dice.random() < 0.3 else str(whole)
    if cents or dice.random() < 0.3:
        text += f".{cents:02d}"
    return text.removesuffix("0") if "." in text and cents and dice.random() < 0.5 else text


if __name__ == "__main__":
    FILE.write_text("[\n" + ",\n".join(json.dumps(each) for each in vectors()) + "\n]\n")
