"""Every call, asked of one clinic by five kinds of people of another: none gets through, and nothing is written.

The calls and their bodies are read out of the functions, so that a new call is held to this by itself.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import pytest

from loyalty.domain.bounds import Written
from loyalty.entrypoints.endpoint import Call
from loyalty.entrypoints.services import COUNTER, OFFICE
from tests.entrypoints.conftest import Counter
from tests.support.clinic import CALABASAS, ENCINO, PATIENT, clinic_documents, staff
from tests.support.emulator import put_documents
from tests.support.tiers import tiers_rule

CALLS: dict[str, Call] = {**COUNTER.calls, **OFFICE.calls}
STRANGERS = {
    "an owner": "owner-of-other",
    "a manager": "manager-of-other",
    "a front desk": "desk-of-other",
    "who has left": "former-of-other",
    "a patient": "patient-of-other",
}
# What a stranger is told. A person joins where they like, and who has joined nowhere has nothing of their own.
TURNED_AWAY = {
    "invite-not-found",
    "not-staff",
    "account-not-found",
    "not-your-account",
    "appointment-not-found",
    "code-not-genuine",
}
OPEN_TO_ALL = {"join_clinic"}
# Fields that go with what the body's first choice is.
ENVELOPE = ("version", "note", "updated_at", "updated_by")
BESIDES: dict[str, dict[str, Any]] = {
    "invite_staff": {"email": "maya@people.example"},
    "answer_appointment": {"visit_at": "2099-01-01T00:00:00Z"},
    "change_membership": {"plan_id": "glow"},
    "request_approval": {
        "act": "add_to_wallet",
        "body": {
            "request_id": "request-000000009999",
            "clinic_id": "bella",
            "location_id": CALABASAS,
            "patient_id": PATIENT,
            "amount_minor": 1,
            "tender": "cash",
            "text": "as asked",
        },
    },
    "manage_rule": {
        "rule": "tiers",
        "base_version": 1,
        "content": {field: value for field, value in tiers_rule().items() if field not in ENVELOPE},
        "note": "as asked",
    },
}
MADE_UP = "request-000000009999"  # sound as any id and as any text


def sound(kind: Any, known: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ANN401 - a dataclass
    """A body that no bound refuses: what is known by its name, and something of its type otherwise."""
    hints = typing.get_type_hints(kind, include_extras=True)
    asked = [one for one in fields(kind) if one.default is MISSING and one.default_factory is MISSING]
    return {one.name: known.get(one.name, _of(hints[one.name], known)) for one in asked}


def _of(hint: Any, known: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a type's annotation is any object
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        return "2026-10" if any(isinstance(one, Written) for one in arguments) else _of(arguments[0], known)
    if origin in (types.UnionType, typing.Union):
        return None if types.NoneType in arguments else _of(arguments[0], known)
    if origin is typing.Literal:
        return arguments[0]
    if origin is tuple:
        return [_of(arguments[0], known)]
    if origin is not None or hint is Mapping:
        return {}
    return sound(hint, known) if is_dataclass(hint) else _plain(hint)


def _plain(kind: type[Any]) -> Any:  # noqa: ANN401
    if issubclass(kind, StrEnum):
        return next(iter(kind)).value
    samples = {bool: True, int: 1, str: MADE_UP, date: "2026-11-22", datetime: "2099-01-01T00:00:00Z"}
    return samples[kind]


@pytest.fixture
def known(counter: Counter) -> dict[str, Any]:
    """A clinic with a patient at an open visit, a clinic next door, and what a stranger may have seen."""
    counter.join()
    visit = counter.scan()
    counter.call("record_purchase", **counter.purchase(visit))
    people = {
        "owner-of-other": staff("owner", CALABASAS, ENCINO),
        "manager-of-other": staff("manager", CALABASAS, ENCINO),
        "desk-of-other": staff("front_desk", CALABASAS, ENCINO),
        "former-of-other": staff("manager", CALABASAS, active=False),
    }
    next_door = {f"clinics/other/staff/{uid}": fields for uid, fields in people.items()}
    put_documents(counter.database, {**clinic_documents("other"), **next_door})
    counter.client.call(
        "join_clinic", {"clinic_id": "other", "request_id": MADE_UP, "name": "Otto Stranger"}, "patient-of-other"
    )
    return {
        "clinic_id": "bella",
        "location_id": CALABASAS,
        "patient_id": PATIENT,
        "visit_id": visit.result["visit_id"],
        "code": counter.code(),
        "letters": "ana",
        "currency": "USD",
    }


def test_every_call_of_one_clinic_refuses_everybody_of_another_and_writes_nothing(
    counter: Counter, known: dict[str, Any]
) -> None:
    before = counter.documents()
    through, malformed, told = [], [], set()
    for name in sorted(CALLS.keys() - OPEN_TO_ALL):
        body = {**sound(CALLS[name].body, known), **BESIDES.get(name, {})}
        for who, uid in STRANGERS.items():
            answer = counter.client.call(name, body, uid)
            if answer.result is not None:
                through.append((name, who))
            elif answer.code == "malformed-request":
                malformed.append((name, answer.details))
            else:
                told.add((name, answer.code))
    assert malformed == []
    assert through == []
    assert sorted((name, code) for name, code in told if code not in TURNED_AWAY) == []
    assert counter.documents() == before
