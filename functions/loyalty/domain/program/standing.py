"""Where a patient stands, as the phone shows it: the tier in force, the way to the next, the last year elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from loyalty.domain.program import opportunity
from loyalty.domain.program.memberships import MembershipsRule
from loyalty.domain.program.opportunity import year_as_it_was, year_at
from loyalty.domain.program.tiers import NextTier, Qualifying, Tier, TiersRule, next_tier, tier_last_day, tier_on


@dataclass(frozen=True, slots=True)
class TierYear:
    """The last twelve months at another tier: more points than there were (or fewer), the year's fee and what is left.

    `points` would not have expired; `more_points` is the difference to what there was. `fee_minor` is what the cheapest
    plan of that tier costs in twelve months, 0 where no plan is needed. `net_minor` is the worth of the difference less
    the fee, and more by what the patient's own membership costs; None where points have no price in money.
    """

    tier_id: str
    name: str
    points: int
    more_points: int
    fee_minor: int
    net_minor: int | None


@dataclass(frozen=True, slots=True)
class TierStanding:
    """The tier on a business date, and whether another would have paid.

    `kept_until_on` is its last day if nothing more happens; None where time alone does not end it. `year_points` are
    the last twelve months' points that did not expire, `year` what they would be elsewhere.
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
    """The rules that a standing is made from; `minor_per_100_points` is what points are worth, None where nothing."""

    tiers: TiersRule
    memberships: MembershipsRule | None = None
    minor_per_100_points: int | None = None

    def fee_minor(self, tier: Tier) -> int:
        """What the cheapest plan of a tier costs in twelve months; 0 where the tier is reached without one."""
        if self.memberships is None or tier.measure is not None or tier == self.tiers.tiers[0]:
            return 0
        plans = (plan.year_minor for plan in self.memberships.plans if plan.active and plan.tier_id == tier.tier_id)
        return min(plans, default=0)


def standing_on(qualifying: Qualifying, program: Program, on: date, own_fee_minor: int = 0) -> TierStanding:
    """Where a patient stands on a date; what they pay for their own tier in twelve months is told."""
    rule = program.tiers
    tier, was = tier_on(qualifying, rule, on), year_as_it_was(qualifying.days, on)
    others = [other for other in rule.tiers if other != tier]
    versions = {"tiers": rule.version}
    if program.memberships is not None:
        versions["memberships"] = program.memberships.version
    return TierStanding(
        on=on,
        tier_id=tier.tier_id,
        name=tier.name,
        multiplier=str(tier.multiplier),
        perks=tier.perks,
        kept_until_on=tier_last_day(qualifying, rule, on),
        next=next_tier(qualifying, rule, on),
        year_points=was.kept_points,
        year=tuple(_year(qualifying, program, other, was.kept_points, own_fee_minor, on) for other in others),
        rule_versions=versions,
    )


def _year(qualifying: Qualifying, program: Program, tier: Tier, was: int, own_fee_minor: int, on: date) -> TierYear:
    points = year_at(qualifying.days, tier.multiplier, on).kept_points
    fee_minor = program.fee_minor(tier)
    worth = program.minor_per_100_points
    net = None if worth is None else (points - was) * worth // 100 - fee_minor + own_fee_minor
    return TierYear(tier.tier_id, tier.name, points, points - was, fee_minor, net)


def changes_after(qualifying: Qualifying, on: date) -> Iterator[date]:
    """Every later date on which time alone changes what a year would have been."""
    return opportunity.changes_after(qualifying.days, on)
