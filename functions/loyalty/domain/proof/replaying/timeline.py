"""Timelines: what happened to an account in the order it did: acts, each with its entries, and facts without any.

An act is what one request, or one run of a schedule, did in one commit. Facts are what decides a tier, or the life of
points, and is recorded beside the ledger: memberships, grants, treatments, answers to appointments.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Literal

from loyalty.domain.ledger.entry import BONUS, EXPIRY, EXTENSION, OPENING, REVERSAL, Entry
from loyalty.domain.ledger.extension import NO_NOTICE
from loyalty.domain.ledger.posting import Cause
from loyalty.domain.ledger.why import ExtensionWhy
from loyalty.domain.program.memberships import Membership
from loyalty.domain.program.tiers import Grant

# Entries that are acts by themselves, whatever else the request made.
_ALONE = frozenset({BONUS, OPENING})
SCHEDULE = "schedule"


@dataclass(frozen=True, slots=True)
class Act:
    """An act: its entries in order; the last is what it is about, the others are parts of it.

    Of a trial the entries that it makes again are not compared by their hashes, so they have none.
    """

    entries: tuple[Entry, ...]
    is_trial: bool = False

    @property
    def main(self) -> Entry:
        """The entry that the act is about."""
        return self.entries[-1]

    @property
    def at(self) -> datetime:
        """The instant at which it was recorded."""
        return self.main.recorded_at

    @property
    def is_sweep(self) -> bool:
        """True for what a sweep did: lots that ended expire, or live on as nobody had noticed."""
        main = self.main
        return main.kind == EXPIRY or (
            main.kind == EXTENSION and isinstance(main.why, ExtensionWhy) and main.why.reason == NO_NOTICE
        )

    def cause(self) -> Cause:
        """The cause of its entries."""
        return cause_of_entry(self.main, is_trial=self.is_trial)


@dataclass(frozen=True, slots=True)
class MembershipFact:
    """A membership as an event left it: an act of the desk, its undoing, or a provider's event of a date.

    Of an undoing `membership` is what the act had left, `restored` the membership before that act. `is_sale` says that
    it took its terms from the plans of its time.
    """

    at: datetime
    on: date
    what: Literal["act", "undone", "event"]
    membership: Membership
    occurred_on: date
    restored: Membership | None = None
    is_sale: bool = False


@dataclass(frozen=True, slots=True)
class PlacedFact:
    """A look at an account that recorded a change of tier: memberships that no longer hold are forgotten then."""

    at: datetime
    on: date


@dataclass(frozen=True, slots=True)
class GrantFact:
    """A tier that the clinic gave, or took back."""

    at: datetime
    granted: Grant | None


@dataclass(frozen=True, slots=True)
class TreatmentFact:
    """A treatment of a date that counts from now on, or, with `count` of -1, no longer does."""

    at: datetime
    completed_on: date
    count: int = 1


@dataclass(frozen=True, slots=True)
class AppointmentFact:
    """A visit that was accepted, moved or, without a date, withdrawn; `recorded` is its entry, if it made one."""

    at: datetime
    appointment_id: str
    visit_on: date | None
    cause: Cause
    recorded: Entry | None = None


Fact = PlacedFact | MembershipFact | GrantFact | TreatmentFact | AppointmentFact
Item = Act | Fact


def timeline_of(entries: Iterable[Entry], facts: Iterable[Fact]) -> Iterator[Item]:
    """Acts in the order of their revisions, each after the facts that were recorded by then.

    An answer to an appointment that made an entry takes the place of that entry.
    """
    waiting = sorted(facts, key=lambda fact: fact.at)
    answers = {fact.cause.entry_id: fact for fact in waiting if isinstance(fact, AppointmentFact)}
    acts = list(acts_of(sorted(entries, key=lambda entry: entry.revision)))
    answered = {act.main.entry_id for act in acts if act.main.kind == EXTENSION} & answers.keys()
    left = [fact for fact in waiting if not isinstance(fact, AppointmentFact) or fact.cause.entry_id not in answered]
    place = 0
    for act in acts:
        while place < len(left) and left[place].at <= act.at:
            yield left[place]
            place += 1
        if act.main.entry_id in answered:
            fact = answers[act.main.entry_id]
            yield replace(fact, cause=act.cause(), recorded=act.main)
        else:
            yield act
    yield from left[place:]


def acts_of(entries: Sequence[Entry]) -> Iterator[Act]:
    """Entries in the order of their revisions, as the acts that made them."""
    for (_, _, alone), several in groupby(entries, key=_act_of):
        together = tuple(several)
        if alone is not None:
            yield from (Act((entry,)) for entry in together)
        else:
            yield Act(together)


def _act_of(entry: Entry) -> tuple[str, datetime, str | None]:
    name = entry.request.request_id
    if entry.kind in _ALONE:
        return name, entry.recorded_at, entry.entry_id
    # The months of a membership that are taken back are one act, though a purchase may be undone at the same instant.
    return f"{name}.months" if _is_month_back(entry) else name, entry.recorded_at, None


def _is_month_back(entry: Entry) -> bool:
    return entry.kind == REVERSAL and ".month-" in entry.entry_id


def cause_of_entry(entry: Entry, *, is_trial: bool = False) -> Cause:
    """The cause of an entry, as the act that made it had it."""
    return Cause(
        entry_id=entry.entry_id,
        request=entry.request,
        actor=entry.actor,
        location_id=entry.location_id,
        business_date=entry.business_date,
        now=entry.recorded_at,
        is_trial=is_trial,
    )
