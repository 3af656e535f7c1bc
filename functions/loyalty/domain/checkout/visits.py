"""Visits: one check-in each; and the receipt numbers of purchases that were recorded at them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from loyalty.domain.ledger.entry import Request

FOUND_BY_CODE, FOUND_BY_LOOKUP = "code", "lookup"


@dataclass(frozen=True, slots=True)
class Visit:
    """One check-in, opened by a scanned code, or without one by a lookup; purchases hang on it until it closes."""

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


@dataclass(frozen=True, slots=True)
class ReceiptNumber:
    """Which purchase a location's receipt number stands for; a voided one lets the number be used again."""

    receipt_number: str
    patient_id: str
    entry_id: str
    business_date: date
    voided: bool = False
