"""The past of a patient as the desk sees it at an open visit, and the records of who looked at a patient."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from loyalty.domain.fields import LATER
from loyalty.domain.program.accrual import Tender

PURCHASES, EXPIRED_POINTS, UNDOABLE = "purchases", "expired_points", "undoable"


@dataclass(frozen=True, slots=True)
class PastSale:
    """A purchase of the patient with the refunds so far; `closed` says why nothing is left to undo, else null."""

    entry_id: str
    recorded_at: datetime
    amount_minor: int
    points: int
    tenders: tuple[Tender, ...]
    receipt_number: str | None
    refunded_minor: Mapping[str, int]
    closed: str | None


@dataclass(frozen=True, slots=True)
class ExpiredPoints:
    """Points whose last day was `expired_on`; `left_points` of them were not given a new life yet."""

    expiry_id: str
    expired_on: date
    points: int
    left_points: int


@dataclass(frozen=True, slots=True)
class PastRead:
    """The record that a member of staff read a part of a patient's past at a visit; `found` entries were shown."""

    clinic_id: str
    location_id: str
    patient_id: str
    visit_id: str
    read_by: str
    read_at: datetime
    what: str
    found: int


@dataclass(frozen=True, slots=True)
class View:
    """The record that a manager opened a patient, or older records of one `part`; null where it was the whole.

    Of a page of a list there is no `patient_id`: `part` is `list.` and its choice, and `patient_ids` are those shown.
    """

    clinic_id: str
    patient_id: str | None
    viewed_by: str
    viewed_at: datetime
    part: str | None
    patient_ids: tuple[str, ...] = field(default=(), metadata=LATER)
