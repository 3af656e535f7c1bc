"""Costs of a purchase on a full account: 490 open lots, 700 days that count, and six tiers lost step by step.

A purchase on such an account and one on a new account take turns, each on an account of its own: against the emulator,
where the time of the whole call counts, and in memory with the codecs to Firestore's messages, where the processor's
does. Each visit was opened just before, as at a desk.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from uuid import uuid4

from loyalty.services.ledger.record_purchase import record_purchase
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import FirestoreDocuments
from loyalty.store.transaction import TransactionalStore
from scripts.bench.clinic import CODEC, BenchClinic
from scripts.bench.days import DAYS, TIERS, ladder, with_history
from scripts.bench.figures import Figure, median_figure
from scripts.bench.lots import LOTS, with_lots
from scripts.bench.memory import MemoryClient

TIME_BAR, CALLS_BAR = 3.0, 2.0
WARM_UP = 10

Clock = Callable[[], float]


def measure(pairs: int) -> list[Figure]:
    """The ratios of time, and the calls; the emulators are found by the environment."""
    name = f"record_purchase with {LOTS} lots, {DAYS} days, {TIERS} tiers ÷ of a new account"
    project, changes, memory = f"demo-bench-{uuid4().hex[:8]}", {"rules/tiers": ladder()}, MemoryClient()
    there, calls = _ratios(BenchClinic(project, changes), pairs, time.perf_counter, lambda: None)
    here, _ = _ratios(BenchClinic(project, changes, memory), pairs, time.process_time, memory.api.apply)
    return [
        median_figure(name, there, TIME_BAR),
        median_figure(f"{name}: processor time, in memory", here, TIME_BAR),
        Figure("its calls to Firestore", max(calls), CALLS_BAR),
    ]


def _ratios(clinic: BenchClinic, pairs: int, clock: Clock, settle: Callable[[], None]) -> tuple[list[float], set[int]]:
    """The ratio of each pair, and how many calls to the database its purchases were."""
    ratios, calls = list[float](), set[int]()
    for number in range(WARM_UP + pairs):
        patients = clinic.patient(), with_history(clinic, with_lots(clinic, clinic.patient()))
        for patient in patients:
            _purchase(clinic, patient, clock)  # each has its tier then
        settle()
        timed = [_purchase(clinic, patient, clock) for patient in patients[:: 1 if number % 2 else -1]]
        (new, few), (old, many) = timed[:: 1 if number % 2 else -1]
        if number >= WARM_UP:
            ratios.append(old / new)
            calls |= {few, many}
    return ratios, calls


def _purchase(clinic: BenchClinic, patient_id: str, clock: Clock) -> tuple[float, int]:
    """The seconds of a purchase by a clock, and its calls to Firestore."""
    usage = Usage()
    body, store = clinic.purchase(patient_id), TransactionalStore(FirestoreDocuments(clinic.client, usage), CODEC)
    started = clock()
    record_purchase(store, body, clinic.caller())
    return clock() - started, usage.round_trips
