"""Costs of an audit beside merely reading the same documents, and its memory as their number grows.

Accounts of 100 entries are written straight into the emulator: one account's year is played on a draft, and copied. A
hash does not know whose entry it is, so each copy proves itself. Memory is what Python holds at its peak, in a process
of its own for each size: `python -m scripts.bench.audit PROJECT CLINIC` prints it.
"""

from __future__ import annotations

import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any
from uuid import uuid4

from google.cloud.firestore import Client
from google.cloud.firestore_v1.types import CommitRequest, Write

from loyalty.domain.program.accrual import Tender
from loyalty.domain.program.rules import TenderKind
from loyalty.services.checkout.check_in import CheckIn, check_in
from loyalty.services.checkout.codes import CodePayload, Codes
from loyalty.services.checkout.join_clinic import JoinClinic, join_clinic
from loyalty.services.ledger.record_purchase import RecordPurchase, record_purchase
from loyalty.services.ledger.redemptions import RedeemPoints, redeem_points
from loyalty.services.preconditions import Caller
from loyalty.services.proof.audit_ledger import Audited, Progress, audit_clinic
from loyalty.store.firestore.client import shared_client
from loyalty.store.firestore.proof import FirestorePages
from loyalty.store.transaction import TransactionalStore
from scripts.bench.figures import Figure, median_figure
from scripts.clinic.project import CODEC
from scripts.progress import show_progress
from scripts.seed.clinic import CALABASAS, CLINIC_ID, DESKS, clinic_documents
from scripts.seed.draft import Draft

MEMORY_BAR, TIME_BAR = 1.2, 1.5
FEW, OF_ACCOUNT, SLICE = 1_000, 100, 10
SMALL, LARGE = "small", "large"
_BATCH, _HANDS = 200, 4
_STARTED_AT = datetime(2026, 3, 2, 18, tzinfo=UTC)
_PATIENT = "patient-of-the-year"


def measure(entries: int) -> list[Figure]:
    """Every figure of an audit; the emulators are found by the environment."""
    project_id = f"demo-bench-{uuid4().hex[:8]}"
    client = shared_client(project_id)
    for clinic_id, count in ((SMALL, FEW), (LARGE, entries)):
        _fill(client, clinic_id, count)
    few, many = (_peak(project_id, clinic_id) for clinic_id in (SMALL, LARGE))
    pages = FirestorePages(client)
    seconds = list(_slices(pages))
    ratios = [audit / read for read, audit in seconds]
    return [
        Figure(f"peak memory, {entries:,} entries ÷ {FEW:,}", many / few, MEMORY_BAR),
        Figure(f"peak memory at {entries:,} entries, MB", many / 1e6),
        median_figure(f"audit ÷ reading, slices of {SLICE * OF_ACCOUNT:,} of {entries:,} entries", ratios, TIME_BAR),
        Figure("entries audited a second", entries / sum(audit for _, audit in seconds)),
    ]


def _slices(pages: FirestorePages) -> Iterator[tuple[float, float]]:
    """Seconds to read ten accounts with their entries, and to audit them, one before the other in turn."""
    after: str | None = ""
    audits_first = False
    while after is not None:
        seconds: dict[bool, float] = {}
        reached: str | None = None
        for audits in (audits_first, not audits_first):
            started = time.perf_counter()
            if audits:
                reached = _audit(pages, after)
            else:
                _read(pages, after)
            seconds[audits] = time.perf_counter() - started
        yield seconds[False], seconds[True]
        after, audits_first = reached, not audits_first


def _audit(pages: FirestorePages, after: str) -> str | None:
    left = iter(range(SLICE))
    audited = audit_clinic(pages, LARGE, Progress(after), go_on=lambda: next(left, None) is not None)
    _require_proof(audited)
    return audited.progress.after


def _read(pages: FirestorePages, after: str) -> None:
    """Read as an audit does, which learns from the account after its last that there is one."""
    for number, (patient_id, _) in enumerate(pages.accounts(LARGE, after)):
        if number == SLICE:
            break
        for _ in pages.entries(LARGE, patient_id):
            pass


def _require_proof(audited: Audited) -> None:
    if audited.findings_count:
        raise AssertionError(f"the copies do not prove themselves: {audited.findings[0]}")


