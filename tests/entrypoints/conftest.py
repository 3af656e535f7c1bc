"""A clinic in a project of its own, and its functions over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import firebase_admin
import pytest
from google.cloud import firestore

from loyalty.services.checkout.codes import CodePayload, Codes
from loyalty.store.documents import Write
from loyalty.store.firestore.client import FirestoreDocuments
from tests.support.clinic import CALABASAS, DESK, KEYS, PATIENT, Fields
from tests.support.emulator import all_documents, clinic_in_firestore
from tests.support.serving import Answer, Client, served


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with served() as at:
        yield at


@dataclass
class Counter:
    """The clinic's people and things, as their clients reach them."""

    client: Client
    database: firestore.Client
    project_id: str
    steps: int = 0

    def next_id(self) -> str:
        """A request id of this test's own."""
        self.steps += 1
        return f"request-{self.steps:012d}"

    def call(self, name: str, uid: str | None = DESK, /, **data: object) -> Answer:
        """Call as somebody; the clinic goes without saying."""
        return self.client.call(name, {"clinic_id": "bella", **data}, uid)

    def join(self, uid: str = PATIENT) -> Answer:
        """The patient opens an account."""
        return self.call("join_clinic", uid, request_id=self.next_id(), name="Ana Ruiz")

    def code(self, patient_id: str = PATIENT, issued_at: datetime | None = None, **changes: str) -> str:
        """A genuine code, by default issued now."""
        at = (issued_at or datetime.now(UTC)).replace(microsecond=0)
        said = {"clinic_id": "bella", "location_id": CALABASAS, "patient_id": patient_id, "nonce": self.next_id()}
        return Codes(KEYS).make(CodePayload(issued_at=at, **(said | changes)))

    def scan(self, patient_id: str = PATIENT) -> Answer:
        """The desk scans a fresh code."""
        return self.call("check_in", request_id=self.next_id(), location_id=CALABASAS, code=self.code(patient_id))

    def purchase(self, visit: Answer, amount_minor: int = 45_000, kind: str = "cash") -> dict[str, Any]:
        """The body of a purchase at a visit; the same amount twice is meant."""
        return {
            "request_id": self.next_id(),
            "location_id": CALABASAS,
            "patient_id": visit.result["patient"]["patient_id"],
            "visit_id": visit.result["visit_id"],
            "tenders": [{"kind": kind, "amount_minor": amount_minor}],
            "confirmed_duplicate": True,
        }

    def documents(self) -> dict[str, Fields]:
        """Everything the database holds, but the notes of schedules about their own runs."""
        found = all_documents(self.database)
        return {path: fields for path, fields in found.items() if not path.startswith("schedule_runs/")}


@pytest.fixture
def counter(address: str, project_id: str, auth_host: str, monkeypatch: pytest.MonkeyPatch) -> Counter:
    monkeypatch.setenv("FIREBASE_AUTH_EMULATOR_HOST", auth_host)
    monkeypatch.setenv("CODE_SIGNING_KEYS", ",".join(KEYS))
    # A test calls as one person as fast as it can; test_callers.py has the limit as it is.
    monkeypatch.setenv("CALLS_PER_SECOND", "1000000")
    firebase_admin.delete_app(firebase_admin.get_app())
    firebase_admin.initialize_app(options={"projectId": project_id})
    return Counter(Client(address, project_id), clinic_in_firestore(project_id), project_id)


@pytest.fixture
def refused(counter: Counter) -> Callable[[Answer, dict[str, Fields], str, str], None]:
    """Holds that an answer is a typed refusal and that nothing was written."""

    def hold(answer: Answer, before: dict[str, Fields], status: str, code: str) -> None:
        assert (answer.status, answer.code) == (status, code)
        assert counter.documents() == before

    return hold


@pytest.fixture
def commits(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The number of documents that each commit wrote: the real commit, watched."""
    made: list[int] = []
    commit = FirestoreDocuments.commit

    def watched(self: FirestoreDocuments, writes: Sequence[Write], timeout: float) -> None:
        commit(self, writes, timeout)
        made.append(len(writes))

    monkeypatch.setattr(FirestoreDocuments, "commit", watched)
    return made
