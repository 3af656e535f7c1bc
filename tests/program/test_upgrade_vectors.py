"""A purchase that earns at the tier it reaches: the engine against the numbers that the desk's preview is held to."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import Actor, Purchase, Request
from loyalty.domain.ledger.lots import Lives
from loyalty.domain.ledger.posting import Cause
from loyalty.domain.ledger.purchases import EarningRules, accrue
from loyalty.domain.ledger.why import AccrualWhy
from loyalty.domain.program.accrual import Tender
from loyalty.domain.program.rules import EarningRule, ExpiryRule, RemindersRule, TenderKind
from loyalty.domain.program.tiers import Measure, QualifyingDay, Tier, TiersRule

VECTORS = Path(__file__).parent.parent / "vectors" / "upgrades.json"
PLACE = ZoneInfo("America/Los_Angeles")
NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)
TODAY = date(2026, 11, 22)
LIVES = Lives(ExpiryRule(1, "months", 6), RemindersRule(1, 28, 7, 10), PLACE)
FRESH = Account("bella", "ana", "Ana", True, NOW, Request("join", "f"))  # noqa: FBT003
HAVE = {Measure.SPEND: 700, Measure.PURCHASES: 2, Measure.POINTS: 70, Measure.TREATMENTS: 1}
DAY = QualifyingDay(TODAY, spend_minor=700, purchases=2, points=70, treatments=1)


def ladder(earning: dict[str, Any]) -> TiersRule:
    """The tiers whose upgrades are these, for somebody who has `HAVE` today."""
    above = [_above(upgrade) for upgrade in reversed(earning["upgrades"])]
    return TiersRule(1, (Tier("base", "Base", Fraction(earning["multiplier"])), *above), 365, at_once=True)


def _above(upgrade: dict[str, Any]) -> Tier:
    measure, tier_id = Measure(upgrade["measure"]), upgrade["tier_id"]
    return Tier(tier_id, tier_id, Fraction(upgrade["multiplier"]), (), measure, HAVE[measure] + upgrade["missing"])


def test_a_purchase_earns_at_the_tier_it_reaches_as_the_desk_shows_it() -> None:
    vectors = json.loads(VECTORS.read_text())
    assert sum(vector["multiplier"] != vector["earning"]["multiplier"] for vector in vectors) >= 100
    for vector in vectors:
        earning = vector["earning"]
        tenders = tuple(Tender(TenderKind(each["kind"]), each["amount_minor"]) for each in vector["tenders"])
        purchase = Purchase("visit", sum(each.amount_minor for each in tenders), "USD", tenders, (), None)
        named = tuple(TenderKind(kind) for kind in earning["eligible_tenders"])
        rule = EarningRule(1, named, earning["rate_bp"], earning["minor_per_point"])
        account = replace(FRESH, days=(DAY,), remainder=Fraction(**earning["remainder"]))
        cause = Cause("buy", Request("buy", "f"), Actor("desk", "front_desk"), "here", TODAY, NOW)
        entry = accrue(account, purchase, EarningRules(rule, LIVES, ladder(earning)), cause).entry
        assert isinstance(entry.why, AccrualWhy)
        assert (entry.points, str(entry.why.multiplier)) == (vector["points"], vector["multiplier"]), vector
