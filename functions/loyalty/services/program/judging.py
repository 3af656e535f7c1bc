"""Judging a draft: what may not be, what to ask its publisher, who else has a say, and when it may be live."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from loyalty.domain.calendar import instant_of
from loyalty.domain.documents import Key, Snapshots
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.program.clinic import Clinic, Staff
from loyalty.domain.program.drafts import PREVIEWED
from loyalty.domain.program.published_rules import RULE_NAMES, PastRule, PublishedRule, RuleName
from loyalty.domain.program.releases import who_may_agree
from loyalty.domain.program.remarks import RuleProblem, RuleQuestion, RuleReason
from loyalty.domain.program.rule_book import Rule, RuleBook
from loyalty.domain.program.rules import GovernanceRule, Reward
from loyalty.domain.program.soundness import problems_across, questions_across
from loyalty.domain.program.weighing import LOOSENS, MOVES, NOTICED, OF_OWNERS, weigh
from loyalty.errors.base import DocumentInvalid
from loyalty.services.program.rule_actions import RuleNeeds, RuleShapes

# Fields of a rule document that are not its content.
ENVELOPE = frozenset({"version", "updated_at", "updated_by", "note", "release_id", "agreed_by"})
# A version that was replaced so short a time ago is taken back rather than changed anew.
TAKEN_BACK_WITHIN = timedelta(days=1)
# What moves by several small changes is added up for so long, or since two people published.
ADDED_UP_FOR = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule's content and the version that it was made from; `restores` a past version that it is a copy of."""

    rule: RuleName
    base_version: int
    content: Mapping[str, Any]
    restores: int | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """The people who manage the clinic, by uid, its rewards, and the rule's versions from the draft's base back."""

    people: Mapping[str, Staff]
    rewards: Sequence[Reward]
    lately: Sequence[PastRule] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """The remarks on a draft and its needs; `of_owner` is true where only an owner may agree."""

    problems: tuple[RuleProblem, ...]
    questions: tuple[RuleQuestion, ...] = ()
    reasons: tuple[RuleReason, ...] = ()
    needs: RuleNeeds = field(default_factory=RuleNeeds)
    of_owner: bool = False


class ProgramRead:
    """The program of a clinic as one read found it."""

    def __init__(self, docs: Snapshots, keys: ClinicKeys, shapes: RuleShapes) -> None:
        """Nothing is parsed yet."""
        self._docs, self._keys, self.shapes = docs, keys, shapes

    def live(self, rule: RuleName) -> PublishedRule | None:
        """The live document of a rule."""
        return self._docs.get(self._keys.published_rule(rule))

    def live_version(self, rule: RuleName) -> int:
        """The live version of a rule; 0 if none is live."""
        live = self.live(rule)
        return live.version if live else 0

    def content(self, rule: RuleName) -> Mapping[str, Any] | None:
        """The live content of a rule."""
        live = self.live(rule)
        return content_of(live) if live else None

    @cached_property
    def book(self) -> RuleBook:
        """The values of all rules; one whose document is invalid counts as missing, so that it can be mended."""
        book = RuleBook()
        for name in RULE_NAMES:
            live = self.live(name)
            try:
                book = book.with_rule(name, self.shapes.value(name, live.fields)) if live else book
            except DocumentInvalid:
                continue
        return book

    @property
    def governance(self) -> GovernanceRule:
        """The rule of governance, or its defaults."""
        return self.book.governance or GovernanceRule()


def program_keys(keys: ClinicKeys) -> tuple[Key[PublishedRule], ...]:
    """The keys of all rules."""
    return tuple(map(keys.published_rule, RULE_NAMES))


def content_of(rule: PublishedRule) -> dict[str, Any]:
    """The content of a rule's document."""
    return {name: value for name, value in rule.fields.items() if name not in ENVELOPE}


