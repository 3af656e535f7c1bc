"""A manager publishes a rule too long for the security rules to look through: a new version, and its history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from loyalty.domain.documents import Decision, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.program.clinic import MANAGING_ROLES
from loyalty.domain.program.published_rules import PastRule, PublishedRule
from loyalty.errors.program import RuleChanged
from loyalty.services.preconditions import Caller, require_active_staff, require_role

_SIGNED = frozenset({"updated_at"})


@dataclass(frozen=True, slots=True)
class PublishRule:
    """What is published: the rule's name and every field of the new document, checked already."""

    clinic_id: str
    name: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RulePublished:
    """The version that is live."""

    name: str
    version: int


def publish_rule(store: Store, body: PublishRule, caller: Caller) -> RulePublished:
    """Publish a version of a rule, one above the live one; it decides from the next call on.

    The same again is answered alike. Refuses who does not manage the clinic, and RuleChanged where another version is
    live than the one this was made from: nobody overwrites what they have not seen.
    """
    keys = ClinicKeys(body.clinic_id)
    published = PublishedRule(body.fields)
    live_at = keys.published_rule(body.name)
    past_at = keys.past_rule(body.name, published.version)

    def decide(docs: Snapshots) -> Decision[RulePublished]:
        require_role(require_active_staff(docs, keys, caller.uid), MANAGING_ROLES)
        live = docs.get(live_at)
        answer = RulePublished(body.name, published.version)
        if live is not None and _content(live) == _content(published):
            return Decision(answer)
        live_version = live.version if live else 0
        if published.version != live_version + 1:
            raise RuleChanged(rule=body.name, live_version=live_version)
        return Decision(answer, (Put(live_at, published), Put(past_at, PastRule(body.fields))))

    return store.transact((keys.staff(caller.uid), live_at), decide)


def _content(rule: PublishedRule) -> Mapping[str, Any]:
    return {name: value for name, value in rule.fields.items() if name not in _SIGNED}
