"""Scheduled releases become live when their instant has come, or are stale where their base has moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from loyalty.domain.documents import Decision, Key, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ports import ProgramFacts
from loyalty.domain.program.releases import SCHEDULED, STALE, Release
from loyalty.errors.base import Contention, Refusal, StoreUnavailable
from loyalty.services.program.going_live import release_keys_of
from loyalty.services.program.judging import ProgramRead, program_keys
from loyalty.services.program.releasing import take_up
from loyalty.services.program.rule_actions import RuleShapes

# A release that was refused with one of these is worth another try at once.
PASSING = frozenset({Contention.code, StoreUnavailable.code})


@dataclass(slots=True)
class Published:
    """The outcome of a run: releases by what became of them; refusals by code; and whether some are left."""

    states: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    cut_short: bool = False

    @property
    def is_worth_a_look(self) -> bool:
        """True where a release is stale, or could not be looked at: somebody has to look again."""
        return self.states[STALE] > 0 or bool(self.refused.keys() - PASSING)

    @property
    def is_unfinished(self) -> bool:
        """True where another run finds more to do at once."""
        return self.cut_short or bool(PASSING & self.refused.keys())

    def as_map(self) -> Mapping[str, object]:
        """The counts, as a log line has them."""
        return {"states": dict(self.states), "refused": dict(self.refused), "cut_short": self.cut_short}


def publish_releases(
    store: Store, facts: ProgramFacts, shapes: RuleShapes, now: datetime, go_on: Callable[[], bool]
) -> Published:
    """Take up every release that is due. Each is one commit, so a killed or doubled run publishes nothing twice."""
    published = Published()
    for at in facts.due(now):
        if not go_on():
            published.cut_short = True
            break
        try:
            state = _take_up(store, shapes, at, now)
        except Refusal as refusal:
            published.refused[refusal.code] += 1
        else:
            published.states[state] += 1
    return published


def _take_up(store: Store, shapes: RuleShapes, at: Key[Release], now: datetime) -> str:
    """Take up one release, and return its state after that."""
    clinic_id, release_id = at.ids
    keys = ClinicKeys(clinic_id)
    found = store.transact((at,), lambda docs: Decision(docs.require(at)))
    where = release_keys_of(store, keys, release_id, found.rule, found.base_version)

    def decide(docs: Snapshots) -> Decision[str]:
        release = docs.require(at)
        if release.state != SCHEDULED or release.due_at is None or release.due_at > now:
            return Decision(release.state)
        after, writes = take_up(docs, where, release, ProgramRead(docs, keys, shapes), now)
        return Decision(after.state, writes)

    return store.transact((*where.reads, *program_keys(keys)), decide)
