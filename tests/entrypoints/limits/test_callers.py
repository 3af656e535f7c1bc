"""A rate for each caller: nobody gets through faster than it, nobody within it is refused, and nobody slows another."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty.config import CALLS_PER_SECOND
from loyalty.entrypoints import endpoint
from loyalty.entrypoints.callers import AT_ONCE_SECONDS, JOINING, Callers
from loyalty.errors.access import TooManyCalls
from tests.entrypoints.conftest import Counter
from tests.support.clinic import CALABASAS, DESK, PATIENT
from tests.support.counts import count

AT_ONCE = CALLS_PER_SECOND * AT_ONCE_SECONDS


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds


def admitted(callers: Callers, uid: str, calls: int, per_second: float = CALLS_PER_SECOND) -> int:
    """How many of so many calls are answered."""
    answered = 0
    for _ in range(calls):
        try:
            callers.require_room(uid, per_second)
        except TooManyCalls:
            continue
        answered += 1
    return answered


def test_a_caller_has_120_calls_at_once_and_then_ten_a_second() -> None:
    clock = Clock()
    callers = Callers(clock=clock)
    assert admitted(callers, "ana", 1_000) == AT_ONCE == 120
    clock.seconds += 1.001
    assert admitted(callers, "ana", 1_000) == 10
    clock.seconds += 3_600
    assert admitted(callers, "ana", 1_000) == AT_ONCE


def test_a_caller_who_is_refused_is_answered_after_the_seconds_that_the_refusal_says() -> None:
    clock = Clock()
    callers = Callers(clock=clock)
    admitted(callers, "ana", AT_ONCE, 0.25)
    with pytest.raises(TooManyCalls) as refused:
        callers.require_room("ana", 0.25)
    seconds = refused.value.details["retry_after_seconds"]
    assert isinstance(seconds, int)
    clock.seconds += seconds
    callers.require_room("ana", 0.25)


@given(
    steps=st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 5), st.integers(1, 60)), max_size=60),
    per_second=st.sampled_from([0.5, 1, 10, 250]),
)
def test_no_caller_gets_more_than_their_rate_and_nobody_within_theirs_is_refused(
    steps: list[tuple[str, float, int]], per_second: float
) -> None:
    clock = Clock()
    callers = Callers(clock=clock)
    at_once = per_second * AT_ONCE_SECONDS
    room: dict[str, tuple[float, float]] = {}
    for uid, pause, calls in steps:
        clock.seconds += pause
        left, since = room.get(uid, (at_once, clock.seconds))
        left = min(at_once, left + (clock.seconds - since) * per_second)
        got = admitted(callers, uid, calls, per_second)
        assert abs(got - min(calls, int(left))) <= (0 if abs(left - round(left)) > 1e-6 else 1)
        room[uid] = (left - got, clock.seconds)


@given(st.lists(st.integers(0, 40), max_size=200), st.integers(1, 20))
def test_the_worker_remembers_no_more_callers_than_its_bound(uids: list[int], most: int) -> None:
    clock = Clock()
    callers = Callers(most, clock)
    for uid in uids:
        callers.require_room(str(uid), CALLS_PER_SECOND * 100)
    assert len(callers) == min(most, len(set(uids)))


def test_threads_together_get_no_more_than_one() -> None:
    callers = Callers(clock=Clock())
    ready = threading.Barrier(8)

    def ask(_: int) -> int:
        ready.wait()
        return admitted(callers, "ana", 100)

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(ask, range(8))) == AT_ONCE


@pytest.fixture
def limited(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> Counter:
    """The clinic, with callers who are limited as in production, in one moment, and whom nobody counted yet."""
    monkeypatch.delenv("CALLS_PER_SECOND")
    monkeypatch.setattr(endpoint, "CALLERS", Callers(clock=Clock()))
    return counter


def test_a_flooding_patient_is_refused_by_type_while_the_desk_is_answered(limited: Counter) -> None:
    limited.join()
    before = limited.documents()
    more = count(10, 500)
    answers = [limited.call("issue_code", PATIENT, location_id=CALABASAS) for _ in range(AT_ONCE + more)]
    refused = [answer for answer in answers if answer.code == "too-many-calls"]
    assert len(refused) == more + 1  # joining was a call, too
    assert {(one.http_status, one.status, one.details["retry_after_seconds"]) for one in refused} == {
        (429, "RESOURCE_EXHAUSTED", 1)
    }
    assert limited.documents() == before
    assert limited.call("list_requests", DESK, location_id=CALABASAS).result is not None


def test_who_is_not_signed_in_counts_for_nobody(limited: Counter) -> None:
    for _ in range(AT_ONCE + 5):
        assert limited.call("issue_code", None, location_id=CALABASAS).code == "sign-in-required"


def test_a_flood_of_guests_opens_so_many_accounts_at_once_and_who_has_one_is_not_counted(
    limited: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    clinics = Callers(clock=Clock(), at_once_seconds=3)
    monkeypatch.setattr(JOINING, "_clinics", clinics)
    outcomes = [limited.join(f"guest-{number}") for number in range(6)]
    assert [one.code for one in outcomes] == ["", "", "", *["too-many-calls"] * 3]
    assert limited.join("guest-0").code == ""
    accounts = [path for path in limited.documents() if path.count("/") == 3 and "/patients/" in path]
    assert len(accounts) == 3
