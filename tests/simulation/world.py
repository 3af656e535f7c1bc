"""A clinic at work, watched: every act is a client's call with its troubles, and every commit is checked at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from loyalty.entrypoints.managed.parsers import PARSERS
from loyalty.errors.base import Refusal, RequestIdReused
from loyalty.services.checkout.visits import CheckedIn
from loyalty.store.codec import Codec
from loyalty.store.documents import Conflict, Documents, Fields, Found, Interrupted, Write
from loyalty.store.transaction import Clockwork, Patience, TransactionalStore
from tests.simulation.books import Books
from tests.simulation.model import COMES_IN, check, equal
from tests.support.clinic import NOW
from tests.support.ledger import LedgerDesk

PATIENTS = ("patient-ana", "patient-ben", "patient-cleo")
CLINIC = "clinics/bella"
# A database that goes on conflicting after so many tries is a fault of its own, not bad luck.
FEW_TRIES = Patience(deadline=0.5, shortest_rpc=0.01)

A = TypeVar("A")


class Crash(Exception):
    """The function's process ends before it has answered."""


def nothing() -> None:
    """Nothing comes in between."""


class Watched:
    """A database whose commits are kept in the order they were made; something can come just before or after one."""

    def __init__(self, documents: Documents) -> None:
        self.kept = documents
        self._entries: set[str] = set()
        self.committed: list[Sequence[Write]] = []
        self.before_commit: Callable[[], None] = nothing
        self.after_commit: Callable[[], None] = nothing

    def read(self, paths: Sequence[str], timeout: float) -> list[Found]:
        """See `Documents`."""
        return self.kept.read(paths, timeout)

    def commit(self, writes: Sequence[Write], timeout: float) -> None:
        """See `Documents`."""
        before, self.before_commit = self.before_commit, nothing
        before()
        self.kept.commit(writes, timeout)
        entries = {write.path for write in writes if "/entries/" in write.path}
        check(not entries & self._entries, "an entry is never written again", entries & self._entries)
        self._entries |= entries
        self.committed.append(writes)
        after, self.after_commit = self.after_commit, nothing
        after()


