"""Visits, one for each check-in, and the receipt numbers of purchases recorded at them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from loyalty.domain.ledger.entry import Request

FOUND_BY_CODE, FOUND_BY_LOOKUP = "code", "lookup"


@dataclass(frozen=True, slots=True)
class Visit:
    """One check-in, opened by a scanned code or by a lookup; purchases belong to it until it closes.

    `unclaimed` are the redemptions off a bill that the next purchase takes as its own, `claimed` those that one has.
    """

    patient_id: str
    location_id: str
    code_location_id: str | None
    code_issued_at: datetime | None
    checked_in_by: str
    checked_in_at: datetime
    closes_at: datetime
    request: Request
    redeemed_points: int = 0
    redemptions: int = 0
    clinic_id: str = ""
    found_by: str = FOUND_BY_CODE
    unclaimed: tuple[str, ...] = ()
    claimed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReceiptNumber:
    """The purchase that a location's receipt number stands for; once it is voided, the number can be used again."""

    receipt_number: str
    patient_id: str
    entry_id: str
    business_date: date
    voided: bool = False
