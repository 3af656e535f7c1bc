"""Visits, one for each check-in, and the receipt numbers of purchases recorded at them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime

from loyalty.domain.fields import LATER
from loyalty.domain.ledger.entry import Request
from loyalty.domain.ledger.uses import NO_BILL, AtBill, VisitBill

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
    clinic_id: str = ""
    found_by: str = FOUND_BY_CODE
    unclaimed: tuple[str, ...] = ()
    claimed: tuple[str, ...] = ()
    bill: VisitBill = field(default=NO_BILL, metadata=LATER)

    def at_bill(self, visit_id: str) -> AtBill:
        """The visit whose bill is to be paid."""
        return AtBill(visit_id, self.bill, self.found_by == FOUND_BY_CODE)


@dataclass(frozen=True, slots=True)
class ReceiptNumber:
    """The purchase that a location's receipt number stands for on a business date.

    Once it is voided, or refunded whole, the number can be used again; tills may start anew each day.
    """

    receipt_number: str
    patient_id: str
    entry_id: str
    business_date: date
    voided: bool = False


def is_taken_on(taken: ReceiptNumber, on: date) -> bool:
    """True if the number was taken on this business date, by a purchase that was not voided."""
    return taken.business_date == on and not taken.voided


def normal_number(receipt_number: str) -> str:
    """One form of a receipt number, however it was typed: `Ｒ‑77`, `r - 77` and `R-77` are one number.

    Width and case do not count, nor do spaces and what cannot be seen; every dash is one.
    """
    while (plain := _plainer(receipt_number)) != receipt_number:
        receipt_number = plain
    return plain


def _plainer(number: str) -> str:
    seen = (each for each in unicodedata.normalize("NFKC", number) if unicodedata.category(each) not in _UNSEEN)
    return unicodedata.normalize("NFKC", "".join("-" if _is_dash(each) else each for each in seen).casefold())


# Format, control and space characters.
_UNSEEN = frozenset({"Cf", "Cc", "Zs", "Zl", "Zp"})


def _is_dash(each: str) -> bool:
    return unicodedata.category(each) == "Pd" or each == "\N{MINUS SIGN}"
