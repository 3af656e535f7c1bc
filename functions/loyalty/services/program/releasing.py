"""Releasing: a draft is checked, published, scheduled or restored; what is on its way is agreed to or canceled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from loyalty.domain.calendar import instant_of
from loyalty.domain.documents import Decision, Key, Put, Snapshots, Store
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.entry import Request
from loyalty.domain.ports import ProgramFacts
from loyalty.domain.program.clinic import MANAGING_ROLES, OWNERS, Clinic, Staff
from loyalty.domain.program.drafts import fingerprint_of
from loyalty.domain.program.published_rules import RuleName
from loyalty.domain.program.releases import CANCELED, LIVE, SCHEDULED, STALE, WAITING, Release, who_may_agree
from loyalty.domain.program.remarks import QuestionCode
from loyalty.domain.proof.previews import Preview
from loyalty.errors.access import SecondPersonRequired
from loyalty.errors.base import MalformedRequest
from loyalty.errors.program import (
    EffectiveOutOfReach,
    PreviewRequired,
    ReleaseDecided,
    ReleaseNotFound,
    RuleChanged,
    RuleInvalid,
    RuleQuestioned,
    VersionNotFound,
)
from loyalty.services.preconditions import (
    Caller,
    require_active_staff,
    require_clinic,
    require_role,
    require_same_request,
    require_second_person,
)
from loyalty.services.program.going_live import (
    ReleaseKeys,
    Writes,
    drop_draft,
    go_live,
    release_keys_of,
    tell_what_comes,
)
from loyalty.services.program.judging import (
    Around,
    Draft,
    Judged,
    ProgramRead,
    content_of,
    is_previewed,
    judge,
    problems_of,
    program_keys,
)
from loyalty.services.program.rule_actions import ManageRule, RuleManaged, RuleNeeds, RuleShapes, RuleState
from loyalty.services.requests import request_of

T = TypeVar("T")
# Rules that bound what managers themselves may do: owners publish them.
OF_OWNERS = frozenset({"governance"})
FURTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Office:
    """The work of a manager on rules: the store, the facts around, the shapes of rules, and who calls."""

    store: Store
    facts: ProgramFacts
    shapes: RuleShapes
    caller: Caller


@dataclass(frozen=True, slots=True)
class _Action:
    """One action with its keys."""

    office: Office
    keys: ClinicKeys
    body: ManageRule

    def require_allowed(self, docs: Snapshots, rule: RuleName | None) -> Staff:
        staff = require_active_staff(docs, self.keys, self.office.caller.uid)
        require_role(staff, OWNERS if rule in OF_OWNERS else MANAGING_ROLES)
        return staff

    def read(self, reads: tuple[Key[Any], ...], decide: Callable[[Snapshots], T]) -> T:
        """Read something and decide nothing; for people who manage alone."""
        staff_at = self.keys.staff(self.office.caller.uid)

        def read(docs: Snapshots) -> Decision[T]:
            self.require_allowed(docs, self.body.rule)
            return Decision(decide(docs))

        return self.office.store.transact((staff_at, *reads), read)

    def around(self, draft: Draft, where: ReleaseKeys) -> Around:
        rewards = () if draft.restores else self.office.facts.rewards(self.keys.clinic_id)
        return Around(self.office.facts.managing(self.keys.clinic_id), rewards, where.lately)


def check(office: Office, body: ManageRule) -> RuleManaged:
    """Judge a draft and write nothing. Raises RuleChanged where another version is live than it was made from."""
    action, draft = _action_of(office, body)
    around = action.around(
        draft, release_keys_of(office.store, action.keys, body.request_id, draft.rule, draft.base_version)
    )

    def decide(docs: Snapshots) -> RuleManaged:
        program, clinic = ProgramRead(docs, action.keys, office.shapes), require_clinic(docs, action.keys)
        _require_base(program, draft)
        at = _effective_at(body, clinic, office.caller.now) if body.effective_on else None
        judged = judge(draft, program, around, clinic, (office.caller.uid, office.caller.now), at)
        return _answer("checked", draft, judged)

    return action.read((action.keys.clinic, *program_keys(action.keys)), decide)


def ask(office: Office, body: ManageRule) -> RuleManaged:
    """Publish, schedule or restore: the release is live, scheduled, or waits for a second person.

    A repeat gets the same answer.
    """
    note = _required(body.note, "note")
    action, draft = _action_of(office, body)
    _require_sound_shape(office.shapes, draft)
    request = request_of("manage_rule", body, office.caller, body.request_id)
    where = release_keys_of(office.store, action.keys, body.request_id, draft.rule, draft.base_version)
    around = action.around(draft, where)
    staff_at, clinic_at = action.keys.staff(office.caller.uid), action.keys.clinic
    preview_at = action.keys.preview(body.preview_id or body.request_id)
    reads: tuple[Key[Any], ...] = (staff_at, clinic_at, preview_at, *program_keys(action.keys), *where.reads)

    def decide(docs: Snapshots) -> Decision[RuleManaged]:
        staff = action.require_allowed(docs, draft.rule)
        program = ProgramRead(docs, action.keys, office.shapes)
        known = docs.get(where.release_at)
        if known is not None:
            require_same_request(Request(body.request_id, known.fingerprint), request)
            return Decision(_answer_of(known, body.request_id, program))
        clinic, now = require_clinic(docs, action.keys), office.caller.now
        _require_base(program, draft)
        at = _effective_at(body, clinic, now) if body.action == "schedule" else None
        judged = judge(draft, program, around, clinic, (office.caller.uid, now), at)
        preview = docs.get(preview_at) if body.preview_id else None
        _require_publishable(draft, judged, body, _questions_of(preview, draft))
        _require_preview(preview, draft, program, now)
        release = _with_course(_release_of(action, draft, judged, staff, note, request), judged, at, now)
        if release.state == LIVE:
            release, writes = go_live(docs, where, release, program, now)
        else:
            told = tell_what_comes(docs, action.keys, where.release_at, release)
            writes = (Put(where.release_at, release), *told, *drop_draft(docs, where, release))
        return Decision(_answer_of(release, body.request_id, program), writes)

    return office.store.transact(reads, decide)


def agree(office: Office, body: ManageRule) -> RuleManaged:
    """Say yes to a release that waits, as a second person: it is live, scheduled, or stale where its base has moved.

    Raises ReleaseNotFound, ReleaseDecided, SecondPersonRequired, AppointedPerson, RoleNotAllowed.
    """
    action = _Action(office, ClinicKeys(body.clinic_id), body)
    release_id, release = _known_release(action)
    where = release_keys_of(office.store, action.keys, release_id, release.rule, release.base_version)
    people, now = office.facts.managing(body.clinic_id), office.caller.now

    def decide(docs: Snapshots) -> Decision[RuleManaged]:
        staff = action.require_allowed(docs, release.rule)
        program, kept = ProgramRead(docs, action.keys, office.shapes), docs.require(where.release_at)
        if kept.state != WAITING:
            if kept.agreed_by == office.caller.uid:
                return Decision(_answer_of(kept, release_id, program))
            raise ReleaseDecided(state=kept.state)
        if office.caller.uid not in who_may_agree(people, kept.asked_by, of_owner=kept.of_owner):
            require_role(staff, OWNERS if kept.of_owner else MANAGING_ROLES)
            require_second_person(office.caller.uid, staff, kept.asked_by, kept.appointed_by)
            raise SecondPersonRequired
        agreed = replace(kept, agreed_by=office.caller.uid, agreed_at=now)
        after, writes = take_up(docs, where, agreed, program, now)
        return Decision(_answer_of(after, release_id, program), writes)

    staff_at = action.keys.staff(office.caller.uid)
    reads: tuple[Key[Any], ...] = (staff_at, *program_keys(action.keys), *where.reads)
    return office.store.transact(reads, decide)


def cancel(office: Office, body: ManageRule) -> RuleManaged:
    """Cancel a release that waits or is scheduled, or set a stale one aside. Raises ReleaseNotFound, ReleaseDecided."""
    action = _Action(office, ClinicKeys(body.clinic_id), body)
    release_id, release = _known_release(action)
    at = action.keys.release(release_id)

    def decide(docs: Snapshots) -> Decision[RuleManaged]:
        action.require_allowed(docs, release.rule)
        program, kept = ProgramRead(docs, action.keys, office.shapes), docs.require(at)
        if kept.state == CANCELED:
            return Decision(_answer_of(kept, release_id, program))
        if kept.state not in (WAITING, SCHEDULED, STALE):
            raise ReleaseDecided(state=kept.state)
        signed = {"canceled_by": office.caller.uid, "canceled_at": office.caller.now}
        after = replace(kept, state=CANCELED, due_at=None, **signed)  # type: ignore[arg-type]  # by their names
        writes = (Put(at, after), *tell_what_comes(docs, action.keys, at, after))
        return Decision(_answer_of(after, release_id, program), writes)

    whole = action.keys.whole_clinic
    reads: tuple[Key[Any], ...] = (action.keys.staff(office.caller.uid), at, whole, *program_keys(action.keys))
    return office.store.transact(reads, decide)


def take_up(
    docs: Snapshots, where: ReleaseKeys, release: Release, program: ProgramRead, now: datetime
) -> tuple[Release, Writes]:
    """A release that nothing holds any more: live, or scheduled for its instant; stale where it does not fit now."""
    draft = Draft(release.rule, release.base_version, release.content, release.restores)
    moved = program.live_version(release.rule) != release.base_version
    if moved or problems_of(draft, program):
        because = "rule-changed" if moved else "rule-invalid"
        after = replace(release, state=STALE, due_at=None, stale_at=now, stale_because=because)  # type: ignore[arg-type]
        return after, (Put(where.release_at, after), *tell_what_comes(docs, where.keys, where.release_at, after))
    if release.effective_at is not None and release.effective_at > now:
        after = replace(release, state=SCHEDULED, due_at=release.effective_at)
        return after, (Put(where.release_at, after), *tell_what_comes(docs, where.keys, where.release_at, after))
    return go_live(docs, where, release, program, now)


# -------------------------------------------------------------------------------------------------------- what is asked


def _action_of(office: Office, body: ManageRule) -> tuple[_Action, Draft]:
    """The action and the draft of a body. Raises MalformedRequest for a missing field, VersionNotFound."""
    action = _Action(office, ClinicKeys(body.clinic_id), body)
    rule: RuleName = _required(body.rule, "rule")
    base_version = _required(body.base_version, "base_version")
    if body.action != "restore":
        action.read((), lambda _: None)
        return action, Draft(rule, base_version, dict(_required(body.content, "content")))
    version = _required(body.version, "version")
    past_at = action.keys.past_rule(rule, version)
    past = action.read((past_at,), lambda docs: docs.get(past_at))
    if past is None:
        raise VersionNotFound(rule=rule, version=version)
    return action, Draft(rule, base_version, content_of(past), restores=version)


def _required(value: T | None, field: str) -> T:
    if value is None:
        raise MalformedRequest(field=field, problem="Field required")
    return value


def _known_release(action: _Action) -> tuple[str, Release]:
    """The release of a body, for people who manage. Raises MalformedRequest, ReleaseNotFound."""
    release_id = _required(action.body.release_id, "release_id")
    at = action.keys.release(release_id)
    release = action.read((at,), lambda docs: docs.get(at))
    if release is None:
        raise ReleaseNotFound(release_id=release_id)
    return release_id, release


def _require_base(program: ProgramRead, draft: Draft) -> None:
    live_version = program.live_version(draft.rule)
    if live_version != draft.base_version:
        raise RuleChanged(rule=draft.rule, live_version=live_version)


def _effective_at(body: ManageRule, clinic: Clinic, now: datetime) -> datetime:
    """The instant that a body means. Raises EffectiveOutOfReach."""
    day = _required(body.effective_on, "effective_on")
    at = instant_of(day, body.effective_time, clinic.time_zone)
    if not now < at <= now + FURTHEST:
        bounds = {"earliest_at": now.isoformat(), "latest_at": (now + FURTHEST).isoformat()}
        raise EffectiveOutOfReach(**bounds)
    return at


def _require_sound_shape(shapes: RuleShapes, draft: Draft) -> None:
    problems = shapes.problems(draft.rule, draft.content)
    if problems:
        _refuse(draft, Judged(tuple(problems)))


def _refuse(draft: Draft, judged: Judged) -> None:
    raise RuleInvalid(
        rule=draft.rule,
        problem=judged.problems[0].problem,
        fields=[problem.field for problem in judged.problems],
        codes=[problem.code for problem in judged.problems],
    )


def _require_publishable(draft: Draft, judged: Judged, body: ManageRule, more: Sequence[QuestionCode]) -> None:
    """Refuse a draft with problems, and one with questions that are not accepted: RuleInvalid, RuleQuestioned."""
    if judged.problems:
        _refuse(draft, judged)
    questions = (*(question.code for question in judged.questions), *more)
    asked: list[str] = [code for code in questions if code not in body.accepted]
    if asked:
        raise RuleQuestioned(rule=draft.rule, codes=asked)


def _questions_of(preview: Preview | None, draft: Draft) -> tuple[QuestionCode, ...]:
    """The question of a preview that reproduced too little of the past to say anything about a draft."""
    is_silent = preview is not None and preview.result is not None and not preview.result.advises
    return ("past-not-reproduced",) if is_silent and is_previewed(draft) else ()


def _require_preview(preview: Preview | None, draft: Draft, program: ProgramRead, now: datetime) -> None:
    """Require that a draft was looked at, exactly as it is, and lately: PreviewRequired."""
    if not is_previewed(draft):
        return
    hours = program.governance.preview_hours
    fingerprint = fingerprint_of(draft.rule, draft.base_version, draft.content)
    is_of_draft = preview is not None and preview.state == "done" and preview.fingerprint == fingerprint
    if not is_of_draft or preview is None or (preview.finished_at or preview.asked_at) < now - timedelta(hours=hours):
        raise PreviewRequired(rule=draft.rule, hours=hours)


# ----------------------------------------------------------------------------------------------------- what comes of it


def _release_of(action: _Action, draft: Draft, judged: Judged, staff: Staff, note: str, request: Request) -> Release:
    """The release of a draft, before it is known when it is live."""
    is_for_later = action.body.action == "schedule"
    return Release(
        clinic_id=action.keys.clinic_id,
        rule=draft.rule,
        base_version=draft.base_version,
        content=draft.content,
        note=note,
        state=LIVE,
        asked_by=action.office.caller.uid,
        asked_at=action.office.caller.now,
        fingerprint=request.fingerprint,
        appointed_by=staff.appointed_by,
        reasons=judged.reasons,
        of_owner=judged.of_owner,
        effective_on=action.body.effective_on if is_for_later else None,
        effective_time=action.body.effective_time if is_for_later else None,
        preview_id=action.body.preview_id,
        restores=draft.restores,
    )


def _with_course(release: Release, judged: Judged, at: datetime | None, now: datetime) -> Release:
    """A release on its way: it waits for a second person, for its instant, or for nothing."""
    release = replace(release, effective_at=at)
    if judged.needs.second_person:
        return replace(release, state=WAITING)
    if judged.needs.wait_minutes is not None:
        earliest = now + timedelta(minutes=judged.needs.wait_minutes)
        due_at = earliest if at is None else max(at, earliest)
        return replace(release, state=SCHEDULED, effective_at=due_at, due_at=due_at)
    return replace(release, state=SCHEDULED, due_at=at) if at is not None else release


def _answer(state: RuleState, draft: Draft, judged: Judged) -> RuleManaged:
    return RuleManaged(
        rule=draft.rule,
        state=state,
        live_version=draft.base_version,
        problems=judged.problems,
        questions=judged.questions,
        reasons=judged.reasons,
        needs=judged.needs,
    )


def _answer_of(release: Release, release_id: str, program: ProgramRead) -> RuleManaged:
    """The answer about a release. One that this very action made live is the live version now."""
    live_version = max(program.live_version(release.rule), release.version or 0)
    return RuleManaged(
        rule=release.rule,
        state=release.state,
        live_version=live_version,
        version=release.version,
        release_id=release_id,
        effective_at=release.live_at or release.effective_at,
        reasons=release.reasons,
        needs=RuleNeeds(second_person=release.state == WAITING),
    )
