"""Messages to phones: words in the patient's language, a name that makes a repeat replace, and nothing more."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from loyalty.push.words import words_of
from tests.push.conftest import Line, push_to


def sent(line: Line, **changes: str) -> dict[str, Any]:
    """A message as it arrived."""
    line.pusher.send([push_to("the-token", **changes)], 5)
    return line.fcm.arrived[-1].message


@pytest.mark.parametrize(
    ("kind", "locale", "said"),
    [
        ("nudge", "en", "You have points to enjoy until November 28."),
        ("urge", "en", "A gentle reminder: your points are with you until Saturday."),
        ("nudge", "es", "Tienes puntos para disfrutar hasta el 28 de noviembre."),
        ("urge", "es", "Un pequeño recordatorio: tus puntos te acompañan hasta el sábado."),
    ],
)
def test_a_reminder_says_until_when_in_its_patients_language(line: Line, kind: str, locale: str, said: str) -> None:
    words = sent(line, kind=kind, locale=locale)["notification"]
    assert words["body"] == said
    assert words["title"] in {"Your points", "Tus puntos"}


def test_a_last_reminder_a_week_ahead_says_the_date() -> None:
    push = push_to("token")
    _, body = words_of(replace(push, today=push.expires_on - timedelta(days=7)))
    assert body == "A gentle reminder: your points are with you until November 28."


def test_a_repeat_replaces_on_every_kind_of_phone(line: Line) -> None:
    message = sent(line)
    name = "n" * 32
    assert message["android"]["collapse_key"] == message["android"]["notification"]["tag"] == name
    assert message["apns"]["headers"]["apns-collapse-id"] == message["apns"]["payload"]["aps"]["thread-id"] == name
    assert message["webpush"]["headers"]["Topic"] == message["webpush"]["notification"]["tag"] == name


def test_the_names_fit_where_they_go(line: Line) -> None:
    message = sent(line)
    assert len(message["apns"]["headers"]["apns-collapse-id"].encode()) <= 64
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,32}", message["webpush"]["headers"]["Topic"])
    assert len(json.dumps(message)) < 4096


def test_the_payload_names_the_notice_and_its_kind_and_nothing_else(line: Line) -> None:
    assert sent(line)["data"] == {"notice": "n" * 32, "kind": "urge"}


def test_a_phone_that_is_off_too_long_is_not_reminded_afterwards(line: Line) -> None:
    message = sent(line)
    ends_at = int((datetime.now(UTC) + timedelta(days=3)).timestamp())
    assert abs(int(message["apns"]["headers"]["apns-expiration"]) - ends_at) < 60
    for seconds in (message["android"]["ttl"].removesuffix("s"), message["webpush"]["headers"]["TTL"]):
        assert abs(int(seconds) - 3 * 24 * 3600) < 60


def test_a_message_is_kept_no_longer_than_fcm_keeps_any(line: Line) -> None:
    line.pusher.send([replace(push_to("token"), ends_at=datetime.now(UTC) + timedelta(days=200))], 5)
    assert line.fcm.arrived[-1].message["android"]["ttl"] == f"{28 * 24 * 3600}s"
