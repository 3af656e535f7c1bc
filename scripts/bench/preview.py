"""Previews against a made clinic in the emulator: how long one takes, when it first tells, how soon a cancel ends it.

The first word is seen by another client, as a page sees it. Memory is the most that a process of its own held, less
what it held before: `python -m scripts.bench.preview PROJECT NOW DAYS` prints it.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import uuid4

from google.cloud.firestore import Client

from loyalty.domain.documents import Decision
from loyalty.domain.keys import ClinicKeys
from loyalty.domain.proof.previews import Preview
from loyalty.entrypoints.managed.problems import read_draft
from loyalty.services.preconditions import Caller
from loyalty.services.proof.preview_rule import (
    CancelPreview,
    PreviewAsked,
    PreviewRule,
    cancel_preview,
    preview_rule,
)
from loyalty.store.firestore.client import shared_client
from loyalty.store.firestore.proof import FirestorePages
from loyalty.store.past import PackedPast
from scripts.bench.figures import Figure
from scripts.clinic.project import CODEC, store_of
from scripts.made.acts import MadeClinic
from scripts.made.clinic import ROOT
from scripts.made.history import make
from scripts.progress import show_progress
from scripts.seed.clinic import CLINIC_ID, MANAGER

SECONDS_BAR, FIRST_BAR, CANCEL_BAR = 30.0, 1.5, 2.0
OF_PATIENT = 12
_BATCH, _HANDS = 200, 4
# What a preview reads; visits and codes are left out.
_READ = frozenset({"patients", "entries", "membership_events", "tier_changes", "treatments", "rewards", "appointments"})
_ENVELOPE = frozenset({"version", "updated_at", "updated_by", "note"})
_LOOK = 0.25
_BEFORE_CANCEL = 2.0


def measure(entries: int, days: int) -> list[Figure]:
    """Every figure of a preview; the emulators are found by the environment."""
    project_id = f"demo-bench-{uuid4().hex[:8]}"
    clinic = make(entries // OF_PATIENT, entries)
    _fill(shared_client(project_id), clinic)
    now = clinic.items[-1].at
    cpu = time.process_time()
    first, seconds, preview = _timed(project_id, now, 1_100, days)
    cpu = time.process_time() - cpu
    canceled = _canceled(project_id, now, days)
    result = preview.result
    if result is None or result.reproduced != result.entries:
        raise AssertionError(f"the past did not come out as it was: {preview}")
    in_window = f"{result.entries:,} of {clinic.entries():,} entries"
    return [
        Figure(f"seconds of a preview, {in_window}", seconds, SECONDS_BAR),
        Figure("seconds of the processor for it", cpu, SECONDS_BAR),
        Figure("seconds to the first word, seen by another client", first, FIRST_BAR),
        Figure("seconds from a cancel to the end", canceled, CANCEL_BAR),
        Figure("peak memory of the process, MB more than before", _peak(project_id, now, days)),
    ]


def _ask(project_id: str, now: datetime, rate_bp: int, days: int) -> PreviewAsked:
    client = shared_client(project_id)
    store, live_at = store_of(client), ClinicKeys(CLINIC_ID).published_rule("earning")
    live = store.transact((live_at,), lambda docs: Decision(docs.require(live_at)))
    content = {name: value for name, value in live.fields.items() if name not in _ENVELOPE}
    body = PreviewRule(
        f"bench-preview-{rate_bp}", CLINIC_ID, "earning", live.version, {**content, "rate_bp": rate_bp}, days
    )
    began, past = time.monotonic(), PackedPast(FirestorePages(client), CODEC)
    return preview_rule(store, body, Caller(MANAGER.uid, now), past, read_draft, lambda: time.monotonic() - began)


def _timed(project_id: str, now: datetime, rate_bp: int, days: int) -> tuple[float, float, Preview]:
    """Seconds to the first word and to the end of a preview, and its document."""
    seen: list[float] = []
    began = time.perf_counter()
    stop = _watching(project_id, lambda _: seen.append(time.perf_counter() - began))
    asked = _ask(project_id, now, rate_bp, days)
    seconds = time.perf_counter() - began
    stop()
    at = ClinicKeys(CLINIC_ID).preview(asked.preview_id)
    preview = store_of(shared_client(project_id)).transact((at,), lambda docs: Decision(docs.require(at)))
    return seen[0], seconds, preview


def _canceled(project_id: str, now: datetime, days: int) -> float:
    """Seconds from a cancel, two seconds after the first word, to the answer of the preview."""
    asked_at: list[float] = []

    def cancel(preview_id: str) -> None:
        if not asked_at:
            time.sleep(_BEFORE_CANCEL)
            asked_at.append(time.perf_counter())
            store = store_of(shared_client(project_id))
            cancel_preview(store, CancelPreview(CLINIC_ID, preview_id), Caller(MANAGER.uid, now))

    stop = _watching(project_id, cancel)
    asked = _ask(project_id, now, 1_300, days)
    ended = time.perf_counter()
    stop()
    if asked.state != "canceled":
        raise AssertionError(f"the preview was {asked.state} before it could be canceled")
    return ended - asked_at[0]


def _watching(project_id: str, on_running: Callable[[str], None]) -> Callable[[], None]:
    """Look for a running preview in a thread, as a page does; return what ends that."""
    client, over = Client(project=project_id), threading.Event()

    def look() -> None:
        while not over.is_set():
            for found in client.collection(f"{ROOT}/previews").select(["state"]).stream():
                if (found.to_dict() or {}).get("state") == "running" and not over.is_set():
                    on_running(found.id)
            over.wait(_LOOK)

    thread = threading.Thread(target=look, daemon=True)
    thread.start()

    def stop() -> None:
        over.set()
        thread.join()

    return stop


def _peak(project_id: str, now: datetime, days: int) -> float:
    command = [sys.executable, "-m", "scripts.bench.preview", project_id, now.isoformat(), str(days)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def _own_peak(project_id: str, now: str, days: str) -> float:
    """The megabytes by which this process grew while it previewed; the client is there before."""
    shared_client(project_id).document(ROOT).get()
    before = _most_held()
    _ask(project_id, datetime.fromisoformat(now), 1_400, int(days))
    return (_most_held() - before) / 1024


def _most_held() -> int:
    """The most kilobytes that this process has held, by Linux. What the parent held is not in it."""
    said = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(said.partition("VmHWM:")[2].split()[0])


def _fill(client: Client, clinic: MadeClinic) -> None:
    """Write what a preview reads."""
    documents = {path: fields for path, fields in clinic.draft.documents.items() if _is_read(path)}
    items = iter(documents.items())
    batches = iter(lambda: list(islice(items, _BATCH)), [])
    with show_progress("documents", len(documents)) as tell, ThreadPoolExecutor(_HANDS) as hands:
        done = 0
        while several := list(islice(batches, _HANDS)):
            list(hands.map(lambda batch: _write(client, batch), several))
            done += sum(map(len, several))
            tell(done, "")


def _is_read(path: str) -> bool:
    parts = path.split("/")
    return len(parts) == 2 or parts[-2] in _READ or parts[2] in ("rules", "staff")


def _write(client: Client, documents: list[tuple[str, Any]]) -> None:
    batch = client.batch()
    for path, fields in documents:
        batch.set(client.document(path), dict(fields))
    batch.commit()


if __name__ == "__main__":
    print(_own_peak(*sys.argv[1:]))
