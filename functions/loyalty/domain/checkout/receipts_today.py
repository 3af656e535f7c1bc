"""What was paid at a location today, as the desk lists it; the port through which it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from loyalty.domain.program.accrual import Tender


@dataclass(frozen=True, slots=True)
class Sale:
    """A purchase, whose it is, and what was undone of it so far; `closed` says why nothing is left, or None."""

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
