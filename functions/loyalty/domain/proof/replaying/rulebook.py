"""Rulebooks: every version of a clinic's rules, and which one decided; with a draft, that one decides in its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, cast
from zoneinfo import ZoneInfo

from loyalty.domain.ledger.lots import Lives
from loyalty.domain.program.memberships import MembershipsRule
from loyalty.domain.program.rules import BankingRule, EarningRule, ExpiryRule, RedemptionRule, RemindersRule
from loyalty.domain.program.tiers import TiersRule

# The rules that an act of the ledger is decided by.
DECIDING = ("earning", "expiry", "reminders", "redemption", "banking", "tiers", "memberships")


class VersionLost(LookupError):
    """A version that decided is not in the rule's history."""


class Kept(NamedTuple):
    """A version as the history keeps it: its rule, its number, when it was published, and its value."""

    rule: str
    version: int
    published_at: datetime
    value: Any


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule as it would be: its name and its value."""

    rule: str
    value: Any


class Rulebook:
    """The versions of all rules; `draft` decides in the place of any version of its rule."""

    def __init__(self, kept: Iterable[Kept], draft: Draft | None = None) -> None:
        """Order the versions of each rule by their numbers."""
        self._versions: dict[str, dict[int, Kept]] = {}
        for one in sorted(kept, key=lambda one: one.version):
            self._versions.setdefault(one.rule, {})[one.version] = one
        self.draft = draft

    def with_draft(self, draft: Draft) -> Rulebook:
        """The same versions under a draft."""
        return Rulebook((one for of_rule in self._versions.values() for one in of_rule.values()), draft)

    def version(self, rule: str, number: int | None) -> Any:  # noqa: ANN401 - the value of any rule
        """The rule as a version says it; None where there was none. Raises VersionLost."""
        if self.draft is not None and self.draft.rule == rule:
            return self.draft.value
        if number is None:
            return None
        kept = self._versions.get(rule, {}).get(number)
        if kept is None:
            raise VersionLost(f"{rule} {number}")
        return kept.value

    def at(self, rule: str, now: datetime) -> Any:  # noqa: ANN401 - the value of any rule
        """The rule as it was in force at an instant; the first version where none was published by then."""
        if self.draft is not None and self.draft.rule == rule:
            return self.draft.value
        known = list(self._versions.get(rule, {}).values())
        in_force = [one for one in known if one.published_at <= now] or known[:1]
        return in_force[-1].value if in_force else None

    def earning(self, versions: Mapping[str, int]) -> EarningRule:
        """The earning rule of an entry."""
        return cast("EarningRule", self._required("earning", versions))

    def earning_at(self, now: datetime) -> EarningRule:
        """The earning rule in force at an instant. Raises VersionLost where no version is known."""
        rule = self.at("earning", now)
        if rule is None:
            raise VersionLost("earning of no version")
        return cast("EarningRule", rule)

    def kept_expiry(self, versions: Mapping[str, int]) -> ExpiryRule | None:
        """The rule of the life of points that an entry names, whatever the draft says."""
        kept = self._versions.get("expiry", {}).get(versions.get("expiry", 0))
        return cast("ExpiryRule", kept.value) if kept else None

    def lives(self, versions: Mapping[str, int], zone: ZoneInfo) -> Lives:
        """The life of points that came in with an entry."""
        return Lives(self._required("expiry", versions), self._required("reminders", versions), zone)

    def lives_at(self, now: datetime, zone: ZoneInfo) -> Lives:
        """The rules of an instant that give new points their life. Raises VersionLost where none is known."""
        expiry, reminders = self.at("expiry", now), self.at("reminders", now)
        if expiry is None or reminders is None:
            raise VersionLost("expiry of no version")
        return Lives(expiry, reminders, zone)

    def banking(self, versions: Mapping[str, int]) -> BankingRule:
        """The banking rule of an entry."""
        return cast("BankingRule", self._required("banking", versions))

    def reminders(self, versions: Mapping[str, int]) -> RemindersRule:
        """The rule of reminders of an entry."""
        return cast("RemindersRule", self._required("reminders", versions))

    def tiers(self, versions: Mapping[str, int]) -> TiersRule | None:
        """The tiers that an entry names; None for one of a clinic that had none."""
        return cast("TiersRule | None", self.version("tiers", versions.get("tiers")))

    def tiers_at(self, now: datetime) -> TiersRule | None:
        """The tiers in force at an instant."""
        return cast("TiersRule | None", self.at("tiers", now))

    def redemption_at(self, now: datetime) -> RedemptionRule | None:
        """The redemption rule in force at an instant."""
        return cast("RedemptionRule | None", self.at("redemption", now))

    def redemption(self, versions: Mapping[str, int]) -> RedemptionRule:
        """The redemption rule of an entry."""
        return cast("RedemptionRule", self._required("redemption", versions))

    def memberships_at(self, now: datetime) -> MembershipsRule | None:
        """The plans in force at an instant."""
        return cast("MembershipsRule | None", self.at("memberships", now))

    def _required(self, rule: str, versions: Mapping[str, int]) -> Any:  # noqa: ANN401 - the value of any rule
        value = self.version(rule, versions.get(rule))
        if value is None:
            raise VersionLost(f"{rule} of no version")
        return value
