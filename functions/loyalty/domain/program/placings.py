"""Placings: the run that gives every account its tier by rules that were published, and how far it is.

A publishing of `tiers` or `memberships` asks for one. It goes through the accounts in the order of their ids and keeps
the last id that is done, so a run that was killed goes on there; placing an account twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

NO_TIERS = "no-tiers"


@dataclass(frozen=True, slots=True)
class Placing:
    """A placing: who asked for it and when, by which versions of the rules, how far it is, and how many tiers changed.

    `after` is the last patient that is done; `total` the number of accounts when it started; `refused` counts, by code,
    the accounts that could not be placed. It is `superseded` where rules were published again before it ended.
    """

    clinic_id: str
    rule_versions: Mapping[str, int]
    asked_by: str
    asked_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None
    after: str = ""
    total: int = 0
    done: int = 0
    changed: int = 0
    refused: Mapping[str, int] = field(default_factory=dict)
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """The outcome of a part of a placing: how many accounts, the last of them, tiers changed, and refusals by code."""

    accounts: int
    last: str
    changed: int
    refused: Mapping[str, int]


def start(placing: Placing, total: int, now: datetime) -> Placing:
    """Start a placing; one that has started goes on as it was."""
    return placing if placing.started_at is not None else replace(placing, started_at=now, total=total)


def go_on(placing: Placing, part: Placed) -> Placing:
    """Count a part that is done."""
    refused = {
        code: placing.refused.get(code, 0) + part.refused.get(code, 0)
        for code in sorted({*placing.refused, *part.refused})
    }
    done = placing.done + part.accounts
    return replace(
        placing,
        after=part.last,
        total=max(placing.total, done),
        done=done,
        changed=placing.changed + part.changed,
        refused=refused,
    )


def finish(placing: Placing, now: datetime, *, superseded: bool = False) -> Placing:
    """End a placing: nobody is left, or another one will place everybody."""
    return replace(placing, finished_at=now, superseded=superseded)


def placing_id(rule_versions: Mapping[str, int]) -> str:
    """The name of a placing: the versions of its rules, or that there are none."""
    return "-".join(f"{name}-{version}" for name, version in sorted(rule_versions.items())) or NO_TIERS
