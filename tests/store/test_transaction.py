"""Optimistic transactions when others interfere, answers get lost and nothing answers at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from loyalty.domain.documents import Decision, Put, Remove, Snapshots
from loyalty.domain.keys import ClinicKeys
from loyalty.entrypoints.managed.parsers import PARSERS
from loyalty.errors.base import Contention, StoreUnavailable
from loyalty.errors.checkout import CodeAlreadyUsed
from loyalty.services.checkout.check_in import CheckIn, check_in
from loyalty.services.ledger.record_purchase import record_purchase
from loyalty.services.preconditions import Caller
from loyalty.store.codec import Codec
from loyalty.store.documents import Conflict, Found, Interrupted
from loyalty.store.transaction import Clockwork, Patience, TransactionalStore
from tests.support.clinic import CALABASAS, DESK, NOW, PATIENT, Desk, cash, clinic_documents
from tests.support.memory import MemoryDocuments, memory_store

ACCOUNT = f"clinics/bella/patients/{PATIENT}"
CALLER = Caller(DESK, NOW)


@pytest.fixture
def documents() -> MemoryDocuments:
    return MemoryDocuments(clinic_documents())


@pytest.fixture
def desk(documents: MemoryDocuments) -> Desk:
    at_work = Desk(memory_store(documents))
    at_work.join()
    return at_work


class FakeTime:
    """A clock that moves only when somebody sleeps or a call takes its time."""

    def __init__(self) -> None:
        self.now = 0.0
        self.pauses: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds

    def clockwork(self) -> Clockwork:
        return Clockwork(lambda: self.now, self.sleep, lambda _, most: most)


def patient_store(documents: MemoryDocuments, fake: FakeTime) -> TransactionalStore:
    return TransactionalStore(documents, Codec(PARSERS), Patience(), fake.clockwork())


def times(number: int, fault: Callable[[], None]) -> Callable[[], None]:
    left = [number]

    def strike() -> None:
        if left[0] > 0:
            left[0] -= 1
            fault()

    return strike


def lose_the_answer() -> None:
    raise Interrupted("the connection was reset")


def conflict() -> None:
    raise Conflict("somebody else was first")


def entries(documents: MemoryDocuments) -> list[str]:
    return [path for path in documents.all() if "/entries/" in path]


def test_a_purchase_takes_two_round_trips(documents: MemoryDocuments, desk: Desk) -> None:
    body = desk.purchase(desk.scan(), cash(45_000))
    before = documents.usage.round_trips
    record_purchase(desk.store, body, CALLER)
    assert documents.usage.round_trips - before == 2


def test_a_lost_answer_after_the_commit_credits_once_and_is_answered_with_the_receipt(
    documents: MemoryDocuments, desk: Desk
) -> None:
    body = desk.purchase(desk.scan(), cash(45_000))
    documents.after_commit = times(1, lose_the_answer)
    assert record_purchase(desk.store, body, CALLER).points_after == 4_500
    assert len(entries(documents)) == 1


def test_a_commit_that_never_arrived_is_made_again(documents: MemoryDocuments, desk: Desk) -> None:
    body = desk.purchase(desk.scan(), cash(45_000))
    documents.before_commit = times(2, lose_the_answer)
    assert record_purchase(desk.store, body, CALLER).points_after == 4_500


def test_an_account_changed_in_between_is_decided_again(documents: MemoryDocuments, desk: Desk) -> None:
    body = desk.purchase(desk.scan(), cash(45_000))
    rival = Desk(memory_store(documents), steps=100)
    rival_body = rival.purchase(rival.scan(), cash(10_000))

    def interfere() -> None:
        documents.before_commit = lambda: None
        record_purchase(rival.store, rival_body, CALLER)

    documents.before_commit = interfere
    assert record_purchase(desk.store, body, CALLER).points_after == 5_500
    assert documents.all()[ACCOUNT]["revision"] == 2


def test_the_twin_of_a_request_that_was_faster_is_answered_with_the_same_receipt(
    documents: MemoryDocuments, desk: Desk
) -> None:
    body = desk.purchase(desk.scan(), cash(45_000))
    answers = []

    def twin() -> None:
        documents.before_commit = lambda: None
        answers.append(record_purchase(desk.store, body, CALLER))

    documents.before_commit = twin
    answers.append(record_purchase(desk.store, body, CALLER))
    assert answers[0] == answers[1]
    assert len(entries(documents)) == 1


def test_a_code_scanned_at_two_desks_at_once_opens_one_visit(documents: MemoryDocuments, desk: Desk) -> None:
    code = desk.code()
    first, second = (CheckIn(desk.next_id(), "bella", CALABASAS, code) for _ in range(2))

    def other_desk() -> None:
        documents.before_commit = lambda: None
        check_in(desk.store, desk.codes, second, CALLER)

    documents.before_commit = other_desk
    with pytest.raises(CodeAlreadyUsed):
        check_in(desk.store, desk.codes, first, CALLER)
    assert len([path for path in documents.all() if "/visits/" in path]) == 1


def test_endless_interference_ends_as_contention_within_the_time_allowed(
    documents: MemoryDocuments, desk: Desk
) -> None:
    body = desk.purchase(desk.scan(), cash(45_000))
    documents.before_commit = conflict
    fake = FakeTime()
    with pytest.raises(Contention):
        record_purchase(patient_store(documents, fake), body, CALLER)
    assert fake.now <= Patience().deadline
    assert max(fake.pauses) == Patience().longest_wait
    assert entries(documents) == []


def test_an_entry_that_stands_is_never_replaced_even_by_who_has_read_it(documents: MemoryDocuments, desk: Desk) -> None:
    entry = ClinicKeys("bella").entry(PATIENT, desk.sell(cash(45_000)).entry_id)
    before = documents.all()
    with pytest.raises(Contention):
        patient_store(documents, FakeTime()).transact(
            (entry,), lambda docs: Decision(None, (Put(entry, replace(docs.require(entry), points=1)),))
        )
    assert documents.all() == before


def test_a_database_that_does_not_answer_is_said_to_be_unavailable(documents: MemoryDocuments, desk: Desk) -> None:
    body = desk.purchase(desk.scan(), cash(45_000))
    documents.before_commit = lose_the_answer
    with pytest.raises(StoreUnavailable):
        record_purchase(patient_store(documents, FakeTime()), body, CALLER)


def test_a_database_that_aborts_every_read_is_said_to_be_busy(documents: MemoryDocuments, desk: Desk) -> None:
    body = desk.purchase(desk.scan(), cash(45_000))

    def aborted(*_: object) -> list[Found]:
        raise Conflict("the read was aborted")

    documents.read = aborted  # type: ignore[method-assign, assignment]
    with pytest.raises(Contention):
        record_purchase(patient_store(documents, FakeTime()), body, CALLER)


def test_when_time_is_up_after_a_lost_answer_a_last_look_still_finds_the_receipt(
    documents: MemoryDocuments, desk: Desk
) -> None:
    body = desk.purchase(desk.scan(), cash(45_000))
    fake = FakeTime()

    def late_and_lost() -> None:
        fake.now += Patience().deadline
        lose_the_answer()

    documents.after_commit = late_and_lost
    assert record_purchase(patient_store(documents, fake), body, CALLER).points_after == 4_500
    assert len(entries(documents)) == 1


def test_a_call_is_given_no_more_time_than_is_left(documents: MemoryDocuments, desk: Desk) -> None:
    body = desk.purchase(desk.scan(), cash(45_000))
    fake, timeouts = FakeTime(), []
    read = documents.read

    def watched(paths: list[str], timeout: float) -> object:
        timeouts.append(timeout)
        fake.now += timeout
        return read(paths, timeout)

    documents.read = watched  # type: ignore[method-assign, assignment]
    documents.before_commit = lose_the_answer
    with pytest.raises(StoreUnavailable):
        record_purchase(patient_store(documents, fake), body, CALLER)
    assert max(timeouts) <= Patience().rpc_timeout
    assert fake.now <= Patience().deadline + 2 * Patience().shortest_rpc


def test_a_document_that_changes_in_between_is_looked_at_again_before_it_is_removed(documents: MemoryDocuments) -> None:
    at = ClinicKeys("bella").rule_draft("earning")
    documents.put(at.path, {"content": {"rate_bp": 1}})
    documents.before_commit = times(1, lambda: documents.put(at.path, {"content": {"rate_bp": 2}}))
    seen = []

    def remove_first_content(docs: Snapshots) -> Decision[None]:
        seen.append(docs.require(at).fields["content"]["rate_bp"])
        return Decision(None, (Remove(at),) if seen[-1] == 1 else ())

    memory_store(documents).transact((at,), remove_first_content)
    assert seen == [1, 2]
    assert documents.all()[at.path] == {"content": {"rate_bp": 2}}


def test_what_is_not_there_need_not_be_removed(documents: MemoryDocuments) -> None:
    at, before = ClinicKeys("bella").rule_draft("earning"), documents.all()
    memory_store(documents).transact((at,), lambda _: Decision(None, (Remove(at),)))
    assert documents.all() == before
