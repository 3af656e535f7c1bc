"""What was paid at a location today, as the desk lists it; the port through which it is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

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


class Sales(Protocol):
    """Where purchases are looked for by their location."""

    def since(self, clinic_id: str, location_id: str, begins_at: datetime, most: int) -> Sequence[Sale]:
        """The purchases recorded there since an instant, the newest first, and no more than so many."""
