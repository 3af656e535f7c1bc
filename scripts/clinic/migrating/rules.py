"""Rules of a version before: author and note go into the history, and `oversight` becomes `governance`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from loyalty.domain.documents import Decision, Key, Put, Remove, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.program.published_rules import RULE_NAMES, PastRule, PublishedRule
from loyalty.store.documents import Fields
from scripts.clinic.migrating.differing import Difference, differences

OLDER_GOVERNANCE, GOVERNANCE = "oversight", "governance"
# What a live rule kept before, and only its history keeps now.
_OF_THE_HISTORY = frozenset({"note", "updated_by"})
Told = tuple[str, tuple[Difference, ...]]
Writes = tuple[Put[Any] | Remove[Any], ...]


def migrate_rules(store: Store, keys: ClinicKeys, *, write: bool) -> Iterator[Told]:
    """Migrate the rules, each in one commit, and tell the path and the differences of each that changes."""
    yield from _rename(store, keys, write=write)
    for name in RULE_NAMES:
        yield from _sign_in_history(store, keys, name, write=write)


def _sign_in_history(store: Store, keys: ClinicKeys, name: str, *, write: bool) -> Iterator[Told]:
    """A live rule without its author and note; a history that lacks the version gets it."""
    live_at = keys.published_rule(name)
    live = store.transact((live_at,), lambda docs: Decision(docs.get(live_at)))
    if live is None or not _OF_THE_HISTORY & live.fields.keys():
        return
    past_at = keys.past_rule(name, live.version)

    def decide(docs: Snapshots) -> Decision[tuple[Told, ...]]:
        kept = docs.require(live_at)
        if kept != live:
            return Decision(())  # published meanwhile, as this version publishes
        said = _without(kept.fields, _OF_THE_HISTORY)
        past = () if docs.get(past_at) else (Put(past_at, PastRule(kept.fields)),)
        told = ((live_at.path, tuple(differences(kept.fields, said))),)
        return Decision(told, (Put(live_at, PublishedRule(said)), *past) if write else ())

    yield from store.transact((live_at, past_at), decide)


def _rename(store: Store, keys: ClinicKeys, *, write: bool) -> Iterator[Told]:
    """The rule of before under its name of now, with its history; a rule that is there already stays as it is."""
    older_at, live_at = keys.published_rule(OLDER_GOVERNANCE), keys.published_rule(GOVERNANCE)
    older = store.transact((older_at,), lambda docs: Decision(docs.get(older_at)))
    if older is None:
        return
    versions = range(1, older.version + 1)
    past: list[tuple[Key[PastRule], Key[PastRule]]] = [
        (keys.past_rule(OLDER_GOVERNANCE, version), keys.past_rule(GOVERNANCE, version)) for version in versions
    ]

    def decide(docs: Snapshots) -> Decision[tuple[Told, ...]]:
        kept = docs.get(older_at)
        if kept is None or docs.get(live_at) is not None:
            return Decision(())
        found = [(at, to, docs.get(at)) for at, to in past]
        moved: Writes = tuple(Put(to, rule) for _, to, rule in found if rule is not None)
        gone: Writes = tuple(Remove(at) for at, _, rule in found if rule is not None)
        told = ((live_at.path, (Difference(("new document",), None, kept.fields),)),)
        return Decision(told, (Put(live_at, kept), Remove(older_at), *moved, *gone) if write else ())

    reads: tuple[Key[Any], ...] = (older_at, live_at, *(at for pair in past for at in pair))
    yield from store.transact(reads, decide)


def _without(fields: Fields, names: frozenset[str]) -> Fields:
    return {name: value for name, value in fields.items() if name not in names}
