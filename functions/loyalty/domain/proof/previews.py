"""Previews: a rule's draft, played over the past of the clinic, and the proof that the past itself comes out as it was.

The past is first played by the rules that decided it: each entry must come out with its own points and hash. Then the
same acts are played by the draft. A preview writes nothing but itself and its pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

from loyalty.domain.money import WHOLE_BP

PreviewState = Literal["running", "done", "canceled", "failed", "too-large"]
PreviewPhase = Literal["reading", "checking"]
Assumption = Literal["same-visits", "same-points", "yes-given", "same-notices", "no-older-lots"]

PREVIEW_DAYS = (30, 90, 365)
KEPT_FOR = timedelta(days=30)
# A preview that reproduces less of the past does not advise.
LEAST_REPRODUCED_BP = 9_990
MOST_ENTRIES = 200_000
MOST_TOLD = 20
ROWS_OF_PAGE = 300


@dataclass(frozen=True, slots=True)
class Mismatch:
    """An entry that the rules of its time do not bring again: `code` says why.

    `entry-differs`: it comes out with other points or another hash; `entry-changed`: its hash is not that of its
    content; `rule-lost`: the version that decided it is not in the rule's history; `entry-missing`: a line of the
    ledger is not there; `account-differs`, without an entry: the account is not what its entries come to; or the code
    of the refusal that the act meets.
    """

    patient_id: str
    entry_id: str
    code: str


@dataclass(frozen=True, slots=True)
class Figures:
    """The sums of a window: points by what happened to them, and what those that were given cost at face.

    `given_points` are credited by purchases, bonuses and people; `taken_back_points` left again with what was undone.
    `cost_minor` is the worth of the given points less those that were taken back, `cost_bp` its share of
    `eligible_minor`, the sales that could earn; None without any. `held_points` are those that patients hold at the
    end, `held_minor` is their worth.
    """

    given_points: int = 0
    used_points: int = 0
    used_minor: int = 0
    banked_points: int = 0
    banked_minor: int = 0
    expired_points: int = 0
    taken_back_points: int = 0
    eligible_minor: int = 0
    cost_minor: int = 0
    held_points: int = 0
    held_minor: int = 0
    cost_bp: int | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """The points that were given, and that the draft would have given; `eligible_minor` are the sales behind them."""

    eligible_minor: int = 0
    points_before: int = 0
    points_after: int = 0


@dataclass(frozen=True, slots=True)
class PatientCompared:
    """A patient at the end of the window: points and wallet money as they are, and as they would be by the draft.

    `acts_not_possible` counts what the patient did and could not have done.
    """

    patient_id: str
    name: str
    points_before: int
    points_after: int
    wallet_minor_before: int
    wallet_minor_after: int
    tier_before: str | None
    tier_after: str | None
    acts_not_possible: int = 0


@dataclass(frozen=True, slots=True)
class ActNotPossible:
    """An act that the draft would have refused, with the code of the refusal; `points` are those that it asked for."""

    patient_id: str
    name: str
    entry_id: str
    kind: str
    points: int
    business_date: date
    code: str


@dataclass(frozen=True, slots=True)
class PatientsTouched:
    """The patients that were looked at: how many would hold more, less or the same, and how many another tier."""

    of: int = 0
    better: int = 0
    worse: int = 0
    same: int = 0
    other_tier: int = 0


@dataclass(frozen=True, slots=True)
class PreviewResult:
    """The outcome of a preview.

    `reproduced` of `entries` came out as they are, and `mismatched` are the first that did not. It `advises` where
    enough did; otherwise `after` and what follows say nothing. `asked_first` acts would have needed the patient's yes,
    which is taken as given. `most` are the patients whom the draft touches most; all of them, and every act that would
    not have been possible, are in so many `pages`.
    """

    entries: int
    reproduced: int
    mismatched: tuple[Mismatch, ...]
    advises: bool
    before: Figures
    after: Figures
    not_possible: int = 0
    not_possible_by_code: Mapping[str, int] = field(default_factory=dict)
    asked_first: int = 0
    patients: PatientsTouched = field(default_factory=PatientsTouched)
    by_tier: Mapping[str, Compared] = field(default_factory=dict)
    by_location: Mapping[str, Compared] = field(default_factory=dict)
    by_tender: Mapping[str, Compared] = field(default_factory=dict)
    most: tuple[PatientCompared, ...] = ()
    pages: int = 0
    assumes: tuple[Assumption, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """A preview of a rule's draft, as it runs and when it has ended.

    `fingerprint` names the draft: its rule, base and content. The window is `from_on` to `to_on`, both included, of
    `days` days; for a rule about the life of points it is longer. `done` of `total` are entries of the `phase`. A
    person cancels it by `is_cancel_asked`. `failed_with` is a refusal's code. It is kept until `ends_at`.
    """

    clinic_id: str
    rule: str
    base_version: int
    fingerprint: str
    days: int
    from_on: date
    to_on: date
    asked_by: str
    asked_at: datetime
    ends_at: datetime
    state: PreviewState = "running"
    phase: PreviewPhase = "reading"
    done: int = 0
    total: int = 0
    told_at: datetime | None = None
    finished_at: datetime | None = None
    is_cancel_asked: bool = False
    failed_with: str | None = None
    result: PreviewResult | None = None


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """The lists behind a preview's figures: patients whom the draft touches, and acts that it would have refused.

    A page is kept as long as its preview; one of before that was said has no `ends_at`.
    """

    patients: tuple[PatientCompared, ...] = ()
    acts: tuple[ActNotPossible, ...] = ()
    ends_at: datetime | None = None


def is_enough(entries: int, reproduced: int) -> bool:
    """True if so much of the past came out as it was that a preview may advise."""
    return reproduced * WHOLE_BP >= entries * LEAST_REPRODUCED_BP
