"""Acts on a patient's account that can be undone, as the desk lists them; purchases have lists of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class UndoableCredit:
    """Wallet money that was granted, or paid in with `tender`; `left_minor` of it can be taken back."""

    credit_id: str
    reason: Literal["granted", "paid_in"]
    tender: str | None
    text: str
    credited_minor: int
    left_minor: int
    location_id: str | None
    occurred_at: datetime


@dataclass(frozen=True, slots=True)
class UndoableRedemption:
    """A use of points off a bill, or for a reward; of its `points`, those of `lapsing_points` would not come back."""

    redemption_id: str
    visit_id: str
    points: int
    lapsing_points: int
    worth_minor: int
    bill_minor: int | None
    reward_name: str | None
    location_id: str | None
    occurred_at: datetime


@dataclass(frozen=True, slots=True)
class UndoableMembershipAct:
    """The latest act of today on a membership, and the `points` that came with it.

    `plan_name` and `paid_until_on` are those of now, `plan_name_before` and `paid_until_on_before` those that come
    back; null where the patient had no membership before.
    """

    event_id: str
    what: str
    plan_name: str
    paid_until_on: date
    points: int
    plan_name_before: str | None
    paid_until_on_before: date | None
    occurred_at: datetime


@dataclass(frozen=True, slots=True)
class FoundRedemption:
    """A redemption that a search found, and its visit."""

    redemption_id: str
    visit_id: str
