"""Patients whose points end soon, or not, as documents: their accounts, and the entries that opened each lot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from google.cloud import firestore

from loyalty.domain.calendar import business_date
from loyalty.domain.documents import Put
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.adjustments import Adjustment
from loyalty.domain.ledger.entry import ADJUSTMENT, Actor, Request
from loyalty.domain.ledger.lots import Draw, Lot
from loyalty.domain.ledger.posting import Cause, Change, post
from loyalty.domain.ledger.why import AdjustmentWhy
from loyalty.entrypoints.managed.parsers import PARSERS
from loyalty.services.requests import ledger_writes
from loyalty.store.codec import Codec
from tests.support.clinic import CALABASAS, MANAGER, Fields
from tests.support.reminding import lot

ZONE = ZoneInfo("America/Los_Angeles")
EARNED_AT = datetime(2026, 11, 22, 18, 4, 5, tzinfo=UTC)
# A moment at which points that end on that day, in a week or in four weeks are due for the first time.
DUE_AT = datetime(2027, 3, 3, 18, tzinfo=UTC)
DUE_DAYS = {"expired": -1, "urge": 7, "nudge": 28}
NOT_DUE_DAYS = 300
GIVEN = AdjustmentWhy("goodwill", "with our thanks", None, {"expiry": 1, "reminders": 1})
CODEC = Codec(PARSERS)
BATCH = 100


def lot_ending(name: str, days: int, points: int = 100) -> Lot:
    """A lot whose last day is so many days after the due day."""
    return lot(name, EARNED_AT, business_date(DUE_AT, ZONE) + timedelta(days=days), ZONE, points)


def patient(patient_id: str, *lots: Lot, clinic_id: str = "bella") -> dict[str, Fields]:
    """The documents of a patient who holds these lots."""
    account = Account(
        clinic_id, patient_id, "Ana Ruiz", active=True, joined_at=EARNED_AT, joined_with=Request("joined", "")
    )
    documents: dict[str, Fields] = {}
    for one in lots:
        named = replace(one, lot_id=f"{patient_id}-{one.lot_id}")
        change = Change(ADJUSTMENT, GIVEN, draws=(Draw(named.lot_id, named.points_earned),), lot=named)
        request, actor = Request(named.lot_id, "given"), Actor(MANAGER, "manager")
        cause = Cause(named.lot_id, request, actor, CALABASAS, business_date(EARNED_AT, ZONE), EARNED_AT)
        posting = post(account, change, cause)
        account = posting.account
        at = ClinicKeys(clinic_id).adjustment(named.lot_id)
        given = Adjustment(
            *(patient_id, CALABASAS, named.points_earned, GIVEN.reason, GIVEN.text, "", "posted"),
            *(MANAGER, "manager", EARNED_AT, request),
        )
        documents |= _written(*ledger_writes(ClinicKeys(clinic_id), account, (posting.entry,)), Put(at, given))
    return documents | _written(Put(ClinicKeys(clinic_id).account(patient_id), account))


def _written(*puts: Put[Any]) -> dict[str, Fields]:
    return {put.key.path: dict(CODEC.fields_of(put)) for put in puts}


def due_patients(number: int, clinic_id: str = "bella") -> Iterator[tuple[str, dict[str, Fields]]]:
    """So many patients with two lots, one of them due: expired, in its last week, or in its last four, in turn."""
    for turn in range(number):
        kind = list(DUE_DAYS)[turn % len(DUE_DAYS)]
        patient_id = f"patient-{turn:05d}-{kind}"
        lots = lot_ending("due", DUE_DAYS[kind]), lot_ending("long", NOT_DUE_DAYS)
        yield patient_id, patient(patient_id, *lots, clinic_id=clinic_id)


def put_all(client: firestore.Client, documents: dict[str, Fields]) -> None:
    """Write documents as an administrator, by batches."""
    left = iter(documents.items())
    while part := list(islice(left, BATCH)):
        batch = client.batch()
        for path, fields in part:
            batch.set(client.document(path), fields)
        batch.commit()
