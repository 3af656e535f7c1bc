"""The rule book: the values of a clinic's rules at one time, each None where there is no such rule."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from loyalty.domain.money import WHOLE_BP
from loyalty.domain.program.memberships import MembershipsRule
from loyalty.domain.program.published_rules import RuleName
from loyalty.domain.program.rules import (
    AdjustmentsRule,
    BankingRule,
    CheckInRule,
    EarningRule,
    ExpiryRule,
    GovernanceRule,
    RedemptionRule,
    RemindersRule,
)
from loyalty.domain.program.tiers import TiersRule

Rule = (
    EarningRule
    | ExpiryRule
    | RemindersRule
    | CheckInRule
    | RedemptionRule
    | BankingRule
    | AdjustmentsRule
    | GovernanceRule
    | TiersRule
    | MembershipsRule
)


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules of a clinic, by their names."""

    earning: EarningRule | None = None
    expiry: ExpiryRule | None = None
    reminders: RemindersRule | None = None
    check_in: CheckInRule | None = None
    redemption: RedemptionRule | None = None
    banking: BankingRule | None = None
    adjustments: AdjustmentsRule | None = None
    governance: GovernanceRule | None = None
    tiers: TiersRule | None = None
    memberships: MembershipsRule | None = None

    def rule(self, name: RuleName) -> Rule | None:
        """The rule of that name."""
        found: Rule | None = getattr(self, name)
        return found

    def with_rule(self, name: RuleName, rule: Rule) -> RuleBook:
        """The book with another value of one rule."""
        changed: dict[str, Any] = {name: rule}
        return replace(self, **changed)

    @property
    def tier_ids(self) -> frozenset[str]:
        """The ids of the tiers."""
        return frozenset(tier.tier_id for tier in self.tiers.tiers) if self.tiers else frozenset()

    def given_share(self) -> Fraction:
        """The share of a bill that a patient of the first tier gets back, at the highest worth of points."""
        if self.earning is None:
            return Fraction(0)
        points = Fraction(self.earning.rate_bp, WHOLE_BP * self.earning.minor_per_point)
        worths = [rule.minor_per_100_points for rule in (self.redemption, self.banking) if rule is not None]
        first = self.tiers.tiers[0].multiplier if self.tiers else Fraction(1)
        return points * first * Fraction(max(worths, default=0), 100)

    def most_given_share(self) -> Fraction:
        """The share of a bill that a patient of the best tier gets back."""
        if self.tiers is None:
            return self.given_share()
        multipliers = [tier.multiplier for tier in self.tiers.tiers]
        return self.given_share() / multipliers[0] * max(multipliers)
