"""Releases: a version of a rule on its way to being live, and what became of it.

A release waits for a second person, is scheduled for an instant, or is live at once. One whose base is no longer live
when its instant comes is stale and never becomes live.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Literal

from loyalty.domain.program.clinic import OWNERS, Staff
from loyalty.domain.program.published_rules import RuleName
from loyalty.domain.program.remarks import RuleReason

ReleaseState = Literal["waiting", "scheduled", "live", "past", "canceled", "stale"]
WAITING: Final = "waiting"
SCHEDULED: Final = "scheduled"
LIVE: Final = "live"
PAST: Final = "past"
CANCELED: Final = "canceled"
STALE: Final = "stale"


@dataclass(frozen=True, slots=True)
class Release:
    """A release, named after the request that asked for it.

    `content` is the rule without its envelope, `base_version` the live version that it was made from. `effective_on`
    and `effective_time` are as they were asked for, on the clinic's clock, and `effective_at` the instant they mean;
    null where it was to be live at once. `due_at` is the instant at which the schedule takes up a scheduled one.
    `appointed_by` is who had appointed the author. `of_owner` is true where only an owner may agree. `version` is the
    one that it became, at `live_at`; `restores` the past version that it is a copy of.
    """

    clinic_id: str
    rule: RuleName
    base_version: int
    content: Mapping[str, Any]
    note: str
    state: ReleaseState
    asked_by: str
    asked_at: datetime
    fingerprint: str
    appointed_by: str | None = None
    reasons: tuple[RuleReason, ...] = ()
    of_owner: bool = False
    effective_on: date | None = None
    effective_time: str | None = None
    effective_at: datetime | None = None
    due_at: datetime | None = None
    preview_id: str | None = None
    restores: int | None = None
    agreed_by: str | None = None
    agreed_at: datetime | None = None
    canceled_by: str | None = None
    canceled_at: datetime | None = None
    stale_at: datetime | None = None
    stale_because: Literal["rule-changed", "rule-invalid"] | None = None
    version: int | None = None
    live_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """The open draft of a rule, as managers write it; nothing is decided by it.

    `base_version` is the live version that it was begun from, 0 if none was live.
    """

    content: Mapping[str, Any]
    base_version: int
    note: str
    edited_by: str
    edited_at: datetime


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft's document, whatever a client wrote into it."""

    fields: Mapping[str, Any]


def who_may_agree(people: Mapping[str, Staff], asked_by: str, *, of_owner: bool) -> frozenset[str]:
    """The people, of those who manage the clinic, who may agree to a release; none where its author has to wait.

    They are not its author, and neither appointed the other. Where that leaves nobody, an owner agrees to what another
    role asked for, also one who appointed the author: it is never left to a clock what an owner can look at.
    """
    author = people.get(asked_by)
    owners = {uid for uid, person in people.items() if person.role in OWNERS and uid != asked_by}
    able = owners if of_owner else people.keys() - {asked_by}
    appointed_by = author.appointed_by if author else None
    second = frozenset(uid for uid in able if uid != appointed_by and people[uid].appointed_by != asked_by)
    if second or (author is not None and author.role in OWNERS):
        return second
    return frozenset(owners)
