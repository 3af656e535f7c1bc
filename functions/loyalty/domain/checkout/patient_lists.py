"""Lists of patients as managers read them: built-in choices, each along one index, and the search by name.

A choice is a question to the accounts: whose points end soon, who is above the first tier, who has a membership, who
has not been here for long, who owes points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from loyalty.domain.calendar import add_months
from loyalty.domain.program.memberships import Status
from loyalty.domain.program.tiers import TiersRule

ENDING_DAYS = timedelta(days=28)
AWAY_MONTHS = 6
# A membership holds at most so long after its last paid day.
MOST_GRACE = timedelta(days=60)


class PatientChoice(StrEnum):
    """A built-in choice of patients, or those of a name."""

    ALL = "all"
    ENDING = "ending"
    TIERS = "tiers"
    MEMBERS = "members"
    AWAY = "away"
    OWING = "owing"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Question:
    """A choice as it is asked of an index: with the date that bounds it, or the tiers that it is about."""

    choice: PatientChoice
    bound_on: date | None = None
    tier_ids: tuple[str, ...] = ()


def question_of(choice: PatientChoice, today: date, rule: TiersRule | None) -> Question:
    """The question of a choice on a date of the clinic."""
    match choice:
        case PatientChoice.ENDING:
            return Question(choice, bound_on=today + ENDING_DAYS)
        case PatientChoice.TIERS:
            return Question(choice, tier_ids=tuple(tier.tier_id for tier in rule.tiers[1:]) if rule else ())
        case PatientChoice.MEMBERS:
            return Question(choice, bound_on=today - MOST_GRACE)
        case PatientChoice.AWAY:
            return Question(choice, bound_on=add_months(today, -AWAY_MONTHS))
        case _:
            return Question(choice)


@dataclass(frozen=True, slots=True)
class ListedMembership:
    """The part of a membership that a list shows."""

    plan_name: str
    status: str
    paid_until_on: date
    grace_days: int

    def holds(self, on: date) -> bool:
        """True while it is paid, or its days of grace go on; a paused one is the patient's still."""
        if self.status == Status.PAUSED:
            return True
        if self.status == Status.ENDED:
            return False
        grace = timedelta(days=0 if self.status == Status.CANCELLED else self.grace_days)
        return on <= self.paid_until_on + grace


@dataclass(frozen=True, slots=True)
class ListedAccount:
    """The part of an account that a list shows. `ends_on` is the last day of the points that end first."""

    patient_id: str
    name: str
    active: bool
    joined_at: datetime
    seen_on: date | None
    points: int
    debt_points: int
    wallet_minor: int
    tier_id: str | None
    ends_on: date | None
    membership: ListedMembership | None

    def is_of(self, question: Question, today: date) -> bool:
        """True if the account is of the choice: of memberships the index knows the paid day alone."""
        if question.choice is not PatientChoice.MEMBERS:
            return True
        return self.membership is not None and self.membership.holds(today)

    def place(self, choice: PatientChoice) -> str:
        """The value by which the account has its place in a choice."""
        match choice:
            case PatientChoice.ENDING:
                return str(self.ends_on)
            case PatientChoice.TIERS:
                return str(self.points)
            case PatientChoice.MEMBERS:
                return str(self.membership.paid_until_on if self.membership else "")
            case PatientChoice.AWAY:
                return str(self.seen_on)
            case PatientChoice.OWING:
                return str(self.debt_points)
            case _:
                return self.name


# Choices whose order is by a number.
BY_NUMBER = frozenset({PatientChoice.TIERS, PatientChoice.OWING})


class ListedAccounts(Protocol):
    """The accounts of a clinic as lists show them."""

    def page(
        self, clinic_id: str, question: Question, after: tuple[str | int, str] | None, most: int
    ) -> Sequence[ListedAccount]:
        """The accounts of a choice in its order, at most `most`, behind a place and an id. Raises StoreUnavailable."""

    def named(self, clinic_id: str, keys: Sequence[tuple[str, int]]) -> Sequence[ListedAccount]:
        """The accounts that have a key among their `name_keys`, of each key at most so many, each account once.

        Those of the first key come first; of each the last seen come first, and then those who joined first.
        """
