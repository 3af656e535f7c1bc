"""Rule documents as the functions publish them, with every field checked before, and their history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

RuleName = Literal[
    "earning",
    "expiry",
    "reminders",
    "check_in",
    "redemption",
    "banking",
    "adjustments",
    "governance",
    "tiers",
    "memberships",
]
RULE_NAMES: Final[tuple[RuleName, ...]] = get_args(RuleName)


@dataclass(frozen=True, slots=True)
class PublishedRule:
    """A rule document as it is published, with every field checked before."""

    fields: Mapping[str, Any]

    @property
    def version(self) -> int:
        """The version, from 1."""
        return int(self.fields["version"])


@dataclass(frozen=True, slots=True)
class PastRule(PublishedRule):
    """A published rule as its history keeps it forever."""
