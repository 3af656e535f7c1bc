"""Rulebooks of clinics: every version of the rules that acts are decided by, read from their history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from loyalty.domain.documents import Decision, Key, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.program.published_rules import PublishedRule
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
        # One read gives a document one value, so the envelopes and the rules are read one after the other.
        past = store.transact(past_at, partial(_found, past_at))
        values = store.transact(values_at, partial(_found, values_at))
        both = zip(past, values, strict=True)
        found = [Kept(rule, one.version, _instant(one), value) for one, value in both if one and value is not None]
        known |= {one.version for one in found}
        yield from found
    if live.version not in known:
        value = store.transact((key,), lambda docs: Decision(_value_or_none(docs, key)))
        if value is not None:
            yield Kept(rule, live.version, _instant(live), value)


def _found(keys: Sequence[Key[Any]], docs: Snapshots) -> Decision[list[Any]]:
    return Decision([_value_or_none(docs, key) for key in keys])


def _value_or_none(docs: Snapshots, key: Key[Any]) -> Any:  # noqa: ANN401 - the value of any rule
    try:
        return docs.get(key)
    except DocumentInvalid:
        return None


def _instant(rule: PublishedRule) -> datetime:
    at: datetime = rule.fields["updated_at"]
    return at
