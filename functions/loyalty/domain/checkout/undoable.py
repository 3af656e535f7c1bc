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
    """The latest act of today on a membership, the `points` that came with it, and the `due_minor` it made due.

    That is the price of an enrolment and a renewal, and of a change what a dearer plan cost at once.
    `plan_name` and `paid_until_on` are those of now, `plan_name_before` and `paid_until_on_before` those that come
    back; null where the patient had no membership before.
    """

    event_id: str
    what: str
    plan_name: str
    paid_until_on: date
    points: int
    due_minor: int
    plan_name_before: str | None
    paid_until_on_before: date | None
    occurred_at: datetime


@dataclass(frozen=True, slots=True)
class UndoableCashOut:
    """Paid-in money that was paid out in cash today; `text` is the reason that the patient read."""

    cash_out_id: str
    text: str
    paid_out_minor: int
    location_id: str | None
    occurred_at: datetime


@dataclass(frozen=True, slots=True)
class UndoableTreatment:
    """A treatment that was noted today; `service_name` is empty where the clinic knows the service no more."""

    treatment_id: str
    service_name: str
    completed_on: date
    location_id: str
    occurred_at: datetime


@dataclass(frozen=True, slots=True)
class FoundUse:
    """A redemption or a cash-out that a search found, and the visit of a redemption."""

    entry_id: str
    kind: str
    visit_id: str | None = None


@dataclass(frozen=True, slots=True)
class FoundTreatment:
    """A treatment that a search found, and the name of its service."""

    treatment_id: str
    service_name: str
