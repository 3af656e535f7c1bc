"""The receipts of today at a location, as the desk lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from loyalty.domain.program.accrual import Tender


@dataclass(frozen=True, slots=True)
class Sale:
    """A purchase with its patient and the refunds so far; `closed` says why nothing is left to undo, else None.

    `expires_on` is the last day of its points, None where it earned none; `recorded_by` is the name of who recorded it.
    """

    entry_id: str
    patient_id: str
    name: str
    recorded_at: datetime
    amount_minor: int
    points: int
    tenders: tuple[Tender, ...]
    receipt_number: str | None
    refunded_minor: Mapping[str, int]
    closed: str | None
    expires_on: date | None
    recorded_by: str
