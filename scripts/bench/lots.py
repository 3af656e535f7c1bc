"""Costs of a purchase by how many lots an account holds: one of 490 days that nobody used, beside a new one.

Each purchase of a pair is on an account of its own, so that both sides always work on accounts of the same size.
"""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from loyalty.domain.documents import Decision, Put
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.lots import Lot
from loyalty.services.ledger.record_purchase import record_purchase
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import FirestoreDocuments
from loyalty.store.transaction import TransactionalStore
from scripts.bench.clinic import CODEC, BenchClinic
from scripts.bench.figures import Figure, median_figure
from scripts.seed.clinic import CLINIC_ID

LOTS, POINTS = 490, 100
TIME_BAR, CALLS_BAR = 3.0, 2.0
WARM_UP = 10


def measure(pairs: int) -> list[Figure]:
    """The ratio of time, and the calls of both; the emulators are found by the environment."""
    clinic = BenchClinic(f"demo-bench-{uuid4().hex[:8]}")
    ratios, reads, calls = list[float](), list[float](), set[int]()
    for number in range(WARM_UP + pairs):
        patients = clinic.patient(), with_lots(clinic, clinic.patient())
        timed = [_purchase(clinic, patient) for patient in patients[:: 1 if number % 2 else -1]]
        (few, few_calls), (many, many_calls) = timed[:: 1 if number % 2 else -1]
        if number >= WARM_UP:
            ratios.append(many / few)
            calls |= {few_calls, many_calls}
            reads.append(_read(clinic, patients[1]) / _read(clinic, patients[0]))
    return [
        median_figure(f"record_purchase with {LOTS} open lots ÷ on a new account", ratios, TIME_BAR),
        replace(median_figure("reading the account alone", reads, TIME_BAR), bar=None),
        Figure("its calls to Firestore", max(calls), CALLS_BAR),
    ]


def with_lots(clinic: BenchClinic, patient_id: str) -> str:
    """The patient, who bought something on each of so many days, and used nothing."""
    store, at = _store(clinic, Usage()), ClinicKeys(CLINIC_ID).account(patient_id)
    store.transact((at,), lambda docs: Decision(None, (Put(at, replace(docs.require(at), points=LOTS * POINTS)),)))
    _purchase(clinic, patient_id)
    (made,) = store.transact((at,), lambda docs: Decision(docs.require(at))).lots
    lots = tuple(_older(made, days) for days in range(LOTS, 0, -1))
    store.transact((at,), lambda docs: Decision(None, (Put(at, replace(docs.require(at), lots=lots)),)))
    return patient_id


def _older(lot: Lot, days: int) -> Lot:
    """The lot of a day some days before; its points live a day longer for each, so that none has ended."""
    ago = timedelta(days=days)
    return replace(
        lot,
        lot_id=f"{uuid4()}",
        earned_at=datetime.now(UTC) - ago,
        expires_on=lot.expires_on + ago,
        points_earned=POINTS,
        points_remaining=POINTS,
    )


def _purchase(clinic: BenchClinic, patient_id: str) -> tuple[float, int]:
    """The seconds of a purchase, and its calls to Firestore."""
    usage = Usage()
    body, store = clinic.purchase(patient_id), _store(clinic, usage)
    started = time.perf_counter()
    record_purchase(store, body, clinic.caller())
    return time.perf_counter() - started, usage.round_trips


def _read(clinic: BenchClinic, patient_id: str) -> float:
    """The seconds that reading the account's document takes, and nothing else."""
    documents, at = FirestoreDocuments(clinic.client, Usage()), ClinicKeys(CLINIC_ID).account(patient_id)
    started = time.perf_counter()
    documents.read([at.path], timeout=10)
    return time.perf_counter() - started


def _store(clinic: BenchClinic, usage: Usage) -> TransactionalStore:
    return TransactionalStore(FirestoreDocuments(clinic.client, usage), CODEC)
