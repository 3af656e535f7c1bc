"""Rule documents of tiers and memberships: their fields, and their bounds."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from loyalty.domain.program.memberships import MembershipsRule, Plan
from loyalty.domain.program.tiers import MOST_TIERS, Measure, Tier, TiersRule
from loyalty.entrypoints.managed.shapes import DocumentId, Edited, RuleDocument

Name = Annotated[str, StringConstraints(min_length=1, max_length=40)]
Perks = Annotated[list[Annotated[str, StringConstraints(pattern=r"^[^\n]{1,120}\z")]], Field(max_length=8)]
MOST_PLANS = 8


def _require_distinct(ids: Iterable[str]) -> None:
    ids = list(ids)
    if len(set(ids)) < len(ids):
        raise ValueError("an id is given twice")


class Part(Edited):
    """A part of a rule, without unknown fields."""

    model_config = ConfigDict(extra="forbid")


class Ratio(Part):
    """A multiplier as an exact ratio, from one tenth to one hundred."""

    numerator: Annotated[int, Field(ge=1, le=1000)]
    denominator: Annotated[int, Field(ge=1, le=1000)]

    @model_validator(mode="after")
    def _is_in_bounds(self) -> Ratio:
        if not self.denominator <= 10 * self.numerator or not self.numerator <= 100 * self.denominator:
            raise ValueError("a multiplier is from 1/10 to 100")
        return self


class TierDocument(Part):
    """A tier; `measure` is null where only a membership or a grant leads to it."""

    tier_id: DocumentId
    name: Name
    multiplier: Ratio
    perks: Perks
    measure: Literal["spend_minor", "purchases", "points", "treatments"] | None
    at_least: Annotated[int, Field(ge=0, le=1_000_000_000)]

    def value(self) -> Tier:
        """The value that decisions read."""
        measure = Measure(self.measure) if self.measure else None
        multiplier = Fraction(self.multiplier.numerator, self.multiplier.denominator)
        return Tier(self.tier_id, self.name, multiplier, tuple(self.perks), measure, self.at_least)


class TiersDocument(RuleDocument):
    """`rules/tiers`: the tiers, lowest first; no tier earns less than the one below it."""

    tiers: Annotated[list[TierDocument], Field(min_length=1, max_length=MOST_TIERS)]
    window_days: Annotated[int, Field(ge=1, le=366)]
    grace_days: Annotated[int, Field(ge=0, le=60)]
    downgrade: Literal["to_reached", "one_step"]
    upgrade: Literal["next_purchase", "this_purchase"]

    @model_validator(mode="after")
    def _are_a_ladder(self) -> TiersDocument:
        values = [tier.value() for tier in self.tiers]
        _require_distinct(tier.tier_id for tier in values)
        if values[0].measure is not None or values[0].at_least:
            raise ValueError("the first tier is everybody's: it asks for nothing")
        for lower, higher in pairwise(values):
            if higher.multiplier < lower.multiplier:
                raise ValueError(f"{higher.tier_id} earns less than {lower.tier_id} below it")
            if higher.measure is not None and higher.at_least == 0:
                raise ValueError(f"{higher.tier_id} asks for nothing")
            if higher.measure == lower.measure and higher.at_least < lower.at_least:
                raise ValueError(f"{higher.tier_id} asks for less than {lower.tier_id} below it")
        return self

    def value(self) -> TiersRule:
        """The value that decisions read."""
        return TiersRule(
            self.version,
            tuple(tier.value() for tier in self.tiers),
            self.window_days,
            self.grace_days,
            one_step=self.downgrade == "one_step",
            at_once=self.upgrade == "this_purchase",
        )


class PlanDocument(Part):
    """A plan; `price_minor` is for each `period`, `bonus_points` for each month."""

    plan_id: DocumentId
    name: Name
    price_minor: Annotated[int, Field(ge=1, le=100_000_000)]
    period: Literal["month", "year"]
    tier_id: DocumentId
    bonus_points: Annotated[int, Field(ge=0, le=1_000_000)]
    perks: Perks
    active: bool

    def value(self) -> Plan:
        """The value that decisions read."""
        return Plan(**{**dict(self), "perks": tuple(self.perks)})


class MembershipsDocument(RuleDocument):
    """`rules/memberships`."""

    plans: Annotated[list[PlanDocument], Field(max_length=MOST_PLANS)]
    grace_days: Annotated[int, Field(ge=0, le=60)]

    @model_validator(mode="after")
    def _name_each_plan_once(self) -> MembershipsDocument:
        _require_distinct(plan.plan_id for plan in self.plans)
        return self

    def value(self) -> MembershipsRule:
        """The value that decisions read."""
        return MembershipsRule(self.version, tuple(plan.value() for plan in self.plans), self.grace_days)
