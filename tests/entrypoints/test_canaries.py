"""Canaries: names, treatments, amounts and telephone numbers, planted wherever people type them, and looked for abroad.

A push is read on a locked screen, a log by whoever runs the project, an id or an address by every machine on the way.
None of them may say who was treated, with what, by whom, or for how much.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from loyalty.domain.calendar import business_date
from scripts.stack.fcm import LocalFcm
from tests.entrypoints.conftest import Counter
from tests.support.clinic import CALABASAS, DESK, MANAGER, PATIENT, Fields
from tests.support.due import ZONE
from tests.support.emulator import put_documents
from tests.support.runs.log_lines import problems_in

PATIENTS_NAME, STAFFS_NAME, CLINICS_NAME = "Zebulona Quartzfield", "Dr. Ottiline Marrowby", "Vantaggio Aesthetics"
TREATMENT, TELEPHONE = "Botulinum canarytoxin", "(555) 013-8842"
AMOUNT_MINOR, POINTS = 7_777_730, 777_773
CANARIES = (
    *("zebulona", "quartzfield", "ottiline", "marrowby", "vantaggio"),
    *("botulinum", "canarytoxin", "0138842", "013-8842"),
    *("7777730", "77777.30", "77,777.30", "777773", "777,773"),
)


def found_in(text: str) -> list[str]:
    """The canaries that sing there."""
    return [canary for canary in CANARIES if canary in text.casefold()]


@pytest.fixture
def planted(counter: Counter) -> Counter:
    """The clinic with canaries wherever its people write."""
    kept = counter.documents()
    changed: dict[str, Fields] = {
        "clinics/bella": {"name": CLINICS_NAME},
        f"clinics/bella/staff/{DESK}": {"name": STAFFS_NAME},
        f"clinics/bella/staff/{MANAGER}": {"name": STAFFS_NAME},
        f"clinics/bella/locations/{CALABASAS}": {"address": f"1 Park Rd, {TELEPHONE}"},
        "clinics/bella/rules/expiry": {"life_unit": "days", "life_count": 30},
        "clinics/bella/rules/reminders": {"quiet_from_hour": 24, "quiet_until_hour": 0},
        "clinics/bella/rules/adjustments": {"note": f"{STAFFS_NAME}, {TELEPHONE}"},
    }
    put_documents(counter.database, {path: kept[path] | fields for path, fields in changed.items()})
    service = {"name": TREATMENT, "minutes": 30, "price_minor": AMOUNT_MINOR, "active": True}
    put_documents(counter.database, {"clinics/bella/services/service-1": service})
    return counter


def run(address: str, name: str, at: datetime) -> None:
    """A schedule calls."""
    headers = {"X-CloudScheduler-ScheduleTime": at.isoformat().replace("+00:00", "Z")}
    assert httpx.post(f"{address}/{name}", headers=headers, timeout=60).status_code == 200


def lives(clinic: Counter) -> None:
    """A patient joins, agrees to reminders, pays, is adjusted, refused, and told what they did wrong."""
    account = f"clinics/bella/patients/{PATIENT}"
    clinic.call("join_clinic", PATIENT, request_id=clinic.next_id(), name=f"{PATIENTS_NAME} {TELEPHONE}")
    now = datetime.now(UTC)
    phone = {"token": f"token-of-{PATIENTS_NAME}", "platform": "web", "updated_at": now}
    wishes = {"push": True, "nudge": True, "urge": True, "locale": "en", "updated_at": now}
    put_documents(clinic.database, {f"{account}/devices/one": phone, f"{account}/preferences/reminders": wishes})
    body = clinic.purchase(clinic.scan(), AMOUNT_MINOR)
    paid = {"service_ids": ["service-1"], "receipt_number": f"{PATIENTS_NAME}/{TELEPHONE}"}
    assert clinic.call("record_purchase", **body, **paid).http_status == 200
    assert (
        clinic.call("record_purchase", **{**body, "tenders": [{"kind": "cash", "amount_minor": 1}]}).http_status == 409
    )
    said = {"reason": "goodwill", "text": TREATMENT, "private_note": f"{STAFFS_NAME} {TELEPHONE}"}
    adjust = {"request_id": clinic.next_id(), "location_id": CALABASAS, "patient_id": PATIENT, "points": 200}
    assert clinic.call("adjust_points", MANAGER, **adjust, **said).http_status == 200
    assert clinic.call("adjust_points", MANAGER, **{**adjust, "points": TREATMENT}, **said).http_status == 400
    redeemed = {"location_id": CALABASAS, "patient_id": PATIENT, "visit_id": body["visit_id"], "points": POINTS}
    assert clinic.call("redeem_points", request_id=clinic.next_id(), bill_minor=1, **redeemed).http_status == 400


@pytest.fixture
def fcm(monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalFcm]:
    """A stand-in that keeps what it is sent."""
    with LocalFcm() as server:
        monkeypatch.setenv("FCM_ENDPOINT", server.endpoint)
        yield server


def test_no_push_log_line_document_id_or_address_says_who_was_treated_with_what_by_whom_or_for_how_much(
    planted: Counter, address: str, fcm: LocalFcm, capsys: pytest.CaptureFixture[str]
) -> None:
    lives(planted)
    today = datetime.combine(business_date(datetime.now(UTC), ZONE), datetime.min.time(), ZONE).astimezone(UTC)
    for days in (2, 23):
        run(address, "sweep_points", today + timedelta(days=days, hours=20))
    _due_at_once(planted)
    run(address, "deliver_notices", datetime.now(UTC))
    for days, name in ((32, "sweep_points"), (33, "nightly_audit")):
        run(address, name, today + timedelta(days=days, hours=20))

    kept = planted.documents()
    assert found_in(json.dumps(list(kept.values()), default=str)) != [], "the canaries were planted"
    assert len([path for path in kept if "/notices/" in path]) == 2
    assert len(fcm.arrived) >= 1
    for arrived in fcm.arrived:
        pushed: dict[str, Any] = {**arrived.message, "token": ""}
        assert found_in(json.dumps(pushed) + arrived.path) == []
        assert not re.search(r"\d{3,}", arrived.message["notification"]["body"])
    printed = "".join(capsys.readouterr())
    assert '"call": "record_purchase"' in printed
    assert found_in(printed) == []
    assert [path for path in kept if found_in(path)] == []


def _due_at_once(clinic: Counter) -> None:
    """Make all notices due now, about points that are still there."""
    soon = datetime.now(UTC) + timedelta(days=5)
    for path, fields in clinic.documents().items():
        if "/notices/" in path:
            put_documents(clinic.database, {path: fields | {"due_at": datetime.now(UTC), "ends_at": soon}})


@pytest.mark.parametrize(
    "planted",
    [
        {"name": "Zebulona"},
        {"service_id": "botox"},
        {"uid": "Zebulona Quartzfield"},
        {"call": "join_clinic ana@people.example"},
        {"outcome": "Bearer eyJhbGciOiJub25lIn0.e30."},
        {"message": "she paid $450.00"},
        {"problem": "ana@people.example is no address"},
        {"amount_minor": 45_000},
        {"closing": {"Zebulona Q.": 1}},
    ],
    ids=str,
)
def test_a_line_of_any_test_that_says_more_than_ids_and_counts_fails_the_run(planted: Fields) -> None:
    sound = {"severity": "INFO", "call": "check_in", "uid": "patient-1", "milliseconds": 1.5, "message": "call"}
    assert problems_in(f"> {json.dumps(sound)}") == set()
    assert len(problems_in(f">  {json.dumps({**sound, **planted})}")) >= 1
    assert problems_in("a word of the emulators\n{}") == set()
