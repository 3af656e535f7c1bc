"""Going live: the one commit by which a release becomes the live version of its rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile
from typing import Any, Final

from loyalty.domain.documents import Decision, Key, Put, Remove, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.program.clinic import WholeClinic
from loyalty.domain.program.placings import Placing, placing_id
from loyalty.domain.program.published_rules import PastRule, PublishedRule, RuleName
from loyalty.domain.program.releases import LIVE, PAST, SCHEDULED, Release
from loyalty.domain.program.weighing import NOTICED
from loyalty.services.program.judging import ProgramRead

# The rules that decide a tier: patients are placed by both.
_OTHER: Final[Mapping[RuleName, RuleName]] = {"tiers": "memberships", "memberships": "tiers"}
# So many versions back a release is held against what was, at most.
MOST_LATELY = 10
Writes = tuple[Put[Any] | Remove[Any], ...]


@dataclass(frozen=True, slots=True)
class ReleaseKeys:
    """The keys of what a release of a rule changes besides the rule: itself, the one before it, the open draft.

    `lately` are the versions of the rule's history from its base back, at most ten.
    """

    keys: ClinicKeys
    release_at: Key[Release]
    before_at: Key[Release] | None
    draft_at: Key[Any]
    lately: tuple[PastRule, ...] = ()

    @property
    def reads(self) -> tuple[Key[Any], ...]:
        """The keys to read."""
        before = [self.before_at] if self.before_at else []
        return (self.release_at, self.draft_at, self.keys.whole_clinic, *before)


def release_keys_of(store: Store, keys: ClinicKeys, release_id: str, rule: RuleName, base_version: int) -> ReleaseKeys:
    """The keys of a release: the history says by which release its base became live."""
    past_at = [keys.past_rule(rule, base_version - ago) for ago in range(min(MOST_LATELY, base_version))]
    found = store.transact(past_at, lambda docs: Decision([docs.get(at) for at in past_at])) if past_at else []
    before = found[0].fields.get("release_id") if found and found[0] else None
    before_at = keys.release(before) if isinstance(before, str) else None
    lately = tuple(past for past in takewhile(bool, found) if past is not None)
    return ReleaseKeys(keys, keys.release(release_id), before_at, keys.rule_draft(rule), lately)


def go_live(
    docs: Snapshots, at: ReleaseKeys, release: Release, program: ProgramRead, now: datetime
) -> tuple[Release, Writes]:
    """The release as it is live, and the writes: rule, history, this release and the one before, draft, placing.

    The note and the author are in the history alone: the live rule is read by patients.
    """
    version = release.base_version + 1
    live = PublishedRule({**release.content, "version": version, "updated_at": now})
    signed = {"note": release.note, "updated_by": release.asked_by, "release_id": at.release_at.ids[-1]}
    if release.agreed_by is not None:
        signed["agreed_by"] = release.agreed_by
    after = replace(release, state=LIVE, version=version, live_at=now, due_at=None)
    before = docs.get(at.before_at) if at.before_at else None
    writes: Writes = (
        Put(at.keys.published_rule(release.rule), live),
        Put(at.keys.past_rule(release.rule, version), PastRule({**live.fields, **signed})),
        Put(at.release_at, after),
    )
    if at.before_at and before and before.state == LIVE:
        writes = (*writes, Put(at.before_at, replace(before, state=PAST)))
    told = tell_what_comes(docs, at.keys, at.release_at, after)
    return after, (*writes, *told, *drop_draft(docs, at, release), *_placing(at.keys, release, program, now))


def tell_what_comes(docs: Snapshots, keys: ClinicKeys, release_at: Key[Release], release: Release) -> Writes:
    """The write by which the clinic tells its patients what is coming, for as long as a release of notice is scheduled.

    Releases are their managers' own; the clinic's document is what every phone listens to anyway.
    """
    fields = docs.require(keys.whole_clinic).fields
    said = fields.get("coming")
    told = said if isinstance(said, dict) else {}
    coming: dict[str, Any] = {release_id: each for release_id, each in told.items() if release_id != release_at.ids[-1]}
    what = list(dict.fromkeys(reason.code for reason in release.reasons if reason.code in NOTICED))
    if release.state == SCHEDULED and what:
        coming[release_at.ids[-1]] = {"rule": release.rule, "what": what, "effective_at": release.effective_at}
    return () if coming == told else (Put(keys.whole_clinic, WholeClinic({**fields, "coming": coming})),)


def drop_draft(docs: Snapshots, at: ReleaseKeys, release: Release) -> Writes:
    """Remove the open draft where it is what the release holds; another draft stays with its editor."""
    draft = docs.get(at.draft_at)
    return (Remove(at.draft_at),) if draft is not None and draft.fields.get("content") == release.content else ()


def _placing(keys: ClinicKeys, release: Release, program: ProgramRead, now: datetime) -> Writes:
    """The placing of all patients by the rules as they are live now; none where the clinic has no tiers."""
    other = _OTHER.get(release.rule)
    if other is None:
        return ()
    versions: dict[str, int] = {release.rule: release.base_version + 1}
    if program.live(other):
        versions[other] = program.live_version(other)
    if "tiers" not in versions:
        return ()
    return (Put(keys.placing(placing_id(versions)), Placing(keys.clinic_id, versions, release.asked_by, now)),)