def _peak(project_id: str, clinic_id: str) -> int:
    command = [sys.executable, "-m", "scripts.bench.audit", project_id, clinic_id]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def _own_peak(project_id: str, clinic_id: str) -> int:
    """The most bytes that Python held while auditing, less what it held before."""
    pages = FirestorePages(shared_client(project_id))
    pages.account(clinic_id, _PATIENT)  # the client loads late, and is not what is measured
    tracemalloc.start()
    _require_proof(audit_clinic(pages, clinic_id))
    return tracemalloc.get_traced_memory()[1]


def _fill(client: Client, clinic_id: str, entries: int) -> None:
    """Write a clinic with so many entries, in accounts of a hundred."""
    account, lines = _year(clinic_id)
    documents = _copies(client, clinic_id, account, lines, entries // OF_ACCOUNT)
    batches = iter(lambda: list(islice(documents, _BATCH)), [])
    with show_progress(f"documents of {clinic_id}", entries) as tell, ThreadPoolExecutor(_HANDS) as hands:
        # Not all batches at once: the pool would hold every document.
        done = 0
        while several := list(islice(batches, _HANDS)):
            list(hands.map(lambda batch: _write(client, batch), several))
            done += sum(map(len, several))
            tell(done, "")


def _copies(
    client: Client,
    clinic_id: str,
    account: dict[str, object],
    lines: dict[str, dict[str, object]],
    accounts: int,
) -> Iterator[Any]:
    """The writes of so many accounts, each document encoded once and copied under every name."""
    first = {"": account, **{f"/entries/{entry_id}": fields for entry_id, fields in lines.items()}}
    encoded = {within: _encode(client, fields) for within, fields in first.items()}
    for number in range(accounts):
        at = client.document(f"clinics/{clinic_id}/patients/patient-{number:05d}")._document_path  # noqa: SLF001
        for within, fields in encoded.items():
            write = Write.pb(Write())
            write.CopyFrom(fields)
            write.update.name = f"{at}{within}"
            yield write


def _encode(client: Client, fields: dict[str, object]) -> Any:  # noqa: ANN401 - a message of protocol buffers
    batch = client.batch()
    batch.create(client.document("any/document"), fields)
    return Write.pb(batch._write_pbs[0])  # noqa: SLF001


def _write(client: Client, writes: list[Any]) -> None:
    """Commit as a batch does, but without encoding every document anew, which would take longer than writing it."""
    request = CommitRequest.pb(CommitRequest(database=client._database_string))  # noqa: SLF001
    request.writes.extend(writes)
    client._firestore_api.commit(  # noqa: SLF001
        request=CommitRequest.wrap(request),
        metadata=client._rpc_metadata,  # noqa: SLF001
    )


def _year(clinic_id: str) -> tuple[dict[str, object], dict[str, dict[str, object]]]:
    """An account of a hundred entries and those entries: a purchase a day, and now and then points off a bill."""
    draft = Draft()
    for path, fields in clinic_documents(_STARTED_AT).items():
        draft.put(path.replace(CLINIC_ID, clinic_id, 1), fields)
    store, codes, desk = TransactionalStore(draft, CODEC), Codes(["a-key-for-measuring"]), DESKS[CALABASAS].uid
    join_clinic(store, JoinClinic("bench-request-joined", clinic_id, "Ana Ruiz"), Caller(_PATIENT, _STARTED_AT))
    for day in range(OF_ACCOUNT):
        now, request_id = _STARTED_AT + timedelta(days=day), f"bench-request-{day:06d}"
        code = codes.make(CodePayload(clinic_id, CALABASAS, _PATIENT, f"bench-visit-{day:06d}", now))
        visit = check_in(
            store, codes, CheckIn(f"bench-check-in-{day:06d}", clinic_id, CALABASAS, code), Caller(desk, now)
        )
        if day % 5 == 4:
            spent = RedeemPoints(request_id, clinic_id, CALABASAS, _PATIENT, visit.visit_id, 7_000, 100_000_000)
            redeem_points(store, spent, Caller(desk, now))
        else:
            paid = (Tender(TenderKind.CASH, 20_000 + day),)
            bought = RecordPurchase(request_id, clinic_id, CALABASAS, _PATIENT, visit.visit_id, paid)
            record_purchase(store, bought, Caller(desk, now))
    path = f"clinics/{clinic_id}/patients/{_PATIENT}"
    entries = f"{path}/entries/"
    kept = {name: dict(fields) for name, fields in draft.documents.items()}
    return kept[path], {name.removeprefix(entries): kept[name] for name in kept if name.startswith(entries)}


if __name__ == "__main__":
    print(_own_peak(*sys.argv[1:]))
