"""Costs of a decision by what an account has lived through: 700 days that count, and six tiers lost step by step.

A purchase on such an account and one on a new account take turns at one clinic, each on an account of its own, so that
both sides always work on accounts of the same size.
"""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any
from uuid import uuid4

from loyalty.domain.documents import Decision, Put
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.program.tiers import QualifyingDay
from loyalty.services.ledger.record_purchase import record_purchase
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import FirestoreDocuments
from loyalty.store.transaction import TransactionalStore
from scripts.bench.clinic import CODEC, BenchClinic
from scripts.bench.figures import Figure, median_figure
from scripts.seed.clinic import CLINIC_ID

DAYS, TIERS = 700, 6
TIME_BAR, DOCUMENTS_BAR = 3.0, 1.0
WARM_UP = 10
_SPEND_MINOR, _LIFE = 45_000, timedelta(days=180)


def measure(pairs: int) -> list[Figure]:
    """The ratios of time, calls and documents; the emulators are found by the environment."""
    clinic = BenchClinic(f"demo-bench-{uuid4().hex[:8]}", changes={"rules/tiers": ladder()})
    ratios, costs = list[float](), list[tuple[Usage, Usage]]()
    for number in range(WARM_UP + pairs):
        patients = clinic.patient(), with_history(clinic, clinic.patient())
        for patient in patients:
            _purchase(clinic, patient)  # each has its tier then
        timed = [_purchase(clinic, patient) for patient in patients[:: 1 if number % 2 else -1]]
        (new, few), (old, many) = timed[:: 1 if number % 2 else -1]
        if number >= WARM_UP:
            ratios.append(old / new)
            costs.append((few, many))
    few, many = costs[-1]
    return [
        median_figure(
            f"record_purchase after {DAYS} days, {TIERS} one-step tiers ÷ of a new account", ratios, TIME_BAR
        ),
        Figure("its calls to Firestore, the same", many.round_trips / few.round_trips, DOCUMENTS_BAR),
        Figure("its documents read, the same", many.documents_read / few.documents_read, DOCUMENTS_BAR),
        Figure("its documents written, the same", many.documents_written / few.documents_written, DOCUMENTS_BAR),
    ]


def ladder() -> dict[str, Any]:
    """Tiers of which the highest but one is reached by what the days count."""
    tiers: list[dict[str, Any]] = [
        {
            "tier_id": f"tier-{place}",
            "name": f"Tier {place}",
            "multiplier": {"numerator": place + 2, "denominator": 2},
            "perks": [],
            "measure": "spend_minor" if place else None,
            "at_least": place * 4_000_000 if place else 0,
        }
        for place in range(TIERS)
    ]
    return {"tiers": tiers, "window_days": 365, "grace_days": 30, "downgrade": "one_step", "upgrade": "this_purchase"}


def with_history(clinic: BenchClinic, patient_id: str) -> str:
    """The patient, after so many days with a purchase; every third day they used points, too."""
    today = datetime.now(UTC).date() - timedelta(days=1)  # yesterday, in any zone
    days = tuple(_day(today - timedelta(days=ago), ago) for ago in reversed(range(1, DAYS + 1)))
    store, at = _store(clinic, Usage()), ClinicKeys(CLINIC_ID).account(patient_id)
    store.transact((at,), lambda docs: Decision(None, (Put(at, replace(docs.require(at), days=days)),)))
    return patient_id


def _day(on: date, ago: int) -> QualifyingDay:
    points = Fraction(_SPEND_MINOR + ago, 10)
    spent = 0 if ago % 3 else 500
    return QualifyingDay(on, on + _LIFE, _SPEND_MINOR + ago, 1, int(points), 0, points, spent)


def _purchase(clinic: BenchClinic, patient_id: str) -> tuple[float, Usage]:
    """The seconds of a purchase, and what it cost."""
    usage = Usage()
    body, store = clinic.purchase(patient_id), _store(clinic, usage)
    started = time.perf_counter()
    record_purchase(store, body, clinic.caller())
    return time.perf_counter() - started, usage


def _store(clinic: BenchClinic, usage: Usage) -> TransactionalStore:
    return TransactionalStore(FirestoreDocuments(clinic.client, usage), CODEC)
