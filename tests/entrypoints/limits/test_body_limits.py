"""Limits of bodies hold however a body is sent, and nothing is read for somebody who brings no token."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator

import pytest
from flask import Request
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import EnvironBuilder

from loyalty.entrypoints.incoming import hold_body
from tests.entrypoints.limits.worker import MIB, Worker, serving_worker
from tests.support.counts import count
from tests.support.serving import unsigned_token

LARGE = 24 * MIB
MOST_PEAK = 256 * MIB
# What a body beyond its limit may cost beside the worker itself.
MOST_MORE = 16 * MIB
ENVIRONMENT = {
    "GCLOUD_PROJECT": "demo-bodies",
    "GOOGLE_CLOUD_PROJECT": "demo-bodies",
    "FIREBASE_AUTH_EMULATOR_HOST": "127.0.0.1:1",
    "FIRESTORE_EMULATOR_HOST": "127.0.0.1:1",
    "CODE_SIGNING_KEYS": "a-key-for-this-test",
    "STRIPE_WEBHOOK_SECRETS": "*:a-secret-for-this-test",
    "RECORDS_SECRETS": "*:a-secret-for-this-test",
}


@pytest.fixture(scope="module", params=["counter", "hooks"])
def worker(request: pytest.FixtureRequest) -> Iterator[Worker]:
    with serving_worker(request.param, ENVIRONMENT) as one:
        yield one


def nested(length: int = LARGE) -> Iterator[bytes]:
    """JSON that takes many times its length once it is parsed."""
    yield b'{"data": ['
    for _ in range(length // 65_536):
        yield b"[],[],[]," * 7_281
    yield b"[]]}"


def head(path: str, method: str = "POST", **headers: str) -> str:
    lines = {"Host": "worker", "Content-Type": "application/json", "Transfer-Encoding": "chunked", **headers}
    return f"{method} /{path} HTTP/1.1\r\n" + "".join(f"{name}: {said}\r\n" for name, said in lines.items()) + "\r\n"


def bearer() -> dict[str, str]:
    return {"Authorization": f"Bearer {unsigned_token('demo-bodies', 'somebody')}"}


@pytest.mark.parametrize("path", ["join_clinic", "stripe_events", "ingest_treatments", "nothing", "ready"])
@pytest.mark.parametrize("method", ["POST", "GET", "PUT", "OPTIONS"])
@pytest.mark.parametrize("signed_in", [False, True])
def test_24_megabytes_in_chunks_cost_neither_memory_nor_parsing(
    worker: Worker, path: str, method: str, *, signed_in: bool
) -> None:
    before = worker.peak_bytes
    signed = {"Stripe-Signature": f"t={int(time.time())},v1=00", "Records-Signature": f"t={int(time.time())},v1=00"}
    worker.send(head(path, method, **(bearer() if signed_in else {}), **signed), nested())
    assert worker.peak_bytes - before < MOST_MORE
    assert worker.peak_bytes < MOST_PEAK


@pytest.fixture(scope="module")
def counter_worker() -> Iterator[Worker]:
    with serving_worker("counter", ENVIRONMENT) as one:
        yield one


def test_who_brings_no_token_is_answered_before_the_body_has_arrived(counter_worker: Worker) -> None:
    answer = counter_worker.send(head("join_clinic"), (b'{"data": ',), whole=False)
    assert answer is not None
    assert (answer.status, "sign-in-required" in answer.text) == (401, True)


def test_a_chunked_body_within_the_limit_is_read_as_any_other(counter_worker: Worker) -> None:
    answer = counter_worker.send(head("nothing", **bearer()), (b'{"da', b'ta": {}}'))
    assert answer is not None
    assert (answer.status, "call-not-found" in answer.text) == (404, True)


def test_a_chunked_body_beyond_the_limit_is_refused_by_type(counter_worker: Worker) -> None:
    answer = counter_worker.send(head("join_clinic", **bearer()), (b'{"data": "', b"x" * 66_000, b'"}'))
    assert answer is not None
    assert (answer.status, "malformed-request" in answer.text) == (400, True)


class Dripping(io.RawIOBase):
    """A stream that gives fewer bytes than it is asked for."""

    def __init__(self, body: bytes, most: int) -> None:
        self._body, self._most, self.given = io.BytesIO(body), most, 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        part = self._body.read(min(self._most, size) if size >= 0 else self._most)
        self.given += len(part)
        return part


@given(
    length=st.integers(0, 300),
    most=st.integers(0, 200),
    drip=st.integers(1, 50),
    declared=st.sampled_from(["chunked", "true", "too much", "too little"]),
)
def test_a_body_is_held_whole_or_not_at_all_and_never_is_more_read_than_its_limit(
    length: int, most: int, drip: int, declared: str
) -> None:
    body = bytes(number % 251 for number in range(length))
    stream = Dripping(body, drip)
    environ = EnvironBuilder(method="POST").get_environ()
    environ |= {"wsgi.input": stream, "wsgi.input_terminated": True}
    lengths = {"true": length, "too much": length + 5, "too little": max(0, length - 5)}
    if declared == "chunked":
        environ["HTTP_TRANSFER_ENCODING"] = "chunked"
        environ.pop("CONTENT_LENGTH", None)
    else:
        environ["CONTENT_LENGTH"] = str(lengths[declared])
    request = Request(environ)
    held = hold_body(request, most)
    assert held == (length <= most and lengths.get(declared, 0) <= most)
    assert request.get_data() == (body if held else b"")
    assert stream.given <= most + 1


def test_many_large_bodies_leave_the_worker_as_it_was(counter_worker: Worker) -> None:
    before = counter_worker.peak_bytes
    for number in range(count(6, 200)):
        counter_worker.send(head("join_clinic", **(bearer() if number % 2 else {})), nested())
    assert counter_worker.peak_bytes - before < MOST_MORE