def problems_of(draft: Draft, program: ProgramRead) -> tuple[RuleProblem, ...]:
    """The problems of a draft by itself and with the other rules; that it changes nothing is one, too."""
    problems = tuple(program.shapes.problems(draft.rule, draft.content))
    if problems:
        return problems
    if program.content(draft.rule) == draft.content:
        return (RuleProblem("", "unchanged", "it is as the live version is", {}),)
    return problems_across(draft.rule, program.book, _book_after(draft, program))


def judge(
    draft: Draft, program: ProgramRead, around: Around, clinic: Clinic, by: tuple[str, datetime], at: datetime | None
) -> Judged:
    """Judge a draft of a person at an instant (`by`), to be live at another; None is at once."""
    problems = problems_of(draft, program)
    if problems:
        return Judged(problems)
    uid, now = by
    after = _book_after(draft, program)
    questions = () if draft.restores else questions_across(program.book, after, around.rewards)
    reasons = _reasons(draft, program, around.lately, now)
    if _takes_back(draft, program.live(draft.rule), now):
        reasons = tuple(reason for reason in reasons if reason.code in LOOSENS)
    codes = {reason.code for reason in reasons}
    needs = RuleNeeds(preview=is_previewed(draft))
    notice_days = program.governance.notice_days
    if codes & NOTICED and notice_days:
        until_on = clinic.today(now) + timedelta(days=notice_days)
        needs = replace(needs, notice_until_on=until_on)
    early = needs.notice_until_on is not None and (
        at is None or at < instant_of(needs.notice_until_on, None, clinic.time_zone)
    )
    if early:
        questions = (*questions, RuleQuestion("without-notice", {"notice_days": notice_days}))
    of_owner = early or bool(codes & OF_OWNERS)
    if reasons:
        second = bool(who_may_agree(around.people, uid, of_owner=of_owner))
        wait = None if second else program.governance.lone_wait_minutes
        needs = replace(needs, second_person=second, wait_minutes=wait)
    return Judged((), questions, reasons, needs, of_owner)


def is_previewed(draft: Draft) -> bool:
    """True for a draft that needs a preview: not for a first version, nor for one that was lived with."""
    return draft.rule in PREVIEWED and draft.base_version > 0 and draft.restores is None


def _reasons(draft: Draft, program: ProgramRead, lately: Sequence[PastRule], now: datetime) -> tuple[RuleReason, ...]:
    """The reasons of a draft against what is live, and of a row of small changes against what was before it."""
    value = _value(draft, program)
    reasons = weigh(program.book.rule(draft.rule), value, program.governance)
    since = _before_the_row(lately, now)
    if since is None or since.version == draft.base_version:
        return reasons
    try:
        before = program.shapes.value(draft.rule, since.fields)
    except DocumentInvalid:
        return reasons
    known = {reason.code for reason in reasons}
    added_up = weigh(before, value, program.governance)
    return (*reasons, *(reason for reason in added_up if reason.code in MOVES - known))


def _before_the_row(lately: Sequence[PastRule], now: datetime) -> PastRule | None:
    """The last version that two people published, or that is four weeks old; else the oldest that is known."""
    for past in lately:
        if past.fields.get("agreed_by") is not None or not _is_newer(past, now - ADDED_UP_FOR):
            return past
    return lately[-1] if lately else None


def _takes_back(draft: Draft, live: PublishedRule | None, now: datetime) -> bool:
    """True for a restore of the version before a live one that is not a day old: patients hardly had what they lose."""
    if draft.restores is None or live is None or draft.restores != live.version - 1:
        return False
    return _is_newer(live, now - TAKEN_BACK_WITHIN)


def _is_newer(rule: PublishedRule, at: datetime) -> bool:
    """True for a version that was published after an instant; one without a date is old."""
    published_at = rule.fields.get("updated_at")
    return isinstance(published_at, datetime) and published_at > at


def _book_after(draft: Draft, program: ProgramRead) -> RuleBook:
    return program.book.with_rule(draft.rule, _value(draft, program))


def _value(draft: Draft, program: ProgramRead) -> Rule:
    return program.shapes.value(draft.rule, {**draft.content, "version": draft.base_version + 1})
