"""Publishing: a rule that the security rules let nobody write, as a new version: tiers, memberships, governance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from annotated_types import Ge, Le, MaxLen, MinLen

from loyalty.domain.bounds import Id, Stripped
from loyalty.domain.documents import Decision, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.program.clinic import MANAGING_ROLES, OWNERS
from loyalty.domain.program.placings import Placing, placing_id
from loyalty.domain.program.published_rules import PastRule, PublishedRule
from loyalty.errors.program import RuleChanged
from loyalty.services.preconditions import Caller, require_active_staff, require_role

# Fields that do not count when two versions are compared.
_NOT_CONTENT = frozenset({"updated_at"})
_OTHER: Mapping[str, str] = {"tiers": "memberships", "memberships": "tiers"}
# Rules that bound what managers themselves may do alone: owners publish them.
_OF_OWNERS = frozenset({"governance"})
RuleName = Literal["tiers", "memberships", "governance"]
RequireSound = Callable[[str, Mapping[str, Any]], None]


@dataclass(frozen=True, slots=True)
class PublishRule:
    """A version of a rule document; `content` has all of its fields but version, note, publisher and instant."""

    clinic_id: Id
    rule: RuleName
    version: Annotated[int, Ge(1), Le(1_000_000)]
    note: Annotated[str, Stripped(), MinLen(1), MaxLen(200)]
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RulePublished:
    """The version of a rule that is live now."""

    name: RuleName
    version: int


def publish_rule(store: Store, body: PublishRule, caller: Caller, require_sound: RequireSound) -> RulePublished:
    """Publish a version of a rule, one above the live one; it decides from the next call on.

    Tiers and memberships ask for a placing. Governance bounds managers as well, so only owners publish it.

    `require_sound` raises DocumentInvalid for a document that breaks the rule's shape. A repeat gets the same answer.
    Refuses a person who does not manage the clinic, and RuleChanged where another version is live than the one that
    this was made from: nobody overwrites a version that they have not seen.
    """
    keys = ClinicKeys(body.clinic_id)
    signed = {"version": body.version, "note": body.note, "updated_by": caller.uid, "updated_at": caller.now}
    published = PublishedRule({**body.content, **signed})
    require_sound(body.rule, published.fields)
    live_at, other_at = keys.published_rule(body.rule), keys.published_rule(_OTHER.get(body.rule, body.rule))
    allowed = OWNERS if body.rule in _OF_OWNERS else MANAGING_ROLES
    past_at = keys.past_rule(body.rule, published.version)

    def decide(docs: Snapshots) -> Decision[RulePublished]:
        require_role(require_active_staff(docs, keys, caller.uid), allowed)
        live = docs.get(live_at)
        answer = RulePublished(body.rule, published.version)
        if live is not None and _content(live) == _content(published):
            return Decision(answer)
        live_version = live.version if live else 0
        if published.version != live_version + 1:
            raise RuleChanged(rule=body.rule, live_version=live_version)
        writes = (Put(live_at, published), Put(past_at, PastRule(published.fields)))
        return Decision(answer, (*writes, *_placing(keys, body, docs.get(other_at), caller)))

    return store.transact((keys.staff(caller.uid), live_at, other_at), decide)


def _placing(
    keys: ClinicKeys, body: PublishRule, other: PublishedRule | None, caller: Caller
) -> tuple[Put[Placing], ...]:
    """The placing of all patients by the rules as they are live now; none where the clinic has no tiers."""
    versions = {body.rule: body.version, **({_OTHER.get(body.rule, ""): other.version} if other else {})}
    if body.rule not in _OTHER or "tiers" not in versions:
        return ()
    return (Put(keys.placing(placing_id(versions)), Placing(keys.clinic_id, versions, caller.uid, caller.now)),)


def _content(rule: PublishedRule) -> Mapping[str, Any]:
    return {name: value for name, value in rule.fields.items() if name not in _NOT_CONTENT}
