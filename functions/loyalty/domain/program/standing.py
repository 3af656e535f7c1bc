"""The standing of a patient, as the phone shows it: the tier in force, the next one, the last year at other tiers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from loyalty.domain.program.memberships import MembershipsRule
from loyalty.domain.program.opportunity import LastYear
from loyalty.domain.program.tiers import Ladder, NextTier, Tier, TiersRule


@dataclass(frozen=True, slots=True)
class TierYear:
    """The last twelve months at another tier: the difference in points, the year's fee, and the net worth of both.

    `points` are those that would not have expired; `more_points` is the difference to those there were, below 0 if
    fewer. `fee_minor` is the price of the tier's cheapest plan for twelve months, 0 if no plan is needed. `net_minor`
    is the worth of the difference, less the fee, plus the price of the patient's own membership; None where points
    have no price in money.
    """

    tier_id: str
    name: str
    points: int
    more_points: int
    fee_minor: int
    net_minor: int | None


@dataclass(frozen=True, slots=True)
class TierStanding:
    """The tier on a business date, and the last year at each other tier.

    `kept_until_on` is its last day if nothing more happens; None where time alone does not end it. `year_points` are
    the points of the last twelve months that did not expire, `year` what they would be at the other tiers.
    """

    on: date
    tier_id: str
    name: str
    multiplier: str
    perks: tuple[str, ...]
    kept_until_on: date | None
    next: NextTier | None
    year_points: int
    year: tuple[TierYear, ...]
    rule_versions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Program:
    """The rules that decide a standing. `minor_per_100_points` is the worth of points; None if they have none."""

    tiers: TiersRule
    memberships: MembershipsRule | None = None
    minor_per_100_points: int | None = None

    def versions(self) -> dict[str, int]:
        """The version of each rule that places patients."""
        memberships = {} if self.memberships is None else {"memberships": self.memberships.version}
        return {"tiers": self.tiers.version, **memberships}

    def fee_minor(self, tier: Tier) -> int:
        """The price of a tier's cheapest plan for twelve months; 0 where the tier is reached without a plan."""
        if self.memberships is None or tier.measure is not None or tier == self.tiers.tiers[0]:
            return 0
        plans = (plan.year_minor for plan in self.memberships.plans if plan.active and plan.tier_id == tier.tier_id)
        return min(plans, default=0)


def standing_on(ladder: Ladder, program: Program, on: date, own_fee_minor: int = 0) -> TierStanding:
    """The standing of a patient on a date; `own_fee_minor` is what they pay for their own tier in twelve months."""
    rule, tier = program.tiers, ladder.tier_on(on)
    year = LastYear(ladder.qualifying.days, on)
    was = year.as_it_was().kept_points
    others = [other for other in rule.tiers if other != tier]
    return TierStanding(
        on=on,
        tier_id=tier.tier_id,
        name=tier.name,
        multiplier=str(tier.multiplier),
        perks=tier.perks,
        kept_until_on=ladder.last_day(on),
        next=ladder.next_tier(on),
        year_points=was,
        year=tuple(_year(year, program, other, was, own_fee_minor) for other in others),
        rule_versions=program.versions(),
    )


def _year(year: LastYear, program: Program, tier: Tier, was: int, own_fee_minor: int) -> TierYear:
    points = year.at(tier.multiplier).kept_points
    fee_minor = program.fee_minor(tier)
    worth = program.minor_per_100_points
    net = None if worth is None else (points - was) * worth // 100 - fee_minor + own_fee_minor
    return TierYear(tier.tier_id, tier.name, points, points - was, fee_minor, net)
