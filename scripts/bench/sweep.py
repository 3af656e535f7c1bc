"""Costs of a sweep: by what is due, not by what exists; in memory; and beside merely committing on a condition.

The emulator looks through every document for a query that production answers from an index, so time is measured on
projects that hold little else, and documents are counted. Memory is what Python holds at its peak, in a process of its
own: `python -m scripts.bench.sweep PROJECT` prints it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from google.cloud.firestore import Client

from loyalty.domain.documents import Put
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.ledger.account import Account
from loyalty.domain.ledger.entry import Request
from loyalty.domain.ledger.lots import Lives, Lot, open_lot
from loyalty.domain.program.rules import ExpiryRule, RemindersRule
from loyalty.services.reminders.sweep_due import Sweep, sweep_due
from loyalty.services.runs import THREADS
from loyalty.store.documents import Usage
from loyalty.store.firestore.client import FirestoreDocuments, shared_client
from loyalty.store.firestore.ledger import FirestoreDueAccounts
from loyalty.store.transaction import TransactionalStore
from scripts.bench.figures import Figure, median_figure
from scripts.clinic.project import CODEC
from scripts.seed.clinic import CLINIC_ID, TIME_ZONE, clinic_documents

RPC_BAR, MEMORY_BAR, RATE_BAR = 2.0, 1.1, 0.7
FEW_DUE, DUE, LOTS, OF_ACCOUNT = 200, 20, (200, 20_000), 20
SLICE = 200
_BATCH, _HANDS = 100, 4
_ZONE = ZoneInfo(TIME_ZONE)
_EARNED_AT = datetime(2026, 3, 2, 18, tzinfo=UTC)
# Six months later a lot of that day is in its last four weeks.
_NOW = datetime(2026, 8, 10, 18, tzinfo=UTC)
_LATER = _NOW + timedelta(days=21)
_NOTICE: dict[str, Any] = {
    "clinic_id": CLINIC_ID,
    "business_date": "2026-08-10",
    "kind": "nudge",
    "lots": [{"lot_id": "lot-0", "milestone": "nudge", "expires_on": "2026-09-02"}],
    "created_at": _NOW,
    "ends_at": _LATER,
    "state": "pending",
    "reason": None,
    "due_at": _NOW,
    "reminders_version": 1,
    "claims": 0,
    "tries": 0,
    "sent_at": None,
    "sent_to": [],
}
_RULES = Lives(ExpiryRule(1, "months", 6), RemindersRule(1, 28, 7, 10), _ZONE)


def measure(due: int, pairs: int) -> list[Figure]:
    """Every figure of a sweep; the emulators are found by the environment."""
    few, many = (_cost_among(lots) for lots in LOTS)
    ratios = list(islice(_rates(), pairs))
    small, large = (_peak(number) for number in (FEW_DUE, due))
    rate = median_figure(f"rate ÷ that of bare conditional commits, {THREADS} threads", ratios, RATE_BAR)
    read = many.documents_read / few.documents_read
    return [
        Figure(f"documents read, {DUE} due of {LOTS[1]:,} lots ÷ of {LOTS[0]}", read, 1),
        Figure("documents written, the same", many.documents_written / few.documents_written, 1),
        Figure(f"documents written by a second sweep of {due:,}", large["again"], 0),
        Figure(f"calls to Firestore an account, {due:,} due", large["round_trips"] / due, RPC_BAR),
        Figure(f"peak memory, {due:,} due ÷ {FEW_DUE}", large["peak"] / small["peak"], MEMORY_BAR),
        replace(rate, at_least=True),
        Figure(f"accounts swept a second, {due:,} due", due / large["seconds"]),
    ]


def sweep(client: Client) -> tuple[Sweep, Usage]:
    """One whole sweep."""
    usage = Usage()
    documents = FirestoreDocuments(client, usage)
    accounts = FirestoreDueAccounts(client, documents, usage)
    return sweep_due(TransactionalStore(documents, CODEC), accounts, _NOW), usage


def _cost_among(lots: int) -> Usage:
    """The cost of a sweep of 20 due lots among so many."""
    client = _project()
    _fill(client, "due", DUE)
    _fill(client, "other", (lots - DUE) // OF_ACCOUNT, _lots(OF_ACCOUNT, days=365))
    swept, usage = sweep(client)
    _require_all(swept, DUE)
    return usage


def _rates() -> Iterator[float]:
    """The rate of a sweep beside that of bare commits of as many documents, one before the other in turn."""
    sweeps_first = True
    while True:
        client = _project()
        _fill(client, "due", SLICE)
        _fill(client, "bare", SLICE, _lots(1, days=365))
        bare = [found for found in _accounts(client) if found.id.startswith("bare")]
        seconds: dict[bool, float] = {}
        for sweeps in (sweeps_first, not sweeps_first):
            started = time.perf_counter()
            if sweeps:
                _require_all(sweep(client)[0], SLICE)
            else:
                _commit_all(client, bare)
            seconds[sweeps] = time.perf_counter() - started
        yield seconds[False] / seconds[True]
        sweeps_first = not sweeps_first


def _commit_all(client: Client, accounts: list[Any]) -> None:
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(partial(_commit, client), accounts))


def _commit(client: Client, found: Any) -> None:  # noqa: ANN401 - a snapshot
    """Commit what a sweep commits, with nothing found or decided: the account if it stands still, and a notice."""
    batch = client.batch()
    option = client.write_option(last_update_time=found.update_time)
    changes = {"due_at": _LATER, "noticed_on": "2026-08-10", "lots.`lot-0`.noticed_on": "2026-08-10"}
    moved = {"lots.`lot-0`.milestone": "urge", "lots.`lot-0`.milestone_at": _LATER}
    batch.update(found.reference, changes | moved, option=option)
    notice = {**_NOTICE, "patient_id": found.id}
    batch.create(found.reference.collection("notices").document("2026-08-10"), notice)
    batch.commit()


def _accounts(client: Client) -> list[Any]:
    return list(client.collection(f"clinics/{CLINIC_ID}/patients").stream())


def _peak(due: int) -> dict[str, float]:
    client = _project()
    _fill(client, "due", due)
    command = [sys.executable, "-m", "scripts.bench.sweep", client.project]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    traced: dict[str, float] = json.loads(said)
    if traced["accounts"] != due:
        raise AssertionError(f"{traced['accounts']} accounts were swept of {due}")
    return traced


def _own_peak(project_id: str) -> dict[str, float]:
    """The most bytes that Python held while sweeping, and what it cost."""
    client = shared_client(project_id)
    client.document(f"clinics/{CLINIC_ID}").get()  # the client loads late, and is not what is measured
    tracemalloc.start()
    started = time.perf_counter()
    swept, usage = sweep(client)
    seconds = time.perf_counter() - started
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    again = sweep(client)[1].documents_written
    return {
        "peak": peak,
        "seconds": seconds,
        "accounts": swept.accounts,
        "round_trips": usage.round_trips,
        "again": again,
    }


def _require_all(swept: Sweep, due: int) -> None:
    if (swept.accounts, swept.notices, swept.left) != (due, due, 0):
        raise AssertionError(f"not everything was swept: {swept}")


def _project() -> Client:
    client = shared_client(f"demo-bench-{uuid4().hex[:8]}")
    batch = client.batch()
    for path, fields in clinic_documents(_EARNED_AT).items():
        batch.set(client.document(path), fields)
    batch.commit()
    return client


def _lots(number: int, days: int = 0) -> tuple[Lot, ...]:
    """Lots that are due, or so many days from it."""
    earned_at = _EARNED_AT + timedelta(days=days)
    return tuple(open_lot(f"lot-{turn}", 100, earned_at, _RULES) for turn in range(number))


def _fill(client: Client, name: str, number: int, lots: tuple[Lot, ...] = ()) -> None:
    """Write so many accounts that hold these lots, by default one that is due."""
    lots = lots or _lots(1)
    joined = Request("joined", "")
    account = Account(CLINIC_ID, name, "Ana Ruiz", active=True, joined_at=_EARNED_AT, joined_with=joined, lots=lots)
    account = replace(account, points=100 * len(lots))
    key = ClinicKeys(CLINIC_ID).account(name)
    fields = dict(CODEC.fields_of(Put(key, account)))

    def write(first: int) -> None:
        batch = client.batch()
        for turn in range(first, min(first + _BATCH, number)):
            batch.set(client.document(f"{key.path}-{turn:05d}"), fields)
        batch.commit()

    with ThreadPoolExecutor(_HANDS) as pool:
        list(pool.map(write, range(0, number, _BATCH)))


if __name__ == "__main__":
    print(json.dumps(_own_peak(sys.argv[1])))
