"""Shown is credited, and shown is used: the rules by which a page computed a figure, and the figure that it showed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, NamedTuple

from annotated_types import Ge, Le

from loyalty.domain.program.rules import EarningRule, RedemptionRule
from loyalty.domain.program.tiers import TiersRule

# The largest integer that a page counts exactly.
MOST_COUNTED = 2**53 - 1

Version = Annotated[int, Ge(1), Le(MOST_COUNTED)]


@dataclass(frozen=True, slots=True)
class RuleVersions:
    """The versions of the rules that decide what a purchase brings and what points pay; null where there is no rule."""

    earning: Version
    tiers: Version | None = None
    redemption: Version | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """The points that a desk showed for a purchase, and the versions of the rules that it computed them by."""

    points: Annotated[int, Ge(0), Le(MOST_COUNTED)]
    rule_versions: RuleVersions


@dataclass(frozen=True, slots=True)
class ShownUse:
    """The points of a use and their worth as a desk showed them, and the versions of the rules that it used."""

    points: Annotated[int, Ge(0), Le(MOST_COUNTED)]
    worth_minor: Annotated[int, Ge(0), Le(MOST_COUNTED)]
    rule_versions: RuleVersions


class Replaced(NamedTuple):
    """A rule that was published after it was shown; 0 is the version of none."""

    rule: str
    shown_version: int
    live_version: int


def versions_of(earning: EarningRule, tiers: TiersRule | None, redemption: RedemptionRule | None) -> RuleVersions:
    """The versions that are live."""
    return RuleVersions(earning.version, tiers.version if tiers else None, redemption.version if redemption else None)


def first_replaced(shown: RuleVersions, live: RuleVersions, names: tuple[str, ...]) -> Replaced | None:
    """The first of these rules that is live in another version than the one shown."""
    for name in names:
        before, now = getattr(shown, name) or 0, getattr(live, name) or 0
        if before != now:
            return Replaced(name, before, now)
    return None