class Ticks:
    """A clock that each look moves by a millisecond, and a sleep by its length: nobody waits."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        """Now, in seconds."""
        self.now += 0.001
        return self.now

    def sleep(self, seconds: float) -> None:
        """Later."""
        self.now += seconds


@dataclass(frozen=True)
class Done:
    """A call that was answered: made again with the same id it gets the same answer."""

    patient_id: str
    request_id: str
    call: Callable[[str], Any]
    answer: Any


@dataclass
class Known:
    """The ids of acts to which a patient, or the desk about them, may come back, newest last."""

    visit: CheckedIn | None = None
    purchases: list[str] = field(default_factory=list)
    redemptions: list[tuple[str, CheckedIn]] = field(default_factory=list)
    bankings: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)
    membership_acts: list[str] = field(default_factory=list)
    appointments: list[str] = field(default_factory=list)
    paid_out: list[str] = field(default_factory=list)
    treatments: list[str] = field(default_factory=list)


class World:
    """A clinic over a database, its instant, and its books. `put` writes what people edit."""

    def __init__(self, documents: Documents, clinic: Mapping[str, Fields], put: Callable[[str, Fields], None]) -> None:
        self.documents = Watched(documents)
        ticks = Ticks()
        clockwork = Clockwork(ticks.monotonic, ticks.sleep, lambda _, most: most)
        self.desk = LedgerDesk(TransactionalStore(self.documents, Codec(PARSERS), FEW_TRIES, clockwork))
        self.books = Books({path.removeprefix(CLINIC): fields for path, fields in clinic.items()})
        self.put = put
        self.now: datetime = NOW
        self.known = {patient_id: Known() for patient_id in PATIENTS}
        self.done: list[Done] = []
        self.outcomes: Counter[str] = Counter()
        self.trouble: tuple[Callable[[], None], Callable[[], None]] = (nothing, nothing)
        for patient_id in PATIENTS:
            self.desk.join(patient_id, self.now)
        self.audit()

    def act(self, name: str, patient_id: str, call: Callable[[str], A], *, repeatable: bool = True) -> A | None:
        """One call with a request id of its own; None where it was refused, and then nothing was written by it."""
        request_id = self.desk.next_id()
        try:
            with self._troubled():
                answer = self._call(call, request_id)
        except Refusal as refusal:
            equal(len(self.documents.committed), 0, "a refused call writes nothing")
            self.outcomes[f"{name} {refusal.code}"] += 1
            return None
        self.audit()
        self.outcomes[name] += 1
        if repeatable:
            self.done.append(Done(patient_id, request_id, call, answer))
        return answer

    def _call(self, call: Callable[[str], A], request_id: str) -> A:
        """A client that has no answer calls again with the same id."""
        try:
            return call(request_id)
        except Crash:
            self.audit()
            answer = call(request_id)
            equal(len(self.documents.committed), 0, "a repeat after a crash writes nothing")
            return answer

    @contextmanager
    def _troubled(self) -> Iterator[None]:
        """The trouble that is near meets the commit of this call; where there is none, it stays near."""
        documents = self.documents
        (documents.before_commit, documents.after_commit), self.trouble = self.trouble, (nothing, nothing)
        try:
            yield
        finally:
            self.trouble = (documents.before_commit, documents.after_commit)
            documents.before_commit = documents.after_commit = nothing

    def repeat(self, done: Done) -> None:
        """The client repeats a call it had an answer to."""
        try:
            again = done.call(done.request_id)
        except Refusal as refusal:
            again = refusal
        equal(again, done.answer, "the same request is answered the same")
        equal(len(self.documents.committed), 0, "a repeat writes nothing")
        self.outcomes["repeat"] += 1

    def reuse(self, done: Done, call: Callable[[str], Any]) -> None:
        """The client sends something else under the request id of an earlier call."""
        try:
            call(done.request_id)
        except RequestIdReused:
            equal(len(self.documents.committed), 0, "a refused call writes nothing")
            self.outcomes["reuse"] += 1
        else:
            check(False, "a request id stands for one body", done.request_id)  # noqa: FBT003

    def visit(self, patient_id: str) -> CheckedIn:
        """The patient's visit, a new one where the last has closed."""
        known = self.known[patient_id]
        if known.visit is None or self.now >= known.visit.closes_at:
            known.visit = self.desk.scan(patient_id, self.now)
            self.audit()
        return known.visit

    def new_rule(self, name: str, **changes: object) -> None:
        """A manager edits a rule."""
        rule = self.books.rules[name]
        self.books.rules[name] = {**rule, **changes, "version": rule["version"] + 1}
        self.put(f"{CLINIC}/rules/{name}", self.books.rules[name])

    def tell(self, patient_id: str) -> int:
        """Every notice that waits reaches the patient; how many did."""
        waiting = {on: notice for on, notice in self.books.notices[patient_id].items() if notice["state"] == "pending"}
        for on, notice in waiting.items():
            self.books.notices[patient_id][on] = told = {**notice, "state": "sent", "due_at": None}
            self.put(f"{CLINIC}/patients/{patient_id}/notices/{on}", told)
        return len(waiting)

    def later(self, **by: int) -> None:
        """Time passes."""
        self.now += timedelta(**by)

    def audit(self) -> None:
        """Check what was committed since the last time."""
        committed, self.documents.committed = self.documents.committed, []
        for writes in committed:
            self.books.take([(write.path.removeprefix(CLINIC), write.fields) for write in writes], self.now)
            self.outcomes.update(case for write in writes for case in _rare_cases(write))


RARE_CASES = ("debt", "repaid", "forgiven_points", "lapsed_points", "lapsed_minor", "emptied by expiry", "two lots")


def _rare_cases(write: Write) -> Iterator[str]:
    """The cases that a long search must have met to count."""
    if "/entries/" not in write.path:
        return
    entry, why = write.fields, write.fields["why"]
    if entry["debt_points"]:
        yield "debt" if entry["debt_points"] > 0 else "repaid"
    yield from (case for case in RARE_CASES if why.get(case))
    if entry["kind"] in COMES_IN and entry["points"] > 0 and entry["draws"] and entry["lot"] is None:
        yield "joined"
    if entry["kind"] == "expiry":
        yield "emptied by expiry"
    if entry["kind"] == "extension":
        yield "extended"
    if len(entry["draws"]) > 1:
        yield "two lots"


def lose_the_answer() -> None:
    """The connection breaks."""
    raise Interrupted("the connection was reset")


def crash() -> None:
    """The process ends."""
    raise Crash


def conflict() -> None:
    """The database lets somebody else go first."""
    raise Conflict("somebody else was first")
