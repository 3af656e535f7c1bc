"""Actions on a rule: the body and the answer of the call that manages rules, and the shapes that it checks by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, Any, Literal, Protocol

from annotated_types import Ge, Le, MaxLen

from loyalty.domain.bounds import Id, Pattern, RequestId, Text
from loyalty.domain.program.published_rules import RuleName
from loyalty.domain.program.remarks import RuleProblem, RuleQuestion, RuleReason
from loyalty.domain.program.rule_book import Rule

RuleAction = Literal["check", "publish", "schedule", "cancel", "agree", "restore"]
RuleState = Literal["checked", "live", "waiting", "scheduled", "canceled", "past", "stale"]
Version = Annotated[int, Ge(0), Le(1_000_000)]


@dataclass(frozen=True, slots=True)
class ManageRule:
    """An action on a rule.

    `check`, `publish` and `schedule` take `rule`, `base_version` (the live version that it was made from, 0 if none is
    live) and `content`: all fields of the rule but version, note, publisher and instant. `publish` and `schedule` take
    a `note`, the `preview_id` where one is needed, and the codes of the questions that are `accepted`. `schedule` takes
    `effective_on`, and `effective_time` of the clinic's clock; without a time it is the beginning of the date. `check`
    may take these two as well. `restore` takes `rule`, `base_version`, the past `version` and a `note`. `agree` and
    `cancel` take `release_id`.
    """

    request_id: RequestId
    clinic_id: Id
    action: RuleAction
    rule: RuleName | None = None
    base_version: Version | None = None
    content: Mapping[str, Any] | None = None
    note: Text | None = None
    preview_id: Id | None = None
    effective_on: date | None = None
    effective_time: Annotated[str, Pattern(r"^([01][0-9]|2[0-3]):[0-5][0-9]$")] | None = None
    release_id: RequestId | None = None
    version: Version | None = None
    accepted: Annotated[tuple[str, ...], MaxLen(20)] = ()


@dataclass(frozen=True, slots=True)
class RuleNeeds:
    """The needs of a draft before it is live: a preview, a second person, a wait in minutes, notice until a date."""

    preview: bool = False
    second_person: bool = False
    wait_minutes: int | None = None
    notice_until_on: date | None = None


@dataclass(frozen=True, slots=True)
class RuleManaged:
    """The outcome of an action: its release with its state, and the version of the rule that is live now.

    `version` is the version that the release became. `effective_at` is the instant at which it becomes live, or became.
    """

    rule: RuleName
    state: RuleState
    live_version: int
    version: int | None = None
    release_id: str | None = None
    effective_at: datetime | None = None
    problems: tuple[RuleProblem, ...] = ()
    questions: tuple[RuleQuestion, ...] = ()
    reasons: tuple[RuleReason, ...] = ()
    needs: RuleNeeds = field(default_factory=RuleNeeds)


class RuleShapes(Protocol):
    """The shapes of rule documents, as they are checked whenever one is read."""

    def problems(self, rule: RuleName, content: Mapping[str, Any]) -> Sequence[RuleProblem]:
        """The problems of a rule's content by itself; none for content that can be live."""

    def value(self, rule: RuleName, fields: Mapping[str, Any]) -> Rule:
        """The value of a rule's document. Raises DocumentInvalid."""
