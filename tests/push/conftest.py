"""FCM's stand-in, answering each token as the test says, and firebase-admin that really speaks to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest

from loyalty.domain.reminders.pushing import Outcome, Push
from loyalty.push.fcm import FcmPusher
from scripts.stack.fcm import Arrived, LocalFcm, Reply

SECONDS = 20.0


def push_to(token: str, **changes: str) -> Push:
    """A push to a token."""
    said = {"kind": "urge", "voice": "calm", "locale": "en", **changes}
    ends_at = datetime.now(UTC) + timedelta(days=3)
    return Push(token, "n" * 32, expires_on=date(2026, 11, 28), today=date(2026, 11, 23), ends_at=ends_at, **said)


@dataclass
class Line:
    """A pusher, and FCM's stand-in at its other end: `replies` by token, in turn and then the last for ever."""

    fcm: LocalFcm
    pusher: FcmPusher
    replies: dict[str, list[Reply]] = field(default_factory=dict)

    def reply(self, arrived: Arrived) -> Reply:
        """The answer to a push."""
        planned = self.replies.get(arrived.token, [Reply()])
        return planned.pop(0) if len(planned) > 1 else planned[0]

    def send(self, *tokens: str, seconds: float = SECONDS) -> list[Outcome]:
        """Push to tokens."""
        return self.pusher.send([push_to(token) for token in tokens], seconds)

    def one(self, *replies: Reply) -> Outcome:
        """The outcome of one push that is answered so."""
        self.replies["token"] = list(replies)
        (outcome,) = self.send("token")
        return outcome


@pytest.fixture(scope="session")
def both_ends() -> Iterator[tuple[LocalFcm, FcmPusher]]:
    with LocalFcm() as fcm:
        pusher = FcmPusher("demo-clinic", fcm.endpoint)
        yield fcm, pusher
        pusher.close()


@pytest.fixture
def line(both_ends: tuple[LocalFcm, FcmPusher]) -> Line:
    fcm, pusher = both_ends
    pusher.close()
    fcm.forget()
    made = Line(fcm, pusher)
    fcm.reply = made.reply
    return made
