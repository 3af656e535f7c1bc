"""Every answer of FCM is understood, each message is sent once, and a crowd of them side by side."""

from __future__ import annotations

import email.utils
import gc
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from loyalty.domain.reminders.pushing import Outcome, Verdict
from loyalty.push import wire
from loyalty.push.fcm import FcmPusher
from scripts.stack.fcm import Arrived, Reply
from tests.push.conftest import Line

NOT_A_TOKEN = "The registration token is not a valid FCM registration token"


@pytest.mark.parametrize(
    ("reply", "verdict"),
    [
        (Reply(), Verdict.ACCEPTED),
        (Reply(404, "UNREGISTERED"), Verdict.DEAD),
        (Reply(403, "SENDER_ID_MISMATCH"), Verdict.DEAD),
        (Reply(400, "INVALID_ARGUMENT", sentence=NOT_A_TOKEN), Verdict.DEAD),
        (Reply(400, "INVALID_ARGUMENT", field_violation="message.token"), Verdict.DEAD),
        (Reply(400, "INVALID_ARGUMENT", field_violation="message.data[0].value"), Verdict.REFUSED),
        (Reply(400), Verdict.REFUSED),
        (Reply(401, "THIRD_PARTY_AUTH_ERROR"), Verdict.LATER),
        (Reply(401), Verdict.LATER),
        (Reply(403), Verdict.LATER),
        (Reply(404), Verdict.LATER),
        (Reply(429, "QUOTA_EXCEEDED"), Verdict.LATER),
        (Reply(500, "INTERNAL"), Verdict.LATER),
        (Reply(503, "UNAVAILABLE"), Verdict.LATER),
        (Reply(cut=True), Verdict.LATER),
    ],
    ids=str,
)
def test_an_answer_becomes_its_verdict_and_is_asked_for_once(line: Line, reply: Reply, verdict: Verdict) -> None:
    assert line.one(reply) == Outcome(verdict)
    assert len(line.fcm.arrived) == 1


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("said", "waits"),
    [
        ("7", timedelta(seconds=7)),
        ("999999999999", timedelta(days=1)),
        ("soon", None),
        ("Wed, 21 Oct 2015 07:28:00 GMT", timedelta(0)),
    ],
)
def test_how_long_to_wait_is_told_and_not_waited_for(
    line: Line, status: int, said: str, waits: timedelta | None
) -> None:
    began_at = time.monotonic()
    assert line.one(Reply(status, headers={"Retry-After": said})) == Outcome(Verdict.LATER, waits)
    assert time.monotonic() - began_at < 5
    assert len(line.fcm.arrived) == 1


def test_a_wait_may_be_told_as_a_date(line: Line) -> None:
    said = email.utils.format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    waits = line.one(Reply(429, headers={"Retry-After": said})).retry_after
    assert waits is not None
    assert timedelta(minutes=58) < waits <= timedelta(hours=1)


def test_an_answer_that_does_not_come_in_time_is_for_later(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "CALL_TIMEOUT", 0.2)
    assert line.one(Reply(seconds=5)) == Outcome(Verdict.LATER)
    assert len(line.fcm.arrived) == 1


def test_where_nothing_answers_a_push_is_for_later(line: Line) -> None:
    line.pusher = FcmPusher("demo-clinic", "http://127.0.0.1:9")
    assert line.one(Reply()) == Outcome(Verdict.LATER)
    assert line.fcm.arrived == []


def test_outcomes_come_in_the_order_of_the_pushes(line: Line) -> None:
    line.replies = {f"dead-{number}": [Reply(404, "UNREGISTERED", seconds=0.05)] for number in range(20)}
    tokens = [name for number in range(20) for name in (f"dead-{number}", f"alive-{number}")]
    assert [outcome.verdict for outcome in line.send(*tokens)] == [Verdict.DEAD, Verdict.ACCEPTED] * 20


def test_five_hundred_pushes_go_side_by_side_over_at_most_a_hundred_threads(line: Line) -> None:
    before, most = threading.active_count(), 0

    def count(_: Arrived) -> Reply:
        nonlocal most
        most = max(most, threading.active_count() - before)
        return Reply(seconds=0.05)

    line.fcm.reply = count
    outcomes = line.send(*(f"token-{number}" for number in range(500)))
    assert {outcome.verdict for outcome in outcomes} == {Verdict.ACCEPTED}
    assert len({arrived.token for arrived in line.fcm.arrived}) == len(line.fcm.arrived) == 500
    assert 20 < line.fcm.most_at_once <= 100
    assert most <= 100


def test_connections_are_kept_from_push_to_push(line: Line) -> None:
    for _ in range(5):
        line.send("token")
    assert line.fcm.connections == 1


def test_what_has_not_begun_when_time_is_up_is_not_sent(line: Line) -> None:
    outcomes = line.send(*(f"token-{number}" for number in range(10)), seconds=0)
    assert outcomes == [Outcome(Verdict.LATER)] * 10
    assert line.fcm.arrived == []


def test_a_stand_in_is_sent_no_credentials_of_the_deployment(line: Line) -> None:
    line.send("token")
    (arrived,) = line.fcm.arrived
    assert arrived.headers["authorization"] == "Bearer stand-in"
    assert arrived.path == "/v1/projects/demo-clinic/messages:send"


def test_no_connection_is_left_open_by_a_pusher_that_is_closed(line: Line) -> None:
    line.send("one", "two", "three")
    line.pusher.close()
    gc.collect()  # a forgotten socket would warn here, and warnings are errors
    line.send("four")
    assert line.fcm.connections > 1
