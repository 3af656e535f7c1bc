"""Rulebooks of clinics: every version of the rules that acts are decided by, read from their history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from loyalty.domain.documents import Decision, Key, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.program.published_rules import PastRule, PublishedRule
from loyalty.domain.proof.replaying.rulebook import DECIDING, Kept, Rulebook
from loyalty.errors.base import DocumentInvalid

# Documents of one read, so that a rule with a long history is read in several.
_TOGETHER = 100


def read_rulebook(store: Store, keys: ClinicKeys) -> Rulebook:
    """Every version of the deciding rules; one that cannot be read as a rule is as good as lost."""
    live_at = [keys.published_rule(rule) for rule in DECIDING]
    live = store.transact(live_at, lambda docs: Decision([docs.get(key) for key in live_at]))
    kept = list[Kept]()
    for rule, published in zip(DECIDING, live, strict=True):
        if published is not None:
            kept += _history(store, keys, rule, published)
    return Rulebook(kept)


def _history(store: Store, keys: ClinicKeys, rule: str, live: PublishedRule) -> Iterator[Kept]:
    key: Key[Any] = getattr(keys, rule)
    known = set[int]()
    for first in range(1, live.version + 1, _TOGETHER):
        numbers = range(first, min(first + _TOGETHER, live.version + 1))
        past_at = [keys.past_rule(rule, number) for number in numbers]
        values_at: list[Key[Any]] = [Key(key.kind, at.path) for at in past_at]
        found = store.transact([*past_at, *values_at], _reader(past_at, values_at, rule))
        known |= {one.version for one in found}
        yield from found
    if live.version not in known:
        value = store.transact((key,), lambda docs: Decision(_value_or_none(docs, key)))
        if value is not None:
            yield Kept(rule, live.version, _instant(live), value)


def _reader(past_at: list[Key[PastRule]], values_at: list[Key[Any]], rule: str) -> Any:  # noqa: ANN401 - a decision
    def read(docs: Snapshots) -> Decision[list[Kept]]:
        found = []
        for past_key, value_key in zip(past_at, values_at, strict=True):
            past, value = docs.get(past_key), _value_or_none(docs, value_key)
            if past is not None and value is not None:
                found.append(Kept(rule, past.version, _instant(past), value))
        return Decision(found)

    return read


def _value_or_none(docs: Snapshots, key: Key[Any]) -> Any:  # noqa: ANN401 - the value of any rule
    try:
        return docs.get(key)
    except DocumentInvalid:
        return None


def _instant(rule: PublishedRule) -> datetime:
    at: datetime = rule.fields["updated_at"]
    return at
