"""Problems of a rule's content: every way in which it is no document of its kind, with a code and numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final, cast

from pydantic import ValidationError

from loyalty.domain.program.published_rules import RuleName
from loyalty.domain.program.remarks import ProblemCode, RuleProblem
from loyalty.domain.program.rule_book import Rule
from loyalty.entrypoints.managed.parsers import PARSERS, document_of

KINDS: Mapping[RuleName, str] = {
    "earning": "EarningRule",
    "expiry": "ExpiryRule",
    "reminders": "RemindersRule",
    "check_in": "CheckInRule",
    "redemption": "RedemptionRule",
    "banking": "BankingRule",
    "adjustments": "AdjustmentsRule",
    "governance": "GovernanceRule",
    "tiers": "TiersRule",
    "memberships": "MembershipsRule",
}
MOST_TOLD = 50
_LONGEST_FIELD = 80
# A content is looked at as if it were published: with an envelope of some kind.
_ENVELOPE: Final[Mapping[str, object]] = {"version": 1, "updated_at": datetime(2026, 1, 1, tzinfo=UTC)}
_SIGNED = frozenset({*_ENVELOPE, "note", "updated_by", "release_id", "agreed_by"})
_CODES: Mapping[str, ProblemCode] = {
    "missing": "missing",
    "extra_forbidden": "unknown",
    "greater_than": "too-small",
    "greater_than_equal": "too-small",
    "less_than": "too-large",
    "less_than_equal": "too-large",
    "string_too_short": "too-short",
    "string_too_long": "too-long",
    "too_short": "too-short",
    "too_long": "too-long",
    "value_error": "not-possible",
    "string_pattern_mismatch": "not-possible",
}
# The numbers of a problem, by the names that pydantic gives them.
_NUMBERS = {
    "ge": "least",
    "gt": "more_than",
    "le": "most",
    "lt": "less_than",
    "min_length": "least",
    "max_length": "most",
    "actual_length": "actual",
}


def read_draft(rule: str, version: int, content: Mapping[str, Any]) -> Rule:
    """The value of a rule that a draft's content would be. Raises DocumentInvalid."""
    said = {**_ENVELOPE, **content, "version": version}
    read: Rule = PARSERS[KINDS[cast("RuleName", rule)]](f"rules/{rule}", said)
    return read


class DocumentShapes:
    """The shapes of rule documents, by the models that read them: see the protocol `RuleShapes`."""

    def problems(self, rule: RuleName, content: Mapping[str, Any]) -> Sequence[RuleProblem]:
        """See `RuleShapes`."""
        signed = [
            RuleProblem(name, "unknown", "it is no part of the content", {})
            for name in sorted(_SIGNED & content.keys())
        ]
        try:
            document_of(KINDS[rule]).model_validate({**content, **_ENVELOPE})
        except ValidationError as error:
            found = error.errors(include_url=False, include_input=False)
            return (*signed, *map(_problem, found[:MOST_TOLD]))
        return signed

    def value(self, rule: RuleName, fields: Mapping[str, Any]) -> Rule:
        """See `RuleShapes`."""
        read: Rule = PARSERS[KINDS[rule]](f"rules/{rule}", {**_ENVELOPE, **fields})
        return read


def _problem(error: Any) -> RuleProblem:  # noqa: ANN401 - pydantic's details
    context = error.get("ctx", {})
    numbers = {name: context[known] for known, name in _NUMBERS.items() if type(context.get(known)) is int}
    path = ".".join(str(part) for part in error["loc"]).encode("utf-8", "replace").decode()[:_LONGEST_FIELD]
    return RuleProblem(path, _CODES.get(error["type"], "wrong-kind"), error["msg"], numbers)
