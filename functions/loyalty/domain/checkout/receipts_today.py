"""The receipts of today at a location, as the desk lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from loyalty.domain.program.accrual import Tender


@dataclass(frozen=True, slots=True)
class Sale:
    """A purchase with its patient and the refunds so far; `closed` says why nothing is left to undo, else None."""

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
