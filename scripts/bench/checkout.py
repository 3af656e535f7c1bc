"""Costs of recording a purchase beside a stock Firestore transaction, and the number of desks that one account bears.

The stock store runs the product's own decision inside `@firestore.transactional`, with the same nine documents read in
one `get_all` and the same two written: only the protocol differs. Each purchase of a pair is for a patient of its own,
so that both sides always work on accounts of the same size.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from itertools import cycle
from threading import Lock
from uuid import uuid4

from google.cloud import firestore

from loyalty.domain.documents import Store
from loyalty.services.ledger.record_purchase import RecordPurchase, record_purchase
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import FirestoreDocuments
from loyalty.store.transaction import TransactionalStore
from loyalty.store.turns import Turns
from scripts.bench.clinic import CODEC, BenchClinic
from scripts.bench.figures import Figure, median_figure, percentile
from scripts.bench.handler import Handler
from scripts.bench.stock import StockStore

SERVICE_BAR, HANDLER_BAR, SLOWEST_BAR_SECONDS = 0.95, 1.3, 2.0
DESKS, PURCHASES_EACH, INSTANCES = 16, 10, 4
WARM_UP = 10


def measure(pairs: int) -> list[Figure]:
    """Every figure of a checkout; the emulators are found by the environment."""
    clinic = BenchClinic(f"demo-bench-{uuid4().hex[:8]}")
    with Handler(clinic.project_id) as handler:
        return [
            *_compare(clinic, handler, pairs),
            *_crowd("one account", clinic, accounts=1, store=lambda: _ours(clinic.client)),
            *_crowd("16 accounts", clinic, accounts=DESKS, store=lambda: _ours(clinic.client)),
            *_crowd_of_instances(clinic),
            _stock_crowd(clinic),
        ]


def _ours(client: firestore.Client) -> TransactionalStore:
    return TransactionalStore(FirestoreDocuments(client, Usage()), CODEC)


def _compare(clinic: BenchClinic, handler: Handler, pairs: int) -> list[Figure]:
    """Compare ours, stock and the handler in turn, each first, and each before each other, as often as the others."""
    stores: dict[str, Store] = {"service": _ours(clinic.client), "stock": StockStore(clinic.client, CODEC)}
    ways: dict[str, Callable[[RecordPurchase], object]] = {
        **{name: _recorder(clinic, store) for name, store in stores.items()},
        "handler": lambda body: handler.call({key: value for key, value in asdict(body).items() if value is not None}),
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(WARM_UP + pairs):
        order = [list(ways)[(number + place) % len(ways)] for place in range(len(ways))][:: 1 if number % 2 else -1]
        for name in order:
            body = clinic.purchase(clinic.patient())
            started = time.perf_counter()
            ways[name](body)
            if number >= WARM_UP:
                times[name].append(time.perf_counter() - started)
    return [
        _ratio("record_purchase ÷ stock transaction", times["service"], times["stock"], SERVICE_BAR),
        _ratio("HTTP handler ÷ stock transaction", times["handler"], times["stock"], HANDLER_BAR),
    ]


def _ratio(name: str, ours: Iterable[float], stock: Iterable[float], bar: float) -> Figure:
    return median_figure(name, [mine / theirs for mine, theirs in zip(ours, stock, strict=True)], bar)


def _recorder(clinic: BenchClinic, store: Store) -> Callable[[RecordPurchase], object]:
    return lambda body: record_purchase(store, body, clinic.caller())


def _crowd(name: str, clinic: BenchClinic, *, accounts: int, store: Callable[[], Store]) -> list[Figure]:
    """16 desks at once, ten purchases each: how many are credited, and how long the slowest hundredth takes."""
    seconds = _run_crowd(clinic, accounts=accounts, store=store)
    credited = len([one for one in seconds if one is not None])
    slowest = percentile([one for one in seconds if one is not None], 0.99)
    return [
        Figure(f"16 desks, {name}: credited of 160", credited, DESKS * PURCHASES_EACH, at_least=True),
        Figure(f"16 desks, {name}: p99, seconds", slowest, SLOWEST_BAR_SECONDS),
    ]


def _crowd_of_instances(clinic: BenchClinic) -> list[Figure]:
    """The same crowd as if four instances served it, which know nothing of each other's turns; told, held to no bar.

    All of them share this process's interpreter, so what they lose to each other's spoilt commits counts many times.
    """
    turns = cycle([Turns() for _ in range(INSTANCES)])
    lock = Lock()

    def store() -> Store:
        with lock:
            mine = next(turns)
        return TransactionalStore(FirestoreDocuments(clinic.client, Usage()), CODEC, turns=mine)

    figures = _crowd(f"one account, {INSTANCES} instances", clinic, accounts=1, store=store)
    return [replace(figure, bar=None) for figure in figures]


def _stock_crowd(clinic: BenchClinic) -> Figure:
    """The same crowd with stock transactions; told for comparison."""
    seconds = _run_crowd(clinic, accounts=1, store=lambda: StockStore(clinic.client, CODEC))
    credited = len([one for one in seconds if one is not None])
    return Figure("16 desks, one account, stock transaction: credited of 160", credited)


def _run_crowd(clinic: BenchClinic, *, accounts: int, store: Callable[[], Store]) -> list[float | None]:
    patients = [clinic.patient() for _ in range(accounts)]
    bodies = [[clinic.purchase(patients[desk % accounts]) for _ in range(PURCHASES_EACH)] for desk in range(DESKS)]

    def work(of_desk: list[RecordPurchase]) -> list[float | None]:
        return [_time(clinic, store(), body) for body in of_desk]

    with ThreadPoolExecutor(DESKS) as desks:
        return [one for of_desk in desks.map(work, bodies) for one in of_desk]


def _time(clinic: BenchClinic, store: Store, body: RecordPurchase) -> float | None:
    started = time.perf_counter()
    try:
        record_purchase(store, body, clinic.caller())
    except Exception:  # noqa: BLE001 - whatever the stock transaction fails with, it did not credit
        return None
    return time.perf_counter() - started
