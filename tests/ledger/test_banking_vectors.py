"""The wallet money that points become: the engine agrees with the cases that the page's preview is tested with."""

from __future__ import annotations

import json
from datetime import timedelta

from loyalty.domain.ledger.wallet.banking import banked_minor
from loyalty.domain.program.rules import BankingRule
from tests.vectors import make_banking


def test_the_cases_of_banking_are_up_to_date() -> None:
    assert json.loads(make_banking.FILE.read_text()) == make_banking.vectors()


def test_the_engine_banks_what_plain_fractions_say_in_every_case() -> None:
    vectors = make_banking.vectors()
    assert len(vectors) >= 500
    for vector in vectors:
        rule = BankingRule(
            version=1,
            minimum_points=1,
            increment_points=1,
            minor_per_100_points=vector["minor_per_100_points"],
            tier_bonus_bp={"gold": vector["bonus_bp"]},
            undo_lifetime=timedelta(0),
            banked_life_days=None,
            granted_life_days=None,
        )
        assert banked_minor(vector["points"], rule, "gold") == vector["banked_minor"], vector
