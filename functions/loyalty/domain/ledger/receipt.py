"""Receipts and movements: the answers to postings, made from the entry alone, so that every repeat gets the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from loyalty.domain.ledger.entry import RECEIVING, Entry, why_fields
from loyalty.domain.ledger.explain import explain
from loyalty.domain.program.accrual import Tender


@dataclass(frozen=True, slots=True)
class ReceiptLot:
    """The lot that points came into, opened for them or joined, and how many they are, as the patient needs to know."""

    lot_id: str
    points_earned: int
    expires_on: date
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Receipt:
    """The receipt of a recorded purchase: the payment, the points with the reason, and the balances after it."""

    entry_id: str
    request_id: str
    clinic_id: str
    patient_id: str
    visit_id: str
    location_id: str | None
    kind: str
    points: int
    points_after: int
    wallet_minor_after: int
    debt_repaid_points: int
    amount_minor: int
    currency: str
    tenders: tuple[Tender, ...]
    service_ids: tuple[str, ...]
    receipt_number: str | None
    redeemed_points: int
    lot: ReceiptLot | None
    why: Mapping[str, object]
    explanation: str
    business_date: date
    occurred_at: datetime


def receipt_of(patient_id: str, entry: Entry) -> Receipt:
    """The receipt of a purchase's entry."""
    purchase = entry.purchase
    if purchase is None:
        raise ValueError(f"entry {entry.entry_id} records no purchase")
    return Receipt(
        entry_id=entry.entry_id,
        request_id=entry.request.request_id,
        clinic_id=entry.clinic_id,
        patient_id=patient_id,
        visit_id=purchase.visit_id,
        location_id=entry.location_id,
        kind=entry.kind,
        points=entry.points,
        points_after=entry.points_after,
        wallet_minor_after=entry.wallet_minor_after,
        debt_repaid_points=-entry.debt_points,
        amount_minor=purchase.amount_minor,
        currency=purchase.currency,
        tenders=purchase.tenders,
        service_ids=purchase.service_ids,
        receipt_number=purchase.receipt_number,
        redeemed_points=purchase.redeemed_points,
        lot=_lot(entry),
        why=why_fields(entry.why),
        explanation=explain(entry),
        business_date=entry.business_date,
        occurred_at=entry.occurred_at,
    )


@dataclass(frozen=True, slots=True)
class Movement:
    """The answer to any other posting: its changes with the reason, and the balances after it."""

    entry_id: str
    request_id: str
    clinic_id: str
    patient_id: str
    location_id: str | None
    kind: str
    points: int
    wallet_minor: int
    debt_points: int
    points_after: int
    wallet_minor_after: int
    debt_points_after: int
    reverses: str | None
    lot: ReceiptLot | None
    why: Mapping[str, object]
    explanation: str
    business_date: date
    occurred_at: datetime


def movement_of(patient_id: str, entry: Entry) -> Movement:
    """The movement of an entry."""
    return Movement(
        entry_id=entry.entry_id,
        request_id=entry.request.request_id,
        clinic_id=entry.clinic_id,
        patient_id=patient_id,
        location_id=entry.location_id,
        kind=entry.kind,
        points=entry.points,
        wallet_minor=entry.wallet_minor,
        debt_points=entry.debt_points,
        points_after=entry.points_after,
        wallet_minor_after=entry.wallet_minor_after,
        debt_points_after=entry.debt_points_after,
        reverses=entry.reverses,
        lot=_lot(entry),
        why=why_fields(entry.why),
        explanation=explain(entry),
        business_date=entry.business_date,
        occurred_at=entry.occurred_at,
    )


def _lot(entry: Entry) -> ReceiptLot | None:
    if entry.kind not in RECEIVING:
        return None
    lots = ((draw.lot or entry.lot, draw.points) for draw in entry.draws if draw.points > 0)
    came = ((lot, points) for lot, points in lots if lot is not None)
    return next((ReceiptLot(lot.lot_id, points, lot.expires_on, lot.expires_at) for lot, points in came), None)
